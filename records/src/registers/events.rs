//! Entries and their events as rows.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{LockType, SelectStatement, SimpleExpr},
};
use surveys::{
    registers::{
        Assessment, Channel, Event, Fact, Outcome, Reference, Register, Report, Risk, Standing, Way,
    },
    safeguarding::Escalation,
};

use crate::entity::{register_entry, register_event};

/// An entry's row that nobody else writes about before the transaction ends, and how it stands.
pub(super) struct Held {
    pub row: register_entry::Model,
    pub reference: Reference,
    pub standing: Standing,
    /// When it was closed last, if ever.
    pub closed_at: Option<DateTime<Utc>>,
    /// The last thing that happened, with its number.
    pub last: (i64, Event),
}

/// The entry of this number in a study; none when the study has no such.
pub(super) async fn hold(
    transaction: &impl ConnectionTrait,
    study: i32,
    number: i32,
) -> Result<Option<Held>, DbErr> {
    let mut row = register_entry::Entity::find_by_id(number)
        .filter(register_entry::Column::StudyId.eq(study));
    // SQLite has one writer anyway.
    if transaction.get_database_backend() == DbBackend::Postgres {
        row = row.lock(LockType::NoKeyUpdate);
    }
    let Some(row) = row.one(transaction).await? else { return Ok(None) };
    let reference = reference(&row)?;
    let mut events = of_all(transaction, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let standing = Standing::of(reference.register, events.iter().map(|(_, event)| event));
    let closed_at = closed_at(&events);
    let last = events.pop().map(|(row, event)| (row.id, event));
    let (standing, last) = standing.zip(last).ok_or_else(|| unreadable(&row))?;
    Ok(Some(Held { row, reference, standing, closed_at, last }))
}

/// When an entry was closed last.
pub(super) fn closed_at(events: &[(register_event::Model, Event)]) -> Option<DateTime<Utc>> {
    let mut closings = events.iter().filter(|(_, event)| matches!(event.fact, Fact::Closed(_)));
    closings.next_back().map(|(_, event)| event.at)
}

/// How an entry is spoken of.
pub(super) fn reference(row: &register_entry::Model) -> Result<Reference, DbErr> {
    let register = Register::named(&row.register).ok_or_else(|| unreadable(row))?;
    Ok(Reference { register, number: row.id })
}

pub(super) fn unreadable(row: &register_entry::Model) -> DbErr {
    DbErr::Custom(format!("the entry {} of a register cannot be read", row.id))
}

/// Adds an event to an entry, and tells its number.
pub(super) async fn add(
    transaction: &impl ConnectionTrait,
    entry: i32,
    event: &Event,
    has_words: bool,
) -> Result<i64, DbErr> {
    let (kind, detail) = written(event.fact);
    let (since, can_reach) = match event.fact {
        Fact::Received { since, can_reach, .. } => (Some(since), Some(can_reach)),
        _ => (None, None),
    };
    let row = register_event::ActiveModel {
        entry_id: Set(entry),
        at: Set(event.at),
        actor: Set(event.actor.clone()),
        kind: Set(kind.to_owned()),
        detail: Set(detail),
        since: Set(since),
        can_reach: Set(can_reach),
        has_words: Set(has_words),
        ..Default::default()
    };
    Ok(register_event::Entity::insert(row).exec(transaction).await?.last_insert_id)
}

/// What happened to some entries, oldest first, by entry: each with its row.
pub(super) async fn of_all(
    connection: &impl ConnectionTrait,
    entries: &[i32],
) -> Result<BTreeMap<i32, Vec<(register_event::Model, Event)>>, DbErr> {
    let mut events = BTreeMap::new();
    for some in entries.chunks(500) {
        let theirs = register_event::Column::EntryId.is_in(some.iter().copied());
        events.extend(of_which(connection, theirs).await?);
    }
    Ok(events)
}

/// The same of the entries that a question finds.
pub(super) async fn of_found(
    connection: &impl ConnectionTrait,
    entries: SelectStatement,
) -> Result<BTreeMap<i32, Vec<(register_event::Model, Event)>>, DbErr> {
    of_which(connection, register_event::Column::EntryId.in_subquery(entries)).await
}

async fn of_which(
    connection: &impl ConnectionTrait,
    which: SimpleExpr,
) -> Result<BTreeMap<i32, Vec<(register_event::Model, Event)>>, DbErr> {
    let mut events: BTreeMap<i32, Vec<_>> = BTreeMap::new();
    let rows = register_event::Entity::find().filter(which);
    for row in rows.order_by_asc(register_event::Column::Id).all(connection).await? {
        let event = event(&row)?;
        events.entry(row.entry_id).or_default().push((row, event));
    }
    Ok(events)
}

fn written(fact: Fact) -> (&'static str, Option<String>) {
    let (kind, detail) = match fact {
        Fact::Received { channel, .. } => ("received", channel.name()),
        Fact::Acknowledged(way) => ("acknowledged", way.name()),
        Fact::Assessed(Assessment::Breach(risk)) => ("assessed", risk.name()),
        Fact::Assessed(Assessment::Harm { serious, related, unexpected }) => {
            let words = [(serious, "serious"), (related, "related"), (unexpected, "unexpected")];
            let words = words.into_iter().filter(|(is, _)| *is).map(|(_, word)| word);
            let all: Vec<_> = ["harm"].into_iter().chain(words).collect();
            return ("assessed", Some(all.join(" ")));
        }
        Fact::Reported(report) => ("reported", report.name()),
        Fact::Escalated(Escalation::Half) => ("escalated", "half"),
        Fact::Escalated(Escalation::Whole) => ("escalated", "whole"),
        Fact::Closed(outcome) => ("closed", outcome.name()),
        Fact::Noted => return ("noted", None),
        Fact::Reopened => return ("reopened", None),
        Fact::WordsDestroyed => return ("words destroyed", None),
    };
    (kind, Some(detail.to_owned()))
}

fn event(row: &register_event::Model) -> Result<Event, DbErr> {
    let fact = fact(row).ok_or_else(|| {
        DbErr::Custom(format!("the event {} of a register cannot be read", row.id))
    })?;
    Ok(Event { at: row.at, actor: row.actor.clone(), fact })
}

fn fact(row: &register_event::Model) -> Option<Fact> {
    let detail = row.detail.as_deref().unwrap_or_default();
    Some(match row.kind.as_str() {
        "received" => Fact::Received {
            since: row.since?,
            channel: Channel::named(detail)?,
            can_reach: row.can_reach?,
        },
        "acknowledged" => Fact::Acknowledged(Way::named(detail)?),
        "assessed" => Fact::Assessed(match Risk::named(detail) {
            Some(risk) => Assessment::Breach(risk),
            None => {
                let has = |word| detail.split(' ').any(|own| own == word);
                let (serious, related) = (has("serious"), has("related"));
                Assessment::Harm { serious, related, unexpected: has("unexpected") }
            }
        }),
        "reported" => Fact::Reported(Report::named(detail)?),
        "noted" => Fact::Noted,
        "escalated" if detail == "half" => Fact::Escalated(Escalation::Half),
        "escalated" => Fact::Escalated(Escalation::Whole),
        "closed" => Fact::Closed(Outcome::named(detail)?),
        "reopened" => Fact::Reopened,
        "words destroyed" => Fact::WordsDestroyed,
        _ => return None,
    })
}
