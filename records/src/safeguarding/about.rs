//! Everything that was written down about somebody, for the answer to their own request.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::safeguarding::Event;

use super::{events, words, words::Words};
use crate::{Db, entity::alert};

/// A task about somebody.
pub(crate) struct About {
    /// What raised it.
    pub cause: String,
    /// What happened, oldest first, with what was written.
    pub events: Vec<(Event, Option<Words>)>,
}

/// The tasks about a participant, oldest first.
pub(crate) async fn about(db: &Db, person: i32) -> Result<Vec<About>, DbErr> {
    let theirs = alert::Entity::find().filter(alert::Column::ParticipantId.eq(person));
    let rows = theirs.order_by_asc(alert::Column::Id).all(db.read()).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = words::key_of(&db.vault, person).await?;
    let mut all = Vec::new();
    for row in rows {
        let mut events = Vec::new();
        for event in events::rows(db.read(), row.id).await? {
            let words = words::of(&event, key.as_deref())?;
            events.push((events::read(event)?, words));
        }
        all.push(About { cause: row.cause, events });
    }
    Ok(all)
}
