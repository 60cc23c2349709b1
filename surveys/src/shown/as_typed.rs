//! A stored answer as it would have been typed.

use chrono::Datelike;

use crate::{
    answer,
    definition::{Kind, Question},
    telephone,
    typed::Typed,
    value::{Answers, Missing, Value},
};

/// The fields as they would have been typed to give the stored answer. `vault` holds what the
/// identity vault keeps.
pub(crate) fn as_typed(question: &Question, answers: &Answers, vault: &Answers) -> Typed {
    let mut typed = Typed::default();
    if let Some(reason) = reason_beside(question, answers) {
        typed.add(format!("{}_none", question.key), reason.to_string());
        return typed;
    }
    let held = if question.vault { vault } else { answers };
    let variables = match question.kind {
        Kind::Contact => answer::fields(question),
        _ => question.variables(),
    };
    for variable in variables {
        if let Some(value) = held.get(&variable).filter(|value| !is_landline(question, value)) {
            put(&mut typed, &variable, value);
        }
    }
    for (variable, _) in question.words() {
        if let Some(Value::Text(words)) = answers.get(&variable) {
            typed.add(variable, words.clone());
        }
    }
    typed
}

/// A landline, which only staff put on record: its box would not take it, and left empty it stays on record.
fn is_landline(question: &Question, value: &Value) -> bool {
    let is_contact = matches!(question.kind, Kind::Contact);
    matches!(value, Value::Text(text) if is_contact && telephone::is_landline(text))
}

/// Don't know or prefer not to say, where it stands beside the fields and not among the options.
fn reason_beside(question: &Question, answers: &Answers) -> Option<Missing> {
    let among = matches!(
        question.kind,
        Kind::Single { .. } | Kind::Multiple { .. } | Kind::Scale { .. } | Kind::Grid { .. }
    );
    let reason = answers.get(question.key.as_str())?.missing()?;
    (!among && matches!(reason, Missing::DontKnow | Missing::Refused)).then_some(reason)
}

fn put(typed: &mut Typed, variable: &str, value: &Value) {
    match value {
        Value::Code(code) => typed.add(variable, code.to_string()),
        Value::Codes(codes) => codes.iter().for_each(|code| typed.add(variable, code.to_string())),
        Value::Number(number) => typed.add(variable, number.to_string()),
        Value::Text(text) => typed.add(variable, text.clone()),
        Value::Date(date) => {
            typed.add(format!("{variable}_day"), date.day().to_string());
            typed.add(format!("{variable}_month"), date.month().to_string());
            typed.add(format!("{variable}_year"), date.year().to_string());
        }
        Value::Month(month) => {
            typed.add(format!("{variable}_month"), month.month().to_string());
            typed.add(format!("{variable}_year"), month.year().to_string());
        }
        Value::Missing(reason @ (Missing::DontKnow | Missing::Refused)) => {
            typed.add(variable, reason.to_string());
        }
        Value::Vault | Value::Missing(_) => {}
    }
}

#[cfg(all(test, feature = "authoring"))]
mod tests {
    use super::as_typed;
    use crate::{
        catalogue,
        value::{Answers, Value},
    };

    #[test]
    fn a_landline_that_staff_put_on_record_stands_in_no_box_that_would_refuse_it() {
        let survey = catalogue::survey("baseline").expect("it is there");
        let contact = survey.questions().find(|one| one.key.as_str() == "contact");
        let contact = contact.expect("it is asked");
        for (number, stands) in [("+441614960190", ""), ("+447700900123", "+447700900123")] {
            let mut vault = Answers::default();
            vault.set("contact_mobile".to_owned(), Value::Text(number.to_owned()));

            let typed = as_typed(contact, &Answers::default(), &vault);

            assert_eq!(typed.one("contact_mobile"), stands);
        }
    }
}
