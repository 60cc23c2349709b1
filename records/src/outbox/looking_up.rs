//! Looking up what was given away and not answered, where the sender can be asked for it.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};

use super::{
    Template, Wire,
    letter::{self, Unwritten},
    may_send::words_again,
    post::Post,
};
use crate::{
    Db,
    entity::outbox,
    senders::{Found, Sought},
};

/// What the sender knows of a message. It is written once more for that, since nothing of it was kept.
pub(super) async fn look_up(
    db: &Db,
    post: &Post,
    row: &outbox::Model,
    ((template, wire), given_away): ((Template, Wire), DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result<Found, DbErr> {
    let words = words_again(db, row, (template, wire.channel()), now).await?;
    let written = match &words {
        Some(words) => letter::write(db, post, row, (template, wire, words), now).await,
        None => Err(Unwritten::Nobody),
    };
    let letter = match written {
        Ok((letter, mark)) => (mark == row.address_mark).then_some(letter),
        Err(Unwritten::Database(error)) => return Err(error),
        Err(_) => None,
    };
    let sought = Sought { name: super::name(row), wire, letter, given_away };
    post.senders.look_up(db, &sought, now).await
}

/// Which of a provider's names are no other message's.
pub(crate) async fn not_known_yet(db: &Db, theirs: Vec<String>) -> Result<Vec<String>, DbErr> {
    let known = outbox::Entity::find().filter(outbox::Column::ProviderId.is_in(theirs.clone()));
    let known: Vec<_> =
        known.all(db.read()).await?.into_iter().map(|row| row.provider_id).collect();
    Ok(theirs.into_iter().filter(|name| !known.contains(&Some(name.clone()))).collect())
}
