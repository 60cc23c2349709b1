//! When each wave can be answered, worked out from dates in a person's life in the study.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::keys::{SurveyKey, WaveKey};

/// One wave of a study.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wave {
    /// The wave's key, such as `four-month`.
    pub key: WaveKey,
    /// Begins its variables' names in wide files, such as `w1`.
    pub prefix: String,
    /// What staff call it.
    pub title: String,
    /// The survey that is asked.
    pub survey: SurveyKey,
    /// From what its days are counted.
    pub anchor: Anchor,
    /// Days from the anchor to the day on which it opens.
    pub opens_after: u16,
    /// Other openings for single cohorts.
    #[serde(default)]
    pub cohorts: Vec<CohortOpening>,
    /// Days from the opening to the last day on which it is open; none while only randomisation
    /// closes it.
    #[serde(default)]
    pub open_for: Option<u16>,
    /// Days from the opening to the last day on which an answer is still taken, marked as out of the
    /// window.
    #[serde(default)]
    pub grace: Option<u16>,
    /// Randomisation closes it.
    #[serde(default)]
    pub until_randomised: bool,
    /// Weeks in work are counted up to so many days after randomisation.
    #[serde(default)]
    pub horizon: Option<u16>,
}

/// From what a wave's days are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// The day of consent. Before it, the wave is open so that consent can be given.
    Consent,
    /// The day of randomisation.
    Randomisation,
}

/// The day on which a wave opens for one cohort.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CohortOpening {
    /// 1 out of work, 2 in work.
    pub cohort: i32,
    /// Days from the anchor.
    pub opens_after: u16,
}

/// The dates from which a person's windows are worked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The day of consent, where the participant lives.
    pub consented_on: Option<NaiveDate>,
    /// The day of randomisation.
    pub randomised_on: Option<NaiveDate>,
    /// The cohort, frozen at randomisation.
    pub cohort: Option<i32>,
}

/// Whether a wave can be answered on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// Not yet; the day on which it opens, when that is known.
    NotYet(Option<NaiveDate>),
    /// Open, up to and including this day.
    Open(Option<NaiveDate>),
    /// Past its last day, but an answer is still taken up to and including this day.
    Late(NaiveDate),
    /// Over.
    Closed,
}

impl Wave {
    /// The window for someone with these dates, on `today`.
    ///
    /// All are calendar dates where the participant lives: nobody is cut off at midnight UTC.
    #[must_use]
    pub fn window(&self, dates: &Dates, today: NaiveDate) -> Window {
        if self.until_randomised && dates.randomised_on.is_some() {
            return Window::Closed;
        }
        let anchor = match self.anchor {
            Anchor::Consent => dates.consented_on.or(Some(today)),
            Anchor::Randomisation => dates.randomised_on,
        };
        let Some(anchor) = anchor else { return Window::NotYet(None) };
        let opens = later(anchor, self.opens_after(dates.cohort));
        let last = self.open_for.map(|days| later(opens, days));
        let late = self.grace.map(|days| later(opens, days));
        match (last, late) {
            _ if today < opens => Window::NotYet(Some(opens)),
            (None, _) => Window::Open(None),
            (Some(last), _) if today <= last => Window::Open(Some(last)),
            (Some(_), Some(late)) if today <= late => Window::Late(late),
            _ => Window::Closed,
        }
    }

    /// The first day on which it is open to somebody with these dates, and the last, without those on which an answer is
    /// only still taken. None while a date that they hang on is not known.
    #[must_use]
    pub fn days(&self, dates: &Dates) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let anchor = match self.anchor {
            Anchor::Consent => dates.consented_on,
            Anchor::Randomisation => dates.randomised_on,
        };
        let opens = later(anchor?, self.opens_after(dates.cohort));
        Some((opens, self.open_for.map(|days| later(opens, days))))
    }

    /// Whether the day of consent changes when it can be answered.
    #[must_use]
    pub fn hangs_on_consent(&self) -> bool {
        let is_later = self.opens_after > 0 || self.cohorts.iter().any(|one| one.opens_after > 0);
        self.anchor == Anchor::Consent && (is_later || self.open_for.is_some())
    }

    /// Days from the anchor to its opening, for people of a cohort.
    #[must_use]
    pub fn opens_after(&self, cohort: Option<i32>) -> u16 {
        let own = self.cohorts.iter().find(|opening| Some(opening.cohort) == cohort);
        own.map_or(self.opens_after, |opening| opening.opens_after)
    }
}

fn later(date: NaiveDate, days: u16) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}
