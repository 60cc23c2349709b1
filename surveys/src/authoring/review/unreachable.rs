//! What nobody comes to: questions, options, cases and checks whose condition can never hold.

use std::{borrow::Cow, collections::BTreeSet};

use super::Review;
use crate::{
    authoring::{place, reach::Reach},
    condition::{Comparison, Condition, Literal},
    definition::{Check, Derived, Kind, Level, Question, Survey},
};

const MEND: &str = "mend the condition, or take it out";

impl Review<'_> {
    /// What has another fault is left alone, and may be anything to what looks at it.
    pub(super) fn unreachable(&mut self) {
        let survey = self.survey;
        let sure = as_far_as_sure(survey, &self.spoiled);
        let reach = Reach::of(&sure, survey, &self.uncertain());
        // What follows from a question that nobody is asked is not told as well.
        let mut lost = BTreeSet::new();
        let follows = |lost: &BTreeSet<String>, condition: &Condition| {
            condition.names().into_iter().any(|name| lost.contains(name))
        };
        for question in survey.questions() {
            if self.is_told(question) {
                continue;
            }
            if follows(&lost, &question.asked_if) || self.is_unasked(&reach, question) {
                lost.extend(question.variables());
            }
        }
        for derived in &survey.derived {
            let is_told = self.spoiled.contains(derived.key.as_str());
            if !is_told && !derived.cases.iter().any(|case| follows(&lost, &case.when)) {
                self.cases(&reach, derived);
            }
        }
        for (number, check) in survey.checks.iter().enumerate() {
            let at = place::check(number);
            if !self.spoiled.contains(&at) && !follows(&lost, &check.when) {
                self.silent(&reach, &at, check);
            }
        }
        let usable = &survey.usable;
        let is_told = self.spoiled.contains(place::USABLE) || follows(&lost, usable);
        let is_said = self.builder.places.contains_key(place::USABLE);
        if is_said && !is_told && !reach.can_hold([usable]) {
            let problem = format!("no response is ever usable: {}", self.why(&reach, usable));
            self.fault(place::USABLE, problem, "say what a response has to have");
        }
        self.in_vain(&reach, &lost);
    }

    /// The variables of what has a fault.
    pub(super) fn uncertain(&self) -> BTreeSet<String> {
        let asked = self.asked.iter();
        let asked = asked.filter(|(_, question)| self.spoiled.contains(question.key.as_str()));
        let asked = asked.map(|(name, _)| name.clone());
        let told = [&self.spoiled, &self.uncoded, &self.builder.doubtful];
        asked.chain(told.into_iter().flatten().cloned()).collect()
    }

    /// Whether something is wrong with whom the question is asked. What else is wrong with it does not hide that.
    fn is_told(&self, question: &Question) -> bool {
        let key = question.key.as_str();
        self.spoiled.contains(&self.place_of(place::asked_if(key), key))
    }

    fn is_unasked(&mut self, reach: &Reach<'_>, question: &Question) -> bool {
        let (key, asked_if) = (question.key.as_str(), &question.asked_if);
        if !reach.can_hold([asked_if]) {
            let problem = format!("“{key}” is asked of nobody: {}", self.why(reach, asked_if));
            let at = self.place_of(place::asked_if(key), key);
            self.fault(&at, problem, "mend the condition, or take the question out");
            return true;
        }
        if self.spoiled.contains(key) {
            return false;
        }
        for (number, option) in question.options().iter().enumerate() {
            if !reach.can_hold([asked_if, &option.offered_if]) {
                let (code, why) = (option.code, self.why(reach, &option.offered_if));
                let problem = format!("option {code} of “{key}” is offered to nobody: {why}");
                let at = self.place_of(place::option(key, number), key);
                self.fault(&at, problem, MEND);
            }
        }
        false
    }

    fn cases(&mut self, reach: &Reach<'_>, derived: &Derived) {
        let key = derived.key.as_str();
        let mut before = Vec::new();
        for (number, case) in derived.cases.iter().enumerate() {
            if !reach.can_hold(before.iter().chain([&case.when])) {
                let alone = !reach.can_hold([&case.when]);
                let why = if alone {
                    self.why(reach, &case.when)
                } else {
                    format!("where “{}” holds, an earlier case does", case.when)
                };
                let problem = format!("a case of “{key}” never comes: {why}");
                let at = self.place_of(place::case(key, number), key);
                self.fault(&at, problem, "mend the case, move it up, or take it out");
            }
            before.push(Condition::Not(Box::new(case.when.clone())));
        }
    }

    fn silent(&mut self, reach: &Reach<'_>, at: &str, check: &Check) {
        let key = check.key.as_str();
        if !reach.can_hold([&check.when]) {
            let why = self.why(reach, &check.when);
            return self.fault(at, format!("the check “{key}” never speaks: {why}"), MEND);
        }
        let answered = |name: String| Condition::Test { name, is: Comparison::Answered };
        let beside = self.asked.get(check.at.as_str()).filter(|_| check.level == Level::Hard);
        if let Some(question) = beside {
            let given = answered(check.at.to_string());
            let passes = Condition::Not(Box::new(check.when.clone()));
            if !reach.can_hold([&question.asked_if, &given, &passes]) {
                let problem =
                    format!("the hard check “{key}” blocks every answer to “{}”", check.at);
                self.fault(at, problem, "say with “when” which answers are wrong");
            }
        }
        if check.level == Level::Soft {
            self.behind_hard_ones(reach, at, check);
        }
    }

    /// A soft check that would ask only where hard ones block, each for itself or between them.
    fn behind_hard_ones(&mut self, reach: &Reach<'_>, at: &str, check: &Check) {
        let survey = self.survey;
        let is_hard = |other: &&Check| other.level == Level::Hard && other.at == check.at;
        let hard: Vec<_> = survey.checks.iter().filter(is_hard).collect();
        let passes = |hard: &&Check| Condition::Not(Box::new(hard.when.clone()));
        let all: Vec<_> = hard.iter().map(passes).collect();
        let covers = |(_, passes): &(&&Check, &Condition)| !reach.can_hold([&check.when, passes]);
        let mend = "let the soft check speak earlier, or take it out";
        let key = &check.key;
        let alone: Vec<_> = hard.iter().zip(&all).filter(covers).map(|(hard, _)| hard).collect();
        for hard in &alone {
            let problem = format!(
                "the soft check “{key}” is as strict as the hard check “{}”, which blocks first",
                hard.key
            );
            self.fault(at, problem, mend);
        }
        if alone.is_empty() && !reach.can_hold([&check.when].into_iter().chain(&all)) {
            let names: Vec<_> = hard.iter().map(|hard| format!("“{}”", hard.key)).collect();
            let problem = format!(
                "the soft check “{key}” never asks: where it would, one of the hard checks {} blocks",
                names.join(", ")
            );
            self.fault(at, problem, mend);
        }
    }

    /// Which part of a condition cannot hold, and after which others.
    pub(super) fn why(&self, reach: &Reach<'_>, condition: &Condition) -> String {
        let Condition::All(parts) = condition else { return self.alone(reach, condition) };
        let first = (1..=parts.len()).find(|many| !reach.can_hold(&parts[..*many]));
        let Some((part, before)) = first.and_then(|many| parts[..many].split_last()) else {
            return self.alone(reach, condition);
        };
        if !reach.can_hold([part]) {
            return self.alone(reach, part);
        }
        let others = before.iter().rfind(|other| !reach.can_hold([*other, part]));
        match others {
            Some(other) => format!("“{part}” cannot hold where “{other}” does"),
            None => {
                format!("“{part}” cannot hold where “{}” does", Condition::All(before.to_vec()))
            }
        }
    }

    /// Of a number it is said which there can be.
    fn alone(&self, reach: &Reach<'_>, condition: &Condition) -> String {
        let told = format!("“{condition}” cannot hold");
        let Condition::Test { name, is } = condition else { return told };
        if let Some(exact) = self.asked.get(name.as_str()).and_then(|asked| too_fine(asked, is)) {
            return format!("{told}, since “{name}” {exact}");
        }
        let ends = match self.asked.get(name.as_str()).map(|question| &question.kind) {
            Some(Kind::Number { least, most, .. }) => Some((*least, *most)),
            Some(Kind::Scale { .. } | Kind::Grid { .. }) => Some((0.0, 10.0)),
            Some(_) => None,
            None => reach.ends(name),
        };
        match ends {
            Some((least, most)) => format!("{told}, since “{name}” is from {least} to {most}"),
            None => told,
        }
    }
}

