//! A survey of a night, and invented people who answered it.

use chrono::NaiveDate;
use surveys::{
    authoring::{self, File},
    definition::Survey,
    facts::{Allocation, Background, Facts},
    journey,
    keys::PageKey,
    sheet::Sheet,
    value::Value,
    why::{Origin, Response},
};

const SURVEY: &str = r#"
key = "sleep"
version = 1
title = "Sleep"
language = "en-GB"
minutes = 1
usable = "slept is answered"
derive = ["short", "tired", "d_age"]
check = ["overlong"]
sections = [{ title = "You", pages = [
  { questions = ["dob"] }, { questions = ["slept"] }, { questions = ["hours"] }, { questions = ["woken"] },
  { questions = ["help"] }, { questions = ["why"] },
] }]

[[questions]]
key = "dob"
kind = "date"
text = "When were you born?"
age = [18, 80]
vault = true

[[questions]]
key = "slept"
text = "Did you sleep?"
kind = "single"
options = [{ code = 1, text = "Yes" }, { code = 2, text = "No" }]

[[questions]]
key = "hours"
text = "How many hours?"
kind = "number"
least = 0
most = 24
asked_if = "slept = 1"

[[questions]]
key = "woken"
text = "What woke you?"
kind = "multiple"
asked_if = "slept = 1"
options = [{ code = 1, text = "Noise" }, { code = 2, text = "Light" }, { code = 96, text = "Something else", other = 40 }]

[[questions]]
key = "help"
text = "Who helped?"
kind = "single"
options = [{ code = 1, text = "A coach", offered_if = "arm = T" }, { code = 2, text = "Nobody" }]

[[questions]]
key = "why"
text = "Why?"
kind = "text"
most = 9
asked_if = "tired > 3"

[[derived]]
key = "short"
label = "Short sleep"
codes = [{ code = 0, text = "No" }, { code = 1, text = "Yes" }]
cases = [{ when = "hours < 6", gives = 1 }, { when = "hours >= 6", gives = 0 }]
missing_of = "hours"

[[derived]]
key = "tired"
label = "Tired"
formula = { sum = { of = ["short", "hours"] } }

[[derived]]
key = "d_age"
label = "Age"
formula = { age = { born = "dob" } }

[[checks]]
key = "overlong"
level = "soft"
at = "hours"
when = "hours > 16"
say = "Is that right?"
"#;

pub fn survey() -> Survey {
    let file = File { name: "sleep.toml".to_owned(), text: SURVEY.to_owned() };
    authoring::read(&file, &|_| None).expect("a survey without a fault")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// An invented person in an arm, born on 4 May 1980.
pub fn facts(arm: &str) -> Facts {
    let allocation = Allocation { arm: arm.into(), cohort: 1, on: day("2026-03-02") };
    let begun_on = day("2026-07-06");
    let allocation = Some(allocation);
    let dob = Some(day("1980-05-04"));
    Facts::gather(&Background { begun_on, allocation, dob, ..Background::default() }, begun_on)
}

/// What was answered, up to the page of this name.
pub fn sheet(given: &[(&str, Value)], reached: &str) -> Sheet {
    let mut sheet = Sheet { reached: PageKey::new(reached).ok(), ..Sheet::default() };
    for (name, value) in given {
        sheet.answers.set((*name).into(), value.clone());
    }
    sheet
}

pub fn origin(sheet: &Sheet, arm: &str, variable: &str) -> Origin {
    let (survey, facts) = (survey(), facts(arm));
    let all = journey::as_left(&survey, sheet, &facts);
    Response { survey: &survey, sheet, facts: &facts, all: &all }.origin(variable)
}
