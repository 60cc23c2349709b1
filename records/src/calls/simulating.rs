//! Ringing the people of an invented trial, by a clock of its own: cases are given and calls recorded by the same code as in
//! earnest. Beside it a ledger is kept of what happened to whom, and each call is held against it.

mod world;

mod ledger;

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use sea_orm::DbErr;
use surveys::{
    calendar,
    calls::{Agreed, Outcome, Sent},
    invent::Dice,
};

pub use self::ledger::Simulated;
use self::{ledger::Ledger, world::World};
use super::{CallError, Called, Given, issuing, listed, next, record, tend};
use crate::{
    Db,
    auth::{By, Interviewer},
    outbox::HoldError,
    stopping::StopError,
    studies::{self, StudyHandle},
};

/// What is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// So many days go by.
    pub days: u32,
    /// The same seed does the same.
    pub seed: u64,
}

/// Why nothing was simulated.
#[derive(Debug, thiserror::Error)]
pub enum SimulateError {
    /// Somebody was not given, or a call not recorded.
    #[error(transparent)]
    Call(#[from] CallError),
    /// Somebody could not skip a survey.
    #[error(transparent)]
    Stop(#[from] StopError),
    /// What is sent could not be held.
    #[error(transparent)]
    Hold(#[from] HoldError),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Interviewers begin and end by the clock of the study, somewhat before and after all hours of calls.
const BEGINS: NaiveTime = NaiveTime::from_hms_opt(8, 30, 0).expect("a time");
const ENDS: NaiveTime = NaiveTime::from_hms_opt(21, 30, 0).expect("a time");
/// How often is looked again where nobody is to be rung.
const AGAIN: TimeDelta = TimeDelta::minutes(15);

/// How calls end, and how often.
const ENDINGS: [(Outcome, i64); 12] = [
    (Outcome::NoAnswer, 42),
    (Outcome::Busy, 6),
    (Outcome::MessageLeft, 10),
    (Outcome::NoMessage, 8),
    (Outcome::NotAvailable, 10),
    (Outcome::Appointment, 5),
    (Outcome::Complete, 7),
    (Outcome::RefusedSoftly, 3),
    (Outcome::RefusedFirmly, 2),
    (Outcome::AskedForLink, 2),
    (Outcome::BrokeOff, 2),
    (Outcome::WrongNumber, 1),
];

/// An interviewer at work.
struct Desk {
    by: Interviewer,
    /// When they do something next.
    at: DateTime<Utc>,
    /// The call that they are in, and when it was dialled.
    call: Option<(Given, DateTime<Utc>)>,
}

/// Works the list of a trial whose people are invented, in a database that is good for nothing else afterwards.
///
/// # Errors
/// When something cannot be given or recorded that should be, or a database fails.
pub async fn simulate(
    db: &Db,
    study: &StudyHandle,
    interviewers: Vec<Interviewer>,
    asked: Asked,
    begins: DateTime<Utc>,
) -> Result<Simulated, SimulateError> {
    studies::writes_fast(db).await?;
    let mut world = World::new(db, study, asked.seed);
    let mut ledger = Ledger::new(&study.study().timezone);
    let mut desks: Vec<_> =
        interviewers.into_iter().map(|by| Desk { by, at: begins, call: None }).collect();
    for day in 0..u64::from(asked.days) {
        let today = calendar::date_in(&study.study().timezone, begins + Days::new(day));
        let instant = |time| calendar::instant_in(&study.study().timezone, today, time);
        let (Some(from), Some(to)) = (instant(BEGINS), instant(ENDS)) else { continue };
        world.day_begins((from, to), &mut ledger).await?;
        desks.iter_mut().for_each(|desk| desk.at = from);
        while let Some(desk) = desks.iter_mut().min_by_key(|desk| desk.at) {
            if desk.at >= to {
                break;
            }
            world.goes_on(desk.at, &mut ledger).await?;
            works(&world, desk, &mut ledger).await?;
        }
        for desk in desks.iter_mut().filter(|desk| desk.call.is_some()) {
            works(&world, desk, &mut ledger).await?;
        }
    }
    let ends = begins + Days::new(asked.days.into());
    tend(db, study, ends).await?;
    let listed = listed(db, &By::CommandLine, study, ends).await?;
    Ok(ledger.sum(&listed))
}

/// The interviewer ends the call that they are in, or asks for the next.
async fn works(
    world: &World<'_>,
    desk: &mut Desk,
    ledger: &mut Ledger,
) -> Result<(), SimulateError> {
    let now = desk.at;
    if let Some((given, dialled_at)) = desk.call.take() {
        ledger.hung_up(&given);
        return ends(world, (&desk.by, given, dialled_at), ledger, now).await;
    }
    match next(world.db, &desk.by, world.study, now).await? {
        Some(given) => {
            ledger.dialled(&given, desk.by.staff_id(), now);
            let mut dice = world.dice(given.case, given.attempts);
            desk.at = now + TimeDelta::minutes(dice.between(1, 9));
            desk.call = Some((given, now));
        }
        None => desk.at = now + AGAIN,
    }
    Ok(())
}

/// A call ends somehow. What cannot be so, since it was said too often or the day is closed, ends as a call that nobody answered;
/// and one about a survey that was sent on the web meanwhile ends so.
async fn ends(
    world: &World<'_>,
    (by, given, dialled_at): (&Interviewer, Given, DateTime<Utc>),
    ledger: &mut Ledger,
    now: DateTime<Utc>,
) -> Result<(), SimulateError> {
    let mut dice = world.dice(given.case, given.attempts);
    dice.roll();
    let weights = ENDINGS.map(|(_, weight)| weight);
    let outcome = ENDINGS[dice.weighted(&weights)].0;
    if outcome == Outcome::Complete {
        let sent = (given.wave.as_str(), Sent::ByTelephone);
        world.sends(given.participant, sent, now).await?;
        ledger.sent(given.participant, &given.wave);
    }
    let agreed = (outcome == Outcome::Appointment).then(|| appointment(&mut dice, now));
    let called = Called { agreed, ..Called::ended(outcome, dialled_at) };
    let recorded = record(world.db, by, world.study, (given.case, called), now).await;
    let outcome = match recorded {
        Ok(_) => outcome,
        Err(error) => {
            let instead = instead_of(error)?;
            let called = Called::ended(instead, dialled_at);
            record(world.db, by, world.study, (given.case, called), now).await?;
            instead
        }
    };
    ledger.ended(&given, outcome);
    Ok(())
}

/// How a call ended that cannot have ended as it was drawn.
fn instead_of(error: CallError) -> Result<Outcome, CallError> {
    match error {
        CallError::EnoughMessages | CallError::NoPromise(_) => Ok(Outcome::NoAnswer),
        CallError::SentOnline => Ok(Outcome::CompleteOnline),
        error => Err(error),
    }
}

/// Some days later, at a full hour.
fn appointment(dice: &mut Dice, now: DateTime<Utc>) -> Agreed {
    let day = now.date_naive() + Days::new(dice.between(1, 5).unsigned_abs());
    let hours = u32::try_from(dice.between(9, 18)).unwrap_or(9);
    Agreed::At(day.and_hms_opt(hours, 0, 0).map_or(now, |at| at.and_utc()))
}
