//! The first passes: identifiers that agree in every letter, and that nobody else has on either side.

use std::collections::{BTreeMap, BTreeSet};

use super::Record;
use crate::linking::Sex;

/// How a pair was found, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pass {
    /// National Insurance number, date of birth and sex are the same.
    NinoDobSex,
    /// National Insurance number and last name are.
    NinoLastName,
    /// Names, date of birth and postcode are.
    NamesDobPostcode,
    /// It is probable.
    Probable,
}

impl Pass {
    /// All of them, in their order.
    pub const ALL: [Self; 4] =
        [Self::NinoDobSex, Self::NinoLastName, Self::NamesDobPostcode, Self::Probable];

    /// The name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NinoDobSex => "nino-dob-sex",
            Self::NinoLastName => "nino-last-name",
            Self::NamesDobPostcode => "names-dob-postcode",
            Self::Probable => "probable",
        }
    }

    /// What has to be the same, where this record has all of it.
    fn key(self, record: &Record) -> Option<String> {
        let nino = || record.nino.as_deref();
        match self {
            Self::NinoDobSex => {
                let sex = record.sex.map_or(Sex::NotKnown, |sex| sex).code();
                (sex != Sex::NotKnown.code()).then_some(())?;
                Some(format!("{} {} {sex}", nino()?, record.born?))
            }
            Self::NinoLastName => Some(format!("{} {}", nino()?, record.last.as_ref()?)),
            Self::NamesDobPostcode => {
                let (first, last) = (record.first.as_ref()?, record.last.as_ref()?);
                Some(format!("{first} {last} {} {}", record.born?, record.postcode.as_ref()?))
            }
            Self::Probable => None,
        }
    }
}

/// Who is found by the first passes. What two have on one side is left for whoever reviews.
pub(super) fn exact(ours: &[Record], theirs: &[Record]) -> Vec<(usize, usize, Pass)> {
    let (mut found, mut taken) = (Vec::new(), [BTreeSet::new(), BTreeSet::new()]);
    for pass in Pass::ALL {
        let (of_ours, of_theirs) = (single(pass, ours, &taken[0]), single(pass, theirs, &taken[1]));
        for (key, one) in of_ours {
            let Some(other) = of_theirs.get(&key).copied() else { continue };
            if !contradict(&ours[one], &theirs[other]) {
                taken[0].insert(one);
                taken[1].insert(other);
                found.push((one, other, pass));
            }
        }
    }
    found
}

/// Whether two have National Insurance numbers, and not the same. They may still be one person, of whom one was mistyped.
pub(super) fn contradict(one: &Record, other: &Record) -> bool {
    one.nino.as_ref().zip(other.nino.as_ref()).is_some_and(|(one, other)| one != other)
}

/// The keys that one record alone has.
fn single(pass: Pass, records: &[Record], taken: &BTreeSet<usize>) -> BTreeMap<String, usize> {
    let mut by_key: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (place, record) in records.iter().enumerate().filter(|(place, _)| !taken.contains(place)) {
        if let Some(key) = pass.key(record) {
            by_key.entry(key).and_modify(|own| *own = None).or_insert(Some(place));
        }
    }
    by_key.into_iter().filter_map(|(key, place)| Some((key, place?))).collect()
}
