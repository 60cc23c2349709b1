//! What is posted by an interviewer who rings people: for the next case, the number, and how a call ended.

mod tending;

use app::{
    For, StaffPage,
    api::staff::{
        Wrong,
        calls::{CallDone, NotDone, Wrote, called, far},
        door::Done,
    },
};
use axum::{response::Response, routing::post};
use records::{auth::Interviewer, calls};
use surveys::{calls::Outcome, roles::Act};

use super::{
    Route, posted,
    posted::{Holding, Posted, on_to},
};

/// What is posted while people are rung.
pub fn posts() -> Vec<Route> {
    let rings = For::Whoever(Act::Ring);
    let tends = For::Whoever(Act::TendCalls);
    vec![
        posted("/staff/{study}/calls", rings, post(next)),
        posted("/staff/{study}/calls/{id}", rings, post(call)),
        posted("/staff/{study}/call-list", tends, post(tending::act)),
        posted("/staff/{study}/call-list/{id}", tends, post(tending::correct)),
        posted("/staff/{study}/call-rules", tends, post(tending::set_rules)),
        posted("/staff/{study}/call-rates", tends, post(tending::rate)),
        posted("/staff/{study}/call-figures", tends, post(tending::figure)),
    ]
}

/// The next case, or the one that they have.
pub async fn next(Holding { by, study }: Holding<Interviewer>, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    match calls::next(db, &by, &study, now).await {
        Ok(Some(given)) => on_to(&format!("/staff/{}/calls/{}", study.study().key, given.case)),
        Ok(None) => posted.done(StaffPage::Calls, Done::Call(CallDone::Nobody)).await,
        Err(error) => not_done(posted, error.into()).await,
    }
}

/// The number is to be shown, it is said how the call ended, or all of it is to be written down.
pub async fn call(holding: Holding<Interviewer>, posted: Posted) -> Response {
    match posted.typed.one("then") {
        "record" => record(holding, posted).await,
        "ended" if Outcome::from_key(posted.typed.one("outcome")).is_none() => {
            let amiss = vec![("outcome", "Choose how the call ended".to_owned())];
            posted.amiss(StaffPage::Call, amiss).await
        }
        _ => posted.draws(StaffPage::Call).await,
    }
}

async fn record(Holding { by, study }: Holding<Interviewer>, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let (typed, zone) = (&posted.typed, &study.study().timezone);
    let call = match (called(typed, zone, now), far(typed, zone, now)) {
        (Ok(call), None) => call,
        (called, far) => {
            let amiss = called.err().into_iter().flatten().chain(far).collect();
            return posted.amiss(StaffPage::Call, amiss).await;
        }
    };
    let outcome = call.outcome;
    match calls::record(db, &by, &study, (posted.number(), call), now).await {
        Ok(recorded) => {
            let wrote = CallDone::Recorded(Box::new(Wrote { outcome, recorded }));
            posted.done(StaffPage::Calls, Done::Call(wrote)).await
        }
        Err(error) => not_done(posted, error.into()).await,
    }
}

/// The page again with why nothing was written down.
async fn not_done(posted: Posted, why: NotDone) -> Response {
    match why {
        NotDone::Amiss(amiss) => posted.amiss(StaffPage::Call, amiss).await,
        NotDone::Gone => posted.wrong(StaffPage::Calls, Wrong::CaseGone).await,
        NotDone::Trouble(trouble) => posted.kept(trouble).await,
    }
}
