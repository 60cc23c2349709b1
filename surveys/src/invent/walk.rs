//! One walk through a survey in which each answer is given as its question comes. A route is walked
//! anew for every page that is saved; for a whole trial of invented people that would take minutes.

use std::collections::BTreeSet;

use crate::{
    answer::{self, Setting},
    condition::Look,
    definition::{Check, Kind, Level, Page, Question, Survey},
    derive::WorkedOut,
    facts::Facts,
    typed::Typed,
    value::{Answers, Missing, Value},
};

#[derive(Clone)]
pub(super) struct Walk<'a> {
    survey: &'a Survey,
    pub facts: &'a Facts,
    asked: BTreeSet<&'a str>,
    pub answers: Answers,
    pub vault: Vec<(String, Value)>,
    pub confirmed: BTreeSet<String>,
    derived: WorkedOut<'a>,
}

impl<'a> Walk<'a> {
    pub fn begin(survey: &'a Survey, facts: &'a Facts) -> Self {
        Self {
            survey,
            facts,
            asked: BTreeSet::new(),
            answers: Answers::default(),
            vault: Vec::new(),
            confirmed: BTreeSet::new(),
            derived: WorkedOut::default(),
        }
    }

    /// Whether the page has a question that is asked, as things stand before it.
    pub fn leads_to(&self, page: &Page) -> bool {
        page.questions.iter().any(|question| question.asked_if.holds(self))
    }

    /// Whether the question is asked; from then on its answer counts.
    pub fn ask(&mut self, question: &'a Question) -> bool {
        let asked = question.asked_if.holds(self);
        if asked {
            self.asked.insert(question.key.as_str());
            self.derived.forget();
        }
        asked
    }

    /// Takes what was typed, as if Continue had been pressed twice over a blank.
    pub fn believe(&mut self, question: &Question, typed: &Typed) {
        let setting = Setting { scope: &*self, today: self.facts.today, prompted: true };
        let given = answer::parse(question, typed, &setting).unwrap_or_default();
        self.derived.forget();
        for (variable, value) in given {
            let own = variable == question.key.as_str();
            match value {
                Some(value) if question.vault => {
                    if let Some(known) = value.as_known(own) {
                        self.answers.set(variable.clone(), known);
                    }
                    self.vault.push((variable, value));
                }
                Some(value) => drop(self.answers.set(variable, value)),
                None => drop(self.answers.clear(&variable)),
            }
        }
    }

    pub fn has_check(&self, page: &Page, level: Level) -> bool {
        self.checks(page).any(|check| check.level == level)
    }

    pub fn breaks(&self, page: &Page, level: Level) -> bool {
        self.checks(page).any(|check| check.level == level && self.broken(check))
    }

    /// Confirms what is odd on a page.
    pub fn confirm(&mut self, page: &Page) {
        let odd =
            self.checks(page).filter(|check| check.level == Level::Soft && self.broken(check));
        let names: Vec<_> = odd.map(|check| format!("{}/{}", check.key, check.at)).collect();
        self.confirmed.extend(names);
    }

    fn checks(&self, page: &Page) -> impl Iterator<Item = &'a Check> {
        let here = |check: &&Check| page.questions.iter().any(|q| q.key == check.at);
        self.survey.checks.iter().filter(here)
    }

    fn broken(&self, check: &Check) -> bool {
        self.asked.contains(check.at.as_str()) && check.when.holds(self)
    }
}

/// As on a route: answers of questions that are asked, facts, derived variables.
impl Look for Walk<'_> {
    fn look(&self, name: &str) -> Option<Value> {
        if self.asked.contains(name) {
            return match self.answers.get(name) {
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
        let owner = self.survey.questions().find(|question| owns(question, name))?;
        if self.asked.contains(owner.key.as_str()) {
            return self.answers.get(name).cloned();
        }
        Some(Value::Missing(Missing::NotApplicable))
    }
}

fn owns(question: &Question, variable: &str) -> bool {
    let key = question.key.as_str();
    variable.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        || matches!(&question.kind, Kind::Amount { period, .. } if period.as_str() == variable)
}
