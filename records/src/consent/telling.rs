//! Consent that somebody gave by telephone or on paper, written down by staff.

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use surveys::{
    consent::{ConsentProblem, Mode},
    typed::Typed,
};

use super::{Source, add, forms, is_already, state};
use crate::{Db, audit::Entry, participants, studies::StudyHandle};

/// What somebody said, and who heard it.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Whose consent it is, by study number.
    pub number: String,
    /// The version of the form that was read to them, or that they signed.
    pub version: u32,
    /// By telephone or on paper.
    pub mode: Mode,
    /// Who was there: a member of staff, by initials or number.
    pub witness: String,
    /// What they said to each statement, as the form on the web would have it.
    pub said: Typed,
}

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// Nobody has this study number.
    #[error("nobody in the study has this number")]
    NoSuchParticipant,
    /// The study never had this version of the form.
    #[error("the study has no consent form of version {0}")]
    NoSuchForm(u32),
    /// Statements are still open, by their code.
    #[error("the consent form is not complete")]
    Incomplete(Vec<(String, ConsentProblem)>),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Records it: one event a statement, or none. The same again is recorded once.
///
/// # Errors
/// When nobody has the number, the study never had such a form, a statement is left open, or the
/// database fails.
pub async fn record(
    db: &Db,
    study: &StudyHandle,
    recorded: Recorded,
    now: DateTime<Utc>,
) -> Result<(), RecordError> {
    let study = study.clone();
    db.write(move |transaction| {
        Box::pin(async move {
            let Recorded { number, version, mode, witness, said } = &recorded;
            let person = participants::by_number(transaction, &study, number).await?;
            let person = person.ok_or(RecordError::NoSuchParticipant)?;
            participants::hold(transaction, [person.id]).await?;
            let mut forms = forms::all(transaction, study.id, study.study()).await?;
            let form = forms.remove(version).ok_or(RecordError::NoSuchForm(*version))?;
            let decisions = form.parse_said(said, *mode).map_err(RecordError::Incomplete)?;
            let before = state(transaction, person.id).await?;
            let same = decisions.iter().all(|decision| is_already(&before, decision));
            if before.form_version == Some(*version) && same {
                return Ok(());
            }
            let actor = "command line";
            let source = Source { mode: *mode, actor, witness: Some(witness) };
            add(transaction, person.id, *version, &decisions, source, now).await?;
            Entry::new(actor, "consent recorded", number)
                .about(person.id)
                .write(transaction, now)
                .await?;
            Ok(())
        })
    })
    .await
}
