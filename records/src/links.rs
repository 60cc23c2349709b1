//! Personal links. A token is derived from person, wave and generation, so printing it again gives
//! the same one and takes none back; the database holds only its hash.

mod code;

mod revoking;

mod together;

mod opening;

mod whose;

pub mod codes;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult,
    QueryFilter, QueryOrder, Statement, sea_query::OnConflict,
};
use surveys::{facts::Allocation, keys::WaveKey};

pub use code::ShortCode;
pub(crate) use opening::{opened, openings};
use revoking::revoke;
pub(crate) use revoking::revoked_since;
pub(crate) use together::{WayIn, ways_in};
pub use whose::in_trouble;

use crate::{
    Db,
    audit::Entry,
    auth::{By, Caseworker, Opened, Participant},
    entity::link,
    gather::of_few_lengths,
    participants, secret, stopping,
    studies::{self, StudyHandle},
};

/// Why a link leads nowhere.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// No link has this token.
    #[error("there is no such link")]
    Unknown,
    /// A newer link was issued in its place.
    #[error("the link was replaced by a newer one")]
    Revoked,
    /// Nobody has this study number.
    #[error("nobody in the study has this number")]
    NoSuchParticipant,
    /// The study has no such wave.
    #[error("the study has no such wave")]
    NoSuchWave,
    /// They died, or their name was deleted.
    #[error("they died, or their name was deleted: there is nobody to open it")]
    Ended,
    /// A short code is asked for with a birthday, and none is on record.
    #[error("no date of birth is on record")]
    NoBirthday,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// The token of a person's link to a wave; the link is issued when there is none yet.
///
/// # Errors
/// When the person is unknown or none of theirs, the wave is unknown, or the database fails.
pub async fn print(
    db: &Db,
    by: By<Caseworker>,
    study: &StudyHandle,
    study_number: &str,
    wave: &WaveKey,
    now: DateTime<Utc>,
) -> Result<String, LinkError> {
    if study.study().wave(wave).is_none() {
        return Err(LinkError::NoSuchWave);
    }
    let (study, number, wave) = (study.clone(), study_number.to_owned(), wave.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let person = by.finds(transaction, &study, &number).await?;
            let person = person.ok_or(LinkError::NoSuchParticipant)?;
            issue(transaction, &study.secret, person.id, &wave, now).await.map_err(Into::into)
        })
    })
    .await
}

/// A new token of a person's link to a wave. Those before it, and their short codes, lead nowhere from
/// now on.
///
/// # Errors
/// When the person or the wave is unknown, or the database fails.
pub async fn issue_again(
    db: &Db,
    by: By<Caseworker>,
    study: &StudyHandle,
    study_number: &str,
    wave: &WaveKey,
    now: DateTime<Utc>,
) -> Result<String, LinkError> {
    if study.study().wave(wave).is_none() {
        return Err(LinkError::NoSuchWave);
    }
    let (study, number, wave) = (study.clone(), study_number.to_owned(), wave.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let person = by.finds(transaction, &study, &number).await?;
            let person = person.ok_or(LinkError::NoSuchParticipant)?.id;
            participants::hold(transaction, [person]).await?;
            if stopping::state(transaction, person).await?.is_over() {
                return Err(LinkError::Ended);
            }
            let before = latest(transaction, person, &wave).await?;
            let generation = before.map_or(1, |before| before.generation + 1);
            revoke(transaction, person, &wave, now).await?;
            make(transaction, &study.secret, person, &wave, generation, now).await?;
            let entry = Entry::new(&by.actor(), "link issued again", wave.as_str());
            entry.about(person).in_study(study.id).write(transaction, now).await?;
            Ok(token(&study.secret, person, &wave, generation))
        })
    })
    .await
}

/// The token of the link that leads on, where it was made before.
pub(crate) async fn issued(
    connection: &impl ConnectionTrait,
    secret: &[u8],
    participant: i32,
    wave: &WaveKey,
) -> Result<Option<String>, DbErr> {
    let link = latest(connection, participant, wave).await?;
    Ok(link.map(|link| token(secret, participant, wave, link.generation)))
}

/// The token, with its row made when it is not there.
pub(crate) async fn issue(
    transaction: &impl ConnectionTrait,
    secret: &[u8],
    participant: i32,
    wave: &WaveKey,
    now: DateTime<Utc>,
) -> Result<String, DbErr> {
    let link = current(transaction, secret, participant, wave, now).await?;
    Ok(token(secret, participant, wave, link.generation))
}

/// The link that leads on, made when there is none. Two who make it at once, for an email and for a text, make one.
async fn current(
    transaction: &impl ConnectionTrait,
    secret: &[u8],
    participant: i32,
    wave: &WaveKey,
    now: DateTime<Utc>,
) -> Result<link::Model, DbErr> {
    if let Some(link) = latest(transaction, participant, wave).await? {
        return Ok(link);
    }
    make(transaction, secret, participant, wave, 1, now).await?;
    let made = latest(transaction, participant, wave).await?;
    made.ok_or_else(|| DbErr::RecordNotFound("link".to_owned()))
}

