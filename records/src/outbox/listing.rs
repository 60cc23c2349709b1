//! What was sent, what was not and what needs a person's eyes. Whom it was for is a study number, never
//! an address.

use std::{collections::HashMap, fmt};

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};

use super::{
    State,
    astray::WrongNumbers,
    marks::{Use, marked},
    planned::Step,
};
use crate::{
    Db,
    auth::Postmaster,
    entity::{outbox, participant},
    participants,
    stores::Unusable,
};

/// Messages on a page.
const TOGETHER: u64 = 50;

/// A message as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its number.
    pub id: i64,
    /// Which message.
    pub template: String,
    /// Of a contact of the protocol: the wave, the step, and the message that was meant.
    pub contact: Option<(String, String, String)>,
    /// How it goes.
    pub channel: String,
    /// For whom: a study number, or `staff 12`.
    pub to: String,
    /// How it stands: `waiting`, `sent`, `not sent`, `failed`, `in doubt`.
    pub state: String,
    /// Why not, or why not yet.
    pub reason: Option<String>,
    /// When it began to be given away, if it did.
    pub handing_since: Option<DateTime<Utc>>,
    /// What was told of it afterwards: `bounced`, and why; `not theirs`, and what was learned of the number.
    pub delivery: Option<(String, String)>,
    /// When it is tried next, while it waits.
    pub next: Option<DateTime<Utc>>,
    /// By what it is found where it was given away, while nobody knows whether it left.
    pub trace: Option<Trace>,
    /// How often it was tried.
    pub attempts: i32,
    /// When it was written, or came to its end.
    pub at: DateTime<Utc>,
}

/// By what a message is found in the log of whoever it was given to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trace {
    /// A mail's Message-ID, up to its @.
    MessageId(String),
    /// The last part of the address at which the provider of texts tells what becomes of it, and what the provider calls
    /// it, where that is known.
    Text(String, Option<String>),
}

impl Trace {
    fn of(db: &Db, row: &outbox::Model) -> Option<Self> {
        let name = super::name(row);
        match row.channel.as_str() {
            "email" => Some(Self::MessageId(marked(&db.vault.keys, Use::ComingBack, &name))),
            "sms" => Some(Self::Text(name, row.provider_id.clone())),
            _ => None,
        }
    }
}

impl fmt::Display for Trace {
    /// `Message-ID <00000012-ab12cd34ef-0123456789abcdef0123@…>`, or `our number 00000012-ab12cd34ef, at the provider SM1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MessageId(number) => write!(f, "Message-ID <{number}@…>"),
            Self::Text(name, None) => write!(f, "our number {name}"),
            Self::Text(name, Some(theirs)) => {
                write!(f, "our number {name}, at the provider {theirs}")
            }
        }
    }
}

/// How many messages are in a state.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Count {
    /// The state.
    pub state: String,
    /// How many.
    pub messages: i64,
}

/// A page of messages, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// In each state in which there are any. What went to test people is listed, and not counted.
    pub counts: Vec<Count>,
    /// The latest that failed, newest first.
    pub failed: Vec<Standing>,
    /// The latest that may have left or not, newest first.
    pub in_doubt: Vec<Standing>,
    /// All others, newest first.
    pub others: Vec<Standing>,
    /// `before` of the next page, if there is one.
    pub older: Option<i64>,
}

/// The messages before a number, and all that failed or came to be in doubt lately.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &Db, before: Option<i64>) -> Result<Listed, Unusable> {
    listed(db, Condition::all(), before).await
}

/// The same of the messages that are about the study they look after.
///
/// # Errors
/// When the database fails.
pub async fn of_study(db: &Db, by: &Postmaster, before: Option<i64>) -> Result<Listed, Unusable> {
    let theirs = Condition::all().add(outbox::Column::StudyId.eq(by.study_id()));
    listed(db, theirs, before).await
}

/// What was sent to a participant and what was not, the latest fifty, newest first.
pub(crate) async fn to_participant(
    connection: &impl ConnectionTrait,
    id: i32,
    number: &str,
) -> Result<Vec<Standing>, DbErr> {
    let rows = outbox::Entity::find()
        .filter(outbox::Column::ParticipantId.eq(id))
        .order_by_desc(outbox::Column::Id)
        .limit(TOGETHER)
        .all(connection)
        .await?;
    let wrong = WrongNumbers::of(connection, &[id]).await?;
    let numbers = HashMap::from([(id, number.to_owned())]);
    Ok(rows.into_iter().map(|row| standing(row, (&numbers, &wrong))).collect())
}

