//! The four parts of a week at which somebody may be at home.

use chrono::{Datelike, NaiveDateTime, NaiveTime, Weekday};

use super::SlotTimes;

/// A part of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// M: a morning, other than a Saturday's.
    Morning,
    /// A: an afternoon, other than a Saturday's.
    Afternoon,
    /// E: an evening, other than a Saturday's.
    Evening,
    /// S: a Saturday.
    Saturday,
}

/// Some of the four.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slots(u8);

impl Slot {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Morning, Self::Afternoon, Self::Evening, Self::Saturday];

    /// Its letter in files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Morning => "M",
            Self::Afternoon => "A",
            Self::Evening => "E",
            Self::Saturday => "S",
        }
    }

    /// The slot by its letter.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slot| slot.key() == key)
    }

    /// In which slot a moment is, by the clock where the person lives.
    #[must_use]
    pub fn at(times: &SlotTimes, local: NaiveDateTime) -> Self {
        match local.time() {
            _ if local.weekday() == Weekday::Sat => Self::Saturday,
            time if time < times.afternoon => Self::Morning,
            time if time < times.evening => Self::Afternoon,
            _ => Self::Evening,
        }
    }

    /// Those of a day of the week, in their order.
    #[must_use]
    pub const fn of(day: Weekday) -> &'static [Self] {
        match day {
            Weekday::Sat => &[Self::Saturday],
            _ => &[Self::Morning, Self::Afternoon, Self::Evening],
        }
    }

    /// From when to when it is, on its day; the second is none of it, other than a day's last.
    #[must_use]
    pub const fn span(self, times: &SlotTimes) -> (NaiveTime, NaiveTime) {
        match self {
            Self::Morning => (NaiveTime::MIN, times.afternoon),
            Self::Afternoon => (times.afternoon, times.evening),
            Self::Evening => (times.evening, END_OF_DAY),
            Self::Saturday => (NaiveTime::MIN, END_OF_DAY),
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

const END_OF_DAY: NaiveTime = NaiveTime::from_hms_opt(23, 59, 59).expect("it is a time");

impl Slots {
    /// All four.
    pub const ALL: Self = Self(0b1111);

    /// Whether one is among them.
    #[must_use]
    pub const fn has(self, slot: Slot) -> bool {
        self.0 & slot.bit() != 0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// These and one more.
    #[must_use]
    pub const fn and(self, slot: Slot) -> Self {
        Self(self.0 | slot.bit())
    }

    /// These without one, if there is one.
    #[must_use]
    pub const fn without(self, slot: Option<Slot>) -> Self {
        match slot {
            Some(slot) => Self(self.0 & !slot.bit()),
            None => self,
        }
    }
}

impl FromIterator<Slot> for Slots {
    fn from_iter<T: IntoIterator<Item = Slot>>(slots: T) -> Self {
        slots.into_iter().fold(Self::default(), Self::and)
    }
}
