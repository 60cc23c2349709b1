//! The next version while somebody writes it: its files as they were last saved, with their faults. Until somebody saves
//! it, it is what holds, with the next number.

mod saving;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::{
    authoring::{File, ProtocolFiles},
    messages::Messages,
    protocol::Protocol,
};

pub use self::saving::{Joined, Saved, Written, joined, save};
use super::{ProtocolError, canonical, hold};
use crate::{
    Db,
    audit::Entry,
    auth::{By, SurveyWriter},
    entity::protocol_draft,
    sealing::hex,
    studies::StudyHandle,
};

/// The protocol's own file. Those beside it are called `messages.en.toml` and so on.
pub const OWN_FILE: &str = "protocol.toml";

/// A file of a draft.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// As it was last saved.
    pub file: File,
    /// When.
    pub changed_at: DateTime<Utc>,
    /// By whom, as the audit has it.
    pub changed_by: String,
}

/// What somebody saved of the next version.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The protocol's own file first.
    pub files: Vec<Drafted>,
    /// The version that held when the draft was begun.
    pub follows: u32,
}

/// Why a draft was not saved or thrown away.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// Somebody else changed the same lines, or saved what is to be thrown away.
    #[error("somebody else has saved this draft meanwhile")]
    ChangedMeanwhile,
    /// There is none.
    #[error("there is no draft of the next version")]
    NoDraft,
    /// It is longer than any protocol.
    #[error("a draft has at most {} bytes", crate::drafts::LONGEST)]
    TooLong,
    /// A protocol has no such file.
    #[error("a protocol has no file “{0}”")]
    NoSuchFile(String),
    /// They do not evaluate the study.
    #[error("only an evaluator of the study changes its protocol")]
    NotTheirs,
    /// What holds cannot be read.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

impl Draft {
    /// The same for as long as nobody has saved it.
    #[must_use]
    pub fn mark(&self) -> String {
        let all = self.files.iter().map(|one| (&one.file.name, &one.file.text));
        hex(&crate::secret::hashed(&format!("{:?}", all.collect::<Vec<_>>())))
    }

    /// The file that was saved last.
    #[must_use]
    pub fn last(&self) -> Option<&Drafted> {
        self.files.iter().max_by_key(|one| one.changed_at)
    }
}

/// The files with which the next version begins: those of the version that holds, with the next number.
#[must_use]
pub fn next_files(held: &Protocol) -> Vec<File> {
    let next = Protocol { version: held.version + 1, ..held.clone() };
    let own = File { name: OWN_FILE.to_owned(), text: next.written() };
    let words = held.messages.iter().flat_map(Messages::files);
    let mut files: Vec<_> = std::iter::once(own).chain(words).collect();
    if files.len() == 1 {
        files.push(File { name: "messages.en.toml".to_owned(), text: String::new() });
    }
    files
}

/// The draft of the next version, where somebody saved one.
///
/// # Errors
/// When the database fails.
pub async fn draft(db: &Db, study: &StudyHandle) -> Result<Option<Draft>, DbErr> {
    drafted(db.read(), study.id).await
}

async fn drafted(connection: &impl ConnectionTrait, study: i32) -> Result<Option<Draft>, DbErr> {
    let rows = protocol_draft::Entity::find()
        .filter(protocol_draft::Column::StudyId.eq(study))
        .order_by_asc(protocol_draft::Column::Id)
        .all(connection)
        .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let follows = first.follows.cast_unsigned();
    let files = rows.into_iter().map(|row| {
        let file = File { name: row.file, text: row.text };
        Drafted { file, changed_at: row.changed_at, changed_by: row.changed_by }
    });
    Ok(Some(Draft { files: files.collect(), follows }))
}

/// Throws the draft away that was seen with this mark. Nothing of it is kept.
///
/// # Errors
/// When somebody saved it since, there is none, they do not evaluate the study, or the database fails.
pub async fn throw_away(
    db: &Db,
    by: &By<SurveyWriter>,
    study: &StudyHandle,
    seen: &str,
    now: DateTime<Utc>,
) -> Result<(), DraftError> {
    if !by.evaluates(study.id) {
        return Err(DraftError::NotTheirs);
    }
    let (actor, id, seen) = (by.actor(), study.id, seen.to_owned());
    db.write(move |transaction| {
        Box::pin(async move {
            hold(transaction, id).await?;
            let draft = drafted(transaction, id).await?.ok_or(DraftError::NoDraft)?;
            if draft.mark() != seen {
                return Err(DraftError::ChangedMeanwhile);
            }
            forget(transaction, id).await?;
            for Drafted { file, .. } in &draft.files {
                let entry = Entry::new(&actor, "protocol draft thrown away", &file.name);
                let entry = entry.in_study(id).changing(Some(&file.text), None);
                entry.write(transaction, now).await?;
            }
            Ok(())
        })
    })
    .await
}

/// The draft goes once just what it says is published. What somebody saved in it meanwhile stays.
pub(super) async fn is_over(
    transaction: &impl ConnectionTrait,
    study: i32,
    published: &Protocol,
) -> Result<(), ProtocolError> {
    let Some(draft) = drafted(transaction, study).await? else { return Ok(()) };
    let files: Vec<_> = draft.files.into_iter().map(|one| one.file).collect();
    let read = files.split_first().map(|(own, beside)| ProtocolFiles::read(own, beside));
    if let Some(Ok(read)) = read
        && canonical(&read.protocol)? == canonical(published)?
    {
        forget(transaction, study).await?;
    }
    Ok(())
}

async fn forget(transaction: &impl ConnectionTrait, study: i32) -> Result<(), DbErr> {
    let own = protocol_draft::Column::StudyId.eq(study);
    protocol_draft::Entity::delete_many().filter(own).exec(transaction).await.map(drop)
}
