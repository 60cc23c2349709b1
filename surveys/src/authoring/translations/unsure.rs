//! Which texts of a survey that is not in order nobody can be sure of: what is wrong with their translations only
//! follows from what was told of the survey.

use std::collections::BTreeSet;

use crate::{
    authoring::{
        build::{Builder, NAMELESS},
        reading::MISSING,
    },
    definition::{Survey, TextKey},
};

/// None of a survey that is in order.
#[derive(Clone, Debug, Default)]
pub(in crate::authoring) struct Unsure {
    /// Questions that were not found or have no kind, and checks that stand nowhere.
    names: BTreeSet<String>,
    /// Questions and checks of which a field could not be read.
    misread: BTreeSet<String>,
    /// Whether a question has no name, so that any text may be one of its own.
    is_nameless: bool,
}

impl Unsure {
    /// `misread` are the names of what has a field that could not be read.
    pub fn of(survey: &Survey, builder: &Builder<'_>, misread: BTreeSet<String>) -> Self {
        let asked: BTreeSet<_> = survey.questions().map(|question| question.key.as_str()).collect();
        let nowhere = survey.checks.iter().filter(|check| !asked.contains(check.at.as_str()));
        let nowhere = nowhere.map(|check| check.key.to_string());
        let names = builder.doubtful.iter().cloned().chain(nowhere).collect();
        let is_nameless = asked.contains(NAMELESS) && builder.written(NAMELESS).is_none();
        Self { names, misread, is_nameless }
    }

    /// Whether nobody can say what this text of the survey is.
    pub fn has(&self, key: &TextKey, text: &str) -> bool {
        text.contains(MISSING) || self.may_have(&key.0)
    }

    /// Whether there may be a text of this name, or a text of this name may be another's.
    pub fn may_have(&self, key: &str) -> bool {
        if let Some((check, at)) = key.strip_prefix("check:").and_then(|rest| rest.split_once('.'))
        {
            let at = at.split('.').next().unwrap_or(at);
            return [check, at].iter().any(|name| self.names.contains(*name))
                || self.misread.contains(check);
        }
        let Some((question, part)) = key.split_once('.').filter(|_| !key.contains(':')) else {
            // Pages and sections are named by their first questions.
            return self.is_nameless || !self.names.is_empty();
        };
        let is_of_list = ["option.", "row."].iter().any(|list| part.starts_with(list));
        self.is_nameless
            || self.names.contains(question)
            || (is_of_list && self.misread.contains(question))
    }
}
