//! What a condition may look at: what is asked before, scores, and what is known of the person beforehand.

use crate::{
    definition::{Choice, Derived, Kind, Question, Survey},
    facts,
};

/// Something that a condition may look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its name in conditions.
    pub name: String,
    /// What it is.
    pub words: String,
    /// Where it comes from.
    pub from: From,
    /// What can be said of it.
    pub can_be: CanBe,
}

/// Where a subject comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// It is asked.
    Asked,
    /// It is worked out, such as a score.
    WorkedOut,
    /// It is known of the person.
    Known,
}

/// What a subject can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CanBe {
    /// One of these codes, each with what it means.
    Codes(Vec<(i32, String)>),
    /// A number.
    Number,
    /// A date or a month.
    Date,
    /// A word.
    Words,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Only answered or not.
    Answered,
}

/// What a condition may look at that stands at a question: everything before it. Without one, everything.
#[must_use]
pub fn subjects(survey: &Survey, at: Option<&str>) -> Vec<Subject> {
    let before = survey.questions().take_while(|question| Some(question.key.as_str()) != at);
    let mut all: Vec<_> = before.flat_map(asked).collect();
    let mut known: Vec<String> = all.iter().map(|subject| subject.name.clone()).collect();
    known.extend(facts::NAMES.iter().map(|(name, ..)| (*name).to_owned()));
    for derived in &survey.derived {
        let ready = |name: &&str| name.contains('.') || known.iter().any(|one| one == name);
        if derived.names().iter().all(ready) {
            known.push(derived.key.to_string());
            all.push(worked_out(derived));
        }
    }
    let is_asked = |name: &str| all.iter().any(|subject| subject.name == name);
    let facts: Vec<_> = facts::NAMES.iter().filter(|(name, ..)| !is_asked(name)).collect();
    all.extend(facts.into_iter().map(|(name, kind, words)| Subject {
        name: (*name).to_owned(),
        words: (*words).to_owned(),
        from: From::Known,
        can_be: match kind {
            facts::Kind::Codes(codes) => {
                CanBe::Codes(codes.iter().map(|code| (*code, String::new())).collect())
            }
            facts::Kind::Count => CanBe::Number,
            facts::Kind::Date => CanBe::Date,
            facts::Kind::Words => CanBe::Words,
            facts::Kind::OneOf(words) => CanBe::OneOf(words),
        },
    }));
    all
}

fn worked_out(derived: &Derived) -> Subject {
    Subject {
        name: derived.key.to_string(),
        words: derived.label.clone(),
        from: From::WorkedOut,
        can_be: match derived.codes[..] {
            [] => CanBe::Number,
            _ => CanBe::Codes(coded(&derived.codes)),
        },
    }
}

fn asked(question: &Question) -> Vec<Subject> {
    let subject = |name: String, words: &str, can_be: CanBe| Subject {
        name,
        words: words.to_owned(),
        from: From::Asked,
        can_be,
    };
    let (key, text) = (question.key.to_string(), question.text.as_str());
    match &question.kind {
        Kind::Single { options } | Kind::Multiple { options } => {
            vec![subject(key, text, CanBe::Codes(coded(options)))]
        }
        Kind::Number { .. } | Kind::Scale { .. } => vec![subject(key, text, CanBe::Number)],
        Kind::Date { .. } | Kind::Month { .. } => vec![subject(key, text, CanBe::Date)],
        Kind::Grid { rows, .. } => {
            let row = |row: &crate::definition::Row| {
                subject(format!("{key}_{}", row.key), &row.text, CanBe::Number)
            };
            rows.iter().map(row).collect()
        }
        Kind::Amount { period, periods, .. } => vec![
            subject(key, text, CanBe::Number),
            subject(period.to_string(), text, CanBe::Codes(coded(periods))),
        ],
        Kind::Text { .. } => vec![subject(key, text, CanBe::Answered)],
        Kind::Contact => Vec::new(),
    }
}

fn coded(options: &[Choice]) -> Vec<(i32, String)> {
    options.iter().map(|option| (option.code, option.text.clone())).collect()
}
