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
pub(super) const TOGETHER: usize = 500;

/// What one person is sent.
pub(super) struct Theirs {
    pub id: i32,
    /// From what their waves are counted.
    pub dates: Dates,
    pub planned: Vec<Planned>,
}

/// Goes through everybody who is enrolled in a study.
pub(crate) struct Walk {
    study: i32,
    last: i32,
}

impl Walk {
    /// From the first on, in the study of this row.
    pub const fn through(study: i32) -> Self {
        Self { study, last: 0 }
    }

    /// The next of them by row, at least one; none when there is nobody more.
    pub async fn next(
        &mut self,
        connection: &impl ConnectionTrait,
    ) -> Result<Option<Vec<i32>>, DbErr> {
        let people: Vec<i32> = participant::Entity::find()
            .select_only()
            .column(participant::Column::Id)
            .filter(participant::Column::StudyId.eq(self.study))
            .filter(participant::Column::Id.gt(self.last))
            .order_by_asc(participant::Column::Id)
            .limit(TOGETHER as u64)
            .into_tuple()
            .all(connection)
            .await?;
        let Some(last) = people.last() else { return Ok(None) };
        self.last = *last;
        Ok(Some(people))
    }
}

/// What each of these people is sent.
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
