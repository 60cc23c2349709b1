//! What is to be sent. Whoever causes a message writes it here, in the transaction of what caused it;
//! a worker sends it later. A row holds a template and its facts, so that a name, an address or a
//! number is looked up when it is sent and not before.

mod calling_off;

mod template;

mod planned;

mod holding;

mod kept;

mod may_send;

mod marks;

mod linking;

mod wording;

mod occasions;

mod giving;

mod thanking;

mod previewing;

mod ours;

mod letter;

mod clock;

mod post;

mod claiming;

mod giving_way;

mod sending;

mod attempting;

mod last_check;

mod handing;

mod printing;

mod looking_up;

mod settling;

mod delivery;

mod astray;

mod arriving;

mod report;

mod bouncing;

mod waiting;

mod wire;

mod heard;

mod listing;

mod tending;

mod as_files;

mod about_waves;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, sea_query::OnConflict};

pub(crate) use about_waves::{AboutWave, Stands, about_waves, reasons_not_sent};
pub(crate) use arriving::handed_over;
pub use as_files::AsFile;
pub(crate) use as_files::as_files;
pub(crate) use astray::WrongNumbers;
pub use bouncing::{Bounce, BounceError, bounced};
pub(crate) use calling_off::{call_off, call_off_reasons};
pub(crate) use delivery::{
    CameBack, Mark, marked, marks_of_addresses, went_where_they_are, whose_came_back,
};
pub use giving::InTheirWords;
pub(crate) use giving::letters as voucher_letters;
pub use giving_way::{Answering, Asked};
pub(crate) use handing::{Handing, NotBegun};
pub use heard::Heard;
pub(crate) use heard::{Became, hear, hear_in, whose};
pub(crate) use holding::is_held;
pub use holding::{Hold, HoldError, all_held, held, hold, hold_all, release, release_all};
pub(crate) use kept::{Kept, kept};
pub(crate) use listing::to_participant;
pub use listing::{Count, Listed, Standing, Trace, list, of_study};
pub(crate) use looking_up::not_known_yet;
pub(crate) use marks::{Use, message};
pub(crate) use planned::enqueue_doubted;
pub use planned::{Contact, enqueue_planned};
pub use post::{Beside, Post};
pub(crate) use previewing::{CODE, OfContact, Reading, VOUCHER};
pub(crate) use printing::print_new;
pub use printing::{Letters, PrintError, Printed, letters, print};
pub use sending::{send_due, send_due_by};
pub use template::{Template, Words};
pub use tending::{TendError, give_up, has_left, has_not_left, try_again};
pub(crate) use thanking::{reached, thank, thank_for};
pub use waiting::{Waiting, waiting};
pub use wire::Wire;

use surveys::stopping::Way;

use crate::{entity::outbox, secret};

/// One thing to tell one person in one way.
#[derive(Clone, Debug)]
pub struct Message {
    /// The study it is about, if it is about one.
    pub study_id: Option<i32>,
    /// Who is told.
    pub to: Recipient,
    /// How.
    pub channel: Channel,
    /// What.
    pub template: Template,
    /// What the text says besides what is looked up when it is sent. Never a name, a number, an
    /// address, an answer or a secret: a link is derived at the moment of sending.
    pub facts: BTreeMap<String, String>,
    /// Why it is sent, as a key: a second message for the same reason is not written.
    pub once: String,
    /// It is not sent earlier.
    pub not_before: DateTime<Utc>,
}

/// Whom a message is for, by row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// Somebody enrolled.
    Participant(i32),
    /// Somebody who works on the study.
    Staff(i32),
}

/// How a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// By email.
    Email,
    /// By text.
    Sms,
    /// As a letter, which waits until somebody prints it.
    Post,
}

impl Channel {
    const ALL: [Self; 3] = [Self::Email, Self::Sms, Self::Post];

