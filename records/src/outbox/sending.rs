//! Taking messages from the outbox. Any number of workers may do this at once: each row is claimed for
//! a minute, and whoever vanishes with it is found out when the minute has passed.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType},
};

use super::{
    Channel, State, Template,
    letter::{self, Unwritten},
    may_send::may_send,
    settling::{Outcome, settle, wait},
};
use crate::{Db, entity::outbox, secret, senders::Sender, stores::Unusable};

/// Rows that are claimed at a time.
const TOGETHER: u64 = 20;
/// How long a row is its worker's.
const CLAIM: TimeDelta = TimeDelta::minutes(1);

/// What a worker sends with.
#[derive(Clone, Debug)]
pub struct Post {
    pub(super) sender: Sender,
    /// Where links point, without a slash at the end.
    pub(super) public_url: String,
    /// Who claims: no two workers have the same.
    pub(super) worker: String,
}

impl Post {
    /// A worker's own, with what takes messages away and where links point.
    #[must_use]
    pub fn new(sender: Sender, public_url: String) -> Self {
        Self { sender, public_url, worker: secret::crockford26(&secret::random()) }
    }

    /// An address at which nobody reads, for what is about no study.
    pub(super) fn no_reply(&self) -> String {
        let host = self.public_url.split("://").nth(1).unwrap_or_default();
        let host = host.split([':', '/']).next().unwrap_or_default();
        let is_name = host.contains('.') && host.contains(|c: char| c.is_ascii_alphabetic());
        format!("no-reply@{}", if is_name { host } else { "localhost" })
    }
}

/// Sends what is due, a few at a time: how many rows were taken up.
///
/// # Errors
/// When the database fails. What was claimed by then is claimed again when its minute has passed.
pub async fn send_due(db: &Db, post: &Post, now: DateTime<Utc>) -> Result<usize, Unusable> {
    if due(now).one(db.read()).await?.is_none() {
        return Ok(0);
    }
    let (worker, mut taken) = (post.worker.clone(), 0);
    let claimed = db.write::<_, DbErr>(move |transaction| {
        Box::pin(async move { claim(transaction, worker, now).await })
    });
    for row in claimed.await? {
        let outcome = attempt(db, post, &row, now).await?;
        settle(db, post, row, outcome, now).await?;
        taken += 1;
    }
    Ok(taken)
}

fn due(now: DateTime<Utc>) -> sea_orm::Select<outbox::Entity> {
    let free = Condition::any()
        .add(outbox::Column::HeldUntil.is_null())
        .add(outbox::Column::HeldUntil.lte(now));
    outbox::Entity::find()
        .filter(outbox::Column::State.eq(State::Waiting.name()))
        .filter(outbox::Column::NotBefore.lte(now))
        .filter(free)
}

/// Claims some of what is due. The rows are told as they were before.
async fn claim(
    transaction: &DatabaseTransaction,
    worker: String,
    now: DateTime<Utc>,
) -> Result<Vec<outbox::Model>, DbErr> {
    let rows = due(now)
        .order_by_asc(outbox::Column::NotBefore)
        .order_by_asc(outbox::Column::Id)
        .limit(TOGETHER)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(transaction)
        .await?;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::HeldBy, Expr::value(worker))
        .col_expr(outbox::Column::HeldUntil, Expr::value(now + CLAIM))
        .col_expr(outbox::Column::Attempts, Expr::col(outbox::Column::Attempts).add(1))
        .filter(outbox::Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(transaction)
        .await?;
    Ok(rows)
}

async fn attempt(
    db: &Db,
    post: &Post,
    row: &outbox::Model,
    now: DateTime<Utc>,
) -> Result<Outcome, DbErr> {
    let known = (Template::by_name(&row.template), Channel::by_name(&row.channel));
    let (Some(template), Some(channel)) = known else {
        return Ok(Outcome::Again("this version of the program does not know it".to_owned()));
    };
    // Whoever had claimed it is gone, and may have sent it with their last breath.
    if row.held_by.is_some() {
        if wait(row).is_none() {
            return Ok(Outcome::Vanished);
        }
        match post.sender.has_sent(&super::name(row), channel) {
            Ok(true) => return Ok(Outcome::Sent),
            Ok(false) => {}
            Err(error) => return Ok(error.into()),
        }
    }
    if let Err(reason) = may_send(db, row, template, channel, now).await? {
        return Ok(reason.into());
    }
    let letter = match letter::write(db, post, row, (template, channel), now).await {
        Ok(letter) => letter,
        Err(Unwritten::Database(error)) => return Err(error),
        Err(unfit @ Unwritten::Unfit(_)) => return Ok(Outcome::Failed(unfit.to_string())),
        Err(unwritten) => return Ok(Outcome::NotSent(unwritten.to_string())),
    };
    Ok(match post.sender.send(letter, now).await {
        Ok(()) => Outcome::Sent,
        Err(error) => error.into(),
    })
}
