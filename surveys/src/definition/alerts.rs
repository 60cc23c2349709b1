//! Answers after which a person of the team has to act.

use serde::{Deserialize, Serialize};

use crate::{keys::QuestionKey, safeguarding::Level};

/// What a survey says about answers that need somebody to act.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alerts {
    /// The answers that raise an alert.
    #[serde(default)]
    pub triggers: Vec<Trigger>,
    /// Questions whose author says that no answer to them does, whatever their words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub harmless: Vec<QuestionKey>,
}

/// One reason to act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// What the alert is known by: an instrument's id, or a question's key. All triggers of one cause
    /// raise the same alert.
    pub cause: String,
    /// How soon somebody has to act.
    pub level: Level,
    /// The variable that is looked at; the sum of those answered, where there are several.
    pub of: Vec<String>,
    /// The answers that raise it.
    pub when: When,
    /// The question speaks of being better off dead or of hurting oneself.
    #[serde(default)]
    pub of_harm: bool,
}

/// Which answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// This number and every higher one.
    From(i32),
    /// One of these codes.
    OneOf(Vec<i32>),
}

impl Alerts {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.triggers.is_empty() && self.harmless.is_empty()
    }
}
