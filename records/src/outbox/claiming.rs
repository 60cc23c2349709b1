//! Which messages are due, and whose they are. Each row is claimed for a minute, and whoever vanishes with it is found
//! out when the minute has passed.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType},
};

use super::{State, Template, holding, printing};
use crate::entity::outbox;

/// Rows that are claimed at a time.
const TOGETHER: u64 = 20;
/// How long a row is its worker's.
pub(super) const CLAIM: TimeDelta = TimeDelta::minutes(1);

pub(super) fn due(now: DateTime<Utc>) -> sea_orm::Select<outbox::Entity> {
    // What somebody was giving away when they vanished is looked up while others are held.
    let is_free = holding::free().add(outbox::Column::HandingSince.is_not_null());
    due_at(now).filter(is_free).filter(printing::is_not_for_printing(now))
}

/// What would be claimed if nothing were held.
pub(super) fn due_at(now: DateTime<Utc>) -> sea_orm::Select<outbox::Entity> {
    let free = Condition::any()
        .add(outbox::Column::HeldUntil.is_null())
        .add(outbox::Column::HeldUntil.lte(now));
    outbox::Entity::find()
        .filter(outbox::Column::State.eq(State::Waiting.name()))
        .filter(outbox::Column::NotBefore.lte(now))
        .filter(free)
}

/// Claims some of what is due. The rows are told as they were before.
pub(super) async fn claim(
    transaction: &DatabaseTransaction,
    worker: String,
    now: DateTime<Utc>,
) -> Result<Vec<outbox::Model>, DbErr> {
    let kept = Template::ALL.into_iter().filter(|template| template.can_be_held());
    let kept: Vec<_> = kept.map(Template::name).collect();
    // Thousands of reminders that are due at ten keep nobody from what cannot wait: an alert, a receipt, a way in.
    let urgent = due(now).filter(outbox::Column::Template.is_not_in(kept.clone()));
    let mut rows = first(transaction, urgent, TOGETHER).await?;
    let room = TOGETHER.saturating_sub(rows.len() as u64);
    if room > 0 {
        let others = due(now).filter(outbox::Column::Template.is_in(kept));
        rows.extend(first(transaction, others, room).await?);
    }
    outbox::Entity::update_many()
        .col_expr(outbox::Column::HeldBy, Expr::value(worker))
        .col_expr(outbox::Column::HeldUntil, Expr::value(now + CLAIM))
        .col_expr(outbox::Column::Attempts, Expr::col(outbox::Column::Attempts).add(1))
        .filter(outbox::Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(transaction)
        .await?;
    Ok(rows)
}

/// Those that have waited longest, and that nobody else is claiming.
async fn first(
    transaction: &DatabaseTransaction,
    rows: sea_orm::Select<outbox::Entity>,
    many: u64,
) -> Result<Vec<outbox::Model>, DbErr> {
    rows.order_by_asc(outbox::Column::NotBefore)
        .order_by_asc(outbox::Column::Id)
        .limit(many)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(transaction)
        .await
}
