//! What is posted by whoever looks after the people who are rung: whose a case is, the rules, and for which
//! day rates and figures are worked out.

use app::{
    StaffPage,
    api::staff::{
        Trouble,
        call_list::{
            amiss_of_rules, filled, on_the_line, set_meanwhile, stays_figured, stays_shown,
        },
        calls::{NotDone, ending},
        unavailable,
    },
};
use axum::response::Response;
use records::{
    auth::{By, Supervisor},
    calls::{self, CallError, Finding, InsteadOf, NewRules, RulesError},
    studies::StudyHandle,
};
use surveys::calls::Outcome;

use crate::staff::posted::{Holding, Posted, on_to};

/// Does something about one case, or shows others.
pub async fn act(Holding { by, study }: Holding<Supervisor>, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let (by, case) = (By::Staff(by), posted.typed.one("case").parse().unwrap_or_default());
    let to = posted.typed.one("interviewer").parse().unwrap_or_default();
    match in_an_interview(&posted, &by, &study, (case, to)).await {
        Ok(None) | Err(CallError::NotTheirCase) => {}
        Ok(Some(words)) => {
            return posted.amiss(StaffPage::CallList, vec![("although", words)]).await;
        }
        Err(error) => return in_the_way(posted, error.into()).await,
    }
    let (outcome, done) = match posted.typed.one("then") {
        "release" => (calls::release(db, &by, &study, case, now).await, "case-released"),
        "give-back" => (calls::give_back(db, &by, &study, case, now).await, "case-given-back"),
        "reassign" => (calls::reassign(db, &by, &study, (case, to), now).await, "case-reassigned"),
        _ => return posted.draws(StaffPage::CallList).await,
    };
    let amiss = match outcome {
        Ok(()) => {
            let shown = stays_shown(&posted.typed, case);
            return on_to(&format!("/staff/{}/call-list?done={done}{shown}", study.study().key));
        }
        Err(CallError::NoInterviewer) => ("interviewer", "Choose an interviewer"),
        Err(CallError::NobodyRings) => ("case", "Nobody rings them about this survey any more"),
        Err(CallError::NotTheirCase) => ("case", "There is no case with this number"),
        Err(error) => return in_the_way(posted, error.into()).await,
    };
    posted.amiss(StaffPage::CallList, vec![(amiss.0, amiss.1.to_owned())]).await
}

/// What is to be known before a case is given to somebody else in the middle of an interview, unless it was said that it is meant.
async fn in_an_interview(
    posted: &Posted,
    by: &By<Supervisor>,
    study: &StudyHandle,
    (case, to): (i32, i32),
) -> Result<Option<String>, CallError> {
    let typed = &posted.typed;
    if typed.one("then") != "reassign" || typed.has("although", "yes") {
        return Ok(None);
    }
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let talks = calls::in_an_interview(db, by, study, case, now).await?;
    let others = talks.filter(|(staff, _)| *staff != to);
    Ok(others.map(|(_, since)| on_the_line(since, &study.study().timezone)))
}

/// How a call ended is put right.
pub async fn correct(Holding { by, study }: Holding<Supervisor>, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let case = posted.number();
    let ending = match ending(&posted.typed, &study.study().timezone, now) {
        Ok(ending) => ending,
        Err(amiss) => return posted.amiss(StaffPage::CallsOfCase, amiss).await,
    };
    if ending.outcome == Outcome::Died && !posted.typed.has("sure", "yes") {
        let words = "Everything stops for somebody who has died. Say that you are sure";
        return posted.amiss(StaffPage::CallsOfCase, vec![("sure", words.to_owned())]).await;
    }
    match calls::correct(db, &By::Staff(by), &study, (case, ending), now).await {
        Ok(()) => {
            let key = &study.study().key;
            on_to(&format!("/staff/{key}/call-list/{case}?done=call-corrected"))
        }
        Err(error) => match NotDone::from(error) {
            NotDone::Amiss(amiss) => posted.amiss(StaffPage::CallsOfCase, amiss).await,
            other => in_the_way(posted, other).await,
        },
    }
}

