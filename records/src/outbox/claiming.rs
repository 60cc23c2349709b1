//! Which messages are due, and whose they are. Each row is claimed for a minute, and whoever vanishes with it is found
//! out when the minute has passed.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType},
};

use super::{State, Template, Wire, handing::HELD, holding, printing, settling::LONGEST_WAIT};
use crate::{Db, entity::outbox, leases::APART};

/// How long a row is its worker's.
const CLAIM: TimeDelta = TimeDelta::minutes(1);

/// What is claimed of what is due.
#[derive(Clone)]
pub(super) struct Claim {
    pub wire: Wire,
    /// How many rows at most.
    pub many: u64,
    /// These are in hand.
    pub but: Vec<i64>,
}

/// Claims some of what is due. The rows are told as they were before.
pub(super) async fn claim(
    db: &Db,
    worker: &str,
    which: Claim,
    now: DateTime<Utc>,
) -> Result<Vec<outbox::Model>, DbErr> {
    if due(&which, now).one(db.read()).await?.is_none() {
        return Ok(Vec::new());
    }
    let worker = worker.to_owned();
    db.write(move |transaction| {
        Box::pin(async move { claimed(transaction, worker, &which, now).await })
    })
    .await
}

fn due(which: &Claim, now: DateTime<Utc>) -> Select<outbox::Entity> {
    // What a newer program sends in a way that is not known here is told apart by whoever sends mail.
    let way = outbox::Column::Channel;
    let texts = Wire::Sms.channel().name();
    let way = match which.wire {
        Wire::Sms => way.eq(texts),
        Wire::Email => way.ne(texts),
    };
    // What somebody was giving away when they vanished is looked up while others are held.
    let in_hand = outbox::Column::Id.is_in(which.but.iter().copied());
    let is_free = holding::free().add(outbox::Column::HandingSince.is_not_null());
    due_at(now)
        .filter(way)
        .filter(in_hand.not())
        .filter(is_free)
        .filter(printing::is_not_for_printing(now))
}

/// What would be claimed if nothing were held.
pub(super) fn due_at(now: DateTime<Utc>) -> Select<outbox::Entity> {
    let free = Condition::any()
        .add(outbox::Column::HeldUntil.is_null())
        .add(outbox::Column::HeldUntil.lte(now))
        .add(by_a_clock_that_was_ahead(now));
    outbox::Entity::find()
        .filter(outbox::Column::State.eq(State::Waiting.name()))
        .filter(outbox::Column::NotBefore.lte(now))
        .filter(free)
}

/// Nobody is given a row for so long, and none waits so long for its next attempt: the clock that says so was ahead, and was
/// set back. Whoever has the row still loses it like one whose minute has passed.
fn by_a_clock_that_was_ahead(now: DateTime<Utc>) -> Condition {
    let in_hand = Condition::all()
        .add(outbox::Column::HeldBy.is_not_null())
        .add(outbox::Column::HeldUntil.gt(now + HELD + APART));
    let waits = outbox::Column::HeldUntil.gt(now + LONGEST_WAIT + APART);
    Condition::any().add(in_hand).add(waits)
}

async fn claimed(
    transaction: &DatabaseTransaction,
    worker: String,
    which: &Claim,
    now: DateTime<Utc>,
) -> Result<Vec<outbox::Model>, DbErr> {
    let kept = Template::ALL.into_iter().filter(|template| template.can_be_held());
    let kept: Vec<_> = kept.map(Template::name).collect();
    // Thousands of reminders that are due at ten keep nobody from what cannot wait: an alert, a receipt, a way in.
    let urgent = due(which, now).filter(outbox::Column::Template.is_not_in(kept.clone()));
    let mut rows = first(transaction, urgent, which.many).await?;
    let room = which.many.saturating_sub(rows.len() as u64);
    if room > 0 {
        let others = due(which, now).filter(outbox::Column::Template.is_in(kept));
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
    rows: Select<outbox::Entity>,
    many: u64,
) -> Result<Vec<outbox::Model>, DbErr> {
    rows.order_by_asc(outbox::Column::NotBefore)
        .order_by_asc(outbox::Column::Id)
        .limit(many)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(transaction)
        .await
}
