//! The day and month of birth: what somebody gives to show that it is them, and how often.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use subtle::ConstantTimeEq;
use surveys::digits::western;

/// Wrong birthdays that may be given before waiting.
const TRIES: i32 = 5;
const WAIT: TimeDelta = TimeDelta::minutes(15);

/// A day and a month as somebody gave them. There may be no such day.
#[derive(Clone, Copy, Debug)]
pub struct Birthday {
    day: u32,
    month: u32,
}

impl Birthday {
    /// Reads what was typed; none when one is missing, or no number.
    #[must_use]
    pub fn read(day: &str, month: &str) -> Option<Self> {
        let number = |typed| western(typed).trim().parse().ok();
        Some(Self { day: number(day)?, month: number(month)? })
    }

    pub(crate) fn is_of(self, born: NaiveDate) -> bool {
        (self.day.ct_eq(&born.day()) & self.month.ct_eq(&born.month())).into()
    }
}

/// Wrong tries since the last right one, and when the last of them was.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tries {
    pub wrong: i32,
    pub last: Option<DateTime<Utc>>,
}

impl Tries {
    /// With one more; none when it must not be looked at yet, right or wrong.
    pub fn and_one(self, right: bool, now: DateTime<Utc>) -> Option<Self> {
        let waited = self.last.is_none_or(|last| now - last > WAIT);
        if self.wrong >= TRIES && !waited {
            return None;
        }
        let wrong = if waited { 0 } else { self.wrong };
        Some(match right {
            true => Self { wrong: 0, last: None },
            false => Self { wrong: wrong + 1, last: Some(now) },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anna_shows_her_birthday_in_whichever_digits_her_keyboard_has() {
        let born = NaiveDate::from_ymd_opt(1987, 3, 14).expect("a day");

        for (day, month) in [("14", "3"), ("١٤", "٣"), ("১৪", "৩"), (" ۱۴ ", "۰۳")] {
            assert!(Birthday::read(day, month).is_some_and(|typed| typed.is_of(born)), "{day}");
        }
        assert!(Birthday::read("١٤", "").is_none());
    }
}
