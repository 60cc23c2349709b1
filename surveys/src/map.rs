//! A survey's pages as a map: which come to everybody, which only to some, and which earlier answers decide it.

mod lanes;

use std::collections::BTreeSet;

pub use self::lanes::{Lane, lanes};
use crate::{
    condition::{self, Condition},
    definition::{Page, Question, Survey},
    facts,
};

/// A page on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop<'s> {
    /// The section's place in the survey, from 0.
    pub section: usize,
    /// The page.
    pub page: &'s Page,
    /// Who comes to it.
    pub comes: Comes,
    /// The pages whose answers decide it or one of its questions, by their places, each before this one.
    pub decided_on: BTreeSet<usize>,
    /// What else decides it: facts, and variables of earlier waves.
    pub decided_by: BTreeSet<&'s str>,
}

impl<'s> Stop<'s> {
    /// What the page is called: its title, or the label of its first question.
    #[must_use]
    pub fn name(&self) -> &'s str {
        let page = self.page;
        let first = page.questions.first();
        let label =
            first.map(|first| if first.label.is_empty() { &*first.text } else { &*first.label });
        page.title.as_deref().or(label).unwrap_or_else(|| page.key.as_str())
    }
}

/// Who comes to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comes {
    /// Everybody, to all of its questions.
    Everybody,
    /// Everybody, though some of its questions are asked of some only.
    EverybodyInPart,
    /// Some.
    Some,
}

/// The pages in order.
#[must_use]
pub fn map(survey: &Survey) -> Vec<Stop<'_>> {
    let pages: Vec<_> = survey.pages().collect();
    let stops = pages.iter().enumerate();
    stops.map(|(place, (section, page))| stop(survey, &pages, (place, *section, page))).collect()
}

/// When somebody comes to a page, in the survey's own words; none where everybody does.
#[must_use]
pub fn when(stop: &Stop<'_>, survey: &Survey) -> Option<String> {
    let mut each = Vec::new();
    for question in &stop.page.questions {
        if !each.contains(&question.asked_if) {
            each.push(question.asked_if.clone());
        }
    }
    each.retain(|condition| *condition != Condition::Always);
    let when = match each.len() {
        0 => return None,
        1 => each.remove(0),
        _ => Condition::Any(each),
    };
    Some(condition::in_words(&when, survey))
}

fn stop<'s>(
    survey: &'s Survey,
    pages: &[(usize, &'s Page)],
    (place, section, page): (usize, usize, &'s Page),
) -> Stop<'s> {
    let (decided_on, decided_by) = (BTreeSet::new(), BTreeSet::new());
    let mut stop = Stop { section, page, comes: comes(page), decided_on, decided_by };
    let mut seen = BTreeSet::new();
    for question in &page.questions {
        let offers = question.options().iter().flat_map(|choice| choice.offered_if.names());
        for name in question.asked_if.names().into_iter().chain(offers) {
            decide(survey, pages, name, &mut stop, &mut seen);
        }
    }
    stop.decided_on.remove(&place);
    stop
}

fn comes(page: &Page) -> Comes {
    let always = |question: &Question| question.asked_if == Condition::Always;
    match page.questions.iter().filter(|question| always(question)).count() {
        0 => Comes::Some,
        all if all == page.questions.len() => Comes::Everybody,
        _ => Comes::EverybodyInPart,
    }
}

/// Follows a name to where its value comes from: through derived variables to the questions behind them.
fn decide<'s>(
    survey: &'s Survey,
    pages: &[(usize, &'s Page)],
    name: &'s str,
    stop: &mut Stop<'s>,
    seen: &mut BTreeSet<&'s str>,
) {
    if !seen.insert(name) {
        return;
    }
    let has = |page: &Page| {
        page.questions.iter().any(|question| question.variables().iter().any(|own| own == name))
    };
    if let Some(place) = pages.iter().position(|(_, page)| has(page)) {
        stop.decided_on.insert(place);
    } else if let Some(derived) = survey.derived.iter().find(|one| one.key.as_str() == name) {
        for part in derived.names() {
            decide(survey, pages, part, stop, seen);
        }
    } else if facts::NAMES.iter().any(|(fact, ..)| *fact == name) || name.contains('.') {
        stop.decided_by.insert(name);
    }
}