async fn listed(db: &Db, which: Condition, before: Option<i64>) -> Result<Listed, Unusable> {
    let counts = counted(db, which.clone()).await?;
    let latest = || outbox::Entity::find().filter(which.clone()).order_by_desc(outbox::Column::Id);
    let of = |state: State| latest().filter(outbox::Column::State.eq(state.name()));
    let failed = of(State::Failed).limit(TOGETHER).all(db.read()).await?;
    let in_doubt = of(State::InDoubt).limit(TOGETHER).all(db.read()).await?;
    let open = [State::Failed, State::InDoubt].map(State::name);
    let others = latest().filter(outbox::Column::State.is_not_in(open)).filter(
        before.map_or_else(Condition::all, |before| {
            Condition::all().add(outbox::Column::Id.lt(before))
        }),
    );
    let mut others = others.limit(TOGETHER + 1).all(db.read()).await?;
    let is_more = others.len() as u64 > TOGETHER;
    others.truncate(TOGETHER as usize);
    let older = others.last().filter(|_| is_more).map(|row| row.id);
    let people = failed.iter().chain(&in_doubt).chain(&others).filter_map(|row| row.participant_id);
    let people: Vec<_> = people.collect();
    let wrong = WrongNumbers::of(db.read(), &people).await?;
    let numbers = participants::numbers(db.read(), people.into_iter()).await?;
    let standing = |row: outbox::Model| standing(row, (&numbers, &wrong));
    let in_doubt_at = |row: outbox::Model| {
        let trace = Trace::of(db, &row);
        Standing { trace, ..standing(row) }
    };
    Ok(Listed {
        counts,
        failed: failed.into_iter().map(standing).collect(),
        in_doubt: in_doubt.into_iter().map(in_doubt_at).collect(),
        others: others.into_iter().map(standing).collect(),
        older,
    })
}

/// What goes to staff and to people who take part, and not to test people.
pub(super) fn to_no_test_person() -> Condition {
    let tests = participant::Entity::find()
        .select_only()
        .column(participant::Column::Id)
        .filter(participant::Column::IsTest.eq(true));
    Condition::any()
        .add(outbox::Column::ParticipantId.is_null())
        .add(outbox::Column::ParticipantId.not_in_subquery(tests.into_query()))
}

/// How many are in each state, those to test people left out.
async fn counted(db: &Db, which: Condition) -> Result<Vec<Count>, DbErr> {
    outbox::Entity::find()
        .filter(which)
        .filter(to_no_test_person())
        .select_only()
        .column(outbox::Column::State)
        .column_as(outbox::Column::Id.count(), "messages")
        .group_by(outbox::Column::State)
        .order_by_asc(outbox::Column::State)
        .into_model::<Count>()
        .all(db.read())
        .await
}

fn standing(
    row: outbox::Model,
    (numbers, wrong): (&HashMap<i32, String>, &WrongNumbers),
) -> Standing {
    let to = match (row.participant_id, row.staff_id) {
        (Some(id), _) => numbers.get(&id).cloned().unwrap_or_default(),
        (None, Some(id)) => format!("staff {id}"),
        (None, None) => String::new(),
    };
    let contact = Step::of(&row).map(|Step { wave, step }| {
        let message = super::facts(&row).unwrap_or_default().remove("message").unwrap_or_default();
        (wave.to_string(), step.to_string(), message)
    });
    let waits = row.state == State::Waiting.name();
    Standing {
        id: row.id,
        next: waits.then(|| row.held_until.map_or(row.not_before, |held| held.max(row.not_before))),
        handing_since: row.handing_since,
        trace: None,
        delivery: wrong.delivery(&row),
        contact,
        template: row.template,
        channel: row.channel,
        to,
        state: row.state,
        reason: row.reason,
        attempts: row.attempts,
        at: row.settled_at.unwrap_or(row.enqueued_at),
    }
}
