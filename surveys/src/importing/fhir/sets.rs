//! Sets of codes within the file, as far as the file says all that is in them. A set of which a part lies elsewhere has no
//! part of its codes: nobody would see that some are missing.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::resource::{CodeSystem, Coding, Expansion, Extension, Include, ValueSet};
use crate::importing::{ImportError, NotConverted};

/// The codes of each set by its name in the file, `#name` or its address; or why there are none.
pub(super) type Sets = BTreeMap<String, Result<Vec<Coding>, NotConverted>>;

/// Codes, and parts of sets, of all sets; megabytes of their words.
const MOST: usize = 400_000;
const MOST_WORDS: usize = 64;

/// The sets.
///
/// # Errors
/// When they have more codes than any.
pub(super) fn sets(contained: &[Value]) -> Result<Sets, ImportError> {
    let systems = all::<CodeSystem>(contained, "CodeSystem").into_iter();
    let systems = systems.filter(|system| system.is_whole()).filter_map(|system| {
        let url = system.url?;
        Some((url, flat(system.concept, concepts)))
    });
    let sets = all::<ValueSet>(contained, "ValueSet");
    let mut reading = Reading {
        systems: systems.collect(),
        places: sets
            .iter()
            .zip(0..)
            .flat_map(|(set, at)| names(set).map(move |n| (n, at)))
            .collect(),
        parts: 0,
        words: 0,
    };
    let mut read = Sets::new();
    for set in &sets {
        let codes = reading.codes(set, &sets, true)?;
        read.extend(names(set).map(|name| (name, codes.clone())));
    }
    Ok(read)
}

fn all<T: DeserializeOwned>(contained: &[Value], kind: &str) -> Vec<T> {
    let is_one = |value: &&Value| value.get("resourceType").and_then(Value::as_str) == Some(kind);
    contained.iter().filter(is_one).filter_map(|value| T::deserialize(value).ok()).collect()
}

fn names(set: &ValueSet) -> impl Iterator<Item = String> {
    let id = set.id.as_ref().map(|id| format!("#{id}"));
    id.into_iter().chain(set.url.clone())
}

type Within = fn(&mut Coding) -> Vec<Coding>;

fn concepts(coding: &mut Coding) -> Vec<Coding> {
    std::mem::take(&mut coding.concept)
}

fn contains(coding: &mut Coding) -> Vec<Coding> {
    std::mem::take(&mut coding.contains)
}

