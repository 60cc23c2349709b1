//! What those who keep the registers read.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use records::{
    Person,
    auth::RegisterKeeper,
    registers::{self, Entry, Opened, RegisterError},
    studies::StudyHandle,
};
use surveys::{registers::Register, study::Study};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// The registers of a study.
pub(crate) struct Listing {
    pub study: Arc<Study>,
    pub entries: Vec<Entry>,
    pub now: DateTime<Utc>,
    pub said: Said,
}

pub(crate) async fn listing(request: StaffRequest) -> Result<Listing, Away> {
    let (study, keeper) = keeper(&request)?;
    let entries = registers::list(&request.db, &keeper).await.map_err(Away::failed)?;
    Ok(Listing { study: study.study().clone(), entries, now: request.now, said: request.said })
}

/// One entry.
pub(crate) struct One {
    pub study: Arc<Study>,
    pub opened: Opened,
    /// How to reach whose complaint it is, when that was asked for.
    pub contact: Option<Person>,
    /// Whether it is for them to destroy what was written.
    pub may_destroy: bool,
    pub now: DateTime<Utc>,
    pub said: Said,
}

pub(crate) async fn one(request: StaffRequest) -> Result<One, Away> {
    let (study, keeper) = keeper(&request)?;
    let number = request.names.parse().unwrap_or_default();
    let opened = match registers::read(&request.db, &keeper, number, request.now).await {
        Ok(opened) => opened,
        Err(RegisterError::NoSuchEntry) => return Err(Away::Trouble(Trouble::NotFound)),
        Err(cause) => return Err(Away::failed(cause)),
    };
    let contact = match request.said.typed.one("then") {
        "contact" => Some(contact(&request, &keeper, number).await?),
        _ => None,
    };
    let may_destroy = request.member()?.data_manager(&study).is_ok();
    let study = study.study().clone();
    Ok(One { study, opened, contact, may_destroy, now: request.now, said: request.said })
}

/// A look into the vault, which is written down.
async fn contact(
    request: &StaffRequest,
    keeper: &RegisterKeeper,
    number: i32,
) -> Result<Person, Away> {
    match registers::contact(&request.db, keeper, number, request.now).await {
        Ok(person) => Ok(person),
        Err(RegisterError::NoSuchEntry) => Err(Away::Trouble(Trouble::NotFound)),
        Err(cause) => Err(Away::failed(cause)),
    }
}

/// An entry that is about to be opened.
pub(crate) struct New {
    pub study: Arc<Study>,
    pub register: Register,
    /// What makes the form the same when it is sent twice.
    pub once: String,
    pub said: Said,
}

pub(crate) async fn new(request: StaffRequest) -> Result<New, Away> {
    let (study, _) = keeper(&request)?;
    let register = Register::named(&request.names).ok_or(Away::Trouble(Trouble::NotFound))?;
    let once = match request.said.typed.one("once") {
        "" => registers::form_number(),
        sent => sent.to_owned(),
    };
    Ok(New { study: study.study().clone(), register, once, said: request.said })
}

fn keeper(request: &StaffRequest) -> Result<(StudyHandle, RegisterKeeper), Away> {
    let study = request.study.clone().ok_or(Away::Trouble(Trouble::NotFound))?;
    let keeper = request.member()?.register_keeper(&study);
    Ok((study, keeper.map_err(|_| Away::Trouble(Trouble::NotAllowed))?))
}
