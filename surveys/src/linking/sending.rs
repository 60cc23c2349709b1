//! Who goes into a file of identifiers for an owner of records: who agreed to it by the day of the cut and has not changed
//! their mind since, and can be found by what the owner may be given.

mod consenting;

mod given;

mod reason;

mod tally;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use self::{
    reason::Reason,
    tally::{Blank, Tally},
};
use super::{Identifier, ProjectKey, Sex, Unfit, terms::Owner};
use crate::{consent, stopping};

/// What decides about one person.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// Every decision of theirs, oldest first, also those after the cut.
    pub consents: &'a [consent::Event],
    /// Everything that they stopped or took back, oldest first, also after the cut.
    pub stops: &'a [stopping::Event],
    /// Where they live, as an IANA name: the cut's day ends there at midnight.
    pub zone: &'a str,
    /// By what they could be found.
    pub on_record: OnRecord<'a>,
}

/// By what somebody could be found, as it stands on record. What is not there is none; what is blank is as if it were not.
#[derive(Clone, Copy, Default)]
pub struct OnRecord<'a> {
    /// The National Insurance number.
    pub nino: Option<&'a str>,
    /// The NHS number.
    pub nhs_number: Option<&'a str>,
    /// The first name.
    pub first_name: Option<&'a str>,
    /// The last name.
    pub last_name: Option<&'a str>,
    /// The date of birth.
    pub dob: Option<NaiveDate>,
    /// The postcode.
    pub postcode: Option<&'a str>,
    /// The sex, as the terms read it from an answer.
    pub sex: Sex,
}

/// Whether somebody goes into the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They do, with this.
    Included(Included),
    /// They do not, and why.
    LeftOut(Reason),
}

/// The row of somebody, without the number under which they go.
#[derive(Clone, PartialEq, Eq)]
pub struct Included {
    /// What the owner is given of them. What is not there is a blank cell.
    pub cells: BTreeMap<Identifier, String>,
    /// What is on record and is no such identifier, which is a blank cell too.
    pub unfit: BTreeMap<Identifier, Unfit>,
    /// Whether their National Insurance number was made up by an office, so that few records will link to it.
    pub is_administrative: bool,
}

/// The columns of an owner's file: the number under which somebody goes, and what is given. What is a keyed hash says so.
#[must_use]
pub fn columns(owner: &Owner) -> Vec<String> {
    let given = owner.fields().map(|(one, keyed)| match keyed {
        true => format!("{}_keyed", one.name()),
        false => one.name().to_owned(),
    });
    [String::from("linkage_id")].into_iter().chain(given).collect()
}

/// Whether somebody goes into the owner's file of a cut, of which `cut` is the last day.
///
/// What they agreed to then and what they agree to now both have to allow it: a file that is made again of an older cut
/// leaves out whoever changed their mind since.
#[must_use]
pub fn verdict(owner: &Owner, person: &Person<'_>, cut: NaiveDate, key: &ProjectKey) -> Verdict {
    if let Some(reason) = against(owner, person, cut) {
        return Verdict::LeftOut(reason);
    }
    let included = given::given(owner, &person.on_record, cut, key);
    let has = |set: &Vec<Identifier>| set.iter().all(|one| included.cells.contains_key(one));
    if owner.needs.iter().any(has) {
        return Verdict::Included(included);
    }
    let reason = match (included.cells.is_empty(), included.unfit.is_empty()) {
        (_, false) => Reason::Unfit,
        (true, true) => Reason::NothingOnRecord,
        (false, true) => Reason::TooLittleOnRecord,
    };
    Verdict::LeftOut(reason)
}

/// Why somebody's records may not be asked for, or taken, whatever is on record to find them by: what they stopped, or what they
/// do not agree to, at the end of the cut's day or by now.
#[must_use]
pub fn against(owner: &Owner, person: &Person<'_>, cut: NaiveDate) -> Option<Reason> {
    consenting::stopped(person.stops).or_else(|| consenting::against(owner, person, cut))
}

/// The version of the consent form on which somebody last agreed to the owner's statement, by the end of a day where they live.
#[must_use]
pub fn agreed_on(owner: &Owner, person: &Person<'_>, cut: NaiveDate) -> Option<u32> {
    consenting::agreed_on(owner, person, cut)
}

/// Names and numbers stay out of logs.
impl std::fmt::Debug for OnRecord<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OnRecord")
    }
}

/// What is given is told by its kind alone.
impl std::fmt::Debug for Included {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let given = self.cells.keys().collect::<Vec<_>>();
        f.debug_struct("Included").field("given", &given).field("unfit", &self.unfit).finish()
    }
}
