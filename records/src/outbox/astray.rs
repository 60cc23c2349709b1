//! Texts that went astray: somebody learned afterwards that the number they went to is not the person's, or does not work. What
//! was merely handed over, and never told as delivered, reached nobody then. A newer number has another mark.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use surveys::tracing::Unreached;

use super::{Channel, State, heard::Became};
use crate::{entity::outbox, tracing};

/// How such a text is told of, with how it was learned.
pub(super) const NOT_THEIRS: &str = "not theirs";

/// The numbers of some people that are not theirs, by whose and by mark, with what was learned and when.
pub(crate) struct WrongNumbers(HashMap<(i32, String), (Unreached, DateTime<Utc>)>);

/// A message, as far as it says whether it went astray.
#[derive(Clone, Copy)]
pub(super) struct Went<'a> {
    pub person: Option<i32>,
    pub channel: &'a str,
    pub state: &'a str,
    pub delivery: Option<&'a str>,
    pub mark: Option<&'a str>,
}

impl<'a> Went<'a> {
    fn of(row: &'a outbox::Model) -> Self {
        Self {
            person: row.participant_id,
            channel: &row.channel,
            state: &row.state,
            delivery: row.delivery.as_deref(),
            mark: row.address_mark.as_deref(),
        }
    }
}

impl WrongNumbers {
    pub async fn of(connection: &impl ConnectionTrait, people: &[i32]) -> Result<Self, DbErr> {
        Ok(Self(tracing::wrong_numbers(connection, people).await?))
    }

    /// What was learned of the number that a text went to, and when, unless it is known what became of the text itself.
    pub(super) fn about(&self, went: Went<'_>) -> Option<(Unreached, DateTime<Utc>)> {
        let is_open = went.delivery.is_none_or(Became::is_on_its_way);
        let has_left = went.channel == Channel::Sms.name() && went.state == State::Sent.name();
        let number = (went.person?, went.mark?.to_owned());
        self.0.get(&number).copied().filter(|_| is_open && has_left)
    }

    /// What became known of a message after it was handed over, in one word.
    pub(super) fn came_of<'a>(&self, went: Went<'a>) -> Option<&'a str> {
        self.about(went).map(|_| NOT_THEIRS).or(went.delivery)
    }

    /// What became known of a message after it was handed over, and why.
    pub(crate) fn delivery(&self, row: &outbox::Model) -> Option<(String, String)> {
        match self.about(Went::of(row)) {
            Some((learned, _)) => Some((NOT_THEIRS.to_owned(), learned.name().to_owned())),
            None => {
                let detail = row.delivery_detail.clone().unwrap_or_default();
                row.delivery.clone().map(|came| (came, detail))
            }
        }
    }
}
