//! When somebody of the team is there, by the clock of the study.

use std::{fmt, str::FromStr};

use chrono::{NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

/// The staffed hours of a week. A day without any is not staffed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Hours {
    /// Each day's, such as `09:00-17:00`.
    pub monday: Option<Span>,
    /// As above.
    pub tuesday: Option<Span>,
    /// As above.
    pub wednesday: Option<Span>,
    /// As above.
    pub thursday: Option<Span>,
    /// As above.
    pub friday: Option<Span>,
    /// As above.
    pub saturday: Option<Span>,
    /// As above.
    pub sunday: Option<Span>,
}

/// From a time of day to a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span {
    from: NaiveTime,
    to: NaiveTime,
}

/// These are no hours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” are no hours: write 09:00-17:00, the earlier time first")]
pub struct NotHours(String);

impl Hours {
    /// The hours of a weekday.
    #[must_use]
    pub fn on(&self, day: Weekday) -> Option<Span> {
        match day {
            Weekday::Mon => self.monday,
            Weekday::Tue => self.tuesday,
            Weekday::Wed => self.wednesday,
            Weekday::Thu => self.thursday,
            Weekday::Fri => self.friday,
            Weekday::Sat => self.saturday,
            Weekday::Sun => self.sunday,
        }
    }

    /// Whether no day has any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Span {
    /// When they begin.
    #[must_use]
    pub fn from(self) -> NaiveTime {
        self.from
    }

    /// When they end; from this moment on nobody is there.
    #[must_use]
    pub fn to(self) -> NaiveTime {
        self.to
    }
}

impl FromStr for Span {
    type Err = NotHours;

    fn from_str(text: &str) -> Result<Self, NotHours> {
        let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
        let ends = text.split_once('-').and_then(|(from, to)| time(from).zip(time(to)));
        let span = ends.filter(|(from, to)| from < to).map(|(from, to)| Self { from, to });
        span.ok_or_else(|| NotHours(text.to_owned()))
    }
}

impl TryFrom<String> for Span {
    type Error = NotHours;

    fn try_from(text: String) -> Result<Self, NotHours> {
        text.parse()
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from.format("%H:%M"), self.to.format("%H:%M"))
    }
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        span.to_string()
    }
}
