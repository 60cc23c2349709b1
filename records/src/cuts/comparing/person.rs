//! One person in two cuts.

use std::collections::HashMap;

use datasets::Dataset;
use serde_json::Value;

use super::{Changed, Diff, FileDiff, Gone, Response, Side};
use crate::{
    cuts::{CutError, packed::Unpacked},
    entity::cut_row,
    exports,
};

/// Columns that are not the same in two cuts of the same answers.
const OF_ONE_CUT: [&str; 2] = ["row_key", "interviewer_id"];

/// The file in which answers are compared.
const ANSWERS: &str = "long";

/// Statuses of a survey that somebody answered.
const ANSWERED: [&str; 3] = ["complete", "partial", "breakoff"];

/// Both cuts while they are compared.
pub(super) struct Sides<'s> {
    older: &'s Side,
    newer: &'s Side,
    both: Vec<InBoth>,
    diff: Diff,
}

/// A file that both have.
struct InBoth {
    /// Where it stands in each.
    places: (usize, usize),
    /// What both have a column for, with its place in each.
    columns: Vec<(String, usize, usize)>,
    is_answers: bool,
    diff: FileDiff,
}

impl<'s> Sides<'s> {
    pub fn new(older: &'s Side, newer: &'s Side) -> Self {
        let diff = Diff { older: older.number, newer: newer.number, ..Diff::default() };
        let both = |(place, file): (usize, &std::sync::Arc<Dataset>)| {
            let other = newer.files.iter().position(|own| own.name() == file.name())?;
            Some(InBoth::of((place, file), (other, &newer.files[other])))
        };
        let both: Vec<_> = older.files.iter().enumerate().filter_map(both).collect();
        Self { older, newer, both, diff }
    }

    pub fn person(
        &mut self,
        older: Option<&cut_row::Model>,
        newer: Option<&cut_row::Model>,
    ) -> Result<(), CutError> {
        let Some(own) = newer.or(older) else { return Ok(()) };
        let cut = if newer.is_some() { self.newer.number } else { self.older.number };
        let on = older.and_then(|row| row.erased_on).max(newer.and_then(|row| row.erased_on));
        let gone = Gone { row_key: own.row_key.clone(), cut, on };
        if on.is_some() {
            self.diff.erased.push(gone);
        } else if newer.is_none() {
            self.diff.left.push(gone);
        } else if older.is_none() {
            self.diff.joined.push(own.row_key.clone());
        }
        let unpacked = |side: &Side, row: Option<&cut_row::Model>| {
            let unpacked = row.map(|row| side.unpacked(row)).transpose()?.flatten();
            Ok::<_, CutError>(unpacked.unwrap_or_default())
        };
        let then = unpacked(self.older, older)?;
        let now = unpacked(self.newer, newer)?;
        self.files(&own.row_key, (&then, &now), on.is_some());
        Ok(())
    }

    fn files(&mut self, row_key: &str, (then, now): (&Unpacked, &Unpacked), is_erased: bool) {
        for file in &mut self.both {
            let rows =
                |all: &'_ Unpacked, place: usize| all.get(place).cloned().unwrap_or_default();
            let (then, now) = (rows(then, file.places.0), rows(now, file.places.1));
            file.count((&then, &now));
            if file.is_answers && !is_erased {
                let (came, changed) = file.answers(row_key, (&then, &now));
                self.diff.responses.extend(came);
                self.diff.changed.extend(changed);
            }
        }
    }

    /// Everything, with what only one of them has.
    pub fn end(mut self) -> Diff {
        let only = |own: &Side, other: &Side| {
            let is_alone = |file: &&std::sync::Arc<Dataset>| {
                other.files.iter().all(|one| one.name() != file.name())
            };
            own.files.iter().filter(is_alone).cloned().collect::<Vec<_>>()
        };
        let names = |file: &Dataset| {
            file.variables().iter().map(|variable| variable.name.to_string()).collect::<Vec<_>>()
        };
        self.diff.files = self.both.into_iter().map(|file| file.diff).collect();
        for file in only(self.older, self.newer) {
            let (name, only_in_older) = (file.name().to_string(), names(&file));
            self.diff.files.push(FileDiff { file: name, only_in_older, ..FileDiff::default() });
        }
        for file in only(self.newer, self.older) {
            let (name, only_in_newer) = (file.name().to_string(), names(&file));
            self.diff.files.push(FileDiff { file: name, only_in_newer, ..FileDiff::default() });
        }
        self.diff
    }
}

