//! In which language somebody reads a survey. It is theirs to choose with the link alone: nobody should have to read
//! a language first that they cannot read.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, DbErr, IntoActiveModel};
use surveys::{language::Language, stopping::Choice};

use super::participant_row;
use crate::{
    Db,
    audit::Entry,
    auth::Participant,
    participants,
    protocols::{self, ProtocolError},
    responses::Case,
    stopping,
};

/// The languages of a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    /// In which it is offered; that in which it was written is the first.
    pub offered: Vec<Language>,
    /// In which it is shown, as its tag.
    pub shown: String,
}

pub(super) async fn offered(
    db: &Db,
    who: &Participant,
    now: DateTime<Utc>,
) -> Result<Languages, DbErr> {
    Case::seen(db, who, now).await?.languages(&db.cache, db.read()).await
}

/// The languages in which the study writes to people; that in which its messages were written is the first. None where it
/// has no messages of its own.
pub(super) async fn written(db: &Db, study: i32) -> Result<Vec<Language>, DbErr> {
    match protocols::latest(db.read(), study).await {
        Ok(protocol) => {
            let messages = protocol.as_ref().and_then(|stored| stored.protocol.messages.as_ref());
            let languages = messages.map(|messages| messages.languages().cloned().collect());
            Ok(languages.unwrap_or_default())
        }
        Err(ProtocolError::Database(error)) => Err(error),
        // Whoever mends the protocol is told elsewhere; this person still writes their details.
        Err(_) => Ok(Vec::new()),
    }
}

/// Shows the survey in another of its languages from now on. Answers are codes, so none is touched. A language that
/// the survey does not have changes nothing.
///
/// # Errors
/// When the database fails.
pub async fn choose_language(
    db: &Db,
    who: &Participant,
    wish: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Languages { offered, .. } = offered(db, who, now).await?;
    let Some(language) = offered.into_iter().find(|language| language.as_str() == wish) else {
        return Ok(());
    };
    let who = who.clone();
    db.write(move |transaction| {
        Box::pin(async move { keep(transaction, &who, &language, now).await })
    })
    .await
}

async fn keep(
    transaction: &DatabaseTransaction,
    who: &Participant,
    language: &Language,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    participants::hold(transaction, [who.id]).await?;
    let stops = stopping::state(transaction, who.id).await?;
    let row = participant_row(transaction, who).await?;
    let is_same = row.language.as_deref() == Some(language.as_str());
    if is_same || stops.since(Choice::DeleteIdentity).is_some() {
        return Ok(());
    }
    let mut row = row.into_active_model();
    row.language = Set(Some(language.to_string()));
    row.update(transaction).await?;
    let entry = Entry::new(&who.number, "language chosen", who.wave().key.as_str());
    entry.about(who.id).write(transaction, now).await?;
    Ok(())
}