/// What a number is, where it is compared with one that has more decimals.
fn too_fine(question: &Question, is: &Comparison) -> Option<String> {
    let (Comparison::OneOf(literals), Kind::Number { least, most, places, .. }) =
        (is, &question.kind)
    else {
        return None;
    };
    let steps = 10_f64.powi(i32::from(*places));
    let fine = |literal: &Literal| {
        let Literal::Number(number) = literal else { return false };
        (*least..=*most).contains(number)
            && (number * steps - (number * steps).round()).abs() > 1e-6
    };
    literals.iter().all(fine).then(|| match places {
        0 => "is a whole number".to_owned(),
        1 => "has at most one decimal".to_owned(),
        places => format!("has at most {places} decimals"),
    })
}

/// The survey, where each condition that was told to be wrong may hold.
fn as_far_as_sure<'s>(survey: &'s Survey, spoiled: &BTreeSet<String>) -> Cow<'s, Survey> {
    let mut sure = Cow::Borrowed(survey);
    if spoiled.is_empty() {
        return sure;
    }
    let pages = sure.to_mut().sections.iter_mut().flat_map(|section| &mut section.pages);
    for question in pages.flat_map(|page| &mut page.questions) {
        let key = question.key.as_str();
        if spoiled.contains(&place::asked_if(key)) {
            question.asked_if = Condition::Always;
        }
        let (Kind::Single { options } | Kind::Multiple { options }) = &mut question.kind else {
            continue;
        };
        for (number, option) in options.iter_mut().enumerate() {
            if spoiled.contains(&place::field(&place::option(key, number), "offered_if")) {
                option.offered_if = Condition::Always;
            }
        }
    }
    sure
}
