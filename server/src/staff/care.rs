//! What is posted about safeguarding tasks, and by whoever raises a concern.

use app::{
    StaffPage,
    api::staff::{
        Wrong,
        care::{CareDone, CareWrong},
        door::Done,
    },
};
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use records::{
    auth::{Caseworker, NotAllowed, SafeguardingLead, StaffMember},
    safeguarding::{self, Act, Concern, OnRecord},
    studies::StudyHandle,
};
use surveys::safeguarding::Outcome;

use super::{
    gate::Arrival,
    posted::{Member, Posted, on_to},
};
use crate::router::Http;

/// Somebody who acts on the tasks of the study that the address names.
pub struct OnDuty {
    by: SafeguardingLead,
    study: StudyHandle,
}

/// Somebody who speaks with participants of that study.
pub struct Speaking {
    by: Caseworker,
    study: StudyHandle,
}

/// Takes a task; from whom, when somebody has it.
pub async fn take(on_duty: OnDuty, posted: Posted) -> Response {
    let from = posted.typed.one("from").parse().ok();
    does(on_duty, posted, Act::Take(from), "main", CareDone::Taken).await
}

/// Gives a task to a colleague.
pub async fn hand_over(on_duty: OnDuty, posted: Posted) -> Response {
    match posted.typed.one("to").parse() {
        Ok(to) => does(on_duty, posted, Act::HandOver(to), "to", CareDone::HandedOver).await,
        Err(_) => posted.wrong(StaffPage::Task, Wrong::Care(CareWrong::NoColleague)).await,
    }
}

/// Writes something down.
pub async fn note(on_duty: OnDuty, posted: Posted) -> Response {
    let words = posted.typed.raw("note").to_owned();
    does(on_duty, posted, Act::Note(words), "note", CareDone::Noted).await
}

/// Closes a task.
pub async fn close(on_duty: OnDuty, posted: Posted) -> Response {
    let words = posted.typed.raw("closing").to_owned();
    match Outcome::named(posted.typed.one("outcome")) {
        Some(outcome) => {
            let act = Act::Close(outcome, words);
            does(on_duty, posted, act, "closing", CareDone::Closed).await
        }
        None => posted.wrong(StaffPage::Task, Wrong::Care(CareWrong::NoOutcome)).await,
    }
}

async fn does(
    OnDuty { by, study }: OnDuty,
    posted: Posted,
    act: Act,
    field: &'static str,
    done: CareDone,
) -> Response {
    let (db, task, now) = (&posted.http.db, posted.number(), posted.http.clock.now());
    match safeguarding::act(db, &by, &study, task, act, now).await {
        Ok(()) => on_to(&format!("/staff/{}/tasks/{task}?done={}", study.study().key, done.name())),
        Err(error) => match CareWrong::of_task(error, field) {
            Ok(wrong) => posted.wrong(StaffPage::Task, wrong).await,
            Err(trouble) => posted.trouble(trouble).await,
        },
    }
}

/// Raises a concern.
pub async fn concern(Speaking { by, study }: Speaking, posted: Posted) -> Response {
    let typed = &posted.typed;
    let is_immediate = match typed.one("immediate") {
        "yes" => true,
        "no" => false,
        _ => {
            return posted.wrong(StaffPage::Concern, Wrong::Care(CareWrong::NoUrgency)).await;
        }
    };
    let concern = Concern {
        number: typed.one("number").to_owned(),
        words: typed.raw("words").to_owned(),
        is_immediate,
    };
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    match safeguarding::raise_concern(db, &by, &study, concern, now).await {
        Ok(OnRecord { has_words: true, .. }) => {
            let done = CareDone::Raised.name();
            on_to(&format!("/staff/{}/concern?done={done}", study.study().key))
        }
        // What they wrote stays before them: they have to tell it to somebody.
        Ok(OnRecord { has_words: false, .. }) => {
            let done = Done::Care(CareDone::RaisedWithoutWords);
            posted.done_and_kept(StaffPage::Concern, done).await
        }
        Err(error) => posted.wrong(StaffPage::Concern, CareWrong::of_concern(error)).await,
    }
}

impl FromRequestParts<Http> for OnDuty {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, Response> {
        let (by, study) = holding(parts, http, StaffMember::safeguarding_lead).await?;
        Ok(Self { by, study })
    }
}

impl FromRequestParts<Http> for Speaking {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, Response> {
        let (by, study) = holding(parts, http, StaffMember::caseworker).await?;
        Ok(Self { by, study })
    }
}

/// A permission in the study that the address names. The gate has asked already.
async fn holding<T>(
    parts: &mut Parts,
    http: &Http,
    permission: fn(&StaffMember, &StudyHandle) -> Result<T, NotAllowed>,
) -> Result<(T, StudyHandle), Response> {
    let Member(member) = Member::from_request_parts(parts, http).await?;
    let study = parts.extensions.get::<Arrival>().and_then(|arrival| arrival.request.study.clone());
    let refused = || StatusCode::FORBIDDEN.into_response();
    let study = study.ok_or_else(refused)?;
    let held = permission(&member, &study).map_err(|_| refused())?;
    Ok((held, study))
}
