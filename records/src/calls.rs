//! Calling: who is to be rung about which wave, which interviewer has them, and every call that was made. Whose turn it is says
//! `surveys::calls`, from facts, each time that somebody asks; what a row has of it only finds the next case among many.

mod ringing;

mod naming;

mod facts;

mod usable;

mod placing;

mod issuing;

mod called;

mod giving;

mod leasing;

mod recording;

mod correcting;

mod following;

mod attempts;

mod proxies;

mod made;

mod listing;

mod seeking;

mod so_far;

mod typed;

mod none_yet;

mod opening;

mod dialling;

mod reassigning;

mod ruling;

mod rating;

mod figuring;

mod verifying;

mod simulating;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::calls::NoPromise;

pub use self::{
    attempts::Attempt,
    called::{Called, LONGEST_WORD, Recorded},
    correcting::{Ended, Ending, OfCase, Replaced, correct, of_case},
    dialling::{ToDial, to_dial},
    figuring::{Figured, Finished, OfInterviewer, figures},
    giving::{Given, look, next},
    leasing::keep,
    listing::{Listed, give_back, listed, release},
    none_yet::{NoneYet, none_yet},
    opening::{Opened, Unrecorded, open, unrecorded},
    placing::tend,
    rating::{Rated, rates},
    reassigning::{in_an_interview, reassign},
    recording::record,
    ruling::{InsteadOf, NewRules, Ruled, RulesError, rules, rules_so_far, set_rules},
    seeking::{Found, Kind, Sought, seek},
    simulating::{Asked, SimulateError, Simulated, simulate},
    so_far::{SoFar, so_far},
    verifying::{Finding, Verified, heard_last, verify},
};
pub(crate) use self::{
    attempts::of_participant as attempts_of,
    figuring::staff_of,
    issuing::{asked_by_text, issue, not_issued},
    made::{CallMade, made_to},
    placing::{look_at_all, tend_by},
    ruling::current as rules_of,
};
use crate::{
    entity::call_case, protocols::ProtocolError, schedule::ScheduleError, stopping::StopError,
};

/// Why nobody was given, or nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// They do not interview, or supervise, in this study.
    #[error("this is nobody who does this in the study")]
    NotTheirs,
    /// There is no such case, or it is another interviewer's, or nobody's.
    #[error(
        "this is no case of this interviewer: it was given to somebody else, or was never theirs"
    )]
    NotTheirCase,
    /// Something happened to the case while the call was written down.
    #[error("something was changed meanwhile: record it again")]
    Changed,
    /// The account is none of an interviewer of this study.
    #[error("this is nobody who interviews in the study")]
    NoInterviewer,
    /// Nobody rings them about this wave any more.
    #[error("nobody rings them about this survey any more")]
    NobodyRings,
    /// No complete interview was written down about the case, so there is none to ask about.
    #[error("no complete interview was written down about this case")]
    NoInterview,
    /// Whoever made a call does not say that an interview was held well in it, nor that it ended otherwise.
    #[error("it was their own call: somebody else has to do this")]
    TheirOwn,
    /// The case has no such call.
    #[error("the case has no such call")]
    NoSuchCall,
    /// Nothing would be put right.
    #[error("this is how the call ended already")]
    SameEnding,
    /// The study has no such wave.
    #[error("the study has no such wave")]
    NoSuchWave,
    /// An interviewer does not record this: it is worked out.
    #[error("{0} is worked out, and is not recorded")]
    NotRecorded(&'static str),
    /// Something has to be said with it.
    #[error("{0}")]
    Lacks(&'static str),
    /// What was agreed cannot be kept.
    #[error("{0}")]
    NoPromise(NoPromise),
    /// The survey was not sent.
    #[error("the survey was not sent, so this is no complete interview")]
    NotSent,
    /// The participant sent the survey themselves.
    #[error("they sent the survey themselves on the web: this is COMP_WEB")]
    SentOnline,
    /// The participant did not send the survey themselves.
    #[error("they did not send the survey themselves on the web, so this is not COMP_WEB")]
    NotSentOnline,
    /// Too little was answered.
    #[error("too little was answered for it to be used: this is BREAKOFF")]
    NotUsable,
    /// As many messages were left as may be.
    #[error("no more messages are left on their voicemail")]
    EnoughMessages,
    /// A note, a language or who answered is too long.
    #[error("this is longer than {0} characters")]
    TooLong(usize),
    /// The moment is not one at which it can have happened.
    #[error("it ended before it began, or before the last call")]
    OutOfOrder,
    /// The call is said to have been made before the case was issued.
    #[error("nobody was to ring them yet at this moment")]
    BeforeIssued,
    /// What they stop cannot be recorded.
    #[error("what they stop cannot be recorded: {0}")]
    Stop(#[from] StopError),
    /// The study's protocol cannot be read.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// The rules of calling cannot be read.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// It could not be worked out what holds.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// The case by this number, in a study.
async fn case(
    connection: &impl ConnectionTrait,
    (study, id): (i32, i32),
) -> Result<call_case::Model, CallError> {
    let of_study = call_case::Column::StudyId.eq(study);
    let row = call_case::Entity::find_by_id(id).filter(of_study).one(connection).await?;
    row.ok_or(CallError::NotTheirCase)
}

/// Whether it was given to an interviewer, and to nobody else since.
pub(crate) fn is_theirs(row: &call_case::Model, staff: i32) -> bool {
    row.last_leased_to == Some(staff) && row.leased_to.is_none_or(|has| has == staff)
}

/// Whether an interviewer has it at this moment.
fn is_leased(row: &call_case::Model, staff: i32, now: DateTime<Utc>) -> bool {
    row.leased_to == Some(staff) && row.leased_until.is_some_and(|until| now < until)
}
