//! The people of a study some at a time, in the order in which they were enrolled: however many there are, no more of them
//! are in memory at once.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use surveys::{
    protocol::Protocol,
    schedule::{self, Planned},
    study::Study,
    waves::Dates,
};

use super::facts;
use crate::{Db, entity::participant};

/// People that are looked at together.
const TOGETHER: u64 = 500;

/// What one person is sent.
pub(super) struct Theirs {
    pub id: i32,
    /// From what their waves are counted.
    pub dates: Dates,
    pub planned: Vec<Planned>,
}

/// Those after the one of this row, and what each is sent. None when there is nobody more.
pub(super) async fn after(
    db: &Db,
    (study, file): (i32, &Study),
    protocol: &Protocol,
    last: i32,
    now: DateTime<Utc>,
) -> Result<Vec<Theirs>, DbErr> {
    let people = enrolled_after(db.read(), study, last).await?;
    of(db, file, protocol, &people, now).await
}

/// The same of these people.
pub(super) async fn of(
    db: &Db,
    file: &Study,
    protocol: &Protocol,
    people: &[i32],
    now: DateTime<Utc>,
) -> Result<Vec<Theirs>, DbErr> {
    let mut facts = facts::of(db, file, people, now).await?;
    let theirs = people.iter().filter_map(|id| {
        let person = facts.remove(id)?;
        let planned = schedule::schedule(protocol, &person, now);
        Some(Theirs { id: *id, dates: person.dates, planned })
    });
    Ok(theirs.collect())
}

/// The same, in the order in which they were named.
pub(crate) async fn planned_for(
    db: &Db,
    file: &Study,
    protocol: &Protocol,
    people: &[i32],
    now: DateTime<Utc>,
) -> Result<Vec<Vec<Planned>>, DbErr> {
    let theirs = of(db, file, protocol, people, now).await?;
    Ok(theirs.into_iter().map(|theirs| theirs.planned).collect())
}

/// Those after the one of this row.
pub(super) async fn enrolled_after(
    connection: &impl ConnectionTrait,
    study: i32,
    last: i32,
) -> Result<Vec<i32>, DbErr> {
    participant::Entity::find()
        .select_only()
        .column(participant::Column::Id)
        .filter(participant::Column::StudyId.eq(study))
        .filter(participant::Column::Id.gt(last))
        .order_by_asc(participant::Column::Id)
        .limit(TOGETHER)
        .into_tuple()
        .all(connection)
        .await
}
