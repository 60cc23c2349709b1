//! What is read for an interviewer who rings people, and what they type of a call.

mod telling;

use chrono::{DateTime, Utc};
use records::{
    auth::Interviewer,
    calls::{self, CallError, Opened, Recorded, ToDial, Unrecorded},
    studies::StudyHandle,
};
use surveys::calls::{CallRules, NoPromise, Outcome, Sent};

pub(crate) use self::telling::{FAR_DAY, day_by, far_day};
pub use self::telling::{called, ending, far};
use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
    unavailable,
};

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallDone {
    /// Nobody is to be rung now.
    Nobody,
    /// A call was written down.
    Recorded(Box<Wrote>),
    /// A case was taken from who had it.
    Released,
    /// A case was given back to the interviewers.
    GivenBack,
    /// A case was given to one interviewer.
    Reassigned,
    /// A call has another ending.
    Corrected,
    /// The rules were set.
    RulesSet,
    /// They are those that hold already.
    RulesSame,
    /// Somebody was rung again about their interview.
    Verified,
    /// An interview ended, and they are to be rung another day.
    CallBack,
    /// The same, and whoever was in it has no case to write that day down at.
    CallBackWithoutCase,
}

/// A call that was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrote {
    /// How it ended.
    pub outcome: Outcome,
    /// What it came to.
    pub recorded: Recorded,
}

impl CallDone {
    /// By its name in an address.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "case-released" => Some(Self::Released),
            "case-given-back" => Some(Self::GivenBack),
            "case-reassigned" => Some(Self::Reassigned),
            "call-corrected" => Some(Self::Corrected),
            "call-rules" => Some(Self::RulesSet),
            "call-rules-same" => Some(Self::RulesSame),
            "interview-verified" => Some(Self::Verified),
            "call-back" => Some(Self::CallBack),
            "call-back-without-case" => Some(Self::CallBackWithoutCase),
            _ => None,
        }
    }
}

