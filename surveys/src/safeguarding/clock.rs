//! By when somebody has to act. Time is counted while the team is there; nights, weekends and bank
//! holidays stand still.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::{Escalation, Level, Progress, Safeguarding, holidays::is_bank_holiday};
use crate::calendar;

/// So far is looked ahead for a day on which somebody is there.
const DAYS_AHEAD: usize = 400;

/// A study's staffed time.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    /// Who is there, when, and how soon they act.
    pub roster: &'a Safeguarding,
    /// Where they work, by its IANA name.
    pub zone: &'a str,
}

/// What somebody can count on who raises a concern now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// When somebody is there next, while nobody is.
    pub next: Option<DateTime<Utc>>,
    /// By when somebody acts where somebody is in danger.
    pub immediate: DateTime<Utc>,
    /// By when somebody looks at anything else.
    pub other: DateTime<Utc>,
}

impl Clock<'_> {
    /// What can be counted on at this time; none where no hours are on record, or not how soon somebody acts.
    #[must_use]
    pub fn expected(&self, now: DateTime<Utc>) -> Option<Expected> {
        if self.roster.hours.is_empty() || self.roster.respond.is_none() {
            return None;
        }
        Some(Expected {
            next: (!self.is_staffed(now)).then(|| self.next_staffed(now)),
            immediate: self.due(Level::Three, now),
            other: self.due(Level::One, now),
        })
    }

    /// Whether somebody is there.
    #[must_use]
    pub fn is_staffed(&self, at: DateTime<Utc>) -> bool {
        self.hours(calendar::date_in(self.zone, at)).is_some_and(|(from, to)| from <= at && at < to)
    }

    /// The next moment at which somebody is there: this one, while somebody is. Without any hours it is
    /// this one, too.
    #[must_use]
    pub fn next_staffed(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let mut days = self.staffed_days(calendar::date_in(self.zone, at));
        days.find(|(_, (_, to))| *to > at).map_or(at, |(_, (from, _))| from.max(at))
    }

    /// When people are told of a new task: at once of the most urgent, at any hour; of the others when
    /// somebody is there, since their clock stands still until then.
    #[must_use]
    pub fn told(&self, level: Level, raised: DateTime<Utc>) -> DateTime<Utc> {
        if level == Level::Three { raised } else { self.next_staffed(raised) }
    }

    /// The time by which somebody has to act on an alert of this level.
    ///
    /// Levels 1 and 2: the end of the hours of the last of so many working days, the day of the alert
    /// not counted. Level 3: after so many staffed hours, but before the team goes home that day. An
    /// alert at night or at a weekend counts from the next time somebody is there. Without any hours
    /// it is due at once.
    #[must_use]
    pub fn due(&self, level: Level, raised: DateTime<Utc>) -> DateTime<Utc> {
        let Some(respond) = self.roster.respond else { return raised };
        let after = |days: u8| {
            let today = calendar::date_in(self.zone, raised);
            let next = self.staffed_days(today).filter(|(day, _)| *day > today);
            next.map(|(_, (_, to))| to).nth(usize::from(days.max(1)) - 1).unwrap_or(raised)
        };
        match level {
            Level::One => after(respond.level_1_working_days),
            Level::Two => after(respond.level_2_working_days),
            Level::Three => {
                let hours = TimeDelta::hours(respond.level_3_hours.into());
                let days = self.staffed_days(calendar::date_in(self.zone, raised));
                let still = days.map(|(_, hours)| hours).find(|(_, to)| *to > raised);
                still.map_or(raised, |(from, to)| (from.max(raised) + hours).min(to))
            }
        }
    }

    /// The moment at which half of the staffed time until `due` has gone.
    #[must_use]
    pub fn half(&self, raised: DateTime<Utc>, due: DateTime<Utc>) -> DateTime<Utc> {
        let days = self.staffed_days(calendar::date_in(self.zone, raised));
        let parts = days.map(|(_, (from, to))| (from.max(raised), to.min(due)));
        let parts: Vec<_> =
            parts.take_while(|(from, _)| *from < due).filter(|(from, to)| from < to).collect();
        let all: TimeDelta = parts.iter().map(|(from, to)| *to - *from).sum();
        let mut left = all / 2;
        for (from, to) in parts {
            if left <= to - from {
                return from + left;
            }
            left -= to - from;
        }
        due
    }

    /// How late a task is that nobody has, when that is more than was told of it before.
    #[must_use]
    pub fn late(&self, progress: &Progress, now: DateTime<Utc>) -> Option<Escalation> {
        let due = self.due(progress.level, progress.since);
        let late = match now {
            now if now >= due => Some(Escalation::Whole),
            now if now >= self.half(progress.since, due) => Some(Escalation::Half),
            _ => None,
        };
        late.filter(|_| progress.waits()).filter(|late| Some(*late) > progress.escalated)
    }

    /// The days from this one on on which somebody is there, with their hours.
    fn staffed_days(
        &self,
        from: NaiveDate,
    ) -> impl Iterator<Item = (NaiveDate, (DateTime<Utc>, DateTime<Utc>))> {
        let days = from.iter_days().take(DAYS_AHEAD);
        days.filter_map(|day| self.hours(day).map(|hours| (day, hours)))
    }

    fn hours(&self, day: NaiveDate) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        if is_bank_holiday(day) || self.roster.closed_on.contains(&day) {
            return None;
        }
        let span = self.roster.hours.on(day.weekday())?;
        Some((self.at(day, span.from())?, self.at(day, span.to())?))
    }

    fn at(&self, day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
        calendar::instant_in(self.zone, day, time)
    }
}
