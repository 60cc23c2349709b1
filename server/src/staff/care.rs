//! What is posted about safeguarding tasks, and by whoever raises a concern.

use app::{
    StaffPage,
    api::staff::{
        Wrong,
        care::{CareDone, CareWrong},
        door::Done,
    },
};
use axum::response::Response;
use records::{
    auth::{Caseworker, SafeguardingLead},
    safeguarding::{self, Act, Concern, OnRecord},
};
use surveys::safeguarding::Outcome;

use super::posted::{Holding, Posted, on_to};

/// Somebody who acts on the tasks of the study.
type OnDuty = Holding<SafeguardingLead>;

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
    Holding { by, study }: OnDuty,
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
pub async fn concern(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
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
