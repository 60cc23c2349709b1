//! A protocol's file: read on the same terms as a survey's, and written from what was published.

mod writing;

mod files;

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

pub use self::files::ProtocolFiles;
use super::{
    Fault, File,
    reading::{self, Parsed},
};
use crate::protocol::{Amiss, AtStep, Part, Protocol, Spot};

impl Protocol {
    /// Reads a protocol's file.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place and how to put it right. Of what has a field that could not
    /// be read nothing is said that may only follow from that.
    pub fn read(file: &File) -> Result<Self, Vec<Fault>> {
        let (source, faults) = Self::read_as_far(file)?;
        if faults.is_empty() { Ok(source) } else { Err(faults) }
    }

    /// What a text says as far as a picture shows it: whatever its rules find wrong, as long as each field is one. None
    /// where that cannot be told.
    #[must_use]
    pub fn glimpse(file: &File) -> Option<Self> {
        let parsed = reading::parse::<Self>(file).ok()?;
        parsed.faults.is_empty().then_some(parsed.source)
    }

    /// What could be read of it, with its faults, where something stands in for what could not.
    ///
    /// # Errors
    /// Where nothing of it could be read.
    fn read_as_far(file: &File) -> Result<(Self, Vec<Fault>), Vec<Fault>> {
        let parsed = reading::parse::<Self>(file)?;
        let Parsed { source, mut faults, slipped, spoiled, spoiled_themselves, .. } = parsed;
        if slipped.is_empty() {
            let places = Places::of(file);
            let found = source.check_in_place().into_iter();
            let sure = found.filter(|(_, amiss)| {
                let lost = if amiss.is_of_wave() { &spoiled_themselves } else { &spoiled };
                !amiss.names().into_iter().any(|key| lost.contains(key))
            });
            let told: Vec<_> = faults.iter().map(Fault::place).collect();
            // Of hours that could not be read others stand in, of which nothing is said.
            let is_of_hours = |(spot, amiss): &(Spot, Amiss)| {
                let Range { start, end } = places.span(spot);
                let [from, to] = [start, end].map(|at| file.fault(at..at, "", "").place());
                matches!(amiss, Amiss::Backwards(..))
                    && told.iter().any(|place| (&from..=&to).contains(&place))
            };
            let sure = sure.filter(|one| !is_of_hours(one));
            let sure = sure
                .map(|(spot, amiss)| file.fault(places.span(&spot), amiss.problem(), amiss.mend()));
            faults.extend(sure.filter(|fault| !told.contains(&fault.place())));
            faults.sort_by_key(|fault| (fault.line, fault.column));
        }
        Ok((source, faults))
    }
}

impl Amiss {
    /// Whether it hangs on what a wave has beside its steps, whatever is wrong with one of these.
    const fn is_of_wave(&self) -> bool {
        !matches!(self, Self::At(..))
    }

    /// The keys of the waves and steps that it is about.
    fn names(&self) -> Vec<&str> {
        match self {
            Self::At(_, step, AtStep::TooSoon(other, _)) => vec![step.as_str(), other.as_str()],
            Self::At(_, step, _) => vec![step.as_str()],
            Self::Overlap(first, next, _) => vec![first.as_str(), next.as_str()],
            Self::CohortTwice(wave, _)
            | Self::AfterDeath(wave)
            | Self::OneArm(wave, _)
            | Self::ShortGrace(wave)
            | Self::OverBefore(wave, _)
            | Self::BatchAtConsent(wave)
            | Self::TooMany(wave, _) => vec![wave.as_str()],
            Self::TooLittleBetween(_)
            | Self::TooManyAllowed(_)
            | Self::NeverLate
            | Self::Backwards(..)
            | Self::WaveTwice(_)
            | Self::NoPrefix(_) => Vec::new(),
        }
    }
}

/// Where things stand in a file.
pub(super) struct Places<'f>(Spanned<DeTable<'f>>);

impl<'f> Places<'f> {
    pub(super) fn of(file: &'f File) -> Self {
        Self(DeTable::parse_recoverable(&file.text).0)
    }

    /// Where something is written; where it is not, whatever is nearest around it.
    pub(super) fn span(&self, spot: &Spot) -> Range<usize> {
        let mut span = self.0.span();
        let mut parts = spot.iter();
        let Some(Part::Field(first)) = parts.next() else { return span };
        let mut here = self.0.get_ref().get(*first);
        while let Some(value) = here {
            span = value.span();
            here = match (value.get_ref(), parts.next()) {
                (DeValue::Table(table), Some(Part::Field(name))) => table.get(*name),
                (DeValue::Array(list), Some(Part::Nth(nth))) => list.get(*nth),
                _ => None,
            };
        }
        span
    }
}
