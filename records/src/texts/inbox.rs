//! The texts of a participant, for whoever looks after them.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use surveys::replies::Reply;

use crate::{Db, audit::Entry, auth::Caseworker, entity::text_received};

/// Texts of one person that are shown.
const TOGETHER: u64 = 50;

/// A text that somebody sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Its number.
    pub id: i64,
    /// What it asks for.
    pub asks: Reply,
    /// What it says, where a person has to read it. None once the person's key is gone.
    pub words: Option<String>,
    /// When it came.
    pub at: DateTime<Utc>,
    /// When somebody dealt with it, and who: a number and a role.
    pub seen: Option<(DateTime<Utc>, String)>,
}

impl Received {
    /// Whether somebody has to do something about it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.asks, Reply::Call | Reply::Other) && self.seen.is_none()
    }
}

/// Why nothing was noted about a text.
#[derive(Debug, thiserror::Error)]
pub enum SeenError {
    /// There is no such text of anybody whom they reach.
    #[error("there is no such text")]
    NoSuchText,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Where a text's words stand: they are sealed for this place and open in no other.
pub(super) fn place(sid: &str, person: i32) -> String {
    format!("text|{sid}|{person}")
}

/// The latest fifty, newest first. Whoever asks writes down in the audit that they look.
pub(crate) async fn of_participant(db: &Db, person: i32) -> Result<Vec<Received>, DbErr> {
    opened(db, person, theirs(person).limit(TOGETHER)).await
}

/// All of them, newest first.
pub(crate) async fn all_of_participant(db: &Db, person: i32) -> Result<Vec<Received>, DbErr> {
    opened(db, person, theirs(person)).await
}

fn theirs(person: i32) -> Select<text_received::Entity> {
    let theirs = text_received::Entity::find();
    let theirs = theirs.filter(text_received::Column::ParticipantId.eq(person));
    theirs.order_by_desc(text_received::Column::Id)
}

async fn opened(
    db: &Db,
    person: i32,
    theirs: Select<text_received::Entity>,
) -> Result<Vec<Received>, DbErr> {
    let rows = theirs.all(db.read()).await?;
    let keys = db.vault.keys.of(&[person]).await?;
    let key = keys.get(&person);
    let opened = rows.into_iter().map(|row| {
        let sid = row.once.split(' ').next().unwrap_or_default();
        let sealed = row.words.as_ref().zip(key);
        let words = sealed.map(|(words, key)| key.open(&place(sid, person), words));
        let words = words.transpose().map_err(|_| {
            DbErr::Custom(format!("the text {} does not open: it was changed, or moved", row.id))
        })?;
        Ok(Received {
            id: row.id,
            asks: Reply::from_name(&row.asks).unwrap_or(Reply::Other),
            words: words.map(|words| String::from_utf8_lossy(&words).into_owned()),
            at: row.received_at,
            seen: row.seen_at.zip(row.seen_by),
        })
    });
    opened.collect()
}

/// Notes that somebody dealt with a text: they called, or read it and did what was to be done.
///
/// # Errors
/// When there is no such text of anybody whom they reach, or the database fails.
pub async fn seen(
    db: &Db,
    by: &Caseworker,
    (participant, text): (i32, i64),
    now: DateTime<Utc>,
) -> Result<(), SeenError> {
    let by = by.clone();
    db.write(move |transaction| {
        Box::pin(async move {
            if !by.reaches(transaction, participant).await? {
                return Err(SeenError::NoSuchText);
            }
            let theirs = text_received::Entity::find_by_id(text)
                .filter(text_received::Column::ParticipantId.eq(participant));
            let row = theirs.one(transaction).await?.ok_or(SeenError::NoSuchText)?;
            noted(transaction, (participant, &row), &by.actor(), now).await?;
            Ok(())
        })
    })
    .await
}

/// Somebody was reached in a call: each text of theirs that asked for one before it was dialled is dealt with.
pub(crate) async fn rung(
    transaction: &DatabaseTransaction,
    (participant, dialled): (i32, DateTime<Utc>),
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let asked = theirs(participant)
        .filter(text_received::Column::Asks.eq(Reply::Call.name()))
        .filter(text_received::Column::ReceivedAt.lte(dialled))
        .filter(text_received::Column::SeenAt.is_null());
    for row in asked.all(transaction).await? {
        noted(transaction, (participant, &row), actor, now).await?;
    }
    Ok(())
}

async fn noted(
    transaction: &DatabaseTransaction,
    (participant, row): (i32, &text_received::Model),
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let seen = text_received::ActiveModel {
        seen_at: Set(Some(now)),
        seen_by: Set(Some(actor.to_owned())),
        ..Default::default()
    };
    let seen = text_received::Entity::update_many()
        .set(seen)
        .filter(text_received::Column::Id.eq(row.id))
        .filter(text_received::Column::SeenAt.is_null())
        .exec(transaction)
        .await?;
    if seen.rows_affected == 1 {
        let entry = Entry::new(actor, "text dealt with", &row.asks).about(participant);
        entry.in_study(row.study_id).write(transaction, now).await?;
    }
    Ok(())
}