/// Why nothing was written down.
#[derive(Debug)]
pub enum NotDone {
    /// Something in the form is open or cannot be, each beside its box.
    Amiss(Vec<(&'static str, String)>),
    /// The case is not theirs any more.
    Gone,
    /// Something is in the way.
    Trouble(Trouble),
}

const THEIR_OWN: &str = "You made this call yourself: another supervisor has to put it right";
const SENT_ONLINE: &str = "They sent the survey themselves on the web: it is no interview. Choose “Completed online meanwhile”";

/// The box of an appointment that cannot be.
const fn where_of(why: NoPromise) -> &'static str {
    match why {
        NoPromise::Backwards | NoPromise::NoTime => "until",
        _ => "day",
    }
}

impl From<CallError> for NotDone {
    fn from(error: CallError) -> Self {
        let at = |name, words: &str| Self::Amiss(vec![(name, words.to_owned())]);
        match error {
            CallError::NotTheirCase => Self::Gone,
            CallError::NotTheirs | CallError::NoSuchWave | CallError::NoInterviewer => {
                Self::Trouble(Trouble::NotFound)
            }
            CallError::NotRecorded(_) => at("outcome", "Choose how the call ended"),
            CallError::Lacks(words) => at("outcome", words),
            CallError::NoSuchCall => at("call", "Choose one of the calls"),
            CallError::TheirOwn => at("call", THEIR_OWN),
            CallError::SameEnding => at("outcome", "This is how it ended already"),
            CallError::NoPromise(why) => at(where_of(why), &why.to_string()),
            CallError::NotSent => at("outcome", "The survey was not sent, so it is not complete"),
            CallError::SentOnline => at("outcome", SENT_ONLINE),
            CallError::NotSentOnline => {
                at("outcome", "They did not send the survey themselves on the web")
            }
            CallError::NotUsable => {
                at("outcome", "Too little was answered for it to be used: they broke off")
            }
            CallError::EnoughMessages => at("outcome", "No more messages are left for them"),
            CallError::Changed => {
                at("outcome", "Something was changed while you wrote. Write it down once more")
            }
            CallError::TooLong(most) => {
                let name = if most == calls::LONGEST_WORD { "language" } else { "note" };
                Self::Amiss(vec![(name, format!("Write at most {most} characters"))])
            }
            CallError::OutOfOrder => {
                at("dialled", "This is before the last call, or after somebody answered")
            }
            CallError::BeforeIssued => {
                at("dialled_on", "This is before they were to be rung. Write when you dialled")
            }
            error => Self::Trouble(unavailable(&error)),
        }
    }
}

/// Where an interviewer is given the next case.
pub(crate) struct Calling {
    pub study: StudyHandle,
    /// Cases of theirs about which no call was written down yet.
    pub unrecorded: Vec<Unrecorded>,
    pub said: Said,
}

pub(crate) async fn calling(request: StaffRequest) -> Result<Calling, Away> {
    let (study, by) = interviewer(&request)?;
    let unrecorded = calls::unrecorded(&request.db, &by, &study, request.now).await;
    Ok(Calling { study, unrecorded: unrecorded.map_err(away)?, said: request.said })
}

/// Where the page of calls is, for whoever rings people in the study that the address names.
pub(crate) fn place(request: &StaffRequest) -> Option<String> {
    let (study, _) = interviewer(request).ok()?;
    Some(format!("/staff/{}/calls", study.study().key))
}

/// The call that an interviewer is in.
pub(crate) struct OnCall {
    pub study: StudyHandle,
    pub opened: Opened,
    /// What staff call the wave.
    pub title: String,
    pub rules: CallRules,
    pub dial: Dial,
    /// How the call ended, once that was chosen.
    pub chosen: Option<Outcome>,
    pub now: DateTime<Utc>,
    pub said: Said,
}

/// Whether the number is on the page.
pub(crate) enum Dial {
    /// It was not asked for.
    NotAsked,
    /// Nobody may ring them now, or there is no number.
    NotNow,
    /// It is.
    Told(ToDial),
}

pub(crate) async fn on_call(request: StaffRequest) -> Result<OnCall, Away> {
    let (study, by) = interviewer(&request)?;
    let (db, id, now) = (&request.db, request.number(), request.now);
    let opened = calls::open(db, &by, &study, id, now).await.map_err(away)?;
    let rules = calls::rules(db, &study).await.map_err(Away::failed)?.rules;
    let then = request.said.typed.one("then");
    let dial = match then {
        "show" => Dial::from(calls::to_dial(db, &by, &study, id, now).await.map_err(away)?),
        _ => Dial::NotAsked,
    };
    let chosen = Outcome::from_key(request.said.typed.one("outcome"));
    let chosen =
        chosen.filter(|outcome| ["ended", "record"].contains(&then) && may(*outcome, &opened));
    let title = study.study().title_of(&opened.wave);
    Ok(OnCall { study, opened, title, rules, dial, chosen, now, said: request.said })
}

impl From<Option<ToDial>> for Dial {
    fn from(told: Option<ToDial>) -> Self {
        told.map_or(Self::NotNow, Self::Told)
    }
}

/// Whether a call about this case may have ended so.
pub(crate) const fn may(outcome: Outcome, opened: &Opened) -> bool {
    match outcome {
        Outcome::Complete => matches!(opened.sent, Some(Sent::ByTelephone)),
        Outcome::CompleteOnline => matches!(opened.sent, Some(Sent::Online)),
        Outcome::Partial => opened.is_usable,
        Outcome::MessageLeft => opened.may_leave_message,
        outcome => outcome.is_recorded(),
    }
}

fn interviewer(request: &StaffRequest) -> Result<(StudyHandle, Interviewer), Away> {
    let study = request.study()?;
    let interviewer = request.member()?.interviewer(study);
    Ok((study.clone(), interviewer.map_err(|_| Away::Trouble(Trouble::NotAllowed))?))
}

/// Of a case that is not theirs nothing is told, nor whether there is one.
fn away(error: CallError) -> Away {
    match NotDone::from(error) {
        NotDone::Trouble(trouble) => Away::Trouble(trouble),
        NotDone::Gone => Away::Trouble(Trouble::NotTheirCase),
        NotDone::Amiss(_) => Away::Trouble(Trouble::NotFound),
    }
}
