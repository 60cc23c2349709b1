//! What is wrong with messages, said so that an evaluator can put it right.

mod of_step;

mod of_text;

mod of_whole;

use std::fmt;

pub use self::{of_step::OfStep, of_text::OfText, of_whole::OfWhole};
use super::Part;
use crate::{
    definition::TextKey,
    keys::{MessageKey, StepKey, WaveKey},
    language::Language,
};

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// In which language.
    pub language: Language,
    /// In which message; none where it is about all of them.
    pub message: Option<MessageKey>,
    /// In which of its texts; none where it is about all of them.
    pub part: Option<Part>,
    /// What it is.
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A text, whenever it is sent.
    Text(OfText),
    /// A text on the day on which this contact is made, or that the contact has none.
    Step(WaveKey, StepKey, OfStep),
    /// The messages as a whole.
    Whole(OfWhole),
}

/// Whether somebody has to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Nothing is published before it is put right.
    Error,
    /// Worth a look.
    Warning,
}

impl Flaw {
    /// Whether somebody has to act.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match &self.wrong {
            Wrong::Text(wrong) => wrong.weight(),
            Wrong::Step(..) => Weight::Error,
            Wrong::Whole(wrong) => wrong.weight(),
        }
    }

    /// The name of the text that it is about.
    #[must_use]
    pub fn text(&self) -> Option<TextKey> {
        Some(self.part?.of(self.message.as_ref()?))
    }

    /// What is wrong.
    #[must_use]
    pub fn problem(&self) -> String {
        let named = self.text().map(|text| text.0);
        let named = named.or_else(|| self.message.as_ref().map(ToString::to_string));
        let named = named.map(|name| format!("“{name}” ")).unwrap_or_default();
        match &self.wrong {
            Wrong::Text(wrong) => format!("{named}{}", wrong.problem()),
            Wrong::Step(wave, step, wrong) => {
                format!("{named}{}, at “{step}” of “{wave}”", wrong.problem())
            }
            Wrong::Whole(wrong) => format!("{named}{}", wrong.problem()),
        }
    }

    /// What would be right.
    #[must_use]
    pub fn mend(&self) -> String {
        match &self.wrong {
            Wrong::Text(wrong) => wrong.mend(),
            Wrong::Step(.., wrong) => wrong.mend(),
            Wrong::Whole(wrong) => wrong.mend(),
        }
    }
}

/// What is wrong, and what would be right.
impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.problem(), self.mend())
    }
}