/// The rules that hold from now on.
pub async fn set_rules(Holding { by, study }: Holding<Supervisor>, mut posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let rules = match filled(&posted.typed) {
        Ok(rules) => rules,
        Err(amiss) => return posted.amiss(StaffPage::CallRules, amiss).await,
    };
    let reason = Some(posted.typed.one("reason")).filter(|reason| !reason.is_empty());
    let version = posted.typed.one("version").parse::<i32>();
    let instead_of = version.map_or(InsteadOf::Unknown, InsteadOf::version);
    let new = NewRules { rules: &rules, reason, instead_of };
    match calls::set_rules(db, &By::Staff(by), &study, new, now).await {
        Ok(version) => {
            let is_same = instead_of == InsteadOf::version(version);
            let done = if is_same { "call-rules-same" } else { "call-rules" };
            on_to(&format!("/staff/{}/call-rules?done={done}", study.study().key))
        }
        Err(RulesError::NoReason) => {
            let amiss = vec![("reason", "Write why the rules change".to_owned())];
            posted.amiss(StaffPage::CallRules, amiss).await
        }
        Err(RulesError::Meanwhile(version)) => {
            // The form is drawn again from those that hold: whoever then sets theirs has seen them.
            posted.typed.retain(|name| name != "version");
            posted.amiss(StaffPage::CallRules, vec![("reason", set_meanwhile(version))]).await
        }
        Err(RulesError::Amiss(amiss)) => {
            posted.amiss(StaffPage::CallRules, amiss_of_rules(&amiss)).await
        }
        Err(RulesError::NotTheirs) => posted.trouble(Trouble::NotFound).await,
        Err(error) => posted.kept(unavailable(&error)).await,
    }
}

/// What a wave came to by the end of a day.
pub async fn rate(_: Holding<Supervisor>, posted: Posted) -> Response {
    posted.draws(StaffPage::CallRates).await
}

/// What each interviewer did by the end of a day; or that somebody was rung again about an interview.
pub async fn figure(holding: Holding<Supervisor>, posted: Posted) -> Response {
    match posted.typed.one("then") {
        "verify" => verify(holding, posted).await,
        _ => posted.draws(StaffPage::CallFigures).await,
    }
}

async fn verify(Holding { by, study }: Holding<Supervisor>, posted: Posted) -> Response {
    let (db, now) = (&posted.http.db, posted.http.clock.now());
    let case = posted.typed.one("case").parse().unwrap_or_default();
    let Some(finding) = Finding::from_key(posted.typed.one("finding")) else {
        let amiss = vec![("finding", "Choose what you heard".to_owned())];
        return posted.amiss(StaffPage::CallFigures, amiss).await;
    };
    let by = By::Staff(by);
    let last = calls::heard_last(db, &by, &study, case, now).await;
    let is_taken_back = finding == Finding::Well && matches!(last, Ok(Some(Finding::NotWell)));
    if is_taken_back && !posted.typed.has("settled", "yes") {
        let words = "Something was not well before. Say whether that is settled";
        return posted.amiss(StaffPage::CallFigures, vec![("settled", words.to_owned())]).await;
    }
    let words = match calls::verify(db, &by, &study, (case, finding), now).await {
        Ok(()) => {
            let shown = stays_figured(&posted.typed);
            let to = format!("/staff/{}/call-figures?done=interview-verified", study.study().key);
            return on_to(&(to + &shown));
        }
        Err(CallError::NotTheirCase) => "There is no case with this number",
        Err(CallError::NoInterview) => "No complete interview was written down about this case",
        Err(CallError::TheirOwn) => "This was your own interview: somebody else has to ring them",
        Err(error) => return in_the_way(posted, error.into()).await,
    };
    posted.amiss(StaffPage::CallFigures, vec![("case", words.to_owned())]).await
}

async fn in_the_way(posted: Posted, why: NotDone) -> Response {
    match why {
        NotDone::Trouble(trouble) => posted.kept(trouble).await,
        NotDone::Gone | NotDone::Amiss(_) => posted.trouble(Trouble::NotFound).await,
    }
}
