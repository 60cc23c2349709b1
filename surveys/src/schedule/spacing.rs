//! Contacts keep their distance from each other, and there are not too many of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Because, Person};
use crate::{keys::WaveKey, protocol::Protocol};

/// The contacts of one person: those that were made, and those that are planned so far.
pub(super) struct Spacing<'a> {
    apart: TimeDelta,
    late: TimeDelta,
    most: u16,
    held: &'a [Range<DateTime<Utc>>],
    /// Every moment at which something was handed over, in order.
    made: Vec<DateTime<Utc>>,
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
        let mut made: Vec<_> = contacts().map(|one| one.at).collect();
        made.sort_unstable();
        Self {
            apart: TimeDelta::hours(i64::from(protocol.hours_between)),
            late: TimeDelta::hours(i64::from(protocol.hours_late)),
            most: protocol.most_contacts,
            held: &person.held,
            made,
            last: None,
            of_wave,
        }
    }

    /// The first moment from `wished` on at which another contact may be made. A contact that was made when this one was
    /// too late already does not move it: it stays too late.
    ///
    /// # Errors
    /// When the wave has as many contacts as it may have.
    pub fn another(&self, wave: &WaveKey, wished: DateTime<Utc>) -> Result<DateTime<Utc>, Because> {
        if self.of_wave.get(wave).is_some_and(|many| *many >= self.most) {
            return Err(Because::Enough);
        }
        let wished = self.unheld(wished);
        let rested = self.last.map_or(wished, |last| wished.max(last + self.apart));
        let nearest = self.made.iter().fold(rested, |at, made| {
            if *made - at <= self.late { at.max(*made + self.apart) } else { at }
        });
        Ok(nearest)
    }

    /// The first moment from `wished` on at which nothing is held.
    pub fn unheld(&self, wished: DateTime<Utc>) -> DateTime<Utc> {
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
