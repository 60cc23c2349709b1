//! One instrument, and what of it is found among the questions of a survey.

use sha2::{Digest, Sha256};

#[cfg(feature = "importing")]
use super::published::same_words;
use super::published::{Published, same_choices, told};
use crate::{
    authoring::instruments::of_choices,
    definition::{Kind, Question, Survey},
    language::isolated,
    safeguarding::wording::plain,
    scoring::{Instrument, Wording},
};

/// One thing that is asked: a question, or a row of a grid.
pub(super) struct Asked<'a> {
    pub question: &'a Question,
    pub variable: String,
    text: &'a str,
    /// Its words alone, found once: they are held against every item of every instrument.
    words: String,
    fingerprint: String,
    page: usize,
}

impl<'a> Asked<'a> {
    fn of((question, page): (&'a Question, usize), variable: String, text: &'a str) -> Self {
        let words = plain(text);
        Self { question, variable, text, fingerprint: fingerprint(&words), words, page }
    }
}

/// Everything that is asked, in its order.
pub(super) fn asked(survey: &Survey) -> Vec<Asked<'_>> {
    let mut asked = Vec::new();
    for (page, (_, on_it)) in survey.pages().enumerate() {
        for question in &on_it.questions {
            let (key, at) = (question.key.as_str(), (question, page));
            match &question.kind {
                Kind::Grid { rows, .. } => asked.extend(
                    rows.iter().map(|row| Asked::of(at, format!("{key}_{}", row.key), &row.text)),
                ),
                _ => asked.push(Asked::of(at, key.to_owned(), &question.text)),
            }
        }
    }
    asked
}

/// An instrument of which something is asked.
pub(super) struct Held<'a> {
    pub instrument: &'a Instrument,
    asked: &'a [Asked<'a>],
    /// Of each item, where it is asked.
    found: Vec<Option<usize>>,
    /// What is other than it was published, and at which place.
    pub faults: Vec<(usize, String)>,
    /// What is answered here and there, of each of these that has other codes and the same words.
    #[cfg(feature = "importing")]
    recoded: Vec<(String, String)>,
}

