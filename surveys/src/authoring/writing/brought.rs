//! What comes with an instrument, and so is not written.

use std::collections::{BTreeMap, BTreeSet};

use super::Unwritten;
use crate::{
    authoring::scores::brought as variables,
    condition::Condition,
    definition::{Derived, Formula, Otherwise, Page, Question, Survey},
    keys::PageKey,
    scoring::{self, Instrument, Packs, Scored, Words},
};

/// The instruments of a survey, and what they bring.
#[derive(Default)]
pub(super) struct Brought {
    /// By page, those that are named there.
    pages: BTreeMap<PageKey, (&'static Instrument, Words)>,
    /// Those whose items are written out, and which are scored.
    written_out: Vec<String>,
    /// The variables of them all.
    variables: BTreeSet<String>,
}

impl Brought {
    /// # Errors
    /// When the words of one are not at hand.
    pub fn of(survey: &Survey, packs: &Packs) -> Result<Self, Unwritten> {
        let mut brought = Self::default();
        for own in survey.borrowed.iter().filter(|own| own.is_by_reference()) {
            let instrument = scoring::instrument(&own.instrument).ok_or(Unwritten::WithoutPlace)?;
            let words = packs.words(instrument, &survey.language);
            let words = words.ok_or_else(|| Unwritten::WithoutWords(own.name.clone()))?;
            let page = survey.pages().map(|(_, page)| page).find(|page| begins(instrument, page));
            let page = page.ok_or(Unwritten::WithoutPlace)?;
            brought.variables.extend(variables(instrument, words.value_set.clone()));
            brought.pages.insert(page.key.clone(), (instrument, words));
        }
        let named: BTreeSet<_> = brought.pages.values().map(|(own, _)| own.id.clone()).collect();
        for scored in survey.derived.iter().filter_map(scored) {
            let id = &scored.instrument;
            if named.contains(id) || brought.written_out.contains(id) {
                continue;
            }
            let instrument = scoring::instrument(id).ok_or(Unwritten::WithoutPlace)?;
            let words = packs.words(instrument, &survey.language);
            let value_set = words.and_then(|words| words.value_set);
            brought.variables.extend(variables(instrument, value_set));
            brought.written_out.push(id.clone());
        }
        brought.since_gone(survey);
        Ok(brought)
    }

    /// Variables of an earlier way of scoring: what was made from a score under the instrument's name.
    fn since_gone(&mut self, survey: &Survey) {
        let scores: BTreeMap<_, _> = survey
            .derived
            .iter()
            .filter_map(|derived| Some((derived.key.as_str(), &scored(derived)?.instrument)))
            .collect();
        for derived in &survey.derived {
            let Otherwise::MissingOf(of) = &derived.otherwise else { continue };
            let is_its = |id: &&String| derived.key.as_str().starts_with(&format!("{id}_"));
            if scores.get(of.as_str()).is_some_and(is_its) {
                self.variables.insert(derived.key.to_string());
            }
        }
    }

    pub fn on(&self, page: &PageKey) -> Option<(&'static Instrument, &Words)> {
        self.pages.get(page).map(|(instrument, words)| (*instrument, words))
    }

    pub fn written_out(&self) -> &[String] {
        &self.written_out
    }

    /// The names by which people know them.
    pub fn names(&self) -> Vec<&str> {
        let written_out = self.written_out.iter().filter_map(|id| scoring::instrument(id));
        let named = self.pages.values().map(|(instrument, _)| *instrument);
        named.chain(written_out).map(|instrument| instrument.name.as_str()).collect()
    }

    /// Whether a variable is a score, or made from one by the instrument.
    pub fn has(&self, derived: &Derived) -> bool {
        scored(derived).is_some() || self.variables.contains(derived.key.as_str())
    }

    /// The survey without anything that an instrument brings but who is asked it.
    pub fn rest(&self, survey: &Survey) -> Survey {
        let mut rest = survey.clone();
        rest.derived.retain(|derived| !self.has(derived));
        let named: BTreeSet<_> = survey
            .pages()
            .filter(|(_, page)| self.pages.contains_key(&page.key))
            .flat_map(|(_, page)| page.questions.iter().map(|question| question.key.as_str()))
            .collect();
        let is_theirs = |of: &String| named.contains(of.as_str());
        rest.alerts.triggers.retain(|trigger| !trigger.of.iter().all(is_theirs));
        for borrowed in &mut rest.borrowed {
            borrowed.words = borrowed.words.as_ref().map(|_| String::new());
        }
        let pages = rest.sections.iter_mut().flat_map(|section| &mut section.pages);
        for page in pages.filter(|page| self.pages.contains_key(&page.key)) {
            (page.title, page.intro) = (None, None);
            page.questions.iter_mut().for_each(bare);
        }
        rest
    }

    /// Who is asked most of what a page's instrument asks. Nothing can be said to be asked of everybody where the page
    /// says otherwise, so it says nothing then.
    pub fn asked_if(page: &Page) -> Condition {
        let conditions = || page.questions.iter().map(|question| &question.asked_if);
        if conditions().any(|condition| *condition == Condition::Always) {
            return Condition::Always;
        }
        let times = |one: &&Condition| conditions().filter(|other| other == one).count();
        conditions().rev().max_by_key(times).cloned().unwrap_or_default()
    }
}

/// Its words are those of another day; its key and its condition are the survey's.
fn bare(question: &mut Question) {
    let Question { key, asked_if, sensitive, withheld, .. } = question.clone();
    let kind = crate::definition::Kind::Contact;
    let text = String::new();
    *question = Question {
        key,
        label: text.clone(),
        text,
        kind,
        asked_if,
        sensitive,
        withheld,
        hint: None,
        optional: false,
        vault: false,
        source: None,
        spoken: None,
        probes: Vec::new(),
        define: None,
    };
}

/// Whether the page asks the instrument's first item.
fn begins(instrument: &Instrument, page: &Page) -> bool {
    let grid = instrument.text.as_ref().and_then(|text| text.grid.clone());
    let first = grid.or_else(|| instrument.keys().into_iter().next());
    page.questions.iter().any(|question| Some(question.key.as_str()) == first.as_deref())
}

fn scored(derived: &Derived) -> Option<&Scored> {
    match &derived.otherwise {
        Otherwise::Formula(Formula::Score(scored)) => Some(scored),
        _ => None,
    }
}