/// Each that can be chosen, with those within it behind it.
fn flat(codes: Vec<Coding>, within: Within) -> Vec<Coding> {
    let each = codes.into_iter().flat_map(|mut coding| {
        let inner = flat(within(&mut coding), within);
        let own = (!coding.r#abstract && !coding.inactive).then_some(coding);
        own.into_iter().chain(inner).collect::<Vec<_>>()
    });
    each.collect()
}

/// That an expansion has only a page of its codes, or says itself that it has not all.
fn part_of(expansion: &Expansion) -> Option<NotConverted> {
    fn all(codes: &[Coding]) -> usize {
        codes.iter().map(|one| 1 + all(&one.contains)).sum()
    }
    let number = |value: &Option<Value>| {
        let number = value.as_ref()?.as_u64()?;
        usize::try_from(number).ok()
    };
    let has = all(&expansion.contains);
    let of = number(&expansion.total).filter(|total| *total > has);
    let is_later_page = number(&expansion.offset).is_some_and(|offset| offset > 0);
    let says_so =
        |one: &Extension| ["valueset-toocostly", "valueset-unclosed"].contains(&one.name());
    let is_part = of.is_some() || is_later_page || expansion.extension.iter().any(says_so);
    is_part.then_some(NotConverted::PartOfSet { has, of })
}

struct Reading {
    /// Systems within the file, by their addresses.
    systems: BTreeMap<String, Vec<Coding>>,
    places: BTreeMap<String, usize>,
    parts: usize,
    words: usize,
}

type Codes = Result<Vec<Coding>, NotConverted>;

impl Reading {
    /// The codes of a set; sets within it are looked into once.
    fn codes(
        &mut self,
        set: &ValueSet,
        sets: &[ValueSet],
        is_outer: bool,
    ) -> Result<Codes, ImportError> {
        let part = part_of(&set.expansion);
        if !set.expansion.contains.is_empty() && part.is_none() {
            let codes = flat(set.expansion.contains.clone(), contains);
            self.count(&codes)?;
            return Ok(Ok(codes));
        }
        let composed = self.composed(set, sets, is_outer)?;
        // What it is made of may be here, though only a page of what that gives.
        Ok(match (part, composed) {
            (None, composed) => composed,
            (Some(_), Ok(codes)) if !codes.is_empty() => Ok(codes),
            (Some(part), _) => Err(part),
        })
    }

    /// As it is put together.
    fn composed(
        &mut self,
        set: &ValueSet,
        sets: &[ValueSet],
        is_outer: bool,
    ) -> Result<Codes, ImportError> {
        let mut codes = Vec::new();
        for include in &set.compose.include {
            match self.part(include, sets, is_outer)? {
                Ok(part) => codes.extend(part),
                Err(why) => return Ok(Err(why)),
            }
        }
        for exclude in &set.compose.exclude {
            match self.part(exclude, sets, is_outer)? {
                Ok(part) => {
                    let gone: BTreeSet<_> =
                        part.iter().map(|one| (&one.system, &one.code)).collect();
                    codes.retain(|one: &Coding| !gone.contains(&(&one.system, &one.code)));
                }
                Err(why) => return Ok(Err(why)),
            }
        }
        Ok(Ok(codes))
    }

    /// Part of a set: codes that are written out, a system in the file, or another set.
    fn part(
        &mut self,
        part: &Include,
        sets: &[ValueSet],
        is_outer: bool,
    ) -> Result<Codes, ImportError> {
        let elsewhere = |what: &Option<String>| {
            Ok(Err(NotConverted::Elsewhere(
                what.clone().unwrap_or_else(|| "another set".to_owned()),
            )))
        };
        let codes = match (part.system.as_ref(), part.value_set.as_slice()) {
            _ if !part.filter.is_empty() => return elsewhere(&part.system),
            (None, [other]) if is_outer => match self.places.get(other).copied() {
                Some(place) => match self.codes(&sets[place], sets, false)? {
                    Ok(codes) => codes,
                    Err(why) => return Ok(Err(why)),
                },
                None => return elsewhere(&Some(other.clone())),
            },
            (_, [other, ..]) => return elsewhere(&Some(other.clone())),
            (system, []) => match self.of_system(system, part) {
                Some(codes) => codes,
                None => return elsewhere(&part.system),
            },
        };
        self.count(&codes)?;
        Ok(Ok(codes))
    }

    fn of_system(&self, system: Option<&String>, part: &Include) -> Option<Vec<Coding>> {
        let whole = system.and_then(|system| self.systems.get(system));
        let mut codes = match part.concept.as_slice() {
            [] => whole?.clone(),
            written => written.to_vec(),
        };
        let displays: BTreeMap<_, _> =
            whole.into_iter().flatten().map(|one| (&one.code, &one.display)).collect();
        for coding in &mut codes {
            coding.system = system.cloned();
            if coding.display.is_none() {
                coding.display = displays.get(&coding.code).and_then(|display| (*display).clone());
            }
        }
        Some(codes)
    }

    fn count(&mut self, codes: &[Coding]) -> Result<(), ImportError> {
        self.parts += 1 + codes.len();
        let words = codes.iter().filter_map(|one| one.display.as_ref()).map(String::len);
        self.words += words.sum::<usize>();
        if self.parts > MOST {
            return Err(ImportError::TooMuch("its sets have more than 400,000 codes"));
        }
        if self.words > MOST_WORDS << 20 {
            let of = "the text of all sets";
            return Err(ImportError::TooLarge { most: MOST_WORDS, of });
        }
        Ok(())
    }
}
