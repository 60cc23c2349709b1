//! Stopping, or doing less: nine kinds of choice, and what each of them ends. Choices are events that
//! are only ever added; how a person stands is worked out from them. Nobody is merely “withdrawn”.

mod choice;

mod contact;

mod standing;

mod effect;

mod words;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::keys::WaveKey;

pub use self::{
    choice::{Choice, TakenBack, Way},
    contact::NotContacted,
    effect::{Effect, PassedOn, all_that_goes_on, all_that_stops, going_on},
    standing::{Ending, State},
};

/// Something about a person's part in the study that can go on or stop. What a choice stops, and what
/// goes on after it, are told in these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Being contacted in one way.
    Contact(Way),
    /// The survey that is open.
    ThisSurvey,
    /// The surveys after it.
    LaterSurveys,
    /// Being invited to an interview.
    Interviews,
    /// Asking others for records about the person.
    AskingForRecords,
    /// Using records that others sent.
    UsingRecords,
    /// Keeping name and contact details.
    KeepingIdentity,
    /// Using the answers that were given.
    UsingAnswers,
    /// Support from the programme.
    Support,
}

impl Part {
    /// Every part, in the order in which they are told.
    pub const ALL: [Self; 12] = [
        Self::Contact(Way::Sms),
        Self::Contact(Way::Email),
        Self::Contact(Way::Phone),
        Self::Contact(Way::Post),
        Self::ThisSurvey,
        Self::LaterSurveys,
        Self::Interviews,
        Self::AskingForRecords,
        Self::UsingRecords,
        Self::KeepingIdentity,
        Self::UsingAnswers,
        Self::Support,
    ];
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Something stops.
    Stops(Choice),
    /// It goes on after all.
    TakesBack(Choice),
    /// No contact up to and including this day.
    PausesUntil(NaiveDate),
    /// The pause is over before its day.
    EndsPause,
}

/// A decision as it stands in the list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What was decided.
    pub act: Act,
    /// The wave, when it is one survey that is skipped.
    pub wave: Option<WaveKey>,
    /// The day, where the participant lives.
    pub on: NaiveDate,
}

/// Why somebody cannot pause until a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseProblem {
    /// It is no day of the calendar.
    NotADate,
    /// It is not after today.
    NotLater,
    /// It is later than this day, the last that is allowed.
    TooLong(NaiveDate),
}

/// A pause lasts so many months at the most: whoever wants longer stops, and says so.
const LONGEST_PAUSE: Months = Months::new(3);

/// The day up to which somebody pauses, when that is allowed.
///
/// # Errors
/// When it is no day, is over already, or is more than three months away.
pub fn pause_until(day: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, PauseProblem> {
    let day = day.ok_or(PauseProblem::NotADate)?;
    let last = today.checked_add_months(LONGEST_PAUSE).unwrap_or(NaiveDate::MAX);
    match day {
        day if day <= today => Err(PauseProblem::NotLater),
        day if day > last => Err(PauseProblem::TooLong(last)),
        day => Ok(day),
    }
}

/// Whether answers can still be deleted: up to the day before they are frozen for the analysis.
#[must_use]
pub fn may_delete_answers(frozen_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    frozen_on.is_none_or(|frozen| today < frozen)
}
