//! Whom the schedule leaves in peace, since something they said is being looked after.

use std::{collections::HashMap, ops::Range};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::safeguarding::{Event, Fact};

use super::events;
use crate::entity::alert;

/// Nobody is sent a reminder for so long after an alert was raised about them, however soon it was closed.
const QUIET: TimeDelta = TimeDelta::hours(24);

type Held = Range<DateTime<Utc>>;

/// For each of these people about whom there is an alert: from when until when nobody writes to them, in order. While one is
/// open, that is a day from now.
pub(crate) async fn held(
    connection: &impl ConnectionTrait,
    people: &[i32],
    now: DateTime<Utc>,
) -> Result<HashMap<i32, Vec<Held>>, DbErr> {
    let theirs = alert::Column::ParticipantId.is_in(people.iter().copied());
    let alerts = alert::Entity::find().filter(theirs).all(connection).await?;
    let ids: Vec<_> = alerts.iter().map(|row| row.id).collect();
    let events = events::of_all(connection, &ids).await?;
    let mut held: HashMap<i32, Vec<Held>> = HashMap::new();
    for row in alerts {
        let time = events.get(&row.id).and_then(|events| time(events, now));
        held.entry(row.participant_id).or_default().extend(time);
    }
    for times in held.values_mut() {
        times.sort_unstable_by_key(|time| time.start);
    }
    Ok(held)
}

/// From the first raising to the closing, and to a day after the last raising where that is later.
fn time(events: &[Event], now: DateTime<Utc>) -> Option<Held> {
    let raised = events.iter().filter(|event| matches!(event.fact, Fact::Raised(_)));
    let raised: Vec<_> = raised.map(|event| event.at).collect();
    let closed = events.iter().find(|event| matches!(event.fact, Fact::Closed(..)));
    let looked_after = closed.map_or(now + QUIET, |event| event.at);
    let (first, last) = (raised.iter().min()?, raised.iter().max()?);
    // What is known has happened, whatever the clock says of whoever asks.
    Some((*first).min(now)..looked_after.max(*last + QUIET))
}
