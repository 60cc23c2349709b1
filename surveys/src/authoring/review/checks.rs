//! What is wrong with checks: said where nobody is asked, or before what they look at is known.

use std::collections::BTreeMap;

use super::{Review, place};
use crate::{
    authoring::{near::meant, reserved},
    definition::{Check, Level, Page, Survey},
    fill,
};

impl Review<'_> {
    /// Those of a page, once its questions were gone through. A check speaks when its page is left: of what is asked
    /// later it would know nothing, and let everything through. A flag in the export may look at anything.
    pub(super) fn checks_on(&mut self, page: &Page) {
        let here = page.questions.iter().map(|question| question.key.as_str());
        let mut here: Vec<_> = here.flat_map(|key| self.beside.remove(key)).flatten().collect();
        here.sort_unstable();
        for number in here {
            let check = &self.survey.checks[number];
            let looks_at = check.when.names().into_iter();
            let unknown = looks_at.filter(|name| !self.ready.has(name, self.survey.derived.len()));
            self.ahead.insert(number, unknown.map(str::to_owned).collect());
            let at = place::field(&place::check(number), "say");
            let whose = format!("what the check “{}” says", check.key);
            self.fills(&at, &whose, &check.say);
            self.is_short(&at, &check.say, &format!("the check “{}”", check.key), "say");
            self.keeps_apart(&at, &whose, check);
        }
    }

    /// What was said stays with the page until it is in order, beside the answers.
    fn keeps_apart(&mut self, at: &str, whose: &str, check: &Check) {
        if fill::names(&check.say).any(|name| name == "dob") {
            let problem =
                format!("{whose} fills in the date of birth, which the identity vault keeps");
            self.fault(at, problem, "say it without");
        }
    }

    /// Once everything was asked.
    pub(super) fn checks(&mut self) {
        let survey = self.survey;
        for (number, check) in survey.checks.iter().enumerate() {
            let (at, key) = (place::check(number), check.key.as_str());
            self.too_early(number, check);
            self.condition(&at, key, &check.when);
            if self.taken.contains(key) {
                let problem = format!("“{key}” is the name of a check and of something else");
                self.fault(&at, problem, "give one of them another key");
            } else if let Some(is) = reserved::is_already(key) {
                self.fault(&at, format!("“{key}” is {is}"), "give it another key");
            }
            if !survey.questions().any(|question| question.key == check.at) {
                let problem = format!("the check is said at “{}”, which is not asked", check.at);
                let names: Vec<_> = survey.questions().map(|own| own.key.as_str()).collect();
                let otherwise = || "name a question of this survey".to_owned();
                let mend = meant(check.at.as_str(), names, otherwise);
                self.fault(&at, problem, &mend);
            }
        }
    }

    fn too_early(&mut self, number: usize, check: &Check) {
        let (key, beside) = (&check.key, &check.at);
        for name in self.ahead.remove(&number).unwrap_or_default() {
            // What is not known at the end either is told with the other conditions.
            if !self.ready.has(&name, self.survey.derived.len()) {
                continue;
            }
            let problem =
                format!("the check “{key}” speaks beside “{beside}”, before “{name}” is known");
            let mend = match self.asked.get(&name) {
                Some(question) => {
                    format!("let it speak beside “{}”, or mend the condition", question.key)
                }
                None => "let it speak beside a later question, or mend the condition".to_owned(),
            };
            self.fault(&place::check(number), problem, &mend);
        }
    }
}

/// By the question beside which each speaks to somebody.
pub(super) fn by_question(survey: &Survey) -> BTreeMap<&str, Vec<usize>> {
    let mut beside: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (number, check) in survey.checks.iter().enumerate() {
        if check.level != Level::Paradata {
            beside.entry(check.at.as_str()).or_default().push(number);
        }
    }
    beside
}
