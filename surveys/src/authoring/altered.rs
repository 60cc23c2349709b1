//! Instruments whose items a survey writes out, held against what was published. A score is only worth what its
//! items are: a word, an option or an order that is not theirs is told, and so is an item that was left out.

mod held;

mod published;

use std::collections::BTreeSet;

use toml::Spanned;

use self::held::{Asked, Held, asked};
use super::build::Builder;
use crate::{
    definition::{Borrowed, Kind, Question, Survey},
    scoring::{self, Instrument, Packs},
};

impl Builder<'_> {
    pub(super) fn altered(&mut self, survey: &mut Survey) {
        let adapted = self.adapted();
        let Looked { altered, found, .. } = look(survey, self.packs);
        for Altered { question, problem, instrument } in altered {
            if !adapted.contains(&instrument) {
                self.tell_altered(&question, problem, &instrument);
            }
        }
        found.into_iter().for_each(|found| found.withhold(survey));
    }

    fn adapted(&mut self) -> BTreeSet<String> {
        let source = self.source;
        for name in &source.adapted {
            if scoring::instrument(name.get_ref()).is_none() {
                self.no_instrument(name);
            }
        }
        source.adapted.iter().map(Spanned::get_ref).cloned().collect()
    }

    fn tell_altered(&mut self, key: &str, problem: String, instrument: &str) {
        let Some((file, at)) = self.places.get(key).cloned() else { return };
        let mend = format!(
            "ask it as it was published, best with “instrument = \"{instrument}\"” on a page, or name it under “adapted”"
        );
        self.faults.push(file.fault(at, problem, mend));
    }
}

/// Something of an instrument that is other than it was published.
struct Altered {
    question: String,
    problem: String,
    instrument: String,
}

/// An instrument that has other codes than it was published with.
#[cfg(feature = "importing")]
pub(crate) struct OtherCodes {
    /// Its key.
    pub instrument: String,
    /// What people call it.
    pub name: String,
    /// What can be answered in the survey.
    pub here: String,
    /// What could be when it was published.
    pub there: String,
    /// What else is other in it, in sentences.
    pub besides: Vec<String>,
}

#[cfg(feature = "importing")]
impl OtherCodes {
    fn of(held: &Held<'_>) -> Option<Self> {
        let ((here, there), besides) = held.other_codes()?;
        let (instrument, name) = (held.instrument.id.clone(), held.instrument.name.clone());
        Some(Self { instrument, name, here: here.clone(), there: there.clone(), besides })
    }
}

/// What is found of instruments among the questions that a survey writes out.
struct Looked {
    altered: Vec<Altered>,
    #[cfg(feature = "importing")]
    recoded: Vec<OtherCodes>,
    found: Vec<Found>,
}

/// The instruments that a survey asks in another form.
pub(super) fn adapted(survey: &Survey, packs: &Packs) -> BTreeSet<String> {
    look(survey, packs).altered.into_iter().map(|altered| altered.instrument).collect()
}

/// The instruments whose items have other codes than they were published with.
#[cfg(feature = "importing")]
pub(crate) fn other_codes(survey: &Survey) -> Vec<OtherCodes> {
    look(survey, &Packs::default()).recoded
}

fn look(survey: &Survey, packs: &Packs) -> Looked {
    let by_name = survey.borrowed.iter().filter(|own| own.is_by_reference());
    let by_name: BTreeSet<_> = by_name.map(|own| own.instrument.as_str()).collect();
    let asked = asked(survey);
    let mut settled = by_reference(&asked, &by_name);
    let mut held: Vec<_> = scoring::instruments()
        .iter()
        .filter(|instrument| !by_name.contains(instrument.id.as_str()))
        .filter_map(|instrument| {
            let words = packs.words(instrument, &survey.language);
            Held::against(instrument, words.map(|words| words.wording), &asked)
        })
        .collect();
    held.sort_by_key(|held| std::cmp::Reverse(held.rank()));
    let mut looked = Looked {
        altered: Vec::new(),
        #[cfg(feature = "importing")]
        recoded: Vec::new(),
        found: Vec::new(),
    };
    // What one instrument explains without a fault is not held against another one with the same words.
    held.sort_by_key(|held| !held.is_sound());
    for held in held {
        if held.places().all(|place| settled.contains(&place)) {
            continue;
        }
        looked.found.extend(held.needs_licence().then(|| Found::of(&held)));
        settled.extend(held.places());
        #[cfg(feature = "importing")]
        looked.recoded.extend(OtherCodes::of(&held));
        looked.altered.extend(held.faults.iter().map(|(place, problem)| Altered {
            question: asked[*place].question.key.to_string(),
            problem: problem.clone(),
            instrument: held.instrument.id.clone(),
        }));
    }
    looked
}

/// What the pages of an instrument ask.
fn by_reference(asked: &[Asked], by_name: &BTreeSet<&str>) -> BTreeSet<usize> {
    let instruments = by_name.iter().filter_map(|id| scoring::instrument(id));
    let instruments: Vec<&Instrument> = instruments.collect();
    let is_theirs =
        |asked: &Asked| instruments.iter().any(|instrument| instrument.asks(&asked.variable));
    let theirs = asked.iter().enumerate().filter(|(_, asked)| is_theirs(asked));
    theirs.map(|(place, _)| place).collect()
}

/// An instrument that needs a licence, found among the questions of a survey.
struct Found {
    borrowed: Borrowed,
    /// Its items, from 1, with the questions that ask them.
    items: Vec<(usize, String)>,
    /// Whether they are asked in their order.
    in_order: bool,
}

impl Found {
    fn of(held: &Held) -> Self {
        let instrument = held.instrument;
        let borrowed = Borrowed {
            instrument: instrument.id.clone(),
            name: instrument.name.clone(),
            by_licence: true,
            words: None,
        };
        let in_order = held.places().is_sorted();
        Self { borrowed, items: held.questions().collect(), in_order }
    }

    fn withhold(self, survey: &mut Survey) {
        let pages = survey.sections.iter_mut().flat_map(|section| &mut section.pages);
        for question in pages.flat_map(|page| &mut page.questions) {
            if let Some(stub) = self.stub(question) {
                question.withheld = true;
                question.label = stub;
            }
        }
        survey.borrowed.push(self.borrowed);
    }
    /// What stands for its words in files. A grid's rows are counted there, after the name of what they are items of.
    fn stub(&self, question: &Question) -> Option<String> {
        let own = self.items.iter().filter(|(_, key)| key == question.key.as_str());
        let own: Vec<_> = own.map(|(item, _)| *item).collect();
        let name = &self.borrowed.name;
        match &question.kind {
            Kind::Grid { rows, .. } => {
                let whole = self.in_order && own.iter().copied().eq(1..=rows.len());
                let part = (!own.is_empty()).then(|| format!("Part of {name}"));
                if whole { Some(name.clone()) } else { part }
            }
            _ => own.first().map(|item| format!("{name} item {item}")),
        }
    }
}
