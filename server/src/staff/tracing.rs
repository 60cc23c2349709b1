//! What is posted by whoever looks for people whom nothing reaches.

use app::{
    StaffPage,
    api::staff::{
        Trouble,
        tracing::{
            amiss_of_attempt, amiss_of_contacts, amiss_of_learned, nothing_held, which_letter,
        },
        unavailable,
    },
};
use axum::response::Response;
use chrono::NaiveDate;
use records::{
    auth::Caseworker,
    studies::StudyHandle,
    tracing::{self, Attempted, News, SaidOf, TracingError},
};
use surveys::{
    calendar,
    tracing::{StableContacts, Unreached},
};

use super::posted::{Holding, Posted, on_to};

/// Does what one of the forms of the page asks.
pub async fn act(holding: Holding<Caseworker>, posted: Posted) -> Response {
    match posted.typed.one("then") {
        "attempt" => attempt(holding, posted).await,
        "contacts" => contacts(holding, posted).await,
        "mistake" => mistake(holding, posted).await,
        _ => learned(holding, posted).await,
    }
}

/// A letter came back, or a number is not theirs.
async fn learned(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    let (db, id, now) = (posted.http.db.clone(), posted.number(), posted.http.clock.now());
    let today = calendar::date_in(&study.study().timezone, now);
    let what = Unreached::from_name(posted.typed.one("what"));
    let on: Option<NaiveDate> = posted.typed.one("on").parse().ok();
    let on = on.filter(|on| *on <= today);
    let (Some(what), Some(on)) = (what, on) else {
        let amiss = amiss_of_learned(what.is_some(), on.is_some());
        return posted.amiss(StaffPage::Trace, amiss).await;
    };
    let letter_on = posted.typed.one("letter_on").parse().ok();
    let news = News { what, on, letter_on };
    match tracing::record(&db, &by, &study, (id, news), now).await {
        Err(TracingError::NothingHeld) => posted.amiss(StaffPage::Trace, nothing_held()).await,
        Err(TracingError::WhichLetter(_)) => posted.amiss(StaffPage::Trace, which_letter()).await,
        Ok(SaidOf::Earlier) => after(posted, &study, Ok(()), "tracing-earlier").await,
        outcome => after(posted, &study, outcome.map(drop), "tracing-learned").await,
    }
}

async fn mistake(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    let (db, id, now) = (posted.http.db.clone(), posted.number(), posted.http.clock.now());
    let learned = posted.typed.one("learned").parse().unwrap_or_default();
    let outcome = tracing::take_back(&db, &by, &study, (id, learned), now).await;
    after(posted, &study, outcome, "tracing-mistake").await
}

async fn attempt(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    let (db, id, now) = (posted.http.db.clone(), posted.number(), posted.http.clock.now());
    let today = calendar::date_in(&study.study().timezone, now);
    let attempted = match Attempted::parse(&posted.typed, today) {
        Ok(attempted) => attempted,
        Err(problems) => {
            return posted.amiss(StaffPage::Trace, amiss_of_attempt(&problems)).await;
        }
    };
    let outcome = tracing::record_attempt(&db, &by, &study, (id, attempted), now).await;
    after(posted, &study, outcome, "tracing-attempt").await
}

async fn contacts(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    let (db, id, now) = (posted.http.db.clone(), posted.number(), posted.http.clock.now());
    let people = match StableContacts::parse(&posted.typed) {
        Ok(people) => people,
        Err(problems) => {
            return posted.amiss(StaffPage::Trace, amiss_of_contacts(&problems)).await;
        }
    };
    let outcome = tracing::name_for(&db, &by, &study, (id, people), now).await;
    after(posted, &study, outcome, "tracing-contacts").await
}

/// Whether somebody is meant by a list of deaths.
pub async fn decide(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    let (db, now) = (posted.http.db.clone(), posted.http.clock.now());
    let id = posted.typed.one("death").parse().unwrap_or_default();
    let is_they = match posted.typed.one("then") {
        "confirm" => true,
        "refuse" => false,
        _ => return posted.draws(StaffPage::Deaths).await,
    };
    match tracing::decide(&db, &by, &study, (id, is_they), now).await {
        Ok(()) => {
            let key = &study.study().key;
            on_to(&format!("/staff/{key}/deaths?done=tracing-decided"))
        }
        Err(TracingError::Database(cause)) => posted.trouble(unavailable(&cause)).await,
        Err(_) => posted.trouble(Trouble::NotFound).await,
    }
}

/// The page again with a word on what was done.
async fn after(
    posted: Posted,
    study: &StudyHandle,
    outcome: Result<(), TracingError>,
    done: &str,
) -> Response {
    let (key, id) = (&study.study().key, posted.number());
    match outcome {
        Ok(()) => on_to(&format!("/staff/{key}/participants/{id}/tracing?done={done}")),
        Err(TracingError::Database(cause)) => posted.trouble(unavailable(&cause)).await,
        Err(_) => posted.trouble(Trouble::NotFound).await,
    }
}
