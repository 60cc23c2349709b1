//! What is posted in an interview by telephone: whether it is them, a page of questions, a pause, and the answers to be sent.

use app::{
    For, StaffPage,
    api::staff::{
        Trouble,
        care::{CareDone, CareWrong},
        door::Done,
        interviews::{Named, amiss_of_check, below, is_given_away, of_stage, turned_away},
        unavailable,
    },
};
use axum::{response::Response, routing::post};
use records::{
    Db,
    auth::Caseworker,
    interviews::{self, Check, Ended, InterviewError, Passage, Whose},
    people,
    responses::{self, Shown, Stage},
    safeguarding::{self, Concern, OnRecord},
    studies::StudyHandle,
};
use surveys::{
    interview::{BackReason, Proxy},
    journey::Manner,
    keys::PageKey,
    roles::Act,
};

use super::{
    Route, posted,
    posted::{Holding, Posted, on_to},
};

/// What is posted while somebody's survey is recorded by telephone.
pub fn posts() -> Vec<Route> {
    let asks = For::Whoever(Act::Interview);
    vec![
        posted("/staff/{study}/participants/{id}/interview/{wave}", asks, post(front)),
        posted("/staff/{study}/participants/{id}/interview/{wave}/pages/{page}", asks, post(save)),
        posted("/staff/{study}/participants/{id}/interview/{wave}/pause", asks, post(pause)),
        posted("/staff/{study}/participants/{id}/interview/{wave}/review", asks, post(send)),
    ]
}

/// Whether it is them; and once it is, who answers.
pub async fn front(holding: Holding<Caseworker>, posted: Posted) -> Response {
    let Some(Named { whose, .. }) = named(&posted) else {
        return posted.trouble(Trouble::NotFound).await;
    };
    match posted.typed.one("then") {
        "begin" => begin(holding, whose, posted).await,
        _ => check(holding, whose, posted).await,
    }
}

async fn check(
    Holding { by, study }: Holding<Caseworker>,
    whose: Whose,
    posted: Posted,
) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let given = Check::read(&posted.typed);
    match interviews::check(db, &by, &study, (&whose, given), now).await {
        Ok(Ok(())) => on_to(&below(&study, &whose, "")),
        Ok(Err(wrong)) => match amiss_of_check(wrong) {
            Ok(amiss) => posted.amiss(StaffPage::Interview, amiss).await,
            Err(trouble) => posted.trouble(trouble).await,
        },
        Err(error) => away(posted, (&by, &study, &whose), error).await,
    }
}

async fn begin(
    Holding { by, study }: Holding<Caseworker>,
    whose: Whose,
    posted: Posted,
) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let passage = Passage { by: &by, study: &study, whose: &whose };
    let typed = &posted.typed;
    let proxy = Proxy::from_names(typed.one("relation"), typed.one("because"));
    let is_proxy = typed.one("answers") == "proxy";
    if is_proxy && proxy.is_none() {
        let amiss = amiss_of_proxy(typed);
        return posted.amiss(StaffPage::Interview, amiss).await;
    }
    match interviews::begin(db, passage, proxy.filter(|_| is_proxy), now).await {
        Ok(stage) => on_to(&of_stage(&study, &whose, &stage)),
        Err(error) => away(posted, (&by, &study, &whose), error).await,
    }
}

/// A page of questions. Whichever way they leave it, what was typed is kept first.
pub async fn save(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    let Some(Named { whose, page: Some(page) }) = named(&posted) else {
        return posted.trouble(Trouble::NotFound).await;
    };
    let then = posted.typed.one("then").to_owned();
    let manner = if then == "back" || then == "pause" { Manner::Leave } else { Manner::Continue };
    match kept(&by, (&study, &whose), (&page, manner), &posted).await {
        Err(error) => unsaved(posted, (&by, &study, &whose), error).await,
        Ok(_) if then == "pause" => on_to(&below(&study, &whose, "/pause")),
        Ok(_) if then == "back" => back((&by, &study), (&whose, &page), posted).await,
        Ok(stage) => on_to(&of_stage(&study, &whose, &stage)),
    }
}

async fn kept(
    by: &Caseworker,
    (study, whose): (&StudyHandle, &Whose),
    (page, manner): (&PageKey, Manner),
    posted: &Posted,
) -> Result<Stage, InterviewError> {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let mut typed = posted.typed.clone();
    typed.retain(|name| !["then", "back-because"].contains(&name));
    let passage = Passage { by, study, whose };
    interviews::save(db, passage, (page, typed, manner), now).await
}

/// To the page before, with a reason, which is kept in the history.
async fn back(
    (by, study): (&Caseworker, &StudyHandle),
    (whose, page): (&Whose, &PageKey),
    posted: Posted,
) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let Some(reason) = BackReason::from_name(posted.typed.one("back-because")) else {
        let amiss = vec![("back-because", "Say why you go back".to_owned())];
        return posted.amiss(StaffPage::InterviewPage, amiss).await;
    };
    let passage = Passage { by, study, whose };
    let before = match interviews::go_back(db, passage, (page, reason), now).await {
        Ok(()) => interviews::page(db, passage, page, now).await,
        Err(error) => Err(error),
    };
    match before {
        Ok(Shown::Page(shown)) => {
            let to = shown.back.map_or_else(String::new, |before| format!("/pages/{before}"));
            on_to(&below(study, whose, &to))
        }
        Ok(Shown::GoTo(stage)) => on_to(&of_stage(study, whose, &stage)),
        Err(error) => away(posted, (by, study, whose), error).await,
    }
}

