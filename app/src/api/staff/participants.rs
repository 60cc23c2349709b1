//! What is read of participants, for whoever speaks with them.

use chrono::NaiveDate;
use records::{
    people::{self, NotNew, Own, Seen},
    stopping::{self, Offered, Preview, Receipt, Wished},
    studies::StudyHandle,
    texts::{self, Waiting},
    tracing::InFile,
};
use surveys::{calendar, roles::Act};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
    tracing::{Amiss, letters_to},
};
use crate::wording::staff::tracing as wording;

/// Looking for somebody.
pub(crate) struct Searching {
    pub study: StudyHandle,
    /// The list of their own; none for whoever reaches everybody in the study.
    pub own: Option<Own>,
    /// The texts that wait for somebody.
    pub texts: Vec<Waiting>,
    pub said: Said,
}

pub(crate) async fn searching(request: StaffRequest) -> Result<Searching, Away> {
    let (study, by) = request.caseworker()?;
    let after = request.said.typed.one("after");
    let own = people::own(&request.db, &by, study, after, request.now).await;
    let own = own.map_err(Away::failed)?;
    let texts = texts::waiting(&request.db, &by, study).await.map_err(Away::failed)?;
    Ok(Searching { study: study.clone(), own, texts, said: request.said })
}

/// One participant.
pub(crate) struct One {
    pub study: StudyHandle,
    pub seen: Seen,
    pub may: May,
    pub said: Said,
}

/// What else whoever looks at somebody may do for them.
#[derive(Clone, Copy)]
pub(crate) struct May {
    /// Record a survey by telephone.
    pub interview: bool,
    /// Ring people from the list of calls.
    pub ring: bool,
    /// Look after whoever rings people, and read what came of it.
    pub tend_calls: bool,
    /// Write a complaint into the study's own register.
    pub keep_registers: bool,
}

pub(crate) async fn one(request: StaffRequest) -> Result<One, Away> {
    let (study, by) = request.caseworker()?;
    let seen = people::see(&request.db, &by, study, request.number(), request.now).await;
    let seen = seen.map_err(Away::failed)?.ok_or(Away::Trouble(Trouble::NotFound))?;
    let member = request.member()?;
    let may = May {
        interview: member.may_in(Act::Interview, study),
        ring: member.may_in(Act::Ring, study),
        tend_calls: member.may_in(Act::TendCalls, study),
        keep_registers: member.may_in(Act::KeepRegisters, study),
    };
    Ok(One { study: study.clone(), seen, may, said: request.said })
}

/// What is wrong with the number, email or address that somebody is to be reached at, each with its box.
#[must_use]
pub fn amiss_of_details(problems: &[NotNew]) -> Vec<Amiss> {
    problems.iter().map(wording::not_new).collect()
}

/// Somebody of whom consent is recorded.
pub(crate) struct Consenting {
    pub study: StudyHandle,
    pub id: i32,
    pub number: String,
    pub today: NaiveDate,
    pub said: Said,
}

pub(crate) async fn consent(request: StaffRequest) -> Result<Consenting, Away> {
    let (study, by) = request.caseworker()?;
    let id = request.number();
    let number = people::told(&request.db, &by, study, id).await.map_err(Away::failed)?;
    let number = number.ok_or(Away::Trouble(Trouble::NotFound))?;
    let today = calendar::date_in(&study.study().timezone, request.now);
    Ok(Consenting { study: study.clone(), id, number, today, said: request.said })
}

/// Somebody of whom a stop is recorded.
pub(crate) struct Stopping {
    pub study: StudyHandle,
    pub id: i32,
    pub offered: Offered,
    pub said: Said,
}

pub(crate) async fn stop(request: StaffRequest) -> Result<Stopping, Away> {
    let (study, by) = request.caseworker()?;
    let id = request.number();
    let offered = stopping::offered(&request.db, &by, study, id, request.now).await;
    let offered = offered.map_err(Away::failed)?.ok_or(Away::Trouble(Trouble::NotFound))?;
    Ok(Stopping { study: study.clone(), id, offered, said: request.said })
}

/// A stop before it is recorded; the form while it is not complete.
pub(crate) enum Check {
    Open(Stopping),
    Ready { study: StudyHandle, id: i32, wished: Wished, preview: Preview, said: Said },
}

pub(crate) async fn check(request: StaffRequest) -> Result<Check, Away> {
    let Ok(wished) = Wished::parse(&request.said.typed) else {
        return stop(request).await.map(Check::Open);
    };
    let (study, by) = request.caseworker()?;
    let id = request.number();
    let preview = stopping::preview(&request.db, &by, study, (id, &wished), request.now).await;
    let preview = preview.map_err(Away::failed)?.ok_or(Away::Trouble(Trouble::NotFound))?;
    Ok(Check::Ready { study: study.clone(), id, wished, preview, said: request.said })
}

/// What a recorded stop came to.
pub(crate) struct Received {
    pub study: StudyHandle,
    pub id: i32,
    pub number: String,
    pub receipt: Receipt,
    /// Letters to them in files that were printed, if they died.
    pub printed: Vec<InFile>,
}

pub(crate) async fn receipt(request: StaffRequest) -> Result<Received, Away> {
    let (study, by) = request.caseworker()?;
    let (db, reference) = (&request.db, &request.names);
    let receipt = stopping::receipt_for(db, &by, study, reference).await;
    let receipt = receipt.map_err(Away::failed)?.ok_or(Away::Trouble(Trouble::NotFound))?;
    let (id, number, receipt) = receipt;
    let printed = letters_to(&request, &by, (study, id)).await?;
    Ok(Received { study: study.clone(), id, number, receipt, printed })
}
