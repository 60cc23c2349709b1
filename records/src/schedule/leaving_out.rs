//! People who could not be looked at, since what is held of them cannot be read: nothing is handed over to them, and staff
//! see it. A row stands for as long as that is so.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};

use super::ScheduleError;
use crate::{
    Db,
    auth::{By, Postmaster},
    entity::left_out,
    participants,
    studies::StudyHandle,
};

/// Somebody who is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Who, by study number.
    pub number: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The wave that they sent while the protocol could not be read, where it is that: what they are owed for it is not
    /// known yet.
    pub owed_for: Option<String>,
}

/// Who is left out in a study, for who looks after its messages, the longest first.
///
/// # Errors
/// When they look after another's, or the database fails.
pub async fn left_out(
    db: &Db,
    by: &By<Postmaster>,
    study: &StudyHandle,
) -> Result<Vec<LeftOut>, ScheduleError> {
    if !by.may_in(study) {
        return Err(ScheduleError::NotTheirs);
    }
    let rows = left_out::Entity::find().filter(left_out::Column::StudyId.eq(study.id));
    let rows = rows.order_by_asc(left_out::Column::Id).all(db.read()).await?;
    let people = rows.iter().map(|row| row.participant_id);
    let numbers = participants::numbers(db.read(), people).await?;
    let told = rows.into_iter().map(|row| LeftOut {
        number: numbers.get(&row.participant_id).cloned().unwrap_or_default(),
        since: row.since,
        owed_for: row.wave_key,
    });
    Ok(told.collect())
}

/// These, and nobody else, could not be looked at just now.
pub(super) async fn note(
    db: &Db,
    study: i32,
    people: Vec<i32>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let looked = Condition::all()
        .add(left_out::Column::StudyId.eq(study))
        .add(left_out::Column::WaveKey.is_null());
    let stands = left_out::Entity::find().filter(looked.clone()).all(db.read()).await?;
    let stands: BTreeSet<_> = stands.into_iter().map(|row| row.participant_id).collect();
    if stands == people.iter().copied().collect() {
        return Ok(());
    }
    db.write(move |transaction| {
        Box::pin(async move {
            let others = left_out::Column::ParticipantId.is_not_in(people.iter().copied());
            let read_again = left_out::Entity::delete_many().filter(looked).filter(others);
            read_again.exec(transaction).await?;
            for person in people {
                let row = left_out::ActiveModel {
                    once: Set(format!("look at {person}")),
                    study_id: Set(study),
                    participant_id: Set(person),
                    since: Set(now),
                    ..Default::default()
                };
                let there = OnConflict::column(left_out::Column::Once).do_nothing().to_owned();
                let new = left_out::Entity::insert(row).on_conflict(there);
                new.exec_without_returning(transaction).await?;
            }
            Ok(())
        })
    })
    .await
}