async fn latest(
    connection: &impl ConnectionTrait,
    participant: i32,
    wave: &WaveKey,
) -> Result<Option<link::Model>, DbErr> {
    link::Entity::find()
        .filter(link::Column::ParticipantId.eq(participant))
        .filter(link::Column::WaveKey.eq(wave.as_str()))
        .order_by_desc(link::Column::Generation)
        .one(connection)
        .await
}

async fn make(
    transaction: &impl ConnectionTrait,
    secret: &[u8],
    participant: i32,
    wave: &WaveKey,
    generation: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = new(secret, (participant, wave, generation), now);
    let before = OnConflict::new().do_nothing().to_owned();
    let made = link::Entity::insert(row).on_conflict(before);
    made.exec_without_returning(transaction).await.map(drop)
}

fn new(
    secret: &[u8],
    (participant, wave, generation): (i32, &WaveKey, i32),
    now: DateTime<Utc>,
) -> link::ActiveModel {
    link::ActiveModel {
        participant_id: Set(participant),
        wave_key: Set(wave.to_string()),
        generation: Set(generation),
        token_hash: Set(secret::hashed(&token(secret, participant, wave, generation))),
        issued_at: Set(now),
        wrong_tries: Set(0),
        ..Default::default()
    }
}

fn token(secret: &[u8], participant: i32, wave: &WaveKey, generation: i32) -> String {
    let about = format!("{participant}|{wave}|{generation}");
    secret::crockford26(&secret::keyed(secret, "link", &about))
}

/// A link with all that it leads to.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Row {
    token_hash: Vec<u8>,
    link_id: i32,
    revoked_at: Option<DateTime<Utc>>,
    wave_key: String,
    participant_id: i32,
    study_number: String,
    language: Option<String>,
    study_id: i32,
    study_key: String,
    revision: i32,
    secret: Vec<u8>,
    arm: Option<String>,
    cohort: Option<i32>,
    randomised_on: Option<NaiveDate>,
    survey_version_id: Option<i32>,
}

const OPEN: &str = "SELECT l.token_hash, l.id AS link_id, l.revoked_at, l.wave_key, \
    p.id AS participant_id, p.study_number, p.language, s.id AS study_id, s.key AS study_key, s.revision, s.secret, a.arm, \
    a.cohort, a.randomised_on, w.survey_version_id FROM link l \
    JOIN participant p ON p.id = l.participant_id JOIN study s ON s.id = p.study_id \
    LEFT JOIN wave w ON w.study_id = s.id AND w.key = l.wave_key \
    LEFT JOIN allocation a ON a.participant_id = p.id WHERE l.token_hash IN";

/// Links by the hashes of their tokens.
pub(crate) async fn by_hash(
    connection: &impl ConnectionTrait,
    hashes: Vec<Vec<u8>>,
) -> Result<HashMap<Vec<u8>, Row>, DbErr> {
    let hashes = of_few_lengths(hashes);
    let places: Vec<_> = (1..=hashes.len()).map(|place| format!("${place}")).collect();
    let sql = format!("{OPEN} ({})", places.join(", "));
    let hashes = hashes.into_iter().map(Into::into);
    let query = Statement::from_sql_and_values(connection.get_database_backend(), sql, hashes);
    let rows = Row::find_by_statement(query).all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.token_hash.clone(), row)).collect())
}

/// Lets in whoever opens a link. Nothing is written: programs that scan mail open links too.
///
/// A token is read as people copy it: without regard to case, with O for 0 and I or L for 1.
///
/// # Errors
/// When no link has this token, or it was replaced, or the database fails.
pub async fn open(
    db: &Db,
    token: &str,
    proof: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Participant, LinkError> {
    let hash = secret::hashed(&as_printed(token));
    let row = db.link(hash).await?.ok_or(LinkError::Unknown)?;
    if row.revoked_at.is_some() {
        return Err(LinkError::Revoked);
    }
    let study = studies::by_revision(db, row.study_id, row.revision).await?;
    let wave = study.waves.iter().position(|wave| wave.key.as_str() == row.wave_key);
    let (wave, survey_version) = wave.zip(row.survey_version_id).ok_or(LinkError::NoSuchWave)?;
    let allocation = match (row.arm, row.cohort, row.randomised_on) {
        (Some(arm), Some(cohort), Some(on)) => Some(Allocation { arm, cohort, on }),
        _ => None,
    };
    let opened = Opened {
        participant_id: row.participant_id,
        number: row.study_number,
        language: row.language,
        link_id: Some(row.link_id),
        wave,
        survey_version,
        study,
        secret: db.vault.keys.open_secret(&row.study_key, &row.secret)?,
        allocation,
    };
    Ok(Participant::admit(db, opened, proof, now).await?)
}

fn as_printed(token: &str) -> String {
    token.chars().filter(|c| *c != '-').map(secret::as_printed).collect()
}
