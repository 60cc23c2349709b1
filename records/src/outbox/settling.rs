//! Writing down what became of a message, and when it is tried again.

mod again;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::stopping::NotContacted;

use self::again::untried;
pub(super) use self::again::{LONGEST_WAIT, wait};
use super::{State, delivery};
use crate::{
    Db,
    audit::Entry,
    entity::{outbox, participant},
    senders::Handed,
};

/// How often is asked whether somebody's pause is over, or what may not go yet may go.
const ASK: TimeDelta = TimeDelta::hours(1);

/// Why nothing went to somebody who told the provider to stop.
pub(super) const STOPPED_THERE: &str = "the person stopped texts where they come from";

/// What is said of a message that could not be tried.
const NOT_TRIED: &str = "what it needs could not be read; it is tried again";
/// What is said when that went on until there was no point in it any more.
pub(super) const NEVER_TRIED: &str =
    "what it needs could not be read until it would have come too late";
/// What became of an attempt.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It has left; what the provider calls it.
    Sent(Option<String>),
    /// It is not to be sent any more, and why.
    NotSent(String),
    /// The person asked for a pause.
    Paused,
    /// It goes at this moment, as things stand.
    NotYet(DateTime<Utc>),
    /// Something keeps it that may pass, and that may be told; until this moment, as things stand.
    Kept(String, DateTime<Utc>),
    /// It would say something else by now, or go elsewhere: it is written again at once.
    Anew,
    /// Something beside it failed: the vault, the key store, the database, or what they hold of one person or study.
    NotTried,
    /// All sends are held, and it goes when they are released.
    Held,
    /// Another attempt may go better.
    Again(String),
    /// Whether it has left is not known yet, and can be asked later.
    AskAgain(String),
    /// It needs a person's eyes.
    Failed(String),
    /// The same, since nothing gets to the address with this mark.
    NoSuchAddress(String, Option<String>),
    /// It may have left or not, and only a person can find out.
    InDoubt(String),
    /// It has not left: the person told the provider to stop.
    StoppedThere,
    /// The same, said by the provider after it took it; what it calls it.
    StoppedLater(String),
}

impl From<NotContacted> for Outcome {
    fn from(reason: NotContacted) -> Self {
        Self::NotSent(match reason {
            NotContacted::PausedUntil(_) => return Self::Paused,
            NotContacted::Stopped => "the person stopped this".to_owned(),
            NotContacted::NotAgreed => {
                "the person has not agreed to be reached like this".to_owned()
            }
        })
    }
}

impl Outcome {
    /// What became of a message to the address with a mark.
    pub fn of(handed: Handed, address_mark: Option<String>) -> Self {
        match handed {
            Handed::Taken(theirs) => Self::Sent(theirs),
            Handed::Later(reason) => Self::Again(reason),
            Handed::Never(reason) => Self::Failed(reason),
            Handed::NoSuchAddress(reason) => Self::NoSuchAddress(reason, address_mark),
            Handed::InDoubt(reason) => Self::InDoubt(reason),
            Handed::Unclear(reason) => Self::AskAgain(reason),
            Handed::StoppedThere => Self::StoppedThere,
        }
    }
}

/// Writes down what became of it, unless somebody else has claimed the row meanwhile.
pub(super) async fn settle(
    db: &Db,
    worker: &str,
    row: outbox::Model,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    settle_all(db, worker, vec![(row, outcome)], now).await
}

/// The same of some rows, all or none.
pub(super) async fn settle_all(
    db: &Db,
    worker: &str,
    outcomes: Vec<(outbox::Model, Outcome)>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if outcomes.is_empty() {
        return Ok(());
    }
    let worker = worker.to_owned();
    db.write(move |transaction| {
        Box::pin(async move {
            for (row, outcome) in outcomes {
                settle_in(transaction, &worker, (&row, &outcome), now).await?;
            }
            Ok(())
        })
    })
    .await
}

async fn settle_in(
    transaction: &impl ConnectionTrait,
    worker: &str,
    (row, outcome): (&outbox::Model, &Outcome),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (state, settled) = settled(row, outcome, now);
    let rows = outbox::Entity::update_many()
        .set(settled)
        .filter(outbox::Column::Id.eq(row.id))
        .filter(outbox::Column::HeldBy.eq(worker))
        .filter(outbox::Column::State.eq(State::Waiting.name()))
        .exec(transaction)
        .await?;
    let action = match state {
        _ if rows.rows_affected == 0 => return Ok(()),
        State::Sent => "message sent",
        State::NotSent => "message not sent",
        State::Failed => "message failed",
        State::InDoubt => "message in doubt",
        State::Waiting => return Ok(()),
    };
    tell(transaction, row, action, now).await
}

