//! Taking messages from the outbox. Any number of workers may do this at once: each row is claimed for
//! a minute, and whoever vanishes with it is found out when the minute has passed.

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::{StreamExt, stream};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType},
};

use tokio::time::Instant;

use super::{
    Channel, Handing, NotBegun, State, Template, holding, letter, looking_up,
    may_send::may_send,
    printing,
    settling::{Outcome, settle, wait},
};
use crate::{
    Db,
    entity::outbox,
    secret,
    senders::{Found, Senders},
    stores::Unusable,
    texts,
};

/// Rows that are claimed at a time.
const TOGETHER: u64 = 20;
/// How many of them are under way at once.
const AT_ONCE: usize = 4;
/// How long a row is its worker's.
const CLAIM: TimeDelta = TimeDelta::minutes(1);

/// What a worker sends with.
#[derive(Clone, Debug)]
pub struct Post {
    pub(super) senders: Senders,
    /// Where links point, without a slash at the end.
    pub(super) public_url: String,
    /// Who claims: no two workers have the same.
    pub(super) worker: String,
    /// Where mail comes back to that cannot be delivered.
    bounce_address: Option<String>,
}

impl Post {
    /// A worker's own, with what takes messages away and where links point.
    #[must_use]
    pub fn new(senders: Senders, public_url: String) -> Self {
        let worker = secret::crockford26(&secret::random());
        Self { senders, public_url, worker, bounce_address: None }
    }

    /// Mail that cannot be delivered comes back to this mailbox, each to an address of its own: `bounce@example.org`
    /// gets it at `bounce+…@example.org`.
    #[must_use]
    pub fn with_bounce_address(self, bounce_address: Option<String>) -> Self {
        Self { bounce_address, ..self }
    }

    /// What keeps all messages of a kind from leaving, if something does.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.senders.trouble()
    }

    /// Where this mail comes back to.
    pub(super) fn return_path(&self, number: &str) -> Option<String> {
        let (mailbox, host) = self.bounce_address.as_deref()?.rsplit_once('@')?;
        Some(format!("{mailbox}+{number}@{host}"))
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
    let (worker, since) = (post.worker.clone(), Instant::now());
    let claimed = db.write::<_, DbErr>(move |transaction| {
        Box::pin(async move { claim(transaction, worker, now).await })
    });
    let each =
        claimed.await?.into_iter().map(|row| take_up(db.clone(), post.clone(), row, (now, since)));
    // All of them come to an end, whatever becomes of one: nothing is left half given away.
    let ends: Vec<_> = stream::iter(each).buffer_unordered(AT_ONCE).collect().await;
    let taken = ends.len();
    ends.into_iter().collect::<Result<(), DbErr>>()?;
    Ok(taken)
}

async fn take_up(
    db: Db,
    post: Post,
    row: outbox::Model,
    taken_up: (DateTime<Utc>, Instant),
) -> Result<(), DbErr> {
    match attempt(&db, &post, &row, taken_up).await? {
        Some(outcome) => {
            if let (Outcome::StoppedThere, Some(person)) = (&outcome, row.participant_id) {
                texts::stopped_there(&db, person, taken_up.0).await?;
            }
            settle(&db, &post.worker, row, outcome, taken_up.0).await
        }
        None => Ok(()),
    }
}

fn due(now: DateTime<Utc>) -> sea_orm::Select<outbox::Entity> {
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
async fn claim(
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

/// What came of it; nothing when it is somebody else's by now.
async fn attempt(
    db: &Db,
    post: &Post,
    row: &outbox::Model,
    taken_up: (DateTime<Utc>, Instant),
) -> Result<Option<Outcome>, DbErr> {
    let now = taken_up.0;
    let known = (Template::by_name(&row.template), Channel::by_name(&row.channel));
    let (Some(template), Some(channel)) = known else {
        let unknown = "this version of the program does not know it".to_owned();
        return Ok(Some(Outcome::Again(unknown)));
    };
    if let Some(outcome) = left_behind(db, post, row, (template, channel), now).await? {
        return Ok(Some(outcome));
    }
    let words = match may_send(db, row, (template, channel), now).await? {
        Ok(words) => words,
        Err(outcome) => return Ok(Some(outcome)),
    };
    if channel == Channel::Post {
        return Ok(Some(Outcome::NotYet(now + CLAIM)));
    }
    let says = (template, channel, &words);
    let (letter, address_mark) = match letter::write(db, post, row, says, now).await {
        Ok(written) => written,
        Err(unwritten) => return unwritten.outcome().map(Some),
    };
    let (id, worker, mark) = (row.id, post.worker.clone(), address_mark.clone());
    let handing = Handing { db: db.clone(), id, worker, address_mark, taken_up };
    match post.senders.send(letter, &handing, now).await {
        Ok(handed) => Ok(Some(Outcome::of(handed, mark))),
        Err(NotBegun::NotOurs) => Ok(None),
        Err(NotBegun::Held) => Ok(Some(Outcome::Held)),
        Err(NotBegun::Database(error)) => Err(error),
    }
}

/// What is to be said of a row whose last worker never came back, or was given no answer; nothing if it has not left
/// and can be sent.
async fn left_behind(
    db: &Db,
    post: &Post,
    row: &outbox::Model,
    which: (Template, Channel),
    now: DateTime<Utc>,
) -> Result<Option<Outcome>, DbErr> {
    const VANISHED: &str = "whoever sent it never came back";
    if let Some(given_away) = row.handing_since {
        // They were giving it away, and may have done so with their last breath.
        match looking_up::look_up(db, post, row, (which, given_away), now).await? {
            Found::Taken(theirs) => return Ok(Some(Outcome::Sent(theirs))),
            Found::Unknown => return Ok(Some(Outcome::InDoubt(VANISHED.to_owned()))),
            Found::Doubtful(reason) => return Ok(Some(Outcome::InDoubt(reason))),
            Found::Later(reason) => return Ok(Some(Outcome::AskAgain(reason))),
            Found::NotTaken => {}
        }
    }
    // Perhaps it is the message that ends them.
    let ends_them = row.held_by.is_some() && wait(row).is_none();
    Ok(ends_them.then(|| Outcome::Failed(VANISHED.to_owned())))
}
