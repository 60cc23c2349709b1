//! The way one person takes through a survey: which questions their answers and facts lead to.

use std::collections::BTreeSet;

use crate::{
    condition::Look,
    definition::{Choice, Kind, Page, Question, Survey},
    derive::WorkedOut,
    facts::Facts,
    keys::{PageKey, QuestionKey},
    value::{Answers, Missing, Value},
};

/// A page on the route, with the questions on it that are asked.
#[derive(Clone, Debug)]
pub struct Leg<'a> {
    /// The section's place in the survey, from 0.
    pub section: usize,
    /// The page.
    pub page: &'a Page,
    /// Its questions that are asked; never empty.
    pub asked: Vec<&'a Question>,
    /// An answer to one of them is an option that is no longer offered.
    pub outdated: bool,
}

/// The route. It never looks at an answer that is itself off the route.
#[derive(Debug)]
pub struct Route<'a> {
    survey: &'a Survey,
    answers: &'a Answers,
    facts: &'a Facts,
    asked: BTreeSet<&'a str>,
    /// Questions whose answer is an option that is no longer offered.
    outdated: BTreeSet<&'a str>,
    derived: WorkedOut<'a>,
    /// The pages in order.
    pub legs: Vec<Leg<'a>>,
}

impl<'a> Route<'a> {
    /// Follows the questions from first to last. A question may depend on earlier ones only, so one
    /// walk is enough.
    #[must_use]
    pub fn walk(survey: &'a Survey, answers: &'a Answers, facts: &'a Facts) -> Self {
        let (asked, outdated) = (BTreeSet::new(), BTreeSet::new());
        let (derived, legs) = (WorkedOut::default(), Vec::new());
        let mut route = Self { survey, answers, facts, asked, outdated, derived, legs };
        for (section, page) in survey.pages() {
            let mut leg = Leg { section, page, asked: Vec::new(), outdated: false };
            for question in &page.questions {
                if question.asked_if.holds(&route) {
                    leg.outdated |= route.ask(question);
                    leg.asked.push(question);
                }
            }
            if !leg.asked.is_empty() {
                route.legs.push(leg);
            }
        }
        route
    }

    /// Puts a question on the route, and says whether its answer is out of date.
    fn ask(&mut self, question: &'a Question) -> bool {
        let key = question.key.as_str();
        let answer = self.answers.get(key);
        let withdrawn = |choice: &Choice| {
            answer.is_some_and(|answer| answer.has(choice.code)) && !choice.offered_if.holds(self)
        };
        let outdated = question.options().iter().any(withdrawn);
        if outdated {
            self.outdated.insert(key);
        }
        self.asked.insert(key);
        self.derived.forget();
        outdated
    }

    /// The answer in one of a question's variables, as it counts on this route: none where the
    /// question is not asked, or where what was chosen is no longer offered.
    #[must_use]
    pub fn given(&self, question: &Question, variable: &str) -> Option<&'a Value> {
        let key = question.key.as_str();
        let counts = self.asked.contains(key) && !self.outdated.contains(key);
        self.answers.get(variable).filter(|_| counts)
    }

    /// Whether each of the question's variables has a value, or a reason for having none.
    #[must_use]
    pub fn is_answered(&self, question: &Question) -> bool {
        question.variables().iter().all(|variable| self.given(question, variable).is_some())
    }

    /// Whether the question is asked.
    #[must_use]
    pub fn asks(&self, question: &QuestionKey) -> bool {
        self.asked.contains(question.as_str())
    }

    /// The place of a page among the legs.
    #[must_use]
    pub fn leg(&self, page: &PageKey) -> Option<usize> {
        self.legs.iter().position(|leg| leg.page.key == *page)
    }

    /// The question that a variable belongs to: one of its own, or the words behind an option.
    pub(crate) fn owner(&self, variable: &str) -> Option<&'a Question> {
        let part = |question: &&Question| {
            let rest = variable.strip_prefix(question.key.as_str());
            let period = match &question.kind {
                Kind::Amount { period, .. } => Some(period.as_str()),
                _ => None,
            };
            rest.is_some_and(|rest| rest.starts_with('_')) || period == Some(variable)
        };
        let mut questions = self.survey.questions();
        let whole = questions.find(|question| question.key.as_str() == variable);
        whole.or_else(|| self.survey.questions().find(part))
    }
}

/// Answers on the route first, then facts, then derived variables.
impl Look for Route<'_> {
    fn look(&self, name: &str) -> Option<Value> {
        if self.asked.contains(name) {
            // The date of birth is asked, but only the vault, and so the facts, know it.
            return match self.answers.get(name).filter(|_| !self.outdated.contains(name)) {
                Some(Value::Vault) => self.facts.get(name).cloned(),
                other => other.cloned(),
            };
        }
        if let Some(fact) = self.facts.get(name) {
            return Some(fact.clone());
        }
        if let Some(derived) = self.survey.derived.iter().find(|d| d.key.as_str() == name) {
            return Some(self.derived.value(derived, self));
        }
        let owner = self.owner(name)?;
        if self.asks(&owner.key) {
            return self.given(owner, name).cloned();
        }
        Some(Value::Missing(Missing::NotApplicable))
    }
}