/// How a pause ends, or that somebody is in danger.
pub async fn pause(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    let Some(Named { whose, .. }) = named(&posted) else {
        return posted.trouble(Trouble::NotFound).await;
    };
    let (how, to) = match posted.typed.one("then") {
        "concern" => return concern((&by, &study), &whose, posted).await,
        "call-back" => (Ended::CallBack, ""),
        "stop" => (Ended::Stopped, "?done=interview-stopped"),
        _ => return posted.draws(StaffPage::InterviewPause).await,
    };
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let passage = Passage { by: &by, study: &study, whose: &whose };
    match interviews::end(db, passage, how, now).await {
        Ok(()) if how == Ended::CallBack => on_to(&to_write_down(db, passage).await),
        Ok(()) => {
            let key = &study.study().key;
            on_to(&format!("/staff/{key}/participants/{}{to}", whose.id))
        }
        Err(error) => away(posted, (&by, &study, &whose), error).await,
    }
}

/// Where the day of the next call is written down: at the case, where they have it.
async fn to_write_down(db: &Db, passage: Passage<'_>) -> String {
    let (key, person) = (&passage.study.study().key, passage.whose.id);
    match interviews::case_of_call(db, passage).await {
        Ok(Some(case)) => format!("/staff/{key}/calls/{case}?done=call-back"),
        Ok(None) => format!("/staff/{key}/participants/{person}?done=call-back-without-case"),
        Err(cause) => {
            unavailable(&cause);
            format!("/staff/{key}/participants/{person}")
        }
    }
}

/// Somebody is in danger: whatever was said, the people on duty are told at once. Whoever has lost the case meanwhile has the
/// words before them, and who else can be told.
async fn concern(
    (by, study): (&Caseworker, &StudyHandle),
    whose: &Whose,
    posted: Posted,
) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let kept = interviews::keep_case(db, Passage { by, study, whose }, now).await;
    let number = match kept {
        Ok(()) => people::number(db, by, study, whose.id).await,
        Err(cause) => Err(cause),
    };
    let number = match number {
        Ok(Some(number)) => number,
        Ok(None) => {
            let trouble = not_theirs(&posted, by, whose).await;
            return posted.kept(trouble).await;
        }
        Err(cause) => return posted.kept(unavailable(&cause)).await,
    };
    let words = posted.typed.raw("words").to_owned();
    let concern = Concern { number, words, is_immediate: true };
    match safeguarding::raise_concern(db, by, study, concern, now).await {
        // What was said stays before them, with by when somebody acts. Sent again it is the same concern.
        Ok(OnRecord { has_words, .. }) => {
            let done = if has_words { CareDone::Raised } else { CareDone::RaisedWithoutWords };
            posted.done_and_kept(StaffPage::InterviewPause, Done::Care(done)).await
        }
        Err(error) => posted.wrong(StaffPage::InterviewPause, CareWrong::of_concern(error)).await,
    }
}

/// Sends the answers: from now on they stand.
pub async fn send(Holding { by, study }: Holding<Caseworker>, posted: Posted) -> Response {
    let Some(Named { whose, .. }) = named(&posted) else {
        return posted.trouble(Trouble::NotFound).await;
    };
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let sent = match interviews::enter(db, &by, &study, &whose, now).await {
        Ok(who) => responses::send(db, &who, now).await.map_err(Into::into),
        Err(error) => Err(error),
    };
    match sent {
        Ok(Stage::Sent) => {
            let passage = Passage { by: &by, study: &study, whose: &whose };
            // The answers are sent in any case; that the call ended is a line in the audit.
            let ended = interviews::end(db, passage, Ended::Sent, now).await;
            if let Err(cause) = ended {
                unavailable(&cause);
            }
            on_to(&below(&study, &whose, ""))
        }
        Ok(stage) => on_to(&of_stage(&study, &whose, &stage)),
        Err(error) => away(posted, (&by, &study, &whose), error).await,
    }
}

fn named(posted: &Posted) -> Option<Named> {
    Named::read(&posted.arrival.request.names)
}

fn amiss_of_proxy(typed: &surveys::typed::Typed) -> Vec<(&'static str, String)> {
    let all = [
        ("relation", "Choose who answers"),
        ("because", "Choose why they do not answer themselves"),
    ];
    let open = all.into_iter().filter(|(name, _)| typed.one(name).is_empty());
    open.map(|(name, words)| (name, words.to_owned())).collect()
}

/// A page that could not be kept stays before them, where it can be once it is known again who is on the line. Otherwise to
/// the front, which says why nothing is kept any more.
async fn unsaved(
    posted: Posted,
    (by, study, whose): (&Caseworker, &StudyHandle, &Whose),
    error: InterviewError,
) -> Response {
    match error {
        InterviewError::Unchecked => posted.kept(Trouble::NotOnTheLine).await,
        InterviewError::NotTheirs => {
            let trouble = not_theirs(&posted, by, whose).await;
            posted.kept(trouble).await
        }
        error => away(posted, (by, study, whose), error).await,
    }
}

/// Why one who is not theirs cannot be reached: somebody else was given them, or they never were.
async fn not_theirs(posted: &Posted, by: &Caseworker, whose: &Whose) -> Trouble {
    match is_given_away(&posted.http.db, by, whose, &InterviewError::NotTheirs).await {
        true => Trouble::GivenAway,
        false => Trouble::NotFound,
    }
}

/// To the front, which says why.
async fn away(
    posted: Posted,
    (by, study, whose): (&Caseworker, &StudyHandle, &Whose),
    error: InterviewError,
) -> Response {
    if is_given_away(&posted.http.db, by, whose, &error).await {
        return posted.kept(Trouble::GivenAway).await;
    }
    match turned_away(study, whose, error) {
        Ok(front) => on_to(&front),
        Err(Trouble::Unavailable) => posted.kept(Trouble::Unavailable).await,
        Err(trouble) => posted.trouble(trouble).await,
    }
}
