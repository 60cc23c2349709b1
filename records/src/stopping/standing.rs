//! How people stand: their decisions, folded.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use surveys::stopping::{Choice, Event, State};

use super::ledger::event;
use crate::{
    entity::{response, stop_event},
    short_rows::of_people,
};

/// How somebody stands.
pub(crate) async fn state(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<State, DbErr> {
    let mut states = states(connection, &[participant]).await?;
    Ok(states.remove(&participant).unwrap_or_default())
}

/// The same by participant; who decided nothing is not among them.
pub(crate) async fn states(
    connection: &impl ConnectionTrait,
    participants: &[i32],
) -> Result<HashMap<i32, State>, DbErr> {
    let mut states: HashMap<i32, State> = events(connection, participants)
        .await?
        .into_iter()
        .map(|(id, events)| (id, State::fold(&events)))
        .collect();
    let deleted = states.iter().filter(|(_, state)| state.since(Choice::DeleteAnswers).is_some());
    let deleted: Vec<_> = deleted.map(|(participant, _)| *participant).collect();
    for participant in answered_since(connection, deleted).await? {
        states.entry(participant).and_modify(State::has_answers);
    }
    Ok(states)
}

/// Everything that people stopped and took back, oldest first, by participant.
pub(crate) async fn events(
    connection: &impl ConnectionTrait,
    participants: &[i32],
) -> Result<HashMap<i32, Vec<Event>>, DbErr> {
    let rows = stop_event::Entity::find()
        .filter(of_people(stop_event::Column::ParticipantId, participants))
        .order_by_asc(stop_event::Column::Id)
        .all(connection)
        .await?;
    let mut all: HashMap<i32, Vec<Event>> = HashMap::new();
    for row in rows {
        if let Some(event) = event(&row) {
            all.entry(row.participant_id).or_default().push(event);
        }
    }
    Ok(all)
}

/// Those of whom there are answers, among people whose answers were deleted.
async fn answered_since(
    connection: &impl ConnectionTrait,
    deleted: Vec<i32>,
) -> Result<Vec<i32>, DbErr> {
    if deleted.is_empty() {
        return Ok(deleted);
    }
    response::Entity::find()
        .select_only()
        .column(response::Column::ParticipantId)
        .filter(response::Column::ParticipantId.is_in(deleted))
        .filter(response::Column::ErasedAt.is_null())
        .into_tuple()
        .all(connection)
        .await
}
