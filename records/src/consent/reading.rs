//! The ledger read back: events, and the state that is worked out from them each time.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
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
    let mut state = State::default();
    for row in rows {
        let decision = decision(row.statement, row.permission, &row.answer);
        state.follow(row.form_version.cast_unsigned(), &decision);
    }
    Ok(state)
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

/// Events by participant, oldest first. There are ten rows and more of each person: the database puts them together, which is
/// quicker by half than to have each by itself where thousands are looked at.
pub(crate) async fn events(
    connection: &impl ConnectionTrait,
    participants: &[i32],
) -> Result<HashMap<i32, Vec<Event>>, DbErr> {
    let together = Expr::cust(match connection.get_database_backend() {
        DbBackend::Postgres => {
            "CAST(json_agg(json_build_array(id, form_version, statement, permission, answer, channel, witness, at)) AS text)"
        }
        _ => {
            "json_group_array(json_array(id, form_version, statement, permission, answer, channel, witness, at))"
        }
    });
    let rows: Vec<(i32, String)> = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.is_in(participants.iter().copied()))
        .select_only()
        .column(consent_event::Column::ParticipantId)
        .expr_as(together, "events")
        .group_by(consent_event::Column::ParticipantId)
        .into_tuple()
        .all(connection)
        .await?;
    rows.into_iter().map(|(person, told)| Ok((person, read(&told)?))).collect()
}

/// A row of the ledger, as the database puts it together.
type Told = (i32, i32, String, Option<String>, String, String, Option<String>, DateTime<Utc>);

fn read(told: &str) -> Result<Vec<Event>, DbErr> {
    let mut rows: Vec<Told> =
        serde_json::from_str(told).map_err(|error| DbErr::Type(error.to_string()))?;
    rows.sort_unstable_by_key(|(id, ..)| *id);
    let event = |(_, version, statement, permission, answer, channel, witness, at): Told| Event {
        form_version: version.cast_unsigned(),
        decision: decision(statement, permission, &answer),
        at,
        mode: Mode::from_name(&channel).unwrap_or(Mode::Web),
        witness,
    };
    Ok(rows.into_iter().map(event).collect())
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
