//! Entries that are closed, whose words go when their time has come.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::registers::{Event, Fact, Reference, Register, Standing};

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
        let is_over = standing.is_some_and(|all| all.closed.is_some() && !all.words_destroyed);
        let last = events.iter().rev().find(|(_, event)| is_closing(event));
        if let Some((_, event)) = last.filter(|_| is_over) {
            closed.push((events::reference(&row)?, event.at));
        }
    }
    Ok(closed)
}

/// Destroys the words of an entry that was closed at this time and that nobody has touched since: whether it did.
pub(crate) async fn forget(
    transaction: &DatabaseTransaction,
    (study, number, closed_at): (i32, i32, DateTime<Utc>),
    by: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Some(held) = events::hold(transaction, study, number).await? else { return Ok(false) };
    let (_, last) = &held.last;
    if !is_closing(last) || last.at != closed_at {
        return Ok(false);
    }
    acting::destroy(transaction, &held, by.to_owned(), now).await?;
    Ok(true)
}

fn is_closing(event: &Event) -> bool {
    matches!(event.fact, Fact::Closed(_))
}
