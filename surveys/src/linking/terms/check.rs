//! What is wrong with the terms of a study by themselves.

use std::collections::BTreeSet;

use super::{Amiss, AtOutcome, AtOwner, FEWEST, Gives, Holds, Outcome, Owner, Terms};
use crate::{
    linking::Identifier,
    protocol::{
        Part::{Field, Nth},
        Spot,
    },
};

/// What is wrong, and where.
type Found = Vec<(Spot, Amiss)>;

/// The most characters of a label that a dataset takes.
const LONGEST_LABEL: usize = 80;

/// The numbers under which people go to an owner and come back, and how they were found.
const RESERVED: [&str; 3] = ["linkage_id", "linkage_id2", "matched_by"];

impl Terms {
    /// Everything that is wrong with them, and where it stands.
    #[must_use]
    pub fn check_in_place(&self) -> Found {
        let mut found = Found::new();
        self.of_purposes(&mut found);
        self.of_small_groups(&mut found);
        if let Some(sex) = self.linkage.sex.as_ref().filter(|sex| sex.male == sex.female) {
            let spot = vec![Field("linkage"), Field("sex"), Field("female")];
            found.push((spot, Amiss::OneSex(sex.female)));
        }
        let mut keys = BTreeSet::new();
        for (nth, owner) in self.linkage.owners.iter().enumerate() {
            if !keys.insert(&owner.key) {
                found.push((of_owner(nth, &[Field("key")]), Amiss::OwnerTwice(owner.key.clone())));
            }
            let mut told = Vec::new();
            self.of_owner(owner, &mut told);
            found.extend(
                told.into_iter().map(|(within, one)| {
                    (of_owner(nth, &within), Amiss::At(owner.key.clone(), one))
                }),
            );
        }
        found
    }

    fn of_purposes(&self, found: &mut Found) {
        let purposes = &self.release.purposes;
        if purposes.is_empty() {
            found.push((vec![Field("release"), Field("purposes")], Amiss::NoPurposes));
        }
        let mut keys = BTreeSet::new();
        for (nth, purpose) in purposes.iter().enumerate() {
            if !keys.insert(&purpose.key) {
                let spot = of_release("purposes", nth, "key");
                found.push((spot, Amiss::PurposeTwice(purpose.key.clone())));
            }
        }
    }

    fn of_small_groups(&self, found: &mut Found) {
        let mut variables = BTreeSet::new();
        for (nth, bands) in self.release.bands.iter().enumerate() {
            let key = || bands.variable.clone();
            if !variables.insert(&bands.variable) {
                found.push((of_release("bands", nth, "variable"), Amiss::VariableTwice(key())));
            }
            let is_sorted = bands.from.windows(2).all(|pair| pair[0] < pair[1]);
            if bands.from.len() < 2 || !is_sorted {
                found.push((of_release("bands", nth, "from"), Amiss::BandsOutOfOrder(key())));
            }
        }
        for (nth, rare) in self.release.rare.iter().enumerate() {
            let key = || rare.variable.clone();
            if !variables.insert(&rare.variable) {
                found.push((of_release("rare", nth, "variable"), Amiss::VariableTwice(key())));
            }
            if rare.under < FEWEST {
                found.push((of_release("rare", nth, "under"), Amiss::TooFew(key(), rare.under)));
            }
            if rare.other < 0 {
                let amiss = Amiss::OtherBelowZero(key(), rare.other);
                found.push((of_release("rare", nth, "other"), amiss));
            }
        }
    }

    fn of_owner(&self, owner: &Owner, told: &mut Vec<(Spot, AtOwner)>) {
        if !self.release.purposes.iter().any(|purpose| purpose.key == owner.purpose) {
            told.push((vec![Field("purpose")], AtOwner::NoPurpose(owner.purpose.clone())));
        }
        for (field, words) in [("title", &owner.title), ("agreement", &owner.agreement)] {
            if words.trim().is_empty() {
                told.push((vec![Field(field)], AtOwner::Empty(field)));
            }
        }
        if owner.agreed_to < owner.agreed_from {
            told.push((vec![Field("agreed_to")], AtOwner::Backwards(owner.agreed_to)));
        }
        self.of_identifiers(owner, told);
        of_needs(owner, told);
        of_gives(owner, told);
        for (nth, outcome) in owner.outcomes.iter().enumerate() {
            let is_second = owner.outcomes[..nth].iter().any(|one| one.name == outcome.name);
            let own = is_second.then_some(("name", AtOutcome::Twice));
            let others = self.linkage.owners.iter().take_while(|one| one.key != owner.key);
            let theirs = others
                .flat_map(|other| &other.outcomes)
                .any(|one| one.name == outcome.name)
                .then_some(("name", AtOutcome::Anothers));
            let named = own.into_iter().chain(theirs);
            told.extend(named.chain(of_outcome(outcome)).map(|(field, one)| {
                let spot = vec![Field("outcomes"), Nth(nth), Field(field)];
                (spot, AtOwner::Outcome(outcome.name.clone(), one))
            }));
        }
    }

