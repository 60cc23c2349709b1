//! Contacts keep their distance from each other, and there are not too many of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Because, Person};
use crate::{
    keys::{StepKey, WaveKey},
    protocol::Protocol,
};

/// Which contact: of which wave, as which step.
pub(super) type Which<'a> = (&'a WaveKey, &'a StepKey);

/// The contacts of one person: those that were made, and those that are planned so far.
pub(super) struct Spacing<'a> {
    apart: TimeDelta,
    most: u16,
    held: &'a [Range<DateTime<Utc>>],
    /// Every moment at which something was handed over, in order, and of which contact.
    made: Vec<(DateTime<Utc>, Which<'a>)>,
    /// The last of those contacts that come before the one that is looked at.
    last: Option<DateTime<Utc>>,
    of_wave: BTreeMap<WaveKey, u16>,
}

impl<'a> Spacing<'a> {
    pub fn of(protocol: &Protocol, person: &'a Person<'_>) -> Self {
        let contacts = || person.handed.iter().filter(|one| one.is_contact());
        let steps: BTreeSet<_> = contacts().map(|one| (&one.wave, &one.step)).collect();
        let mut of_wave = BTreeMap::new();
        for (wave, _) in steps {
            *of_wave.entry(wave.clone()).or_default() += 1;
        }
        let mut made: Vec<_> = contacts().map(|one| (one.at, (&one.wave, &one.step))).collect();
        made.sort_unstable();
        Self {
            apart: TimeDelta::hours(i64::from(protocol.hours_between)),
            most: protocol.most_contacts,
            held: &person.held,
            made,
            last: None,
            of_wave,
        }
    }

    /// Whether another contact may be made about a wave.
    ///
    /// # Errors
    /// When it has as many as it may have.
    pub fn has_room(&self, wave: &WaveKey) -> Result<(), Because> {
        let is_full = self.of_wave.get(wave).is_some_and(|many| *many >= self.most);
        if is_full { Err(Because::Enough) } else { Ok(()) }
    }

    /// The first moment from `wished` on at which another contact may be made. A contact that was made when this one was
    /// too late already, by so much, does not move it: it stays too late.
    pub fn another(&self, wished: DateTime<Utc>, late: TimeDelta) -> DateTime<Utc> {
        let wished = self.unheld(wished);
        let rested = self.last.map_or(wished, |last| wished.max(last + self.apart));
        let nearest = self.made.iter().fold(rested, |at, (made, _)| {
            if *made - at <= late { at.max(*made + self.apart) } else { at }
        });
        self.unheld(nearest)
    }

    /// The first moment from `wished` on at which nothing is held and every other contact before it, made or planned, is far
    /// enough away: what is left of a contact keeps its distance like a whole one.
    pub fn apart_from_others(&self, own: Which<'_>, wished: DateTime<Utc>) -> DateTime<Utc> {
        let others = self.made.iter().filter(|(_, which)| *which != own).map(|(made, _)| *made);
        let apart = others.chain(self.last).fold(self.unheld(wished), |at, other| {
            if other <= at { at.max(other + self.apart) } else { at }
        });
        self.unheld(apart)
    }

    /// The first moment from `wished` on at which nothing is held.
    fn unheld(&self, wished: DateTime<Utc>) -> DateTime<Utc> {
        let end = |at, held: &Range<DateTime<Utc>>| if held.contains(&at) { held.end } else { at };
        self.held.iter().fold(wished, end)
    }

    /// A contact is planned, the last of whose messages goes at this moment.
    pub fn note(&mut self, wave: &WaveKey, at: DateTime<Utc>) {
        *self.of_wave.entry(wave.clone()).or_default() += 1;
        self.note_made(at);
    }

    /// A contact was made, the last of whose messages went at this moment.
    pub fn note_made(&mut self, at: DateTime<Utc>) {
        self.last = self.last.max(Some(at));
    }
}