/// How it stands then, and the columns that say so. When it began to be given away stays where it was or may
/// have been.
fn settled(
    row: &outbox::Model,
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> (State, outbox::ActiveModel) {
    match outcome {
        Outcome::Sent(theirs) => {
            let row = ended(State::Sent, None, now);
            (State::Sent, outbox::ActiveModel { provider_id: Set(theirs.clone()), ..row })
        }
        Outcome::InDoubt(reason) => {
            (State::InDoubt, ended(State::InDoubt, Some(reason.as_str()), now))
        }
        Outcome::AskAgain(reason) => match wait(row) {
            Some(wait) => (State::Waiting, held_until(reason, now + wait)),
            None => (State::InDoubt, ended(State::InDoubt, Some(reason.as_str()), now)),
        },
        Outcome::NotSent(reason) => (State::NotSent, not_left(State::NotSent, reason, now)),
        Outcome::StoppedThere => (State::NotSent, not_left(State::NotSent, STOPPED_THERE, now)),
        Outcome::StoppedLater(theirs) => (State::Sent, stopped_later(theirs, now)),
        Outcome::Failed(reason) => (State::Failed, not_left(State::Failed, reason, now)),
        Outcome::NoSuchAddress(reason, address_mark) => {
            (State::Failed, refused_at_the_door(reason, address_mark.clone(), now))
        }
        Outcome::NotTried => not_tried(row, now),
        Outcome::Again(reason) => match wait(row) {
            Some(wait) => (State::Waiting, again(reason, now + wait)),
            None => (State::Failed, not_left(State::Failed, reason, now)),
        },
        Outcome::Paused
        | Outcome::NotYet(_)
        | Outcome::Kept(..)
        | Outcome::Anew
        | Outcome::Held => {
            let (reason, again) = given_back(outcome, now);
            (State::Waiting, not_counted(row, reason, again))
        }
    }
}

/// Why it waits, and when it is asked about again: things may stand otherwise before what keeps it is over.
fn given_back(outcome: &Outcome, now: DateTime<Utc>) -> (&str, DateTime<Utc>) {
    match outcome {
        Outcome::Kept(reason, until) => (reason, (*until).clamp(now + again::SOON, now + ASK)),
        // Why it waits could tell of an alert, so it is not said.
        Outcome::NotYet(at) => ("it may not go yet", (*at).min(now + ASK)),
        Outcome::Anew => ("it is written again", now),
        Outcome::Held => ("all sends are held", now),
        _ => ("the person asked for a pause", now + ASK),
    }
}

pub(super) fn ended(state: State, reason: Option<&str>, now: DateTime<Utc>) -> outbox::ActiveModel {
    outbox::ActiveModel {
        state: Set(state.name().to_owned()),
        reason: Set(reason.map(str::to_owned)),
        held_by: Set(None),
        held_until: Set(None),
        settled_at: Set(Some(now)),
        ..Default::default()
    }
}

fn not_left(state: State, reason: &str, now: DateTime<Utc>) -> outbox::ActiveModel {
    outbox::ActiveModel { handing_since: Set(None), ..ended(state, Some(reason), now) }
}

fn refused_at_the_door(
    reason: &str,
    address_mark: Option<String>,
    now: DateTime<Utc>,
) -> outbox::ActiveModel {
    let row = not_left(State::Failed, reason, now);
    delivery::bounced(outbox::ActiveModel { address_mark: Set(address_mark), ..row }, reason, now)
}

/// As where the provider tells it by itself.
fn stopped_later(theirs: &str, now: DateTime<Utc>) -> outbox::ActiveModel {
    outbox::ActiveModel {
        provider_id: Set(Some(theirs.to_owned())),
        delivery: Set(Some(delivery::NOT_DELIVERED.to_owned())),
        delivery_at: Set(Some(now)),
        delivery_detail: Set(Some("error 21610".to_owned())),
        ..ended(State::Sent, None, now)
    }
}

fn held_until(reason: &str, at: DateTime<Utc>) -> outbox::ActiveModel {
    outbox::ActiveModel {
        reason: Set(Some(reason.to_owned())),
        held_by: Set(None),
        held_until: Set(Some(at)),
        ..Default::default()
    }
}

fn again(reason: &str, at: DateTime<Utc>) -> outbox::ActiveModel {
    outbox::ActiveModel { handing_since: Set(None), ..held_until(reason, at) }
}

/// It was no attempt.
fn not_counted(row: &outbox::Model, reason: &str, at: DateTime<Utc>) -> outbox::ActiveModel {
    outbox::ActiveModel { attempts: Set(row.attempts), ..again(reason, at) }
}

/// It was no attempt either, and where it was given away before nobody knows yet what became of it.
fn not_tried(row: &outbox::Model, now: DateTime<Utc>) -> (State, outbox::ActiveModel) {
    if row.handing_since.is_none() && row.until.is_some_and(|until| until < now) {
        return (State::NotSent, not_left(State::NotSent, NEVER_TRIED, now));
    }
    let given_back = held_until(NOT_TRIED, now + untried(row, now));
    (State::Waiting, outbox::ActiveModel { attempts: Set(row.attempts), ..given_back })
}

/// Writes what became of it. That name and address were read for it goes without saying where it left.
pub(super) async fn tell(
    transaction: &impl ConnectionTrait,
    row: &outbox::Model,
    action: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let whom = whom(transaction, row).await?;
    let told = format!("{} by {} to {whom}", row.template, row.channel);
    let mut entry = Entry::new("system", action, &told).to("to reach them");
    if let Some(study) = row.study_id {
        entry = entry.in_study(study);
    }
    if let Some(participant) = row.participant_id {
        entry = entry.about(participant);
    }
    entry.write(transaction, now).await.map(drop)
}

pub(super) async fn whom(
    connection: &impl ConnectionTrait,
    row: &outbox::Model,
) -> Result<String, DbErr> {
    match (row.participant_id, row.staff_id) {
        (Some(id), _) => {
            let person = participant::Entity::find_by_id(id).one(connection).await?;
            Ok(person.map_or_else(|| "nobody".to_owned(), |person| person.study_number))
        }
        (None, Some(id)) => Ok(format!("staff {id}")),
        (None, None) => Ok("nobody".to_owned()),
    }
}
