//! One attempt to save a page: what becomes an answer, and what is to be put right.

use std::collections::BTreeSet;

use super::Manner;
use crate::{
    answer::{self, Given, Problem, Setting},
    definition::{Check, Level, Page, Question, Survey},
    facts::Facts,
    fill::fill,
    keys::QuestionKey,
    route::Route,
    sheet::{Draft, Sheet},
    typed::Typed,
    value::{Answers, Value},
};

pub(super) struct Attempt<'a> {
    survey: &'a Survey,
    facts: &'a Facts,
    page: &'a Page,
    /// What the page's draft said before.
    before: &'a Draft,
    manner: Manner,
    pub answers: Answers,
    pub vault: Vec<(String, Value)>,
    pub problems: Vec<(QuestionKey, Problem)>,
}

impl<'a> Attempt<'a> {
    pub fn new(
        (survey, page): (&'a Survey, &'a Page),
        facts: &'a Facts,
        (answers, before): (Answers, &'a Draft),
        manner: Manner,
    ) -> Self {
        let (vault, problems) = (Vec::new(), Vec::new());
        Self { survey, facts, page, before, manner, answers, vault, problems }
    }

    pub fn questions(&mut self, typed: &Typed) {
        for question in &self.page.questions {
            self.question(question, typed);
        }
    }

    fn question(&mut self, question: &Question, typed: &Typed) {
        let parsed = {
            let route = Route::walk(self.survey, &self.answers, self.facts);
            let asked = route.asks(&question.key);
            let typed_here = typed.iter().any(|(field, _)| answer::owns(question, field));
            if !typed_here && (!asked || self.manner != Manner::Continue) {
                return;
            }
            let prompted = self.was_prompted(question) && self.manner == Manner::Continue;
            let setting = Setting { scope: &route, today: self.facts.today, prompted };
            answer::parse(question, typed, &setting).map_err(|problems| (asked, problems))
        };
        match parsed {
            Ok(given) => self.believe(question, given),
            Err((false, _)) => {}
            Err((true, problems)) => {
                let own = problems.into_iter().map(|problem| (question.key.clone(), problem));
                self.problems.extend(own);
            }
        }
    }

    fn was_prompted(&self, question: &Question) -> bool {
        let mut said = self.before.problems.iter();
        said.any(|(key, problem)| *key == question.key && is_prompt(problem))
    }

    fn believe(&mut self, question: &Question, given: Vec<Given>) {
        for (variable, value) in given {
            let own = variable == question.key.as_str();
            match value {
                Some(value) if question.vault => {
                    if let Some(known) = value.as_known(own) {
                        self.answers.set(variable.clone(), known);
                    }
                    self.vault.push((variable, value));
                }
                Some(value) => {
                    self.answers.set(variable, value);
                }
                None => {
                    self.answers.clear(&variable);
                }
            }
        }
    }

    /// What blocks goes first. Beside a question where something blocks nothing is asked: to press Continue again would
    /// be no answer to that.
    pub fn checks(&mut self, sheet: &mut Sheet) {
        let mut blocked = BTreeSet::new();
        for (check, question) in self.checks_of(Level::Hard) {
            if self.breaks(check) {
                self.problems.push((check.at.clone(), self.said(check)));
                self.take_back(question, &sheet.answers);
                blocked.insert(&check.at);
            }
        }
        for (check, _) in self.checks_of(Level::Soft) {
            if !blocked.contains(&check.at) && self.breaks(check) {
                self.ask_once(check, sheet);
            }
        }
    }

    /// Those of the page, each with the question beside which it speaks.
    fn checks_of(&self, level: Level) -> impl Iterator<Item = (&'a Check, &'a Question)> + use<'a> {
        let page = self.page;
        let here = |at: &QuestionKey| page.questions.iter().find(|question| question.key == *at);
        let checks = self.survey.checks.iter().filter(move |check| check.level == level);
        checks.filter_map(move |check| Some((check, here(&check.at)?)))
    }

    fn breaks(&self, check: &Check) -> bool {
        let route = Route::walk(self.survey, &self.answers, self.facts);
        route.asks(&check.at) && check.when.holds(&route)
    }

    /// Only Continue asks, and only Continue is an answer to it.
    fn ask_once(&mut self, check: &Check, sheet: &mut Sheet) {
        let name = format!("{}/{}", check.key, check.at);
        if sheet.confirmed.contains(&name) {
            return;
        }
        let said = self.said(check);
        let asked = self.before.problems.iter().any(|(_, problem)| *problem == said);
        if asked && self.manner == Manner::Continue {
            sheet.confirmed.insert(name);
        } else if asked || self.manner == Manner::Continue {
            self.problems.push((check.at.clone(), said));
        }
    }

    /// Its words, with the answers as they were just given: what blocks is not kept, and is told all the same.
    fn said(&self, check: &Check) -> Problem {
        let route = Route::walk(self.survey, &self.answers, self.facts);
        let say = fill(&check.say, self.survey, &route);
        Problem::Check { key: check.key.clone(), level: check.level, say }
    }

    fn take_back(&mut self, question: &Question, before: &Answers) {
        for variable in question.variables() {
            match before.get(&variable) {
                Some(value) => self.answers.set(variable, value.clone()),
                None => self.answers.clear(&variable),
            };
        }
    }

    /// What the page's draft has to say from now on. Something typed on the way is not remarked on,
    /// but what Continue has asked stays asked until it is answered.
    pub fn to_say(&self) -> Vec<(QuestionKey, Problem)> {
        if self.manner == Manner::Continue {
            return self.problems.clone();
        }
        let route = Route::walk(self.survey, &self.answers, self.facts);
        let unanswered = |key: &QuestionKey| {
            let question = self.page.questions.iter().find(|question| question.key == *key);
            question.is_some_and(|question| route.asks(key) && !route.is_answered(question))
        };
        let open = |(key, problem): &&(QuestionKey, Problem)| {
            let again = self.problems.iter().any(|(at, other)| at == key && other == problem);
            again || (is_prompt(problem) && unanswered(key))
        };
        self.before.problems.iter().filter(open).cloned().collect()
    }

    /// Whether the page as typed is to be kept as it is.
    pub fn is_unfinished(&self) -> bool {
        self.problems.iter().any(|(_, problem)| !is_prompt(problem)) || !self.to_say().is_empty()
    }
}

fn is_prompt(problem: &Problem) -> bool {
    matches!(problem, Problem::Unanswered | Problem::RowsUnanswered(_))
}
