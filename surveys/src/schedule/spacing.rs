//! Contacts keep their distance from each other, and there are not too many of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Because, Person};
use crate::{keys::WaveKey, protocol::Protocol};

/// The contacts of one person: those that were made, and those that are planned so far.
pub(super) struct Spacing {
    apart: TimeDelta,
    most: u16,
    held_until: Option<DateTime<Utc>>,
    last: Option<DateTime<Utc>>,
    of_wave: BTreeMap<WaveKey, u16>,
}

impl Spacing {
    pub fn of(protocol: &Protocol, person: &Person<'_>) -> Self {
        let made: BTreeSet<_> = person.handed.iter().map(|one| (&one.wave, &one.step)).collect();
        let mut of_wave = BTreeMap::new();
        for (wave, _) in made {
            *of_wave.entry(wave.clone()).or_default() += 1;
        }
        Self {
            apart: TimeDelta::hours(i64::from(protocol.hours_between)),
            most: protocol.most_contacts,
            held_until: person.held_until,
            last: person.handed.iter().map(|one| one.at).max(),
            of_wave,
        }
    }

    /// The first moment from `wished` on at which another contact may be made.
    ///
    /// # Errors
    /// When the wave has as many contacts as it may have.
    pub fn another(&self, wave: &WaveKey, wished: DateTime<Utc>) -> Result<DateTime<Utc>, Because> {
        if self.of_wave.get(wave).is_some_and(|many| *many >= self.most) {
            return Err(Because::Enough);
        }
        let rested = self.last.and_then(|last| last.checked_add_signed(self.apart));
        Ok(self.unheld(rested.map_or(wished, |rested| rested.max(wished))))
    }

    /// The first moment from `wished` on at which nothing is held.
    pub fn unheld(&self, wished: DateTime<Utc>) -> DateTime<Utc> {
        self.held_until.map_or(wished, |held| held.max(wished))
    }

    /// A contact is planned, the last of whose messages goes at this moment.
    pub fn note(&mut self, wave: &WaveKey, at: DateTime<Utc>) {
        *self.of_wave.entry(wave.clone()).or_default() += 1;
        self.last = self.last.max(Some(at));
    }
}
