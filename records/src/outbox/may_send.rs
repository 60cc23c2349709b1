//! Whether somebody may still be told something. Asked at the moment of sending, and nowhere else.

use chrono::{DateTime, Utc};
use sea_orm::{DbErr, EntityTrait};
use surveys::{calendar, stopping::NotContacted, study::Study};

use super::{Channel, Template};
use crate::{
    Db, consent,
    entity::{outbox, study},
    stopping,
};

/// The one place where it is decided: the consent ledger and what the person stopped. Receipts confirm
/// what somebody did a moment ago, so they need no agreement.
pub(super) async fn may_send(
    db: &Db,
    row: &outbox::Model,
    template: Template,
    channel: Channel,
    now: DateTime<Utc>,
) -> Result<Result<(), NotContacted>, DbErr> {
    let Some(participant) = row.participant_id else { return Ok(Ok(())) };
    if template.is_receipt() {
        return Ok(Ok(()));
    }
    let agreed = consent::state(db.read(), participant).await?;
    let stopped = stopping::state(db.read(), participant).await?;
    let today = calendar::date_in(&timezone(db, row).await?, now);
    Ok(stopped.may_contact(channel.way(), &agreed.permissions, today))
}

async fn timezone(db: &Db, row: &outbox::Model) -> Result<String, DbErr> {
    let study = match row.study_id {
        Some(id) => study::Entity::find_by_id(id).one(db.read()).await?,
        None => None,
    };
    let study = study.and_then(|row| serde_json::from_str::<Study>(&row.definition).ok());
    Ok(study.map_or_else(|| "UTC".to_owned(), |study| study.timezone))
}