    pub(crate) fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }

    /// How a message goes in this way, unless somebody has to ring.
    #[must_use]
    pub const fn of(way: Way) -> Option<Self> {
        match way {
            Way::Email => Some(Self::Email),
            Way::Sms => Some(Self::Sms),
            Way::Post => Some(Self::Post),
            Way::Phone => None,
        }
    }

    /// Whose agreement and whose stops hold for it.
    #[must_use]
    pub const fn way(self) -> Way {
        match self {
            Self::Email => Way::Email,
            Self::Sms => Way::Sms,
            Self::Post => Way::Post,
        }
    }

    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Post => "post",
        }
    }
}

/// How a message stands. All that was ever enqueued is in exactly one of these: what was planned is what was sent,
/// what was not, with the reason, and what is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It waits for its time, for its turn or for another attempt.
    Waiting,
    /// It has left.
    Sent,
    /// It was not to be sent when its time came.
    NotSent,
    /// It could not be sent, and is not tried again before a person has looked.
    Failed,
    /// It was given away, and nobody said whether it was taken. It is never sent again before the sender was
    /// asked, or a person has decided.
    InDoubt,
}

impl State {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::NotSent => "not sent",
            Self::Failed => "failed",
            Self::InDoubt => "in doubt",
        }
    }
}

/// What a message is called when it leaves: the same each time, so that it leaves once.
pub(crate) fn name(row: &outbox::Model) -> String {
    let once: String = secret::hashed(&row.once)[..5].iter().map(|b| format!("{b:02x}")).collect();
    format!("{:08}-{once}", row.id)
}

/// The row of a message, which its name begins with.
pub(crate) fn row_of(name: &str) -> Option<i64> {
    name.split('-').next()?.parse().ok()
}

/// What a row says besides its words.
pub(crate) fn facts(row: &outbox::Model) -> Result<BTreeMap<String, String>, serde_json::Error> {
    serde_json::from_str(&row.facts)
}

/// Writes a message that is to be sent. With a reason that was given before nothing changes.
///
/// # Errors
/// When the database fails.
pub async fn enqueue(
    transaction: &impl ConnectionTrait,
    message: Message,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    insert(transaction, message, None, now).await.map(drop)
}

/// Whether the row is new.
async fn insert(
    transaction: &impl ConnectionTrait,
    message: Message,
    planned: Option<planned::Plan<'_>>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let (participant, staff) = match message.to {
        Recipient::Participant(id) => (Some(id), None),
        Recipient::Staff(id) => (None, Some(id)),
    };
    let facts = serde_json::to_string(&message.facts);
    let step = planned.as_ref().map(|plan| plan.step);
    let doubt = planned.as_ref().and_then(|plan| plan.doubt);
    let state = if doubt.is_some() { State::InDoubt } else { State::Waiting };
    let row = outbox::ActiveModel {
        once: Set(message.once),
        study_id: Set(message.study_id),
        participant_id: Set(participant),
        staff_id: Set(staff),
        channel: Set(message.channel.name().to_owned()),
        template: Set(message.template.name().to_owned()),
        facts: Set(facts.map_err(|error| DbErr::Json(error.to_string()))?),
        enqueued_at: Set(now),
        not_before: Set(message.not_before),
        wave: Set(step.map(|step| step.wave.to_string())),
        step: Set(step.map(|step| step.step.to_string())),
        until: Set(planned.as_ref().map(|plan| plan.until)),
        state: Set(state.name().to_owned()),
        reason: Set(doubt.map(str::to_owned)),
        settled_at: Set(doubt.map(|_| now)),
        attempts: Set(0),
        ..Default::default()
    };
    // Whichever of its keys is there: PostgreSQL looks for another transaction's row by those only that it is told of.
    let before = OnConflict::new().do_nothing().to_owned();
    let rows = outbox::Entity::insert(row).on_conflict(before);
    Ok(rows.exec_without_returning(transaction).await? > 0)
}
