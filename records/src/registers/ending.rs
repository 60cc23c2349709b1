//! Entries that are closed, whose words go when their time has come.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::registers::{Reference, Register, Standing};

use super::{acting, events};
use crate::{Db, entity::register_entry};

/// The closed entries of a register of which there are words still, oldest first, and when each was closed.
pub(crate) async fn closed(
    db: &Db,
    study: i32,
    register: Register,
) -> Result<Vec<(Reference, DateTime<Utc>)>, DbErr> {
    let rows = register_entry::Entity::find()
        .filter(register_entry::Column::StudyId.eq(study))
        .filter(register_entry::Column::Register.eq(register.name()))
        .order_by_asc(register_entry::Column::Id)
        .all(db.read())
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let happened = events::of_all(db.read(), &ids).await?;
    let mut closed = Vec::new();
    for row in rows {
        let events = happened.get(&row.id).map_or(&[][..], Vec::as_slice);
        let standing = Standing::of(register, events.iter().map(|(_, event)| event));
        let is_over = standing.is_some_and(|standing| is_over(&standing));
        if let Some(at) = events::closed_at(events).filter(|_| is_over) {
            closed.push((events::reference(&row)?, at));
        }
    }
    Ok(closed)
}

/// Destroys the words of an entry that was closed at this time and not opened again since: whether it did. What
/// somebody noted on it afterwards goes too.
pub(crate) async fn forget(
    transaction: &DatabaseTransaction,
    (study, number, closed_at): (i32, i32, DateTime<Utc>),
    by: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Some(held) = events::hold(transaction, study, number).await? else { return Ok(false) };
    if !is_over(&held.standing) || held.closed_at != Some(closed_at) {
        return Ok(false);
    }
    acting::destroy(transaction, &held, by.to_owned(), now).await?;
    Ok(true)
}

/// Closed, with words still.
fn is_over(standing: &Standing) -> bool {
    standing.closed.is_some() && !standing.words_destroyed
}
