//! The ledger read back: events, and the state that is worked out from them each time.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use surveys::{
    calendar,
    consent::{Answer, Decision, Event, Mode, Permission, State, first_given},
};

use crate::entity::consent_event;

/// The day on which somebody first decided, where they live; waves are counted from it.
pub(crate) fn first_day(events: &[Event], zone: &str) -> Option<NaiveDate> {
    first_given(events).map(|event| calendar::date_in(zone, event.at))
}

/// What a person agrees to now, worked out from the ledger.
pub(crate) async fn state(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<State, DbErr> {
    let mut states = states(connection, &[participant]).await?;
    Ok(states.remove(&participant).unwrap_or_default())
}

/// The last decision in a person's ledger.
pub(crate) async fn last(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<Option<i32>, DbErr> {
    let theirs = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.eq(participant))
        .order_by_desc(consent_event::Column::Id);
    Ok(theirs.one(connection).await?.map(|row| row.id))
}

/// What a person agreed to once this decision of theirs had been taken; nothing before the first.
pub(crate) async fn state_after(
    connection: &impl ConnectionTrait,
    participant: i32,
    last: Option<i32>,
) -> Result<State, DbErr> {
    let rows = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.eq(participant))
        .filter(consent_event::Column::Id.lte(last.unwrap_or_default()))
        .order_by_asc(consent_event::Column::Id)
        .all(connection)
        .await?;
    let events: Vec<_> = rows.into_iter().map(event).collect();
    Ok(State::fold(&events))
}

/// The same by participant; who has decided nothing is not among them.
pub(crate) async fn states(
    connection: &impl ConnectionTrait,
    participants: &[i32],
) -> Result<HashMap<i32, State>, DbErr> {
    let rows: Vec<(i32, i32, String, Option<String>, String)> = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.is_in(participants.iter().copied()))
        .order_by_asc(consent_event::Column::Id)
        .select_only()
        .columns([
            consent_event::Column::ParticipantId,
            consent_event::Column::FormVersion,
            consent_event::Column::Statement,
            consent_event::Column::Permission,
            consent_event::Column::Answer,
        ])
        .into_tuple()
        .all(connection)
        .await?;
    let mut states: HashMap<i32, State> = HashMap::with_capacity(participants.len());
    for (participant, version, statement, permission, answer) in rows {
        let decision = decision(statement, permission, &answer);
        states.entry(participant).or_default().follow(version.cast_unsigned(), &decision);
    }
    Ok(states)
}

/// Events by participant, oldest first.
pub(crate) async fn events(
    connection: &impl ConnectionTrait,
    participants: &[i32],
) -> Result<HashMap<i32, Vec<Event>>, DbErr> {
    let rows = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.is_in(participants.iter().copied()))
        .order_by_asc(consent_event::Column::Id)
        .all(connection)
        .await?;
    let mut events: HashMap<i32, Vec<_>> = HashMap::with_capacity(participants.len());
    for row in rows {
        events.entry(row.participant_id).or_default().push(event(row));
    }
    Ok(events)
}

fn event(row: consent_event::Model) -> Event {
    Event {
        form_version: row.form_version.cast_unsigned(),
        decision: decision(row.statement, row.permission, &row.answer),
        at: row.at,
        mode: Mode::from_name(&row.channel).unwrap_or(Mode::Web),
        witness: row.witness,
    }
}

fn decision(statement: String, permission: Option<String>, answer: &str) -> Decision {
    let by_name = |name: String| Permission::ALL.into_iter().find(|p| p.name() == name);
    let answer = match answer {
        "yes" => Answer::Yes,
        "withdrawn" => Answer::Withdrawn,
        _ => Answer::No,
    };
    Decision { statement, permission: permission.and_then(by_name), answer }
}
