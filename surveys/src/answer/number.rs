//! Numbers and amounts of money.

use super::{Given, Problem};
use crate::{
    condition::Look,
    definition::{Kind, Question},
    digits::western,
    typed::Typed,
    value::Value,
};

pub(super) fn number(
    question: &Question,
    typed: &Typed,
    scope: &impl Look,
) -> Result<Vec<Given>, Vec<Problem>> {
    let Kind::Number { least, most, most_fact, places, .. } = &question.kind else {
        unreachable!("called for numbers only");
    };
    let personal = most_fact.as_deref().and_then(|fact| scope.look(fact)?.number());
    let most = personal.map_or(*most, |personal| personal.min(*most));
    let number = read(typed.one(question.key.as_str()), *places)?;
    if number < *least || number > most {
        return Err(vec![Problem::OutOfRange { least: *least, most }]);
    }
    Ok(vec![(question.key.to_string(), Some(Value::Number(number)))])
}

pub(super) fn amount(question: &Question, typed: &Typed) -> Result<Vec<Given>, Vec<Problem>> {
    let Kind::Amount { most, period, periods } = &question.kind else {
        unreachable!("called for amounts only");
    };
    let (sent, sent_period) = (typed.one(question.key.as_str()), typed.one(period.as_str()));
    if sent.is_empty() {
        return Err(vec![Problem::AmountMissing]);
    }
    let amount = read(sent.trim_start_matches('£'), 2)?;
    if amount < 0.0 || amount > *most {
        return Err(vec![Problem::OutOfRange { least: 0.0, most: *most }]);
    }
    if sent_period.is_empty() {
        return Err(vec![Problem::PeriodMissing]);
    }
    let chosen = periods.iter().find(|choice| choice.code.to_string() == sent_period);
    let chosen = chosen.ok_or_else(|| vec![Problem::NotAnOption])?;
    Ok(vec![
        (question.key.to_string(), Some(Value::Number(amount))),
        (period.to_string(), Some(Value::Code(chosen.code))),
    ])
}

/// Reads digits with at most one point. Spaces, and commas between thousands, are let pass; signs
/// other than a minus, exponents and words are not.
fn read(sent: &str, places: u8) -> Result<f64, Vec<Problem>> {
    let sent = western(sent);
    let spaced: String = sent.chars().filter(|c| *c != ' ').collect();
    let digits = spaced.strip_prefix('-').unwrap_or(&spaced);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let mut thousands = whole.split(',').skip(1);
    let plain = whole.replace(',', "");
    let grouped = thousands.all(|group| group.len() == 3) && !whole.starts_with(',');
    let any = plain.len() + decimals.len() > 0;
    if !any || !grouped || !all_digits(&plain) || !all_digits(decimals) {
        return Err(vec![Problem::NotANumber]);
    }
    if decimals.trim_end_matches('0').len() > usize::from(places) {
        let problem = if places == 0 { Problem::NotWhole } else { Problem::TooManyPlaces(places) };
        return Err(vec![problem]);
    }
    spaced.replace(',', "").parse().map_err(|_| vec![Problem::NotANumber])
}
