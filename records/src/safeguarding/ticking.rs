//! What time does to alerts: an answer that stands is meant, and a task that nobody has taken is late.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};
use surveys::safeguarding::{Event, Fact, SETTLES_AFTER_SECONDS};

use super::{
    events,
    raising::{About, named, raise},
    saved::settle,
    telling::{self, News},
    waiting::{self, Waiting},
};
use crate::{
    Db, audit,
    entity::{provisional_alert, response},
    participants,
};

/// Who acts where no person does.
const SYSTEM: &str = "system";

/// What one look came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticked {
    /// Answers that had stood long enough, and are alerts now.
    pub settled: usize,
    /// Tasks that nobody has taken when half of the time, or all of it, had gone.
    pub escalated: usize,
}

/// Does what is due. It may run on several servers at once, and again after it was cut off.
///
/// # Errors
/// When the database fails. What was done before that stays done.
pub async fn tick(db: &Db, now: DateTime<Utc>) -> Result<Ticked, DbErr> {
    let mut ticked = Ticked::default();
    let stood = now - TimeDelta::seconds(SETTLES_AFTER_SECONDS);
    let ripe = provisional_alert::Entity::find()
        .filter(provisional_alert::Column::Since.lte(stood))
        .all(db.read())
        .await?;
    for row in ripe {
        let work = db.write(move |transaction| {
            Box::pin(async move { raise_what_stood(transaction, row, stood, now).await })
        });
        ticked.settled += usize::from(work.await?);
    }
    for task in waiting::late(db, now).await? {
        let work = db.write(move |transaction| {
            Box::pin(async move { escalate(transaction, &task, now).await })
        });
        ticked.escalated += usize::from(work.await?);
    }
    Ok(ticked)
}

/// Raises what an answer raises that has stood since `stood`, unless it was changed meanwhile.
async fn raise_what_stood(
    transaction: &DatabaseTransaction,
    row: provisional_alert::Model,
    stood: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let found = response::Entity::find_by_id(row.response_id).one(transaction).await?;
    let Some(response) = found else { return Ok(false) };
    participants::hold(transaction, [response.participant_id]).await?;
    let at = (row.response_id, row.cause.clone());
    let still = provisional_alert::Entity::find_by_id(at).one(transaction).await?;
    let Some(row) = still.filter(|row| row.since <= stood) else { return Ok(false) };
    let Some(level) = events::level(Some(row.level)) else { return Ok(false) };
    let participant = response.participant_id;
    let of = (response.id, response.wave_key.as_str());
    let about = About { participant, response: of, cause: &row.cause };
    raise(transaction, &about, level, "participant", now).await?;
    settle(transaction, response.id, &row.cause).await?;
    Ok(true)
}

/// Writes down when half of the time has gone, and when all of it has, if nobody has taken it.
async fn escalate(
    transaction: &DatabaseTransaction,
    task: &Waiting,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    participants::hold(transaction, [task.participant]).await?;
    let Some(progress) = events::progress(transaction, task.alert).await? else { return Ok(false) };
    let Some(how) = task.is_late(&progress, now) else { return Ok(false) };
    let event = Event { at: now, actor: SYSTEM.to_owned(), fact: Fact::Escalated(how) };
    let number = events::add(transaction, task.alert, &event, None).await?;
    let object = named(task.alert);
    audit::write(transaction, SYSTEM, "safeguarding task escalated", &object, now).await?;
    let at = (task.alert, number);
    telling::tell(transaction, task.participant, at, News::Late(how), now).await?;
    Ok(true)
}
