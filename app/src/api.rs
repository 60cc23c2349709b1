//! What pages read. One function for each page: who is asking, one call to `records`, what follows.

pub mod door;

pub(crate) mod welcome;

pub(crate) mod answering;

pub(crate) mod support;

pub(crate) mod choices;

pub(crate) mod complaint;

pub(crate) mod emails;

pub mod staff;

use std::sync::Arc;

use chrono::NaiveDate;
use records::{
    links::LinkError,
    responses::{ResponseError, Stage},
};
use surveys::{stopping::Ending, study::Study};

use crate::paths;

/// Why a page cannot be shown, as far as the person needs to know. It holds no answer and no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppError {
    /// No link has this token.
    #[error("We do not know this link")]
    LinkUnknown,
    /// A newer link was sent instead.
    #[error("This link no longer works")]
    LinkEnded,
    /// The questions open on this day, where that is known.
    #[error("It is not time for these questions yet")]
    NotYet(Option<NaiveDate>),
    /// The last day has passed.
    #[error("These questions are now closed")]
    Closed,
    /// The person stopped, so nothing more is asked here.
    #[error("We do not ask you these questions any more")]
    Stopped(Ending),
    /// The answers were begun on another device, and there is no birthday to ask for.
    #[error("We cannot show your earlier answers here")]
    OtherDevice,
    /// No such page.
    #[error("We cannot find that page")]
    NotFound,
    /// More was sent than any page can hold.
    #[error("That is more than we can take at once")]
    TooMuch,
    /// What is stored of the study cannot be read, and somebody has to mend it.
    #[error("Sorry, this study is having a problem")]
    InTrouble,
    /// The database could not be used; the log has the cause.
    #[error("Sorry, there is a problem at our end")]
    Unavailable,
}

/// Who the page belongs to: what its header and footer need.
#[derive(Clone)]
pub struct Place {
    /// The link's token.
    pub token: String,
    /// The study.
    pub study: Arc<Study>,
}

/// Why there is nothing to draw on this page.
pub enum Away {
    /// The person belongs on another page, at this address.
    To(String),
    /// Something is in the way. The place is known once the link is.
    Trouble(AppError, Option<Place>),
}

impl From<AppError> for Away {
    fn from(error: AppError) -> Self {
        Self::Trouble(error, None)
    }
}

impl From<LinkError> for AppError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Unknown
            | LinkError::NoSuchParticipant
            | LinkError::NoSuchWave
            | LinkError::Ended
            | LinkError::NoBirthday => Self::LinkUnknown,
            LinkError::Revoked => Self::LinkEnded,
            LinkError::Database(cause) => unavailable(&cause),
        }
    }
}

impl Place {
    /// What a refusal means for the person: most often, that another page is theirs.
    #[must_use]
    pub fn away(&self, error: ResponseError) -> Away {
        let below = |page| Away::To(paths::below(&self.token, page));
        match error {
            ResponseError::NotConsented => below("consent"),
            ResponseError::Locked => below("check"),
            ResponseError::AlreadySent => below("thanks"),
            ResponseError::NoSuchPage => self.trouble(AppError::NotFound),
            ResponseError::Closed => self.trouble(AppError::Closed),
            ResponseError::Stopped(ending) => self.trouble(AppError::Stopped(ending)),
            ResponseError::Database(cause) => self.trouble(unavailable(&cause)),
        }
    }

    /// The page of someone at this stage.
    #[must_use]
    pub fn at(&self, stage: &Stage) -> Away {
        match stage {
            Stage::NotYet(opens) => self.trouble(AppError::NotYet(*opens)),
            Stage::Closed => self.trouble(AppError::Closed),
            Stage::Stopped(ending) => self.trouble(AppError::Stopped(*ending)),
            stage => Away::To(paths::of_stage(&self.token, stage)),
        }
    }

    fn trouble(&self, error: AppError) -> Away {
        Away::Trouble(error, Some(self.clone()))
    }
}

/// The one place where the cause is logged.
pub fn unavailable(cause: &impl std::fmt::Display) -> AppError {
    tracing::error!(%cause, "a participant's page could not use the database");
    AppError::Unavailable
}
