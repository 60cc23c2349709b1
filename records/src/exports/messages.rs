//! `messages.csv`: a row for each message about a wave that was handed over. Nothing of what it said is in it, nor where it went.

use datasets::Cell;
use surveys::{value::Missing, waves::Wave};

use super::{
    paradata::{Field, field},
    people::Person,
    standing::{Standing, Status},
};
use crate::outbox::{self, AboutWave, Stands};

const CHANNELS: [(&str, &str); 3] =
    [("email", "By email"), ("sms", "By text"), ("post", "As a letter")];

/// The columns after those that say whose message it was, and about which wave.
pub(super) const FIELDS: [Field; 10] = [
    field("step", "Step of the wave; empty for an answer to something the person did", "word", &[]),
    field("channel", "How it goes", "word", &[]),
    field("template", "What it says, by its key in the protocol or in the program", "word", &[]),
    field("protocol_version", "Version of the protocol that planned it", "number", &[]),
    field("message_status", "How it stands", "word", &[]),
    field("reason", "Why it was not sent", "word", &[]),
    field("planned_utc", "Not to go earlier, in UTC", "time", &[]),
    field("sent_utc", "When it left, in UTC", "time", &[]),
    field("delivered_utc", "When it was delivered, as far as was told, in UTC", "time", &[]),
    field("came_back_utc", "When it was told not to have arrived, in UTC", "time", &[]),
];

/// What each way is.
pub(super) const fn channels() -> [(&'static str, &'static str); 3] {
    CHANNELS
}

/// What each status means.
pub(super) fn statuses() -> [(&'static str, &'static str); 9] {
    Stands::ALL.map(|(stands, meaning)| (stands.name(), meaning))
}

/// What each reason means.
pub(super) fn reasons() -> Vec<(&'static str, &'static str)> {
    outbox::reasons_not_sent()
}

/// The messages about a wave, in their order. Of one whose answers were deleted none is told: which reminder was the last says
/// when it was answered.
pub(super) fn about<'p>(
    person: &'p Person,
    wave: &'p Wave,
    standing: &Standing<'_>,
) -> impl Iterator<Item = &'p AboutWave> {
    let is_told = standing.status() != Status::Erased;
    let own = person.messages.iter().filter(move |_| is_told);
    own.filter(move |message| message.wave == wave.key.as_str())
}

/// The cells of every field, in order.
pub(super) fn cells(message: &AboutWave) -> [Cell<'_>; FIELDS.len()] {
    let moment = |at: Option<_>| at.map_or(Cell::Blank, Cell::Moment);
    let version = message.version.map(|version| Cell::Number(version.into()));
    [
        message.step.as_deref().map_or(Cell::Blank, Cell::Text),
        Cell::Text(&message.channel),
        Cell::Text(&message.template),
        version.unwrap_or(Cell::Missing(Missing::NotApplicable)),
        Cell::Text(message.stands.name()),
        message.reason.map_or(Cell::Blank, Cell::Text),
        Cell::Moment(message.planned_at),
        moment(message.sent_at),
        moment(message.delivered_at),
        moment(message.came_back_at),
    ]
}
