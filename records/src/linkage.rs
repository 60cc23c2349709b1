//! Linking answers to records that others hold: the file of identifiers that an owner of records is sent, what it returns, and
//! whom it has to stop using. The rules are in `surveys::linking`; terms say who gets what.
//!
//! Nobody but the vault's own code reads an identifier here, each file's making is in the audit with everybody who is in it,
//! and the database of answers does not have the numbers under which people go: they are worked out from the file's secret.

mod refusing;

mod files;

mod numbers;

mod people;

mod releasing;

mod importing;

mod withdrawing;

mod dropping;

mod values;

mod sharing;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use chrono::{DateTime, NaiveDate, Utc};
use surveys::{
    keys::OwnerKey,
    linking::{sending::Tally, terms::Owner},
};

pub(crate) use self::{
    dropping::{drop_linked, forget, have_linked},
    sharing::{received, recipients},
};
pub use self::{
    files::{Listed, log, sent},
    refusing::{LinkageError, Names},
    values::{Column, Found, Linked, columns, values_of},
};
use crate::{
    Db,
    auth::{By, DataManager},
    studies::StudyHandle,
    terms::{self, Kept},
};

/// What is released.
#[derive(Clone, Debug)]
pub struct Request {
    /// To which owner.
    pub owner: OwnerKey,
    /// The last day of the cut, where participants live.
    pub cut_on: NaiveDate,
    /// The folder, which appears whole or not at all.
    pub out: PathBuf,
}

/// A file of identifiers that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// By which the study knows it.
    pub number: u32,
    /// Where it lies.
    pub path: PathBuf,
    /// Who is in it, who is not and why.
    pub tally: Tally,
    /// Of the file, in hexadecimal.
    pub sha256: String,
}

/// What was taken of a returned file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The file that it answers.
    pub number: u32,
    /// False when exactly this was taken already.
    pub is_new: bool,
    /// How many went.
    pub sent: usize,
    /// How many were found, by the name of the pass; `linkage_id` where the owner does not say.
    pub matched: BTreeMap<String, usize>,
    /// How many rows were left alone, since their people changed their mind after the file went, by the name of the reason.
    pub left_alone: BTreeMap<String, usize>,
}

/// Whom an owner has to stop using.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawals {
    /// How many numbers are on the list.
    pub numbers: usize,
    /// How many of them were on no list before.
    pub new: usize,
}

/// Makes the file of identifiers for an owner: a folder with `identifiers.csv`, of those who agreed to it by the end of the
/// cut's day and agree now.
///
/// # Errors
/// When the terms name no such owner, its agreement does not hold today, the cut's day has not come, nobody would be in the file,
/// the folder has something in it or cannot be written, or a store fails. Nothing is then sent or noted.
pub async fn release(
    db: &Db,
    by: &By<DataManager>,
    study: &StudyHandle,
    request: &Request,
    now: DateTime<Utc>,
) -> Result<Released, LinkageError> {
    let terms = allowed(db, by, study).await?;
    releasing::release(db, (&by.actor(), study), (&terms, request), now).await
}

/// Takes a file that an owner returned, whole or not at all. The same again changes nothing; another in its place needs `replace`.
///
/// # Errors
/// When there is no such file of identifiers, its owner returns nothing, another file came before, anything is wrong
/// with this one, or the database fails.
pub async fn import(
    db: &Db,
    by: &By<DataManager>,
    study: &StudyHandle,
    (number, bytes, replace): (u32, &[u8], bool),
    now: DateTime<Utc>,
) -> Result<Imported, LinkageError> {
    let terms = allowed(db, by, study).await?;
    importing::import(db, (by.actor(), study), terms, (number, bytes, replace), now).await
}

/// Writes the list of numbers that an owner has to stop using, into a folder that appears whole or not at all, and notes that
/// it was told. Who has changed their mind is told by the terms by which each file was made, also to an owner that later ones do
/// not name.
///
/// # Errors
/// When there is no such owner, nobody is on the list, the folder has something in it or cannot be written, or the
/// database fails.
pub async fn withdrawals(
    db: &Db,
    by: &By<DataManager>,
    study: &StudyHandle,
    (owner, out): (&OwnerKey, &Path),
    now: DateTime<Utc>,
) -> Result<Withdrawals, LinkageError> {
    let terms = allowed(db, by, study).await?;
    withdrawing::tell(db, (&by.actor(), study), (&terms, owner, out), now).await
}

/// The key of an owner's hashes, as 64 hexadecimal digits, for whoever makes the same of its own records. That it was given is
/// in the audit.
///
/// # Errors
/// When the terms name no such owner, it gets no hashes, or the database fails.
pub async fn key(
    db: &Db,
    by: &By<DataManager>,
    study: &StudyHandle,
    owner: &OwnerKey,
    now: DateTime<Utc>,
) -> Result<String, LinkageError> {
    let terms = allowed(db, by, study).await?;
    let owner = named(&terms, owner)?;
    if owner.keyed.is_empty() {
        return Err(LinkageError::NoHashes(owner.key.clone()));
    }
    let entry = crate::audit::Entry::new(&by.actor(), "linkage key given", owner.key.as_str());
    entry.in_study(study.id).write_alone(db, now).await?;
    Ok(crate::sealing::hex(&numbers::key_bytes(study, &owner.key)))
}

/// The terms that hold, for whoever may link.
async fn allowed(db: &Db, by: &By<DataManager>, study: &StudyHandle) -> Result<Kept, LinkageError> {
    if !by.may_in(study) {
        return Err(LinkageError::NotTheirs);
    }
    let terms = terms::current(db.read(), study.id).await?;
    terms.ok_or(LinkageError::Terms(terms::TermsError::None))
}

fn named<'t>(terms: &'t Kept, key: &OwnerKey) -> Result<&'t Owner, LinkageError> {
    let found = terms.terms.owner(key);
    found.ok_or_else(|| LinkageError::NoSuchOwner(key.clone(), Names::of(&terms.terms)))
}
