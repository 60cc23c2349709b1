//! Short codes, for text messages and letters. Eight characters are few enough to be guessed by a
//! machine, so a code opens nothing without the day and month of birth, and rests after a few wrong
//! tries. Whoever tries does not learn whether there is such a code.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult,
    QueryFilter, Statement,
};
use surveys::keys::WaveKey;

use super::{LinkError, ShortCode, current, token};
use crate::{
    Db,
    audit::Entry,
    auth::{self, Birthday, By, Caseworker, Tries},
    entity::{link, short_code},
    secret,
    stored::At,
    studies::{self, StudyHandle},
};

/// Somebody who gave a right code and birthday: their link, and what shows that they did.
#[derive(Debug)]
pub struct Entered {
    /// The token of their link.
    pub token: String,
    /// The device's proof that the birthday was given on it.
    pub proof: String,
}

/// Why a code does not lead on.
#[derive(Debug, thiserror::Error)]
pub enum CodeError {
    /// No such code, another birthday, or too many wrong tries: nobody is told which.
    #[error("the code and the birthday do not belong together")]
    Wrong,
    /// Both are right, and a newer link was issued.
    #[error("the link was replaced by a newer one")]
    Replaced,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// The code of a person's link to a wave; it is the same each time. Both are issued when there are
/// none yet.
///
/// # Errors
/// When the person is unknown or none of theirs, the wave is unknown, no date of birth is on record, or the
/// database fails.
pub async fn print(
    db: &Db,
    by: &By<Caseworker>,
    study: &StudyHandle,
    study_number: &str,
    wave: &WaveKey,
    now: DateTime<Utc>,
) -> Result<ShortCode, LinkError> {
    if study.study().wave(wave).is_none() {
        return Err(LinkError::NoSuchWave);
    }
    let person = by.finds(db.read(), study, study_number).await?;
    let person = person.ok_or(LinkError::NoSuchParticipant)?.id;
    let at = At { participant: person, wave: wave.clone() };
    let study = study.clone();
    db.write_about(at.clone(), move |transaction, stored| {
        Box::pin(async move {
            if stored.kept.dob.is_none() {
                return Err(LinkError::NoBirthday);
            }
            Ok(issue(transaction, &study.secret, &at, now).await?)
        })
    })
    .await
}

/// The same for a message that is sent; none when no date of birth is on record.
pub(crate) async fn issued(
    db: &Db,
    secret: Vec<u8>,
    at: At,
    now: DateTime<Utc>,
) -> Result<Option<ShortCode>, DbErr> {
    db.write_about(at.clone(), move |transaction, stored| {
        Box::pin(async move {
            if stored.kept.dob.is_none() {
                return Ok(None);
            }
            issue(transaction, &secret, &at, now).await.map(Some)
        })
    })
    .await
}

async fn issue(
    transaction: &impl ConnectionTrait,
    secret: &[u8],
    at: &At,
    now: DateTime<Utc>,
) -> Result<ShortCode, DbErr> {
    let link = current(transaction, secret, at.participant, &at.wave, now).await?;
    let held = short_code::Entity::find_by_id(link.id).one(transaction).await?;
    if let Some(held) = held {
        return Ok(derived(secret, &link, held.attempt));
    }
    make(transaction, secret, &link).await
}

/// Makes the code of a link that has none. With 20,000 codes in a study, one in five thousand studies has two that are alike.
pub(super) async fn make(
    transaction: &impl ConnectionTrait,
    secret: &[u8],
    link: &link::Model,
) -> Result<ShortCode, DbErr> {
    for attempt in 0.. {
        let code = derived(secret, link, attempt);
        let hash = code.keyed(secret);
        let taken = short_code::Column::CodeHash.eq(hash.clone());
        if short_code::Entity::find().filter(taken).one(transaction).await?.is_some() {
            continue;
        }
        let row = new(link, hash, attempt);
        short_code::Entity::insert(row).exec_without_returning(transaction).await?;
        return Ok(code);
    }
    Err(DbErr::Custom("every short code is taken".to_owned()))
}

pub(super) fn derived(secret: &[u8], link: &link::Model, attempt: i32) -> ShortCode {
    let link::Model { participant_id, wave_key, generation, .. } = link;
    let about = format!("{participant_id}|{wave_key}|{generation}|{attempt}");
    ShortCode::from_bytes(&secret::keyed(secret, "code of a link", &about))
}

pub(super) fn new(link: &link::Model, hash: Vec<u8>, attempt: i32) -> short_code::ActiveModel {
    short_code::ActiveModel {
        link_id: Set(link.id),
        code_hash: Set(hash),
        attempt: Set(attempt),
        wrong_tries: Set(0),
        tried_at: Set(None),
    }
}

/// Lets in whoever gives a code with its person's day and month of birth.
///
/// # Errors
/// When they do not belong together, or did too often before, or the database fails.
pub async fn enter(
    db: &Db,
    code: &ShortCode,
    birthday: Birthday,
    now: DateTime<Utc>,
) -> Result<Entered, CodeError> {
    for secret in studies::secrets(db).await? {
        let Some(row) = by_hash(db, code.keyed(&secret)).await? else { continue };
        match tried(db, &secret, row, birthday, now).await {
            Err(CodeError::Wrong) => {}
            other => return other,
        }
    }
    Err(CodeError::Wrong)
}

/// A code with the link that it stands for.
#[derive(Debug, FromQueryResult)]
struct Row {
    link_id: i32,
    participant_id: i32,
    study_number: String,
    wave_key: String,
    generation: i32,
    revoked_at: Option<DateTime<Utc>>,
}

const FIND: &str = "SELECT c.link_id, l.participant_id, p.study_number, l.wave_key, l.generation, \
    l.revoked_at FROM short_code c JOIN link l ON l.id = c.link_id \
    JOIN participant p ON p.id = l.participant_id WHERE c.code_hash = $1";

async fn by_hash(db: &Db, hash: Vec<u8>) -> Result<Option<Row>, DbErr> {
    let backend = db.read().get_database_backend();
    let query = Statement::from_sql_and_values(backend, FIND, [hash.into()]);
    Row::find_by_statement(query).one(db.read()).await
}

async fn tried(
    db: &Db,
    secret: &[u8],
    row: Row,
    given: Birthday,
    now: DateTime<Utc>,
) -> Result<Entered, CodeError> {
    let wave = WaveKey::new(&row.wave_key).map_err(|_| CodeError::Wrong)?;
    let at = At { participant: row.participant_id, wave: wave.clone() };
    // A wrong try is a fact that is kept, so it is no error inside the transaction.
    let right = db.write_about(at, move |transaction, stored| {
        let dob = stored.kept.dob;
        Box::pin(async move {
            let right = dob.is_some_and(|dob| given.is_of(dob));
            let looked_at = count(transaction, row.link_id, right, now).await?;
            let entry = match right {
                true => Entry::new(&row.study_number, "person check passed", "short code"),
                false => Entry::new("nobody", "person check failed", "short code"),
            };
            if looked_at && right && row.revoked_at.is_none() {
                super::opened(transaction, row.link_id, now).await?;
            }
            if looked_at && !(right && row.revoked_at.is_some()) {
                entry.about(row.participant_id).write(transaction, now).await?;
            }
            Ok::<_, DbErr>((looked_at && right).then_some(row))
        })
    });
    let row = right.await?.ok_or(CodeError::Wrong)?;
    if row.revoked_at.is_some() {
        return Err(CodeError::Replaced);
    }
    let token = token(secret, row.participant_id, &wave, row.generation);
    Ok(Entered { token, proof: auth::shown(secret, row.participant_id, now) })
}

/// Counts a try. Whether it is looked at: it is not while the code is at rest.
async fn count(
    transaction: &impl ConnectionTrait,
    link_id: i32,
    right: bool,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = short_code::Entity::find_by_id(link_id).one(transaction).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("short code".to_owned()))?;
    let before = Tries { wrong: row.wrong_tries, last: row.tried_at };
    let Some(after) = before.and_one(right, now) else { return Ok(false) };
    let counted = short_code::ActiveModel {
        link_id: Set(link_id),
        wrong_tries: Set(after.wrong),
        tried_at: Set(after.last),
        ..Default::default()
    };
    short_code::Entity::update(counted).exec(transaction).await?;
    Ok(true)
}
