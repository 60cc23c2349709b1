//! The messages to some people about their waves, as they stand. Nothing is told of what they say or of where they went; why
//! one did not go is told in a word of ours, since what is written down may be a server's, with an address in it.

mod reasons;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::{
    State, Template,
    astray::{NOT_THEIRS, Went, WrongNumbers},
    delivery::{BOUNCED, NOT_DELIVERED},
    heard::DELIVERED,
};
use crate::{entity::outbox, short_rows::of_people};

pub(crate) use self::reasons::all as reasons_not_sent;

/// What is about a wave besides the contacts of a protocol.
const OTHERS: [Template; 3] =
    [Template::SurveyInvitation, Template::SurveyInvitationText, Template::Thanks];

/// A message about a wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AboutWave {
    /// About which.
    pub wave: String,
    /// The step of the protocol; none for an answer to what somebody asked or did.
    pub step: Option<String>,
    /// How it goes.
    pub channel: String,
    /// The protocol's message, or the name of one that the program has.
    pub template: String,
    /// The version of the protocol by which it was planned.
    pub version: Option<u32>,
    /// How it stands.
    pub stands: Stands,
    /// Why it did not go.
    pub reason: Option<&'static str>,
    /// It was not to go earlier.
    pub planned_at: DateTime<Utc>,
    /// When it left.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it was delivered, as far as was told.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When it was told that it came back, or did not arrive.
    pub came_back_at: Option<DateTime<Utc>>,
}

/// How a message stands, with what became known after it left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    Waiting,
    Sent,
    Delivered,
    Bounced,
    NotDelivered,
    NotTheirs,
    NotSent,
    Failed,
    InDoubt,
}

impl Stands {
    /// Each with what it means.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Waiting, "Handed over, and waits for its hour or for another attempt"),
        (Self::Sent, "Sent; nothing more is known"),
        (Self::Delivered, "Sent, and delivered as the provider says"),
        (Self::Bounced, "Came back: nothing gets to this address or number"),
        (Self::NotDelivered, "Sent and not delivered; another may be"),
        (Self::NotTheirs, "Sent to a number that turned out not to be theirs, or not to work"),
        (Self::NotSent, "Not sent, since there was a reason not to when its time came"),
        (Self::Failed, "Could not be sent"),
        (Self::InDoubt, "Given away, and nobody knows whether it left"),
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Bounced => "bounced",
            Self::NotDelivered => "not_delivered",
            Self::NotTheirs => "not_theirs",
            Self::NotSent => "not_sent",
            Self::Failed => "failed",
            Self::InDoubt => "in_doubt",
        }
    }
}

/// What is read of a row.
#[derive(FromQueryResult)]
struct Row {
    participant_id: i32,
    wave: Option<String>,
    step: Option<String>,
    channel: String,
    template: String,
    facts: String,
    not_before: DateTime<Utc>,
    state: String,
    reason: Option<String>,
    handing_since: Option<DateTime<Utc>>,
    settled_at: Option<DateTime<Utc>>,
    delivery: Option<String>,
    delivery_at: Option<DateTime<Utc>>,
    address_mark: Option<String>,
}

const COLUMNS: [outbox::Column; 14] = [
    outbox::Column::ParticipantId,
    outbox::Column::Wave,
    outbox::Column::Step,
    outbox::Column::Channel,
    outbox::Column::Template,
    outbox::Column::Facts,
    outbox::Column::NotBefore,
    outbox::Column::State,
    outbox::Column::Reason,
    outbox::Column::HandingSince,
    outbox::Column::SettledAt,
    outbox::Column::Delivery,
    outbox::Column::DeliveryAt,
    outbox::Column::AddressMark,
];

/// The messages to each of these people that are about a wave, in the order in which they were handed over.
pub(crate) async fn about_waves(
    connection: &impl ConnectionTrait,
    people: &[i32],
) -> Result<HashMap<i32, Vec<AboutWave>>, DbErr> {
    use outbox::Column;
    let is_about_one = Condition::any()
        .add(Column::Step.is_not_null())
        .add(Column::Template.is_in(OTHERS.map(Template::name)));
    let rows = outbox::Entity::find()
        .filter(of_people(Column::ParticipantId, people))
        .filter(is_about_one)
        .order_by_asc(Column::Id)
        .select_only()
        .columns(COLUMNS)
        .into_model::<Row>()
        .all(connection)
        .await?;
    let wrong = WrongNumbers::of(connection, people).await?;
    let mut told: HashMap<i32, Vec<_>> = HashMap::new();
    for row in rows {
        let person = row.participant_id;
        told.entry(person).or_default().extend(row.told(&wrong));
    }
    Ok(told)
}

impl Row {
    /// None where it does not say about which wave it is.
    fn told(self, wrong: &WrongNumbers) -> Option<AboutWave> {
        let facts: HashMap<String, String> = serde_json::from_str(&self.facts).unwrap_or_default();
        let stands = self.stands(wrong);
        let (has_left, at) = (self.state == State::Sent.name(), self.delivery_at);
        let is_back = matches!(stands, Stands::Bounced | Stands::NotDelivered);
        let planned = self.step.is_some().then(|| facts.get("message").cloned()).flatten();
        Some(AboutWave {
            wave: self.wave.or_else(|| facts.get("wave").cloned())?,
            step: self.step,
            channel: self.channel,
            template: planned.unwrap_or(self.template),
            version: facts.get("protocol").and_then(|version| version.parse().ok()),
            reason: (stands == Stands::NotSent)
                .then(|| self.reason.as_deref().map_or(reasons::OTHER, reasons::word)),
            planned_at: self.not_before,
            sent_at: self.handing_since.or(self.settled_at).filter(|_| has_left),
            delivered_at: at.filter(|_| stands == Stands::Delivered),
            came_back_at: at.filter(|_| is_back),
            stands,
        })
    }

    fn stands(&self, wrong: &WrongNumbers) -> Stands {
        let is = |state: State| self.state == state.name();
        match wrong.came_of(self.went()) {
            Some(BOUNCED) => return Stands::Bounced,
            Some(NOT_DELIVERED) => return Stands::NotDelivered,
            Some(NOT_THEIRS) => return Stands::NotTheirs,
            Some(DELIVERED) => return Stands::Delivered,
            _ => {}
        }
        if is(State::Sent) {
            Stands::Sent
        } else if is(State::NotSent) {
            Stands::NotSent
        } else if is(State::Failed) {
            Stands::Failed
        } else if is(State::InDoubt) {
            Stands::InDoubt
        } else {
            Stands::Waiting
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
