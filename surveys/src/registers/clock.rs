//! By when something has to be done about an entry. These are the law's clocks, so nights, weekends and
//! holidays count.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};

use super::{Register, Standing};
use crate::{calendar, safeguarding::Escalation};

/// A complaint is acknowledged within so many days, of which the first is the day after it arrived.
const ACKNOWLEDGED_WITHIN: Days = Days::new(30);
/// The regulator is told of a breach within so many hours of real time.
const BREACH_WITHIN: TimeDelta = TimeDelta::hours(72);
/// The ethics committee is told of a harm within so many days, counted like those of a complaint.
const HARM_WITHIN: Days = Days::new(15);

/// Time as it counts where a study is.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    /// Its time zone, by its IANA name.
    pub zone: &'a str,
}

impl Clock<'_> {
    /// The moment from which on an entry is overdue; none where no clock runs.
    ///
    /// Days end at midnight where the study is. 72 hours are 72 hours, also when a night is longer or
    /// shorter by one. Whether a breach or a harm has to be reported is found out in the same time.
    #[must_use]
    pub fn due(&self, standing: &Standing) -> Option<DateTime<Utc>> {
        standing.task().filter(|task| task.has_clock())?;
        Some(match standing.register {
            Register::Complaint => self.end_of_day(standing.since, ACKNOWLEDGED_WITHIN),
            Register::Breach => standing.since + BREACH_WITHIN,
            Register::Harm => self.end_of_day(standing.since, HARM_WITHIN),
        })
    }

    /// Whether the time of an entry has gone.
    #[must_use]
    pub fn is_overdue(&self, standing: &Standing, now: DateTime<Utc>) -> bool {
        self.due(standing).is_some_and(|due| now >= due)
    }

    /// How much of the time has gone, when that is more than was told before.
    #[must_use]
    pub fn late(&self, standing: &Standing, now: DateTime<Utc>) -> Option<Escalation> {
        let due = self.due(standing)?;
        let half = standing.since + (due - standing.since) / 2;
        let late = match now {
            now if now >= due => Some(Escalation::Whole),
            now if now >= half => Some(Escalation::Half),
            _ => None,
        };
        late.filter(|late| Some(*late) > standing.escalated)
    }

    /// Midnight after the last of so many days after the day of `since`.
    fn end_of_day(&self, since: DateTime<Utc>, days: Days) -> DateTime<Utc> {
        let last = calendar::date_in(self.zone, since).checked_add_days(days);
        let next = last.and_then(|last| last.succ_opt());
        let midnight = next.and_then(|day| calendar::instant_in(self.zone, day, NaiveTime::MIN));
        midnight.unwrap_or(since)
    }
}
