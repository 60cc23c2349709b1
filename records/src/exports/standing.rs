//! Where a person stands with a wave, and the answers that stand for it.

use chrono::NaiveDate;
use sea_orm::DbErr;
use surveys::{
    definition::Survey,
    facts::{Allocation, Background, Earlier, Facts},
    journey,
    sheet::Sheet,
    stopping::Ending,
    value::{Answers, Missing},
    waves::{Dates, Wave, Window},
};

use super::{ExportError, people::Person, plan::Plan};
use crate::{consent, entity::response};

/// A person's wave.
pub(super) enum Standing<'p> {
    /// There is a response.
    Answered { row: &'p response::Model, status: Status, answers: Answers },
    /// There is none.
    Silent { status: Status, reason: Missing, was_due: bool },
}

/// In a word, how a wave stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Complete,
    Partial,
    BreakOff,
    NotStarted,
    NotDue,
    Closed,
    Refused,
    Withdrawn,
    Died,
    Erased,
}

impl Status {
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Complete, "Sent"),
        (Self::Partial, "Begun, not sent, and enough to be used"),
        (Self::BreakOff, "Begun, not sent, and too little to be used"),
        (Self::NotStarted, "Open and not begun: every variable is -7"),
        (Self::NotDue, "Not open yet, or not invited: every variable is -3"),
        (Self::Closed, "Closed without a response: every variable is -4"),
        (Self::Refused, "Skipped at the person's wish, a refusal: every variable is -4"),
        (Self::Withdrawn, "Stopped before the wave was over, a refusal: every variable is -5"),
        (Self::Died, "Died before the wave was over: every variable is -5"),
        (Self::Erased, "Answers deleted at the person's wish: every variable is -5"),
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Partial => "partial",
            Self::BreakOff => "breakoff",
            Self::NotStarted => "not_started",
            Self::NotDue => "not_due",
            Self::Closed => "closed",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Died => "died",
            Self::Erased => "erased",
        }
    }
}

impl<'p> Standing<'p> {
    /// # Errors
    /// When the response cannot be read.
    pub fn of(person: &'p Person, wave: &Wave, plan: &Plan) -> Result<Self, ExportError> {
        let own = person.responses.iter().find(|row| row.wave_key == wave.key.as_str());
        let Some(row) = own else { return Ok(silent(person, wave, plan)) };
        if row.erased_at.is_some() {
            let (status, reason) = (Status::Erased, Missing::Withdrawn);
            return Ok(Self::Silent { status, reason, was_due: true });
        }
        let sheet: Sheet = serde_json::from_str(&row.sheet)?;
        if row.submitted_at.is_some() {
            return Ok(Self::Answered { row, status: Status::Complete, answers: sheet.answers });
        }
        let survey = &plan.version(row)?.survey;
        let facts = facts(person, wave, row, plan)?;
        let usable = journey::usable(survey, &sheet, &facts);
        let status = if usable { Status::Partial } else { Status::BreakOff };
        Ok(Self::Answered { row, status, answers: as_left(survey, &sheet, &facts) })
    }

    /// Whether the wave was due, and so has a row in `long.csv`.
    pub const fn was_due(&self) -> bool {
        match self {
            Self::Answered { .. } => true,
            Self::Silent { was_due, .. } => *was_due,
        }
    }

    pub const fn status(&self) -> Status {
        match self {
            Self::Answered { status, .. } | Self::Silent { status, .. } => *status,
        }
    }
}

/// A variable that was worked out when it was answered, like the age at the start, stays as it was
/// even when what it was worked out from is gone.
fn as_left(survey: &Survey, sheet: &Sheet, facts: &Facts) -> Answers {
    let mut answers = journey::as_left(survey, sheet, facts);
    for derived in &survey.derived {
        let name = derived.key.as_str();
        let lost = answers.get(name).is_none_or(|value| value.missing().is_some());
        if let Some(kept) = sheet.answers.get(name).filter(|_| lost) {
            answers.set(name.to_owned(), kept.clone());
        }
    }
    answers
}

/// The dates from which a person's waves are counted.
pub(super) fn dates(person: &Person, plan: &Plan) -> Dates {
    let allocation = person.allocation.as_ref();
    Dates {
        consented_on: consent::first_day(&person.consent, &plan.study.timezone),
        randomised_on: allocation.map(|allocation| allocation.randomised_on),
        cohort: allocation.map(|allocation| allocation.cohort),
        events: person.events,
    }
}

/// What a person decided, or what happened to them, before a wave was over, and since when.
pub(super) fn ending(person: &Person, wave: &Wave, plan: &Plan) -> Option<(Ending, NaiveDate)> {
    let dates = dates(person, plan);
    let in_time = |(_, on): &(Ending, _)| wave.is_in_time(&dates, *on);
    person.stops.endings(&wave.key).find(in_time)
}

fn silent<'p>(person: &Person, wave: &Wave, plan: &Plan) -> Standing<'p> {
    let now = wave.window(&dates(person, plan), plan.today);
    let (status, reason) = match (ending(person, wave, plan), now) {
        (Some((ending, _)), _) => stopped(ending),
        (None, Window::NotYet(_)) => (Status::NotDue, Missing::NotDue),
        (None, Window::Open(_) | Window::Late(_)) => (Status::NotStarted, Missing::NotReached),
        (None, Window::Closed) => (Status::Closed, Missing::WindowClosed),
    };
    Standing::Silent { status, reason, was_due: !matches!(now, Window::NotYet(_)) }
}

const fn stopped(ending: Ending) -> (Status, Missing) {
    match ending {
        Ending::Skipped => (Status::Refused, Missing::WindowClosed),
        Ending::Died => (Status::Died, Missing::Withdrawn),
        Ending::AnswersDeleted => (Status::Erased, Missing::Withdrawn),
        Ending::NoMoreSurveys | Ending::IdentityDeleted | Ending::LostCapacity => {
            (Status::Withdrawn, Missing::Withdrawn)
        }
    }
}

/// The facts as they were known on the pages of this response.
pub(super) fn facts(
    person: &Person,
    wave: &Wave,
    row: &response::Model,
    plan: &Plan,
) -> Result<Facts, ExportError> {
    let mut earlier = Vec::new();
    for wave in plan.study.waves.iter().take_while(|before| before.key != wave.key) {
        let of_wave = |row: &&response::Model| row.wave_key == wave.key.as_str();
        let own = person.responses.iter().filter(|row| row.erased_at.is_none()).find(of_wave);
        if let Some(row) = own {
            let sheet: Sheet = serde_json::from_str(&row.sheet)?;
            let (wave, answers) = (wave.key.clone(), sheet.answers);
            earlier.push(Earlier { wave, begun_on: row.begun_on, answers });
        }
    }
    let background = Background {
        programme: plan.study.programme.clone(),
        begun_on: row.begun_on,
        proxy: row.proxy,
        dob: person.dob,
        allocation: person.allocation.as_ref().map(|allocation| Allocation {
            arm: allocation.arm.clone(),
            cohort: allocation.cohort,
            on: allocation.randomised_on,
        }),
        horizon: wave.horizon,
        earlier,
    };
    Ok(Facts::gather(&background, plan.today))
}

impl Plan {
    /// The version that a response was answered on.
    pub fn version(&self, row: &response::Model) -> Result<&super::plan::Version, DbErr> {
        let version = self.versions.get(&row.survey_version_id);
        version.ok_or_else(|| DbErr::RecordNotFound("a response's survey version".to_owned()))
    }
}
