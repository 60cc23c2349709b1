//! What the pages of staff read, and what they are told.

pub mod door;

pub(crate) mod coming_in;

pub(crate) mod own;

pub(crate) mod people;

pub mod care;

pub(crate) mod registers;

pub(crate) mod requests;

pub mod letters;

pub mod vouchers;

pub mod participants;

pub(crate) mod cases;

pub mod interviews;

pub mod calls;

pub mod call_list;

pub mod tracing;

pub(crate) mod messages;

pub(crate) mod sends;

pub(crate) mod refusals;

pub(crate) mod audit;

pub(crate) mod instruments;

pub mod surveys;

pub mod arranging;

pub mod translating;

pub(crate) mod publishing;

pub(crate) mod drafts;

pub(crate) mod pack;

pub mod protocol;

pub(crate) mod walking;

mod trouble;

use std::borrow::Cow;

use ::surveys::registers::{Problem, Refused};
use chrono::NaiveDate;
use records::{
    Db,
    staff::{PasswordProblem, RoleError, StaffError, Unaccepted},
    studies::{self, StudyHandle},
};

pub use self::trouble::Trouble;

/// Why there is nothing to draw on this page.
pub enum Away {
    /// The person belongs on another page, at this address.
    To(Cow<'static, str>),
    /// Something is in the way, for whoever is there.
    Trouble(Trouble),
}

/// Why a form was not taken. It is put into words, beside its field, where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Address or password.
    SignIn,
    /// The code.
    Code,
    /// There were too many tries; so many minutes are to wait.
    Wait(i64),
    /// No name.
    Name,
    /// The new password.
    New(PasswordProblem),
    /// The password that they have.
    Own,
    /// No address.
    Email,
    /// No role was chosen.
    NoRole,
    /// The role needs a study.
    NeedsStudy,
    /// The role holds in every study.
    Everywhere,
    /// The role needs a site.
    NeedsSite,
    /// The role holds in the whole study.
    WithoutSite,
    /// Nobody else could let people in.
    LastAdministrator,
    /// It was not said that it is meant.
    NotSure,
    /// About a safeguarding task.
    Care(care::CareWrong),
    /// About a survey.
    Survey(surveys::SurveyWrong),
    /// There is no letter to print.
    NoLetters,
    /// A file of letters cannot be had again.
    NoSuchFile,
    /// All that is sent is held, and letters with it.
    Held,
    /// About vouchers.
    Voucher(vouchers::VoucherWrong),
    /// Something in a form of the registers.
    Entry(Problem),
    /// It is not done to an entry as it stands.
    NotNow(Refused),
    /// Nobody in the study has the number, of whom a copy is asked for.
    Number,
    /// It was not said how it was made sure who asks.
    Checked,
    /// Nobody in the study has the number, of whom something is to be erased.
    EraseNumber,
    /// It was not said what is to be erased.
    NoErasing,
    /// It was not said how they asked.
    NoChannel,
    /// It was not said that erasing is meant.
    NotMeant,
    /// Something on the form, which the page finds out from what was typed.
    AsTyped,
    /// Nobody of theirs has this number, address or name.
    NobodyFound,
    /// Something was decided on this day, after the consent that was to be recorded.
    DecidedSince(NaiveDate),
    /// The survey was sent, so it cannot be skipped.
    AlreadySent,
    /// They died, or their name was deleted.
    Ended,
    /// Their link does not go in the way that was chosen.
    LinkStays,
    /// No survey was chosen.
    NoSuchWave,
    /// No interviewer was chosen.
    NoInterviewer,
    /// No participants were named, or chosen.
    NoNumbers,
    /// Some of the numbers are nobody's.
    UnknownNumbers,
    /// The case to ring is not theirs any more.
    CaseGone,
    /// Somebody else decided about it meanwhile.
    DecidedAlready,
    /// Somebody is checking the audit's chain at this moment.
    BeingChecked,
    /// They checked it often; so many minutes are to wait.
    CheckedOften(u64),
    /// What was typed into this field is no day.
    NoDay(&'static str),
    /// The database failed.
    Unavailable,
}

impl From<StaffError> for Wrong {
    fn from(error: StaffError) -> Self {
        match error {
            StaffError::Wrong => Self::Own,
            // In whole minutes, never less than one.
            StaffError::Wait(wait) => Self::Wait(wait.num_seconds().div_euclid(60) + 1),
            StaffError::Password(problem) => Self::New(problem),
            error @ (StaffError::NotBegun | StaffError::Hash | StaffError::Database(_)) => {
                unavailable(&error);
                Self::Unavailable
            }
        }
    }
}

impl From<RoleError> for Wrong {
    fn from(error: RoleError) -> Self {
        match error {
            RoleError::NotAnEmail(_) => Self::Email,
            RoleError::NeedsStudy(_) => Self::NeedsStudy,
            RoleError::Everywhere => Self::Everywhere,
            RoleError::NeedsSite(..) => Self::NeedsSite,
            RoleError::WithoutSite(_) => Self::WithoutSite,
            RoleError::LastAdministrator => Self::LastAdministrator,
            error @ (RoleError::NoSuchStaff | RoleError::Database(_)) => {
                unavailable(&error);
                Self::Unavailable
            }
        }
    }
}

impl TryFrom<Unaccepted> for Wrong {
    type Error = Trouble;

    /// An invitation that does not work is not put right by filling in something else.
    fn try_from(error: Unaccepted) -> Result<Self, Trouble> {
        match error {
            Unaccepted::NoSuch => Err(Trouble::NoInvitation),
            Unaccepted::NoName => Ok(Self::Name),
            Unaccepted::Password(problem) => Ok(Self::New(problem)),
            Unaccepted::Staff(error) => Ok(error.into()),
        }
    }
}

impl Away {
    /// The database failed.
    pub(crate) fn failed(cause: impl std::fmt::Display) -> Self {
        Self::Trouble(unavailable(&cause))
    }
}

/// Every study that can be read, by key. One that cannot keeps nobody from the others.
async fn every_study(db: &Db) -> Result<Vec<StudyHandle>, Away> {
    let each = studies::each(db).await.map_err(Away::failed)?.into_iter();
    Ok(each.filter_map(|study| study.map_err(|cause| unavailable(&cause)).ok()).collect())
}

/// The one place where the cause is logged.
pub fn unavailable(cause: &impl std::fmt::Display) -> Trouble {
    ::tracing::error!(%cause, "a page of staff could not use the database");
    Trouble::Unavailable
}
