//! Everything that the registers have about somebody, for the answer to their own request. A complaint that
//! they did not tie to themselves is about nobody, and cannot be found here.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::registers::{Event, Reference};

use super::{Written, events, reading};
use crate::{Db, entity::register_entry};

/// An entry about somebody.
pub(crate) struct About {
    /// How it is spoken of.
    pub reference: Reference,
    /// What happened, oldest first, and what was written of it.
    pub events: Vec<(Event, Written)>,
}

/// The entries about a participant, oldest first.
pub(crate) async fn about(db: &Db, person: i32) -> Result<Vec<About>, DbErr> {
    let theirs = register_entry::Column::ParticipantId.eq(person);
    let rows = register_entry::Entity::find().filter(theirs);
    let rows = rows.order_by_asc(register_entry::Column::Id).all(db.read()).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut happened = events::of_all(db.read(), &ids).await?;
    let mut all = Vec::new();
    for row in rows {
        let events = happened.remove(&row.id).unwrap_or_default();
        let events = reading::with_words(db, row.id, events).await?;
        all.push(About { reference: events::reference(&row)?, events });
    }
    Ok(all)
}