impl InBoth {
    fn of((place, then): (usize, &Dataset), (other, now): (usize, &Dataset)) -> Self {
        let places = |of: &Dataset| -> HashMap<String, usize> {
            let names = of.variables().iter().map(|variable| variable.name.to_string());
            names.zip(0..).collect()
        };
        let (in_then, in_now) = (places(then), places(now));
        let only = |of: &Dataset, other: &HashMap<String, usize>| {
            let names = of.variables().iter().map(|variable| variable.name.to_string());
            names.filter(|name| !other.contains_key(name)).collect()
        };
        let shared = then.variables().iter().filter_map(|variable| {
            let name = variable.name.to_string();
            Some((in_then.get(&name).copied()?, in_now.get(&name).copied()?, name))
        });
        let is_of_both = |name: &str| {
            !OF_ONE_CUT.iter().any(|own| name == *own || name.ends_with(&format!("_{own}")))
        };
        let shared = shared.filter(|(.., name)| is_of_both(name));
        Self {
            places: (place, other),
            columns: shared.map(|(then, now, name)| (name, then, now)).collect(),
            is_answers: then.name().as_str() == ANSWERS,
            diff: FileDiff {
                file: then.name().to_string(),
                only_in_older: only(then, &in_now),
                only_in_newer: only(now, &in_then),
                ..FileDiff::default()
            },
        }
    }

    /// Counts rows that came and went, by what both have a column for.
    fn count(&mut self, (then, now): (&[Vec<Value>], &[Vec<Value>])) {
        let mut rows: HashMap<String, i64> = HashMap::new();
        let text = |row: &[Value], places: &mut dyn Iterator<Item = usize>| {
            let cells =
                places.map(|place| row.get(place).map(Value::to_string).unwrap_or_default());
            cells.collect::<Vec<_>>().join(",")
        };
        for row in then {
            let own = text(row, &mut self.columns.iter().map(|(_, then, _)| *then));
            *rows.entry(own).or_default() -= 1;
        }
        for row in now {
            let own = text(row, &mut self.columns.iter().map(|(.., now)| *now));
            *rows.entry(own).or_default() += 1;
        }
        for more in rows.into_values() {
            self.diff.came += u64::try_from(more).unwrap_or_default();
            self.diff.went += u64::try_from(-more).unwrap_or_default();
        }
    }

    /// Surveys that are answered now and were not then, and answers that changed in those that were.
    fn answers(
        &self,
        row_key: &str,
        (then, now): (&[Vec<Value>], &[Vec<Value>]),
    ) -> (Vec<Response>, Vec<Changed>) {
        let (mut came, mut changed) = (Vec::new(), Vec::new());
        for row in now {
            let of_now = |name: &str| self.cell(row, name, |(_, now)| now);
            let Some(wave) = of_now("wave").and_then(Value::as_str) else { continue };
            if !is_answered(of_now("status")) {
                continue;
            }
            let of_then = |row: &&Vec<Value>| {
                let own = |name: &str| self.cell(row, name, |(then, _)| then);
                own("wave").and_then(Value::as_str) == Some(wave) && is_answered(own("status"))
            };
            let (row_key, wave) = (row_key.to_owned(), wave.to_owned());
            let Some(before) = then.iter().find(of_then) else {
                came.push(Response { row_key, wave });
                continue;
            };
            let answers = self.columns.iter().filter(|(name, ..)| exports::is_answer(name));
            let other = answers.filter(|(_, then, now)| before.get(*then) != row.get(*now));
            let variables: Vec<_> = other.map(|(name, ..)| name.clone()).collect();
            if !variables.is_empty() {
                changed.push(Changed { row_key, wave, variables });
            }
        }
        (came, changed)
    }

    fn cell<'r>(
        &self,
        row: &'r [Value],
        name: &str,
        side: impl Fn((usize, usize)) -> usize,
    ) -> Option<&'r Value> {
        let (_, then, now) = self.columns.iter().find(|(own, ..)| own == name)?;
        row.get(side((*then, *now)))
    }
}

fn is_answered(status: Option<&Value>) -> bool {
    status.and_then(Value::as_str).is_some_and(|status| ANSWERED.contains(&status))
}
