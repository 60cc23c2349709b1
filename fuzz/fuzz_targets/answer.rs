//! What somebody types into a question: its number in the first byte, then fields, each with its number
//! before the text.
#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use surveys::{
    answer::{self, Setting},
    catalogue,
    condition::Look,
    typed::Typed,
    value::Value,
};

#[path = "../../surveys/tests/believing/possible.rs"]
mod possible;

struct Nobody;

impl Look for Nobody {
    fn look(&self, _: &str) -> Option<Value> {
        None
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((which, rest)) = bytes.split_first() else { return };
    let questions: Vec<_> = catalogue::surveys().iter().flat_map(|one| one.questions()).collect();
    let question = questions[usize::from(*which) % questions.len()];
    let mut fields = answer::fields(question);
    fields.extend(question.words().map(|(field, _)| field));
    fields.push(format!("{}_none", question.key));
    let pairs = rest.split(|byte| *byte == b'\n').filter_map(|part| {
        let (field, text) = part.split_first()?;
        let field = fields[usize::from(*field) % fields.len()].clone();
        Some((field, String::from_utf8_lossy(text).into_owned()))
    });
    let typed = Typed::from_pairs(pairs);
    let today = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
    let setting = Setting { scope: &Nobody, today, prompted: which % 2 == 0 };
    for (variable, value) in answer::parse(question, &typed, &setting).into_iter().flatten() {
        let is_possible =
            value.is_none_or(|value| possible::is_possible(question, &variable, &value, today));
        assert!(is_possible, "{variable}");
    }
});
