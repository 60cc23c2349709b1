//! Taking messages from the outbox. Any number of workers may do this at once: each row is claimed for
//! a minute, and whoever vanishes with it is found out when the minute has passed.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType},
};

use surveys::stopping::NotContacted;

use super::{
    Channel, State, Template,
    letter::{self, Unwritten},
    may_send::may_send,
};
use crate::{
    Db,
    audit::Entry,
    db::Unusable,
    entity::{outbox, participant},
    secret,
    senders::{SendError, Sender},
};

/// Rows that are claimed at a time.
const TOGETHER: u64 = 20;
/// How long a row is its worker's.
const CLAIM: TimeDelta = TimeDelta::minutes(1);
/// How long is waited after each attempt that failed. After the last, nothing is tried any more.
const WAITS: [TimeDelta; 7] = [
    TimeDelta::seconds(30),
    TimeDelta::minutes(2),
    TimeDelta::minutes(10),
    TimeDelta::hours(1),
    TimeDelta::hours(4),
    TimeDelta::hours(12),
    TimeDelta::hours(24),
];

/// How often is asked whether somebody's pause is over.
const ASK: TimeDelta = TimeDelta::hours(1);

/// What a worker sends with.
#[derive(Clone, Debug)]
pub struct Post {
    pub(super) sender: Sender,
    /// Where links point, without a slash at the end.
    pub(super) public_url: String,
    /// Who claims: no two workers have the same.
    worker: String,
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

/// What became of an attempt.
enum Outcome {
    Sent,
    /// It is not to be sent any more, and why.
    NotSent(String),
    /// The person asked for a pause.
    Paused,
    /// Another attempt may go better.
    Again(String),
    /// It needs a person's eyes.
    Failed(String),
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
            return Ok(Outcome::Failed("whoever sent it never came back".to_owned()));
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

impl From<NotContacted> for Outcome {
    fn from(reason: NotContacted) -> Self {
        Self::NotSent(match reason {
            NotContacted::PausedUntil(_) => return Self::Paused,
            NotContacted::Stopped => "the person stopped this".to_owned(),
            NotContacted::NotAgreed => {
                "the person has not agreed to be reached like this".to_owned()
            }
        })
    }
}

impl From<SendError> for Outcome {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Later(reason) => Self::Again(reason),
            SendError::Never(reason) => Self::Failed(reason.to_owned()),
        }
    }
}

/// Writes down what became of it, unless somebody else has claimed the row meanwhile.
async fn settle(
    db: &Db,
    post: &Post,
    row: outbox::Model,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let worker = post.worker.clone();
    db.write(move |transaction| {
        Box::pin(async move {
            let settled = settled(&row, &outcome, now);
            let rows = outbox::Entity::update_many()
                .set(settled)
                .filter(outbox::Column::Id.eq(row.id))
                .filter(outbox::Column::HeldBy.eq(worker))
                .filter(outbox::Column::State.eq(State::Waiting.name()))
                .exec(transaction)
                .await?;
            let action = match outcome {
                Outcome::Sent => "message sent",
                Outcome::NotSent(_) => "message not sent",
                Outcome::Failed(_) => "message failed",
                Outcome::Again(_) | Outcome::Paused => return Ok(()),
            };
            if rows.rows_affected == 0 {
                return Ok(());
            }
            tell(transaction, &row, action, now).await
        })
    })
    .await
}

/// The columns that say what became of it.
fn settled(row: &outbox::Model, outcome: &Outcome, now: DateTime<Utc>) -> outbox::ActiveModel {
    let (state, reason) = match outcome {
        Outcome::Sent => (State::Sent, None),
        Outcome::NotSent(reason) => (State::NotSent, Some(reason)),
        Outcome::Failed(reason) => (State::Failed, Some(reason)),
        Outcome::Paused => {
            let attempts = Set(row.attempts);
            return outbox::ActiveModel {
                attempts,
                ..again("the person asked for a pause", now + ASK)
            };
        }
        Outcome::Again(reason) => match wait(row) {
            Some(wait) => return again(reason, now + wait),
            None => (State::Failed, Some(reason)),
        },
    };
    outbox::ActiveModel {
        state: Set(state.name().to_owned()),
        reason: Set(reason.cloned()),
        held_by: Set(None),
        held_until: Set(None),
        settled_at: Set(Some(now)),
        ..Default::default()
    }
}

fn again(reason: &str, at: DateTime<Utc>) -> outbox::ActiveModel {
    outbox::ActiveModel {
        reason: Set(Some(reason.to_owned())),
        held_by: Set(None),
        held_until: Set(Some(at)),
        ..Default::default()
    }
}

/// How long to wait, up to a fifth longer: what failed together is not tried again together.
fn wait(row: &outbox::Model) -> Option<TimeDelta> {
    let wait = *WAITS.get(usize::try_from(row.attempts).ok()?)?;
    let chance = secret::hashed(&format!("{}|{}", row.once, row.attempts))[0];
    Some(wait + wait * i32::from(chance) / (5 * 255))
}

/// Writes what became of it. That name and address were read for it goes without saying where it left.
async fn tell(
    transaction: &impl ConnectionTrait,
    row: &outbox::Model,
    action: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let whom = whom(transaction, row).await?;
    let told = format!("{} by {} to {whom}", row.template, row.channel);
    let mut entry = Entry::new("system", action, &told).to("to reach them");
    if let Some(study) = row.study_id {
        entry = entry.in_study(study);
    }
    if let Some(participant) = row.participant_id {
        entry = entry.about(participant);
    }
    entry.write(transaction, now).await.map(drop)
}

async fn whom(connection: &impl ConnectionTrait, row: &outbox::Model) -> Result<String, DbErr> {
    match (row.participant_id, row.staff_id) {
        (Some(id), _) => {
            let person = participant::Entity::find_by_id(id).one(connection).await?;
            Ok(person.map_or_else(|| "nobody".to_owned(), |person| person.study_number))
        }
        (None, Some(id)) => Ok(format!("staff {id}")),
        (None, None) => Ok("nobody".to_owned()),
    }
}
