//! What an answer to a question can be, whatever was typed to make one.

use chrono::NaiveDate;
use surveys::{
    definition::{Kind, Question},
    value::{Missing, Value},
};

/// Whether a variable of the question may have the value, for somebody who answers on this day.
pub fn is_possible(question: &Question, variable: &str, value: &Value, today: NaiveDate) -> bool {
    if let Value::Missing(reason) = value {
        return matches!(reason, Missing::Blank | Missing::DontKnow | Missing::Refused);
    }
    if let Some((_, choice)) = question.words().find(|(name, _)| name == variable) {
        let most = usize::from(choice.other.unwrap_or_default());
        return matches!(value, Value::Text(text) if is_text(text, most));
    }
    let offers = |code: &i32| question.options().iter().any(|choice| choice.code == *code);
    match (&question.kind, value) {
        (Kind::Single { .. }, Value::Code(code)) => offers(code),
        (Kind::Multiple { .. }, Value::Codes(codes)) => {
            !codes.is_empty() && codes.is_sorted() && codes.iter().all(offers)
        }
        (Kind::Scale { .. } | Kind::Grid { .. }, Value::Code(code)) => (0..=10).contains(code),
        (Kind::Number { least, most, .. }, Value::Number(number)) => {
            (*least..=*most).contains(number)
        }
        (Kind::Amount { most, .. }, Value::Number(number)) => (0.0..=*most).contains(number),
        (Kind::Amount { periods, .. }, Value::Code(code)) => {
            periods.iter().any(|period| period.code == *code)
        }
        (Kind::Date { .. }, Value::Date(date)) | (Kind::Month { .. }, Value::Month(date)) => {
            *date <= today
        }
        (Kind::Text { most }, Value::Text(text)) => is_text(text, usize::from(*most)),
        (Kind::Contact, Value::Vault) => variable == question.key.as_str(),
        (Kind::Contact, Value::Text(text)) => is_text(text, 500),
        _ => false,
    }
}

fn is_text(text: &str, most: usize) -> bool {
    !text.contains('\0') && text.chars().count() <= most
}
