//! What is known of a person beside the answers to this survey: the arm, the cohort, dates, and
//! what earlier waves said. Conditions and fill-ins look here.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    keys::WaveKey,
    value::{Answers, Value},
};

/// Every fact that a condition or a fill-in may name, with what it can be and what it says. An earlier wave's variable
/// is named with its wave, `baseline.llcond`.
pub const NAMES: [(&str, Kind, &str); 12] = [
    ("arm", Kind::Words, "the arm as the study names it, once allocated"),
    ("cohort", Kind::Codes(&[1, 2]), "1 out of work, 2 in work, frozen at randomisation"),
    ("proxy", Kind::Codes(&[0, 1]), "1 when somebody answers for the participant, otherwise 0"),
    ("dob", Kind::Date, "date of birth, from the identity vault"),
    ("begun_on", Kind::Date, "the day on which this response was begun"),
    ("rand_date", Kind::Date, "the date of randomisation"),
    ("rand_days", Kind::Count, "whole days from randomisation to the day the response was begun"),
    ("weeks_max", Kind::Count, "the most weeks of work there can have been since randomisation"),
    (
        "prev_work",
        Kind::Codes(&[1, 2]),
        "1 when the latest answered wave found the person in work, otherwise 2",
    ),
    (
        "prev_month",
        Kind::Date,
        "the month of the latest answered wave: in words where it is filled in, and compared as a date",
    ),
    (
        "prev_status",
        Kind::OneOf(&[IN_WORK, OUT_OF_WORK]),
        "“in work” or “out of work” at the latest answered wave",
    ),
    ("programme", Kind::Words, "the name of the programme under evaluation"),
];

/// What a fact is, as it is said behind its name where everybody can read it. What has codes is told by what they mean.
#[must_use]
pub fn called(name: &str) -> Option<&'static str> {
    Some(match name {
        "arm" => "the arm of the study",
        "dob" => "date of birth",
        "begun_on" => "the day on which these answers were begun",
        "rand_date" => "the day of randomisation",
        "rand_days" => "days since randomisation",
        "weeks_max" => "the most weeks of work there can have been since randomisation",
        "prev_month" => "the month of the latest answered wave",
        "prev_status" => "at the latest answered wave",
        "programme" => "the name of the programme",
        _ => return None,
    })
}

/// What a code of a fact means.
#[must_use]
pub fn meaning(name: &str, code: i32) -> Option<&'static str> {
    Some(match (name, code) {
        ("cohort", 1) => "out of work when randomised",
        ("cohort", 2) => "in work when randomised",
        ("proxy", 0) => "the participant answers",
        ("proxy", 1) => "somebody answers for the participant",
        ("prev_work", 1) => "in work at the latest answered wave",
        ("prev_work", 2) => "out of work at the latest answered wave",
        _ => return None,
    })
}

const IN_WORK: &str = "in work";
const OUT_OF_WORK: &str = "out of work";

/// What a fact can be, when it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of these codes.
    Codes(&'static [i32]),
    /// A whole number from 0 on.
    Count,
    /// A date, or a month.
    Date,
    /// Words.
    Words,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

/// A person's allocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// The arm as the study names it.
    pub arm: String,
    /// 1 out of work, 2 in work.
    pub cohort: i32,
    /// The date of randomisation.
    pub on: NaiveDate,
}

/// An earlier wave as it was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Earlier {
    /// Which wave.
    pub wave: WaveKey,
    /// The day on which it was begun.
    pub begun_on: NaiveDate,
    /// What was answered.
    pub answers: Answers,
}

/// What the facts are made from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Background {
    /// The name of the programme under evaluation.
    pub programme: String,
    /// The day on which this response was begun, where the participant lives.
    pub begun_on: NaiveDate,
    /// Somebody answers for the participant.
    pub proxy: bool,
    /// From the identity vault.
    pub dob: Option<NaiveDate>,
    /// None before randomisation.
    pub allocation: Option<Allocation>,
    /// Weeks of work are counted up to so many days after randomisation; none counts to today.
    pub horizon: Option<u16>,
    /// Earlier waves with answers, oldest first.
    pub earlier: Vec<Earlier>,
}

/// Facts by name, and today's date where the participant lives.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The calendar date where the participant lives.
    pub today: NaiveDate,
    values: BTreeMap<String, Value>,
}

impl Facts {
    /// Works the facts out.
    #[must_use]
    pub fn gather(background: &Background, today: NaiveDate) -> Self {
        let mut values = BTreeMap::new();
        let mut know = |name: &str, value: Value| values.insert(name.to_owned(), value);
        know("programme", Value::Text(background.programme.clone()));
        know("begun_on", Value::Date(background.begun_on));
        know("proxy", Value::Code(i32::from(background.proxy)));
        if let Some(dob) = background.dob {
            know("dob", Value::Date(dob));
        }
        if let Some(Allocation { arm, cohort, on }) = &background.allocation {
            let days = (background.begun_on - *on).num_days().max(0);
            let counted = background.horizon.map_or(days, |most| days.min(i64::from(most)));
            know("arm", Value::Text(arm.clone()));
            know("cohort", Value::Code(*cohort));
            know("rand_date", Value::Date(*on));
            know("rand_days", Value::Number(days as f64));
            know("weeks_max", Value::Number((counted / 7 + 1) as f64));
        }
        if let Some(latest) = background.earlier.last() {
            let status = latest.answers.get("empact").filter(|value| value.missing().is_none());
            let in_work = status.map(|status| !status.has(6));
            know("prev_month", Value::Month(latest.begun_on));
            if let Some(in_work) = in_work {
                know("prev_work", Value::Code(if in_work { 1 } else { 2 }));
                let words = if in_work { IN_WORK } else { OUT_OF_WORK };
                know("prev_status", Value::Text(words.to_owned()));
            }
        }
        for earlier in &background.earlier {
            for (variable, value) in earlier.answers.iter() {
                values.insert(format!("{}.{variable}", earlier.wave), value.clone());
            }
        }
        Self { today, values }
    }

    /// The fact by this name, if it is known.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }
}
