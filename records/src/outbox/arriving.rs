//! What was handed over about the waves, and whether it arrived, as far as anybody knows.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
};
use surveys::{
    keys::{StepKey, WaveKey},
    schedule::{Arrival, Handed},
};

use super::{
    Channel, State,
    astray::{Went, WrongNumbers},
    delivery::{BOUNCED, NOT_DELIVERED},
};
use crate::entity::outbox;

/// A row, as far as it says so.
#[derive(FromQueryResult)]
struct Row {
    participant_id: Option<i32>,
    wave: Option<String>,
    step: Option<String>,
    channel: String,
    enqueued_at: DateTime<Utc>,
    handing_since: Option<DateTime<Utc>>,
    state: String,
    settled_at: Option<DateTime<Utc>>,
    delivery: Option<String>,
    delivery_at: Option<DateTime<Utc>>,
    address_mark: Option<String>,
}

/// What was handed over to each of these people.
pub(crate) async fn handed_over(
    connection: &impl ConnectionTrait,
    people: &[i32],
) -> Result<HashMap<i32, Vec<Handed>>, DbErr> {
    use outbox::Column;
    let rows: Vec<Row> = outbox::Entity::find()
        .filter(Column::ParticipantId.is_in(people.iter().copied()))
        .filter(Column::Step.is_not_null())
        .select_only()
        .columns([
            Column::ParticipantId,
            Column::Wave,
            Column::Step,
            Column::Channel,
            Column::EnqueuedAt,
            Column::HandingSince,
            Column::State,
            Column::SettledAt,
            Column::Delivery,
            Column::DeliveryAt,
            Column::AddressMark,
        ])
        .into_model()
        .all(connection)
        .await?;
    let wrong = WrongNumbers::of(connection, people).await?;
    let mut handed: HashMap<i32, Vec<_>> = HashMap::new();
    for (person, one) in rows.into_iter().filter_map(|row| row.read(&wrong)) {
        handed.entry(person).or_default().push(one);
    }
    Ok(handed)
}

impl Row {
    /// To whom, and what. What was held goes later than it was handed over, and others keep their distance from when it went.
    fn read(self, wrong: &WrongNumbers) -> Option<(i32, Handed)> {
        let handed = Handed {
            wave: WaveKey::new(self.wave.as_deref()?).ok()?,
            step: StepKey::new(self.step.as_deref()?).ok()?,
            way: Channel::by_name(&self.channel)?.way(),
            at: self.handing_since.unwrap_or(self.enqueued_at),
            arrival: self.arrival(wrong),
        };
        Some((self.participant_id?, handed))
    }

    fn arrival(&self, wrong: &WrongNumbers) -> Arrival {
        let is = |state: State| self.state == state.name();
        let came_back = matches!(self.delivery.as_deref(), Some(BOUNCED | NOT_DELIVERED));
        let settled = self.settled_at.unwrap_or(self.enqueued_at);
        if is(State::Waiting) {
            Arrival::Waits
        } else if is(State::Failed) {
            Arrival::Failed(settled)
        } else if is(State::NotSent) {
            Arrival::NotSent
        } else if came_back {
            Arrival::CameBack(self.delivery_at.unwrap_or(settled))
        } else if let Some((_, learned)) = wrong.about(self.went()) {
            Arrival::NotTheirs(learned)
        } else {
            Arrival::Left
        }
    }

    fn went(&self) -> Went<'_> {
        Went {
            person: self.participant_id,
            channel: &self.channel,
            state: &self.state,
            delivery: self.delivery.as_deref(),
            mark: self.address_mark.as_deref(),
        }
    }
}
