//! The messages of a study that would go now and that only a hold keeps.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, QueryFilter, QueryOrder};
use surveys::keys::{StepKey, WaveKey};

use super::{Channel, Template, claiming::due_at, planned::Step};
use crate::{Db, entity::outbox};

/// One of them.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub person: i32,
    /// About which wave, and as which step of its protocol, if it is a contact of one.
    pub wave: String,
    pub step: Option<(WaveKey, StepKey)>,
    pub channel: Channel,
    /// Which message.
    pub message: String,
}

/// All that waits, in the order in which it would go. Whether each still may is not asked here.
pub(crate) async fn kept(db: &Db, study: i32, now: DateTime<Utc>) -> Result<Vec<Kept>, DbErr> {
    let can_be = Template::ALL.into_iter().filter(|template| template.can_be_held());
    let rows = due_at(now)
        .filter(outbox::Column::StudyId.eq(study))
        .filter(outbox::Column::Template.is_in(can_be.map(Template::name)))
        .order_by_asc(outbox::Column::NotBefore)
        .order_by_asc(outbox::Column::Id)
        .all(db.read());
    Ok(rows.await?.into_iter().filter_map(of_row).collect())
}

fn of_row(row: outbox::Model) -> Option<Kept> {
    let facts = super::facts(&row).unwrap_or_default();
    let of = |name: &str| facts.get(name).cloned();
    let step = Step::of(&row).map(|Step { wave, step }| (wave, step));
    Some(Kept {
        person: row.participant_id?,
        channel: Channel::by_name(&row.channel)?,
        wave: row.wave.or_else(|| of("wave")).unwrap_or_default(),
        step,
        message: of("message").unwrap_or(row.template),
    })
}
