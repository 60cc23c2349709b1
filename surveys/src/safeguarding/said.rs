//! What raised an alert, in the words in which it was asked and answered, for whoever has to act on it.

use super::raised::of_cause;
use crate::{
    condition::Look,
    definition::{Question, Survey},
    fill::fill,
    shown::answer_in_words,
    value::{Answers, Value},
};

/// A question, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The question.
    pub question: String,
    /// The answer; several where several things were ticked.
    pub answers: Vec<String>,
}

/// Each question that these answers raise an alert of this cause with, in the order in which they are asked.
#[must_use]
pub fn said(survey: &Survey, cause: &str, answers: &Answers) -> Vec<Said> {
    let variables: Vec<_> = of_cause(&survey.alerts, cause, answers).collect();
    let raises = |question: &&Question| {
        let own = question.variables();
        variables.iter().any(|variable| own.contains(variable))
    };
    let asked = survey.questions().filter(raises);
    asked
        .map(|question| Said {
            question: fill(&question.text, survey, &Given(answers)),
            answers: answer_in_words(question, answers),
        })
        .collect()
}

struct Given<'a>(&'a Answers);

impl Look for Given<'_> {
    fn look(&self, name: &str) -> Option<Value> {
        self.0.get(name).cloned()
    }
}
