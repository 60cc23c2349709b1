//! Two people write in the text of one draft. What they changed in different lines is saved together; where they changed
//! the same ones nothing is, until somebody chose.

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use surveys::{
    joining::{self, Choices, Joined, is_much_less},
    keys::SurveyKey,
};

use super::{
    Draft, DraftError, Saving, draft, put,
    saving::{believed, own},
};
use crate::{
    Db,
    auth::{By, SurveyWriter},
    entity::survey_draft,
};

/// What somebody wrote.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// At which revision they saw the draft.
    pub revision: u32,
    /// Its text then.
    pub seen: String,
    /// Theirs.
    pub text: String,
    /// What they chose where somebody else had changed the same lines.
    pub choices: Choices,
}

/// A draft that was saved.
#[derive(Clone, Debug)]
pub struct Saved {
    /// As it is now.
    pub draft: Draft,
    /// With what it was joined, where somebody else had saved it meanwhile.
    pub together: Option<Box<Together>>,
}

/// What somebody else saved, and what comes of both.
#[derive(Clone, Debug)]
pub struct Together {
    /// As they saved it.
    pub theirs: Draft,
    /// Both.
    pub joined: Joined,
}

/// Why a text was not saved.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// Somebody else has changed the same lines, and nobody has chosen of them yet.
    #[error("somebody else has changed the same lines")]
    Apart(Box<Together>),
    /// So much is gone that it is saved only for somebody who asks for it.
    #[error("most of the draft is gone")]
    MuchLess,
    /// It is not to be saved at all.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Saves what somebody wrote, together with what others have saved since they saw the draft.
///
/// # Errors
/// When somebody else has changed the same lines, most of it is gone and nobody asked, it is not there or too long, the
/// survey is used in other studies only, or the database fails.
pub async fn join(
    db: &Db,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
    (written, saving): (Written, Saving),
    now: DateTime<Utc>,
) -> Result<Saved, JoinError> {
    let text = believed(&written.text)?;
    let written = Written { text, seen: written.seen.replace('\0', "\u{fffd}"), ..written };
    let (by, key) = (by.clone(), key.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            // Whoever else saves at the same moment is first, and what they saved is joined likewise.
            loop {
                let found = own(transaction, &by, &key).await?;
                let (text, together) = becomes(&found, &written)?;
                if text == found.text {
                    return Ok(Saved { draft: draft(found)?, together });
                }
                if saving == Saving::ByItself && is_much_less(&found.text, &text) {
                    return Err(JoinError::MuchLess);
                }
                if let Some(draft) = put(transaction, &found, &text, (&by, saving), now).await? {
                    return Ok(Saved { draft, together });
                }
            }
        })
    })
    .await
}

/// The text to be saved, and with what it was joined.
fn becomes(
    found: &survey_draft::Model,
    written: &Written,
) -> Result<(String, Option<Box<Together>>), JoinError> {
    let Written { revision, seen, text, choices } = written;
    if found.revision == revision.cast_signed() || found.text == *text {
        return Ok((text.clone(), None));
    }
    let theirs = draft(found.clone())?;
    let joined = joining::join(seen, &theirs.text, text);
    let both = joined.text(choices);
    let together = Box::new(Together { theirs, joined });
    match both {
        Some(text) => Ok((believed(&text)?, Some(together))),
        None => Err(JoinError::Apart(together)),
    }
}
