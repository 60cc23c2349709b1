//! Alerts and their events as rows.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{SelectStatement, SimpleExpr},
};
use surveys::safeguarding::{Escalation, Event, Fact, Level, Outcome, Progress};

use crate::entity::alert_event;

/// Adds an event to an alert, and tells its number. What a person wrote goes in `sealed`, and never
/// into the fact.
pub(super) async fn add(
    transaction: &impl ConnectionTrait,
    alert: i32,
    event: &Event,
    sealed: Option<Vec<u8>>,
) -> Result<i64, DbErr> {
    let Row { kind, level, outcome, words } = Row::of(&event.fact);
    let row = alert_event::ActiveModel {
        alert_id: Set(alert),
        at: Set(event.at),
        actor: Set(event.actor.clone()),
        kind: Set(kind.to_owned()),
        level: Set(level),
        outcome: Set(outcome.map(str::to_owned)),
        words: Set(words.filter(|words| !words.is_empty())),
        sealed: Set(sealed),
        ..Default::default()
    };
    Ok(alert_event::Entity::insert(row).exec(transaction).await?.last_insert_id)
}

/// The rows of one alert, oldest first.
pub(super) async fn rows(
    connection: &impl ConnectionTrait,
    alert: i32,
) -> Result<Vec<alert_event::Model>, DbErr> {
    let own = alert_event::Entity::find().filter(alert_event::Column::AlertId.eq(alert));
    own.order_by_asc(alert_event::Column::Id).all(connection).await
}

/// How one alert stands.
pub(super) async fn progress(
    connection: &impl ConnectionTrait,
    alert: i32,
) -> Result<Option<Progress>, DbErr> {
    let events = of_all(connection, &[alert]).await?;
    Ok(events.get(&alert).and_then(Progress::of))
}

/// What happened to some alerts, oldest first, by alert.
pub(super) async fn of_all(
    connection: &impl ConnectionTrait,
    alerts: &[i32],
) -> Result<BTreeMap<i32, Vec<Event>>, DbErr> {
    let mut events = BTreeMap::new();
    for some in alerts.chunks(500) {
        let theirs = alert_event::Column::AlertId.is_in(some.iter().copied());
        events.extend(of_which(connection, theirs).await?);
    }
    Ok(events)
}

/// The same of the alerts that a question finds.
pub(super) async fn of_found(
    connection: &impl ConnectionTrait,
    alerts: SelectStatement,
) -> Result<BTreeMap<i32, Vec<Event>>, DbErr> {
    of_which(connection, alert_event::Column::AlertId.in_subquery(alerts)).await
}

async fn of_which(
    connection: &impl ConnectionTrait,
    which: SimpleExpr,
) -> Result<BTreeMap<i32, Vec<Event>>, DbErr> {
    let mut events: BTreeMap<i32, Vec<Event>> = BTreeMap::new();
    let rows = alert_event::Entity::find().filter(which);
    for row in rows.order_by_asc(alert_event::Column::Id).all(connection).await? {
        events.entry(row.alert_id).or_default().push(read(row)?);
    }
    Ok(events)
}

/// How a fact is kept.
struct Row {
    kind: &'static str,
    level: Option<i32>,
    outcome: Option<&'static str>,
    words: Option<String>,
}

impl Row {
    fn of(fact: &Fact) -> Self {
        let bare = |kind| Self { kind, level: None, outcome: None, words: None };
        match fact {
            Fact::Raised(level) => Self { level: Some(u8::from(*level).into()), ..bare("raised") },
            Fact::Seen => bare("seen"),
            Fact::Acknowledged => bare("acknowledged"),
            Fact::HandedOver(to) => Self { words: Some(to.clone()), ..bare("handed over") },
            Fact::Released => bare("released"),
            Fact::DetailsDeleted => bare("details deleted"),
            Fact::Escalated(Escalation::Half) => bare("escalated at half"),
            Fact::Escalated(Escalation::Whole) => bare("escalated at the end"),
            Fact::Note(words) => Self { words: Some(words.clone()), ..bare("note") },
            Fact::Closed(outcome, words) => {
                Self { outcome: Some(outcome.name()), words: Some(words.clone()), ..bare("closed") }
            }
        }
    }
}

pub(super) fn read(row: alert_event::Model) -> Result<Event, DbErr> {
    let unreadable = || DbErr::Custom(format!("the event {} of an alert cannot be read", row.id));
    let words = row.words.clone().unwrap_or_default();
    let fact = match row.kind.as_str() {
        "raised" => Fact::Raised(level(row.level).ok_or_else(unreadable)?),
        "seen" => Fact::Seen,
        "acknowledged" => Fact::Acknowledged,
        "handed over" => Fact::HandedOver(words),
        "released" => Fact::Released,
        "details deleted" => Fact::DetailsDeleted,
        "escalated at half" => Fact::Escalated(Escalation::Half),
        "escalated at the end" => Fact::Escalated(Escalation::Whole),
        "note" => Fact::Note(words),
        "closed" => {
            let outcome = row.outcome.as_deref().and_then(Outcome::named);
            Fact::Closed(outcome.ok_or_else(unreadable)?, words)
        }
        _ => return Err(unreadable()),
    };
    Ok(Event { at: row.at, actor: row.actor, fact })
}

/// The level of a column.
pub(super) fn level(number: Option<i32>) -> Option<Level> {
    number.and_then(|number| u8::try_from(number).ok()).and_then(|n| Level::try_from(n).ok())
}
