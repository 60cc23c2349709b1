//! What was handed over about the waves, and whether it arrived, as far as anybody knows.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use surveys::{
    keys::{StepKey, WaveKey},
    schedule::{Arrival, Handed},
};

use super::{
    Channel, State,
    astray::{Went, WrongNumbers},
    delivery::{BOUNCED, NOT_DELIVERED},
};
use crate::{
    entity::outbox,
    short_rows::{self, Moment, of_people},
};

/// A row, as far as it says so.
struct Row {
    participant_id: i32,
    wave: String,
    step: String,
    channel: String,
    enqueued_at: DateTime<Utc>,
    handing_since: Option<DateTime<Utc>>,
    state: String,
    settled_at: Option<DateTime<Utc>>,
    delivery: Option<String>,
    delivery_at: Option<DateTime<Utc>>,
    address_mark: Option<String>,
}

/// The same as it is read.
type Told = (
    i32,
    Option<String>,
    Option<String>,
    String,
    Moment,
    Option<Moment>,
    String,
    Option<Moment>,
    Option<String>,
    Option<Moment>,
    Option<String>,
);

/// Its columns.
const COLUMNS: [(outbox::Column, &str); 11] = [
    (outbox::Column::ParticipantId, "participant_id"),
    (outbox::Column::Wave, "wave"),
    (outbox::Column::Step, "step"),
    (outbox::Column::Channel, "channel"),
    (outbox::Column::EnqueuedAt, "enqueued_at"),
    (outbox::Column::HandingSince, "handing_since"),
    (outbox::Column::State, "state"),
    (outbox::Column::SettledAt, "settled_at"),
    (outbox::Column::Delivery, "delivery"),
    (outbox::Column::DeliveryAt, "delivery_at"),
    (outbox::Column::AddressMark, "address_mark"),
];

/// What was handed over to each of these people.
pub(crate) async fn handed_over(
    connection: &impl ConnectionTrait,
    people: &[i32],
) -> Result<HashMap<i32, Vec<Handed>>, DbErr> {
    use outbox::Column;
    let which = outbox::Entity::find()
        .filter(of_people(Column::ParticipantId, people))
        .filter(Column::Step.is_not_null())
        .select_only()
        .columns(COLUMNS.map(|(column, _)| column));
    let names = COLUMNS.map(|(_, name)| name);
    let rows: Vec<Told> = short_rows::read(connection, which, &names).await?;
    let wrong = WrongNumbers::of(connection, people).await?;
    let mut handed: HashMap<i32, Vec<_>> = HashMap::new();
    let rows = rows.into_iter().filter_map(Row::of);
    for (person, one) in rows.filter_map(|row| row.read(&wrong)) {
        handed.entry(person).or_default().push(one);
    }
    Ok(handed)
}

impl Row {
    fn of(told: Told) -> Option<Self> {
        let (participant_id, wave, step, channel, enqueued_at, handing_since, ..) = told;
        let (.., state, settled_at, delivery, delivery_at, address_mark) = told;
        let (wave, step) = (wave?, step?);
        let [handing_since, settled_at, delivery_at] =
            [handing_since, settled_at, delivery_at].map(|at| at.map(|Moment(at)| at));
        Some(Self {
            participant_id,
            wave,
            step,
            channel,
            enqueued_at: enqueued_at.0,
            handing_since,
            state,
            settled_at,
            delivery,
            delivery_at,
            address_mark,
        })
    }

    /// To whom, and what. What was held goes later than it was handed over, and others keep their distance from when it went.
    fn read(self, wrong: &WrongNumbers) -> Option<(i32, Handed)> {
        let handed = Handed {
            wave: WaveKey::new(&self.wave).ok()?,
            step: StepKey::new(&self.step).ok()?,
            way: Channel::by_name(&self.channel)?.way(),
            at: self.handing_since.unwrap_or(self.enqueued_at),
            arrival: self.arrival(wrong),
        };
        Some((self.participant_id, handed))
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
            person: Some(self.participant_id),
            channel: &self.channel,
            state: &self.state,
            delivery: self.delivery.as_deref(),
            mark: self.address_mark.as_deref(),
        }
    }
}
