//! What those who keep the registers post.

use app::{
    StaffPage,
    api::staff::{Trouble, Wrong, unavailable},
};
use axum::response::Response;
use records::{
    auth::RegisterKeeper,
    registers::{self, RegisterError},
    studies::StudyHandle,
};
use surveys::registers::{Act, Mistake, Opening, Register};

use super::posted::{Holding, Member, Posted, on_to};

/// Opens an entry.
pub async fn open(Holding { by, study }: Holding<RegisterKeeper>, posted: Posted) -> Response {
    let Some(register) = Register::named(&posted.arrival.request.names) else {
        return posted.trouble(Trouble::NotFound).await;
    };
    let (zone, now) = (&study.study().timezone, posted.http.clock.now());
    let opening = match Opening::read(register, &posted.typed, zone, now) {
        Ok(opening) => opening,
        Err(problem) => return posted.wrong(StaffPage::NewEntry, Wrong::Entry(problem)).await,
    };
    let (db, once) = (&posted.http.db, posted.typed.one("once"));
    match registers::open(db, &by, opening, once, now).await {
        Ok(made) => on_to(&address(&study, made.number)),
        Err(error) => refused(posted, StaffPage::NewEntry, error).await,
    }
}

/// Does something to an entry.
pub async fn act(
    Member(member): Member,
    Holding { by, study }: Holding<RegisterKeeper>,
    posted: Posted,
) -> Response {
    if posted.typed.one("then") == "contact" {
        return posted.draws(StaffPage::Entry).await;
    }
    let (db, number, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    let done = if posted.typed.one("then") == "destroy" {
        let Ok(manager) = member.data_manager(&study) else {
            return posted.trouble(Trouble::NotAllowed).await;
        };
        if !posted.typed.has("sure", "yes") {
            let wrong = Wrong::Entry(Mistake::NotChosen.at("sure"));
            return posted.wrong(StaffPage::Entry, wrong).await;
        }
        registers::destroy_words(db, &manager, number, now).await
    } else {
        let register = Register::named(posted.typed.one("register"));
        match Act::read(register.unwrap_or(Register::Complaint), &posted.typed) {
            Ok(Some(act)) => registers::act(db, &by, number, act, now).await,
            Ok(None) => return on_to(&address(&study, number)),
            Err(problem) => return posted.wrong(StaffPage::Entry, Wrong::Entry(problem)).await,
        }
    };
    match done {
        Ok(()) => on_to(&address(&study, number)),
        Err(error) => refused(posted, StaffPage::Entry, error).await,
    }
}

fn address(study: &StudyHandle, number: i32) -> String {
    format!("/staff/{}/registers/{number}?done=entry", study.study().key)
}

async fn refused(posted: Posted, page: StaffPage, error: RegisterError) -> Response {
    match error {
        RegisterError::NoSuchEntry => posted.trouble(Trouble::NotFound).await,
        RegisterError::NoSuchParticipant(_) => {
            posted.wrong(page, Wrong::Entry(Mistake::Nobody.at("number"))).await
        }
        RegisterError::Refused(why) => posted.wrong(page, Wrong::NotNow(why)).await,
        RegisterError::Database(cause) => {
            unavailable(&cause);
            posted.wrong(page, Wrong::Unavailable).await
        }
    }
}
