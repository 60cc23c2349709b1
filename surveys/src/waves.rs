//! When each wave can be answered, worked out from dates in a person's life in the study.

mod batch;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

pub use self::batch::{Batch, NoBatch, day_in_words};
use crate::{
    events::{EventKind, FirstDays},
    keys::{SurveyKey, WaveKey},
};

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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cohorts: Vec<CohortOpening>,
    /// It opens on the first of these days that is the one so counted or comes after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<Batch>,
    /// Days from the opening to the last day on which it is open; none while only randomisation
    /// closes it. In batches it is counted from the day on which it would have opened without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_for: Option<u16>,
    /// Days from the opening to the last day on which an answer is still taken, marked as out of the
    /// window; counted like the days for which it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<u16>,
    /// Randomisation closes it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub until_randomised: bool,
    /// Weeks in work are counted up to so many days after randomisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizon: Option<u16>,
    /// Its answers are compared between the arms, so that both must be asked at the same time.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub outcomes: bool,
}

/// From what a wave's days are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// The day of consent. Before it, the wave is open so that consent can be given.
    Consent,
    /// The day of randomisation.
    Randomisation,
    /// The first day on which something happened to them.
    #[serde(untagged)]
    Event(EventKind),
}

impl Anchor {
    /// Every one from which a wave may be counted. Nobody answers after a death.
    pub const ALL: [Self; 6] = [
        Self::Randomisation,
        Self::Consent,
        Self::Event(EventKind::SupportStart),
        Self::Event(EventKind::SupportEnd),
        Self::Event(EventKind::SupportStopped),
        Self::Event(EventKind::JobStart),
    ];

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Randomisation => "randomisation",
            Self::Event(kind) => kind.name(),
        }
    }

    /// Whether it is something that only one arm can have: when a wave opens that is counted from it tells who is in which.
    #[must_use]
    pub const fn is_of_one_arm(self) -> bool {
        matches!(self, Self::Event(kind) if kind.is_of_one_arm())
    }
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
    /// The first day of each event. They are looked for only where a wave hangs on one.
    pub events: FirstDays,
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

impl Dates {
    /// The day from which days are counted, once it is known.
    #[must_use]
    pub fn of(&self, anchor: Anchor) -> Option<NaiveDate> {
        match anchor {
            Anchor::Consent => self.consented_on,
            Anchor::Randomisation => self.randomised_on,
            Anchor::Event(kind) => self.events.of(kind),
        }
    }
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
        let agrees_now = (self.anchor == Anchor::Consent).then_some(today);
        let Some(anchor) = dates.of(self.anchor).or(agrees_now) else {
            return Window::NotYet(None);
        };
        let own = later(anchor, self.opens_after(dates.cohort));
        let opens = self.issued(own);
        let last = self.open_for.map(|days| later(own, days));
        let late = self.grace.map(|days| later(own, days));
        match (last, late) {
            _ if today < opens => Window::NotYet(Some(opens)),
            (None, _) => Window::Open(None),
            (Some(last), _) if today <= last => Window::Open(Some(last)),
            (Some(_), Some(late)) if today <= late => Window::Late(late),
            _ => Window::Closed,
        }
    }

    /// Whether what happened on a day came before it was over for somebody with these dates: who stopped after that was
    /// silent in it all the same.
    #[must_use]
    pub fn is_in_time(&self, dates: &Dates, day: NaiveDate) -> bool {
        let randomised_on = dates.randomised_on.filter(|on| *on <= day);
        self.window(&Dates { randomised_on, ..*dates }, day) != Window::Closed
    }

    /// The first day on which it is open to somebody with these dates, and the last, without those on which an answer is
    /// only still taken. None while a date that they hang on is not known.
    #[must_use]
    pub fn days(&self, dates: &Dates) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let own = later(dates.of(self.anchor)?, self.opens_after(dates.cohort));
        Some((self.issued(own), self.open_for.map(|days| later(own, days))))
    }

    /// The day on which it opens for somebody whose own day is this one.
    fn issued(&self, own: NaiveDate) -> NaiveDate {
        self.batch.map_or(own, |batch| batch.first(own))
    }

    /// Days from its opening to the last day on which it is open, for whoever has waited longest for a batch. None while
    /// only randomisation closes it.
    #[must_use]
    pub fn fewest_days(&self) -> Option<u16> {
        let wait = self.batch.map_or(0, Batch::longest_wait);
        self.open_for.map(|open| open.saturating_sub(wait))
    }

    /// Whether the day of consent changes when it can be answered.
    #[must_use]
    pub fn hangs_on_consent(&self) -> bool {
        let is_later = self.opens_after > 0 || self.cohorts.iter().any(|one| one.opens_after > 0);
        self.anchor == Anchor::Consent && (is_later || self.open_for.is_some())
    }

    /// Whether an event changes when it can be answered.
    #[must_use]
    pub fn hangs_on_events(&self) -> bool {
        matches!(self.anchor, Anchor::Event(_))
    }

    /// Days from the anchor to its opening, for people of a cohort.
    #[must_use]
    pub fn opens_after(&self, cohort: Option<i32>) -> u16 {
        let own = self.cohorts.iter().find(|opening| Some(opening.cohort) == cohort);
        own.map_or(self.opens_after, |opening| opening.opens_after)
    }
}

/// Whether columns of answers can begin with it: with it none is longer than the 32 characters that Stata takes.
#[cfg(any(feature = "authoring", feature = "calendar"))]
pub(crate) fn is_prefix(prefix: &str) -> bool {
    let is_one = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    prefix.len() <= 3
        && prefix.starts_with(|c: char| c.is_ascii_lowercase())
        && prefix.chars().all(is_one)
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks in this way")]
const fn is_true(it: &bool) -> bool {
    *it
}

fn later(date: NaiveDate, days: u16) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}
