//! The registers of complaints, breaches and harms. What happened lies here as events; what people wrote of
//! it lies in the vault, so that every look at it is written down.

mod events;

mod receiving;

mod reading;

mod acting;

mod telling;

mod ticking;

mod about;

mod ending;

use sea_orm::DbErr;
use surveys::registers::{Event, Reference, Refused, Said, Standing};

pub(crate) use self::{
    about::{About, about},
    ending::{closed, forget},
};
pub use self::{
    acting::{act, destroy_words},
    reading::{contact, list, of_study, overdue, read},
    receiving::{complain, form_number, form_number_of, just_received, open},
    ticking::{Ticked, tick},
};

/// An entry, without a word of what people wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// How it is spoken of.
    pub reference: Reference,
    /// How it stands.
    pub standing: Standing,
    /// The study number of whom it is about, if it is about somebody.
    pub person: Option<String>,
}

/// An entry with everything that happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The entry.
    pub entry: Entry,
    /// What happened, oldest first, and what was written of it.
    pub events: Vec<(Event, Written)>,
}

/// What was written at an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// Nothing.
    Nothing,
    /// This.
    Words(Said),
    /// Something that is not in the vault now: it was destroyed, or is not there yet.
    NotThere,
}

/// Why something was not done to an entry.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The study has no such entry.
    #[error("there is no such entry")]
    NoSuchEntry,
    /// Nobody in the study has this number.
    #[error("nobody in the study has the number “{0}”")]
    NoSuchParticipant(String),
    /// It cannot be done to the entry as it stands.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}