    fn of_identifiers(&self, owner: &Owner, told: &mut Vec<(Spot, AtOwner)>) {
        if owner.clear.is_empty() && owner.keyed.is_empty() {
            told.push((vec![Field("key")], AtOwner::GivenNothing));
        }
        let mut given = BTreeSet::new();
        for (list, fields) in [("clear", &owner.clear), ("keyed", &owner.keyed)] {
            for (nth, one) in fields.iter().enumerate() {
                let mut tell = |amiss| told.push((vec![Field(list), Nth(nth)], amiss));
                if !given.insert(*one) {
                    tell(AtOwner::Twice(*one));
                }
                if list == "keyed" && !one.may_be_keyed() {
                    tell(AtOwner::NotKeyed(*one));
                }
                let has_sex = matches!(one, Identifier::Sex | Identifier::Slk581);
                if has_sex && self.linkage.sex.is_none() {
                    tell(AtOwner::NoSexCodes(*one));
                }
            }
        }
    }
}

fn of_needs(owner: &Owner, told: &mut Vec<(Spot, AtOwner)>) {
    if owner.needs.is_empty() {
        told.push((vec![Field("needs")], AtOwner::NeedsNothing));
    }
    let is_given = |one: &Identifier| owner.clear.contains(one) || owner.keyed.contains(one);
    for (nth, set) in owner.needs.iter().enumerate() {
        if set.is_empty() {
            told.push((vec![Field("needs"), Nth(nth)], AtOwner::NeedsNothing));
        }
        if *set == [Identifier::Sex] {
            told.push((vec![Field("needs"), Nth(nth)], AtOwner::SexAlone));
        }
        for (place, one) in set.iter().enumerate().filter(|(_, one)| !is_given(one)) {
            told.push((vec![Field("needs"), Nth(nth), Nth(place)], AtOwner::NotGiven(*one)));
        }
    }
}

fn of_gives(owner: &Owner, told: &mut Vec<(Spot, AtOwner)>) {
    let (outcomes, answers) = (!owner.outcomes.is_empty(), !owner.answers.is_empty());
    match owner.gives {
        Gives::Returns if !outcomes => told.push((vec![Field("gives")], AtOwner::ReturnsNothing)),
        Gives::Keeps if !answers => told.push((vec![Field("gives")], AtOwner::KeepsNothing)),
        _ => {}
    }
    match owner.gives {
        Gives::Returns if answers => told.push((vec![Field("answers")], AtOwner::Idle("answers"))),
        Gives::Keeps if outcomes => told.push((vec![Field("outcomes")], AtOwner::Idle("outcomes"))),
        _ => {}
    }
    if owner.gives == Gives::Keeps && owner.frozen_on.is_some() {
        told.push((vec![Field("frozen_on")], AtOwner::Idle("frozen_on")));
    }
}

fn of_outcome(outcome: &Outcome) -> Vec<(&'static str, AtOutcome)> {
    let Outcome { name, label, holds, least, most, codes } = outcome;
    let mut told = Vec::new();
    if RESERVED.contains(&name.as_str()) {
        told.push(("name", AtOutcome::Reserved));
    }
    match label.chars().count() {
        _ if label.trim().is_empty() => told.push(("label", AtOutcome::NoLabel)),
        length if length > LONGEST_LABEL => told.push(("label", AtOutcome::LongLabel(length))),
        _ => {}
    }
    if least.zip(*most).is_some_and(|(least, most)| least > most) {
        told.push(("least", AtOutcome::NoRange));
    }
    let is_number = matches!(holds, Holds::Whole | Holds::Number);
    if !is_number && (least.is_some() || most.is_some()) {
        told.push(("holds", AtOutcome::IdleRange));
    }
    if (*holds == Holds::Code) == codes.is_empty() {
        told.push(("holds", AtOutcome::Codes));
    }
    let mut known = BTreeSet::new();
    let twice = codes.iter().find(|one| !known.insert(one.code));
    told.extend(twice.map(|one| ("codes", AtOutcome::CodeTwice(one.code))));
    told
}

fn of_release(list: &'static str, nth: usize, field: &'static str) -> Spot {
    vec![Field("release"), Field(list), Nth(nth), Field(field)]
}

pub(super) fn of_owner(nth: usize, within: &[crate::protocol::Part]) -> Spot {
    [&[Field("linkage"), Field("owners"), Nth(nth)], within].concat()
}
