//! What a provider tells of a message later. It may tell it late, twice and in any order, and it may tell it before the
//! worker that gave the message away has written down that it is gone: then this says so.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QuerySelect,
};

use super::{State, delivery::BOUNCED, settling::whom};
use crate::{Db, audit::Entry, entity::outbox};

/// How a message is marked that arrived.
pub(super) const DELIVERED: &str = "delivered";

/// What became of a message, further along from one to the next. The last three are the end of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Became {
    /// It waits at the provider.
    Queued,
    /// It is with the network.
    Sent,
    /// It is on the telephone.
    Delivered,
    /// It did not get there, for a reason that is not the number's.
    Undelivered,
    /// Nothing gets to this number.
    Unreachable,
}

impl Became {
    const ALL: [Self; 5] =
        [Self::Queued, Self::Sent, Self::Delivered, Self::Undelivered, Self::Unreachable];

    const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "with the network",
            Self::Delivered => DELIVERED,
            Self::Undelivered => "not delivered",
            Self::Unreachable => BOUNCED,
        }
    }

    /// Whether a message of which this was told last may have come to anything.
    pub(super) fn is_on_its_way(name: &str) -> bool {
        by_name(name).is_some_and(|became| became.rank() < Self::Delivered.rank())
    }

    const fn rank(self) -> u8 {
        match self {
            Self::Queued => 1,
            Self::Sent => 2,
            Self::Delivered | Self::Undelivered | Self::Unreachable => 3,
        }
    }
}

/// What came of being told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It was news.
    News,
    /// It was known, or something later was.
    Known,
    /// The provider has the message twice.
    Twice,
    /// There is no such message.
    NoSuchMessage,
}

/// Writes down what became of the message of a name, which the provider calls `theirs`.
pub(crate) async fn hear(
    db: &Db,
    (name, theirs): (&str, &str),
    (became, detail): (Became, Option<String>),
    now: DateTime<Utc>,
) -> Result<Heard, DbErr> {
    let (name, theirs) = (name.to_owned(), theirs.to_owned());
    db.write(move |transaction| {
        Box::pin(async move { hear_in(transaction, (&name, &theirs), (became, detail), now).await })
    })
    .await
}

/// The same in the transaction of what else follows from it.
pub(crate) async fn hear_in(
    transaction: &DatabaseTransaction,
    (name, theirs): (&str, &str),
    (became, detail): (Became, Option<String>),
    now: DateTime<Utc>,
) -> Result<Heard, DbErr> {
    let Some(id) = super::row_of(name) else { return Ok(Heard::NoSuchMessage) };
    let row = outbox::Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    match row.filter(|row| super::name(row) == name) {
        Some(row) => note(transaction, row, theirs, (became, detail), now).await,
        None => Ok(Heard::NoSuchMessage),
    }
}

/// To whom the message of a name went, if it was to a participant.
pub(crate) async fn whose(db: &Db, name: &str) -> Result<Option<i32>, DbErr> {
    let Some(id) = super::row_of(name) else { return Ok(None) };
    let row = outbox::Entity::find_by_id(id).one(db.read()).await?;
    Ok(row.filter(|row| super::name(row) == name).and_then(|row| row.participant_id))
}

async fn note(
    transaction: &DatabaseTransaction,
    row: outbox::Model,
    theirs: &str,
    (became, detail): (Became, Option<String>),
    now: DateTime<Utc>,
) -> Result<Heard, DbErr> {
    let is_other = |known: &str| known != theirs;
    if row.state == State::Sent.name() && row.provider_id.as_deref().is_some_and(is_other) {
        // Once: the provider tells of each of them several times.
        if became == Became::Queued || became.rank() == 3 {
            tell(transaction, &row, "message is twice at the provider", theirs, now).await?;
        }
        return Ok(Heard::Twice);
    }
    let known = row.delivery.as_deref().and_then(by_name).map_or(0, Became::rank);
    let is_further = became.rank() > known;
    if row.state == State::Sent.name() && row.provider_id.is_some() && !is_further {
        return Ok(Heard::Known);
    }
    if row.state != State::Sent.name() {
        tell(transaction, &row, "message sent", "as the provider told", now).await?;
    }
    if is_further && became.rank() == 3 {
        tell(transaction, &row, "text told", became.name(), now).await?;
    }
    let mut row = sent(row, theirs, now);
    if is_further {
        row.delivery = Set(Some(became.name().to_owned()));
        row.delivery_at = Set(Some(now));
        row.delivery_detail = Set(detail);
    }
    row.update(transaction).await?;
    Ok(Heard::News)
}

/// It has left, whatever was known of it before.
fn sent(row: outbox::Model, theirs: &str, now: DateTime<Utc>) -> outbox::ActiveModel {
    let before = row.settled_at.filter(|_| row.state == State::Sent.name());
    outbox::ActiveModel {
        state: Set(State::Sent.name().to_owned()),
        reason: Set(None),
        provider_id: Set(Some(theirs.to_owned())),
        settled_at: Set(Some(before.unwrap_or(now))),
        held_by: Set(None),
        held_until: Set(None),
        ..row.into_active_model()
    }
}

fn by_name(name: &str) -> Option<Became> {
    Became::ALL.into_iter().find(|became| became.name() == name)
}

async fn tell(
    transaction: &DatabaseTransaction,
    row: &outbox::Model,
    action: &str,
    what: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let whom = whom(transaction, row).await?;
    let told = format!("{} by {} to {whom}: {what}", row.template, row.channel);
    let mut entry = Entry::new("system", action, &told);
    if let Some(study) = row.study_id {
        entry = entry.in_study(study);
    }
    if let Some(participant) = row.participant_id {
        entry = entry.about(participant);
    }
    entry.write(transaction, now).await.map(drop)
}
