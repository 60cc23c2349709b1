//! Which names have a value by now, kept while the questions are gone through from first to last.

use std::collections::{BTreeMap, BTreeSet};

use crate::definition::Survey;

pub(super) struct Ready<'a> {
    survey: &'a Survey,
    /// Facts, and the variables of questions so far.
    known: BTreeSet<String>,
    /// Where each derived variable stands among them.
    places: BTreeMap<&'a str, usize>,
    /// By name, the derived variables that are not made yet because of it.
    waiting: BTreeMap<&'a str, Vec<usize>>,
    /// Of each derived variable, how many names it waits for.
    lacking: Vec<usize>,
    /// What was told to be wrong itself is taken to have a value, with all its rows.
    doubtful: &'a BTreeSet<String>,
}

impl<'a> Ready<'a> {
    pub fn of(survey: &'a Survey, facts: BTreeSet<String>, doubtful: &'a BTreeSet<String>) -> Self {
        let mut places = BTreeMap::new();
        let mut waiting: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut lacking = Vec::new();
        for (place, derived) in survey.derived.iter().enumerate() {
            places.entry(derived.key.as_str()).or_insert(place);
            let taken = |name: &&str| is_taken_for_granted(name, doubtful);
            let names = derived.names().into_iter().filter(|name| !taken(name));
            let names: BTreeSet<&str> = names.collect();
            lacking.push(names.len());
            names.into_iter().for_each(|name| waiting.entry(name).or_default().push(place));
        }
        let known = BTreeSet::new();
        let mut ready = Self { survey, known, places, waiting, lacking, doubtful };
        for place in 0..ready.lacking.len() {
            if ready.lacking[place] == 0 {
                ready.made(place);
            }
        }
        facts.into_iter().for_each(|fact| ready.learn(fact));
        ready
    }

    /// From now on the name has a value.
    pub fn learn(&mut self, name: String) {
        let freed = self.waiting.remove(name.as_str()).unwrap_or_default();
        self.known.insert(name);
        freed.into_iter().for_each(|place| self.lacks_one_less(place));
    }

    pub fn known(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(String::as_str)
    }

    /// Where a derived variable stands among them.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    pub fn knows(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// Whether a name has a value by now. Of the derived variables the first `derived` count, and each only once
    /// everything that it is made from is there.
    pub fn has(&self, name: &str, derived: usize) -> bool {
        let made = |place: &usize| *place < derived && self.lacking[*place] == 0;
        self.knows(name)
            || self.places.get(name).is_some_and(made)
            || is_taken_for_granted(name, self.doubtful)
    }

    fn lacks_one_less(&mut self, place: usize) {
        self.lacking[place] -= 1;
        if self.lacking[place] == 0 {
            self.made(place);
        }
    }

    /// What stands after a derived variable may be made from it.
    fn made(&mut self, place: usize) {
        let mut all = vec![place];
        while let Some(place) = all.pop() {
            let key = self.survey.derived[place].key.as_str();
            if self.places[key] != place {
                continue;
            }
            let Some(waiting) = self.waiting.get_mut(key) else { continue };
            for later in waiting.extract_if(.., |other| *other > place) {
                self.lacking[later] -= 1;
                if self.lacking[later] == 0 {
                    all.push(later);
                }
            }
        }
    }

    /// How many derived variables stand one on the other, up to each.
    pub fn chains(&self) -> Vec<usize> {
        let mut chains: Vec<usize> = Vec::new();
        for derived in &self.survey.derived {
            let below = derived.names().into_iter().filter_map(|name| self.places.get(name));
            let longest = below.filter_map(|place| chains.get(*place)).max();
            chains.push(1 + longest.copied().unwrap_or(0));
        }
        chains
    }
}

/// An earlier wave's variable may be in any survey.
fn is_taken_for_granted(name: &str, doubtful: &BTreeSet<String>) -> bool {
    let of_grid = name.rsplit_once('_').map(|(grid, _)| grid);
    name.contains('.')
        || doubtful.contains(name)
        || of_grid.is_some_and(|grid| doubtful.contains(grid))
}
