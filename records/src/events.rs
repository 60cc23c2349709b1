//! Dated events from outside the surveys: support, jobs, deaths.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter,
};

pub use surveys::events::EventKind;
use surveys::{events::FirstDays, study::Study, waves::Wave};

use crate::{
    Db, audit, entity::event, participants, short_rows::of_people, stopping, studies::StudyHandle,
};

/// One row of an event file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns of the file, under their own names")]
pub struct EventRow {
    pub study_number: String,
    pub kind: EventKind,
    pub on: NaiveDate,
}

/// What importing came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventReport {
    /// Events that were not known before.
    pub new: usize,
    /// Events that were.
    pub unchanged: usize,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// Rows, from 0, that name nobody in the study, and the number they name.
    #[error("{} of the rows name nobody in the study", .0.len())]
    Unknown(Vec<(usize, String)>),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Imports every event, or none. The same event again changes nothing.
///
/// # Errors
/// When a row names nobody in the study, or the database fails.
pub async fn import(
    db: &Db,
    study: &StudyHandle,
    rows: Vec<EventRow>,
    now: DateTime<Utc>,
) -> Result<EventReport, EventError> {
    let study = study.clone();
    db.write(move |transaction| {
        Box::pin(async move { import_in(transaction, &study, &rows, now).await })
    })
    .await
}

async fn import_in(
    transaction: &DatabaseTransaction,
    study: &StudyHandle,
    rows: &[EventRow],
    now: DateTime<Utc>,
) -> Result<EventReport, EventError> {
    let mut report = EventReport::default();
    let mut unknown = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let person = participants::by_number(transaction, study, &row.study_number).await?;
        let Some(person) = person else {
            unknown.push((place, row.study_number.clone()));
            continue;
        };
        if happened(transaction, person.id, row.kind, row.on, now).await? {
            report.new += 1;
        } else {
            report.unchanged += 1;
        }
        if row.kind == EventKind::Death {
            stopping::died(transaction, (person.id, "command line"), row.on, now).await?;
        }
    }
    if !unknown.is_empty() {
        return Err(EventError::Unknown(unknown));
    }
    if report.new > 0 {
        let told = format!("{}: {} events", study.study().key, report.new);
        audit::write(transaction, "command line", "events imported", &told, now).await?;
    }
    Ok(report)
}

/// Keeps an event. Whether it was not known before.
pub(crate) async fn happened(
    transaction: &impl ConnectionTrait,
    participant: i32,
    kind: EventKind,
    on: NaiveDate,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let known = event::Entity::find()
        .filter(event::Column::ParticipantId.eq(participant))
        .filter(event::Column::Kind.eq(kind.name()))
        .filter(event::Column::HappenedOn.eq(on))
        .count(transaction)
        .await?;
    if known > 0 {
        return Ok(false);
    }
    let happened = event::ActiveModel {
        participant_id: Set(participant),
        kind: Set(kind.name().to_owned()),
        happened_on: Set(on),
        recorded_at: Set(now),
        ..Default::default()
    };
    event::Entity::insert(happened).exec_without_returning(transaction).await?;
    Ok(true)
}

/// The first day of each kind of event that each of them had, as far as a wave of the study is counted from one. Whoever
/// had none is not among them.
pub(crate) async fn first_days(
    connection: &impl ConnectionTrait,
    study: &Study,
    participants: &[i32],
) -> Result<HashMap<i32, FirstDays>, DbErr> {
    let mut days: HashMap<i32, FirstDays> = HashMap::new();
    if !study.waves.iter().any(Wave::hangs_on_events) {
        return Ok(days);
    }
    let theirs = of_people(event::Column::ParticipantId, participants);
    for row in event::Entity::find().filter(theirs).all(connection).await? {
        // A kind that this program does not know is nothing that it counts from.
        if let Some(kind) = EventKind::from_name(&row.kind) {
            days.entry(row.participant_id).or_default().note(kind, row.happened_on);
        }
    }
    Ok(days)
}