impl<'a> Held<'a> {
    /// None where nothing of it is asked. Without its words it is known by the keys of its items.
    pub fn against(
        instrument: &'a Instrument,
        wording: Option<Wording>,
        asked: &'a [Asked<'a>],
    ) -> Option<Self> {
        let found = vec![None; instrument.items];
        let mut held = Self {
            instrument,
            asked,
            found,
            faults: Vec::new(),
            #[cfg(feature = "importing")]
            recoded: Vec::new(),
        };
        match &wording {
            None => held.find_without_words(),
            Some(wording) => held.find(wording),
        }
        held.found.iter().any(Option::is_some).then_some(())?;
        if let Some(wording) = &wording {
            held.items(wording);
            if held.is_asked() {
                held.left_out(wording);
                held.order();
            }
        }
        Some(held)
    }

    /// Half of its items, and not one alone: less is a question that has some words from it.
    fn is_asked(&self) -> bool {
        let found = self.places().count();
        found * 2 >= self.found.len() && found > 1
    }

    pub fn is_sound(&self) -> bool {
        self.is_asked() && self.faults.is_empty()
    }

    pub fn needs_licence(&self) -> bool {
        self.instrument.needs_licence() && self.is_asked()
    }

    /// What is answered here and there, where most items have other codes and the same words; and what else is other.
    #[cfg(feature = "importing")]
    pub fn other_codes(&self) -> Option<(&(String, String), Vec<String>)> {
        let is_most = self.is_asked() && self.recoded.len() * 2 >= self.places().count();
        let first = self.recoded.first().filter(|_| is_most)?;
        let is_of_codes = |problem: &str| {
            self.recoded.iter().any(|(here, there)| {
                problem.ends_with(&format!("offers {here} here and {there} in the instrument"))
            })
        };
        let rest = self.faults.iter().map(|(_, problem)| problem);
        Some((first, rest.filter(|problem| !is_of_codes(problem)).cloned().collect()))
    }

    /// The better it explains what is asked, the higher.
    pub fn rank(&self) -> (bool, usize, std::cmp::Reverse<usize>) {
        (self.is_asked(), self.places().count(), std::cmp::Reverse(self.faults.len()))
    }

    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.found.iter().flatten().copied()
    }

    /// The items that are asked, from 1, with the key of their question.
    pub fn questions(&self) -> impl Iterator<Item = (usize, String)> {
        let found = (1..).zip(&self.found);
        found.filter_map(|(item, place)| {
            Some((item, self.asked[(*place)?].question.key.to_string()))
        })
    }

    /// By the keys of its items, and by what their words are known.
    fn find_without_words(&mut self) {
        for (item, key) in self.instrument.keys().iter().enumerate() {
            let known = self.instrument.known_by.get(item);
            self.found[item] = self.free(|asked| asked.variable == *key).or_else(|| {
                self.free(|asked| known.is_some_and(|known| *known == asked.fingerprint))
            });
        }
    }

    fn find(&mut self, wording: &Wording) {
        for (place, item) in wording.items.iter().enumerate() {
            let words = Published::of(wording, item);
            let same = |asked: &Asked| words.are(&asked.words);
            self.found[place] = self.free(same);
        }
        for (place, item) in wording.items.iter().enumerate() {
            let telling = item.key.rsplit_once('_').is_some_and(|(_, number)| {
                !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
            });
            if self.found[place].is_none() && (telling || self.is_asked()) {
                self.found[place] = self.free(|asked| asked.variable == item.key);
            }
        }
        self.find_short(wording);
        if self.is_asked() {
            self.find_alike(wording);
        } else {
            self.forget_common_words(wording);
        }
    }

    /// A word or two, such as “Nervous”, are anybody's where nothing else of the instrument is asked.
    fn forget_common_words(&mut self, wording: &Wording) {
        for (found, item) in self.found.iter_mut().zip(&wording.items) {
            let Some(place) = *found else { continue };
            let asked = &self.asked[place];
            let is_its_key = asked.variable == item.key;
            if !is_its_key && !Published::of(wording, item).tell(&asked.words) {
                *found = None;
            }
        }
    }

    /// Few words after some of the stem, such as “did you feel nervous?”: only where most of the instrument is
    /// found by them, since ordinary questions end so, too.
    fn find_short(&mut self, wording: &Wording) {
        let before = self.found.clone();
        for (place, item) in wording.items.iter().enumerate() {
            if self.found[place].is_none() {
                let words = Published::of(wording, item);
                self.found[place] = self.free(|asked| words.are_after_a_stem(&asked.words));
            }
        }
        if !self.is_asked() {
            self.found = before;
        }
    }

    /// An item with changed words and another key: much like it, or alone where it should stand.
    fn find_alike(&mut self, wording: &Wording) {
        for (place, item) in wording.items.iter().enumerate() {
            if self.found[place].is_some() {
                continue;
            }
            let before = place.checked_sub(1).and_then(|before| self.found[before]);
            let after = self.found.get(place + 1).copied().flatten();
            let between = match (before, after) {
                (Some(before), Some(after)) if after == before + 2 => Some(before + 1),
                _ => None,
            };
            let words = Published::of(wording, item);
            let alike = |asked: &Asked| words.are_like(&asked.words);
            self.found[place] = between.or_else(|| self.free(alike));
        }
    }

    /// The first place that is like this and no item's yet.
    fn free(&self, is_one: impl Fn(&Asked) -> bool) -> Option<usize> {
        let mut places = self.asked.iter().enumerate();
        let free = |place: &usize| !self.found.contains(&Some(*place));
        places.find(|(place, asked)| free(place) && is_one(asked)).map(|(place, _)| place)
    }

    /// Words and options of each item that is asked.
    fn items(&mut self, wording: &Wording) {
        for (number, item) in wording.items.iter().enumerate() {
            let Some(place) = self.found[number] else { continue };
            let asked = &self.asked[place];
            let stub = self.instrument.stub(number + 1);
            let words = Published::of(wording, item);
            if !words.are(&asked.words) && !words.are_after_a_stem(&asked.words) {
                let (here, there) = (isolated(asked.text), isolated(&item.text));
                let problem = format!("{stub} reads “{here}” here and “{there}” in the instrument");
                self.faults.push((place, problem));
            }
            let kind = of_choices(&self.instrument.choices_of(wording, number, item));
            if !same_choices(&kind, &asked.question.kind) {
                let (here, there) = (told(&asked.question.kind), told(&kind));
                #[cfg(feature = "importing")]
                self.recoded.extend(
                    same_words(&kind, &asked.question.kind).then(|| (here.clone(), there.clone())),
                );
                let problem = format!("{stub} offers {here} here and {there} in the instrument");
                self.faults.push((place, problem));
            }
        }
    }

    fn left_out(&mut self, wording: &Wording) {
        let Some(first) = self.places().min() else { return };
        for (number, item) in wording.items.iter().enumerate() {
            if self.found[number].is_none() {
                let (stub, text) = (self.instrument.stub(number + 1), isolated(&item.text));
                self.faults.push((first, format!("{stub} is left out here: “{text}”")));
            }
        }
    }

    fn has_strangers(&self, mut places: std::ops::Range<usize>) -> bool {
        !places.is_empty() && places.all(|place| !self.found.contains(&Some(place)))
    }

    /// One page, one after the other, nothing between them.
    fn order(&mut self) {
        let name = &self.instrument.name;
        let found: Vec<_> =
            (1..).zip(&self.found).filter_map(|(item, place)| Some((item, (*place)?))).collect();
        for pair in found.windows(2) {
            let [(item, place), (next, after)] = *pair else { continue };
            let problem = if after < place {
                format!("{name} item {next} is asked before item {item} here")
            } else if self.asked[place].page != self.asked[after].page {
                format!("{name} is split here: item {next} is on another page than item {item}")
            } else if next == item + 1 && self.has_strangers(place + 1..after) {
                let stranger = &self.asked[place + 1].variable;
                format!("“{stranger}” stands among the items of {name} here")
            } else {
                continue;
            };
            self.faults.push((after, problem));
        }
    }
}

fn fingerprint(words: &str) -> String {
    let digest = Sha256::digest(words);
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
