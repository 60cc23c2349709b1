//! A question as an interviewer reads it out, word for word. "Don't know" and "prefer not to say" are taken when
//! they are said, and are not among what is read: there is no way to write a survey that offers them aloud.

use crate::{
    definition::{Choice, Kind, Question, Survey},
    fill::reading_on,
    phrases::{Phrase, Words},
    value::Missing,
};

/// What an interviewer has in front of them for one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// What is read out first.
    pub ask: String,
    /// What both ends of a scale mean, in a sentence that is read out after it.
    pub ends: Option<String>,
    /// The rows of a grid, each read out and answered on its own; the key, and the words.
    pub rows: Vec<(String, String)>,
    /// What can be answered, by code. Those that are not read out are chosen when they are said.
    pub options: Vec<SpokenOption>,
    /// Taken when it is said, never offered.
    pub never_read_out: [Missing; 2],
    /// What may be asked when an answer is not clear, or not whole.
    pub probes: Vec<String>,
    /// What a word means, or how it is said, for whoever asks.
    pub define: Option<String>,
}

/// One option as it is read out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenOption {
    /// Its code.
    pub code: i32,
    /// Its words.
    pub words: String,
    /// Whether it is read out.
    pub is_read_out: bool,
}

impl Survey {
    /// Every question as it is read out, in order. What the words fill in is filled in as on a page.
    #[must_use]
    pub fn spoken(&self) -> Vec<(&Question, Spoken)> {
        self.questions().map(|question| (question, spoken(question, &self.words))).collect()
    }
}

/// The question as it is read out. Its hint is not: it speaks of boxes and ticks.
#[must_use]
pub fn spoken(question: &Question, words: &Words) -> Spoken {
    let said =
        |spoken: &Option<String>, text: &str| spoken.clone().unwrap_or_else(|| text.to_owned());
    let options = match &question.kind {
        Kind::Single { options }
        | Kind::Multiple { options }
        | Kind::Amount { periods: options, .. } => options.as_slice(),
        _ => &[],
    };
    let ends = match &question.kind {
        Kind::Scale { low, high } | Kind::Grid { low, high, .. } => Some(ends(low, high, words)),
        _ => None,
    };
    let rows = match &question.kind {
        Kind::Grid { rows, .. } => rows.as_slice(),
        _ => &[],
    };
    Spoken {
        ask: said(&question.spoken, &question.text),
        ends,
        rows: rows.iter().map(|row| (row.key.clone(), said(&row.spoken, &row.text))).collect(),
        options: options.iter().map(option).collect(),
        never_read_out: [Missing::DontKnow, Missing::Refused],
        probes: question.probes.clone(),
        define: question.define.clone(),
    }
}

fn option(choice: &Choice) -> SpokenOption {
    SpokenOption {
        code: choice.code,
        words: choice.spoken.clone().unwrap_or_else(|| choice.text.clone()),
        is_read_out: !choice.not_read_out,
    }
}

fn ends(low: &str, high: &str, words: &Words) -> String {
    let [low, high] = [low, high].map(|end| reading_on(end, words));
    words.fill(Phrase::Ends, &[("low", &low), ("high", &high)])
}
