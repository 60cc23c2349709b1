//! To which moment a contact is moved that may not be made at its own: the next of its days on which its own time is allowed,
//! and not whatever minute it is when something ends that was in its way.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::{
    Because, Reach,
    contacts::{Contact, Moment},
    spacing::Spacing,
};
use crate::{calendar, protocol::Send};

/// So much after its own time is no move: two days after a mail that went at seven minutes past ten are seven minutes past ten.
const NO_MOVE: TimeDelta = TimeDelta::hours(1);
/// So many days are looked through. Its weekday comes round in them, also after the longest run of holidays.
const FARTHEST: u64 = 62;
/// What is in the way of one moment may end where something else begins.
const TURNS: usize = 100;

impl Contact<'_> {
    /// The moment before which nothing of it goes. What has begun to be made goes on that day; what has not keeps its
    /// distance from what was before, and goes on a day on which all of it may.
    pub(super) fn start(
        &self,
        day: NaiveDate,
        made: Option<DateTime<Utc>>,
        spacing: &Spacing<'_>,
    ) -> Moment {
        if let Some(made) = made {
            return Ok(made);
        }
        spacing.has_room(self.plan.key())?;
        let times = || self.step.sends.iter().map(|send| send.at);
        let reached = self.step.sends.iter().filter(|send| self.reach(send.way) == Reach::Open);
        let first = times().min().unwrap_or_default();
        let own = calendar::instant_in(self.person.zone, day, first).ok_or(Because::NoHour)?;
        if self.is_overtaken(own) {
            return Err(Because::Passed);
        }
        let time = reached.clone().map(|send| send.at).min().unwrap_or(first);
        let begins = |day| {
            let own = calendar::instant_in(self.person.zone, day, time)?;
            let at = spacing.another(own, self.latest());
            let on_time = calendar::instant_in(self.person.zone, day, first)?;
            is_near(at, own).then_some((day, if at > own { at } else { on_time }))
        };
        let whole = |(day, at): &(NaiveDate, DateTime<Utc>)| {
            reached.clone().all(|send| self.on_day(send, (*day, *at), spacing).is_ok())
        };
        let on_one_day = self.own_days(day).filter_map(begins).find(whole);
        let found = on_one_day.or_else(|| self.own_days(day).find_map(begins));
        let nearest = || self.instant(day, first).map(|own| spacing.another(own, self.latest()));
        found.map(|(_, at)| at).ok_or_else(|| self.no_day(nearest()))
    }

    /// When a message goes: at its time on the day of `start`, or on the next of its days on which its time is allowed.
    pub(super) fn moment(
        &self,
        send: &Send,
        start: DateTime<Utc>,
        spacing: &Spacing<'_>,
    ) -> Moment {
        let first = calendar::date_in(self.person.zone, start);
        if let Ok(at) = self.on_day(send, (first, start), spacing) {
            return self.in_wave(at);
        }
        let next = first.succ_opt().ok_or(Because::NoHour)?;
        let mut later = self.own_days(next);
        let found = later.find_map(|day| self.on_day(send, (day, start), spacing).ok());
        self.in_wave(found.ok_or_else(|| self.no_day(Some(start)))?)
    }

    /// Why none of its days will do, when it could have been made from this moment on: the wave was over by then, or there
    /// is no hour on any of them.
    fn no_day(&self, from: Option<DateTime<Utc>>) -> Because {
        from.and_then(|from| self.in_wave(from).err()).unwrap_or(Because::NoHour)
    }

    fn instant(&self, day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
        calendar::instant_in(self.person.zone, day, time)
    }

    /// When it goes on this day, not before a moment; if it may, then at its time.
    fn on_day(
        &self,
        send: &Send,
        (day, from): (NaiveDate, DateTime<Utc>),
        spacing: &Spacing<'_>,
    ) -> Moment {
        let own = calendar::instant_in(self.person.zone, day, send.at).ok_or(Because::NoHour)?;
        let own = own.max(from);
        let at = self.clear(send, own, spacing)?;
        if is_near(at, own) { Ok(at) } else { Err(Because::NoHour) }
    }

    /// The first moment from this one on at which its way is open and nothing is in its way, while the wave is open.
    pub(super) fn open(&self, send: &Send, from: DateTime<Utc>, spacing: &Spacing<'_>) -> Moment {
        self.in_wave(self.clear(send, from, spacing)?)
    }

    fn clear(&self, send: &Send, from: DateTime<Utc>, spacing: &Spacing<'_>) -> Moment {
        let hours = self.protocol.hours.get(&send.way).ok_or(Because::NoHour)?;
        let mut at = from;
        for _ in 0..TURNS {
            let open = hours.first(self.person.zone, &self.protocol.holidays, at);
            let clear = self.apart(open.ok_or(Because::NoHour)?, spacing);
            if clear == at {
                return Ok(at);
            }
            at = clear;
        }
        Err(Because::NoHour)
    }

    /// The first moment from this one on at which nothing is held and no other contact is near.
    pub(super) fn apart(&self, from: DateTime<Utc>, spacing: &Spacing<'_>) -> DateTime<Utc> {
        spacing.apart_from_others((self.plan.key(), &self.step.key), from)
    }

    /// This moment, while the wave is open.
    pub(super) fn in_wave(&self, at: DateTime<Utc>) -> Moment {
        let (zone, dates) = (self.person.zone, &self.person.dates);
        let last = self.plan.wave.days(dates).and_then(|(_, last)| last);
        let is_randomised = self.plan.wave.until_randomised && dates.randomised_on.is_some();
        let is_over = is_randomised || last.is_some_and(|last| calendar::date_in(zone, at) > last);
        if is_over { Err(Because::Closed) } else { Ok(at) }
    }

    /// From this day on, those of the week on which it may be made.
    fn own_days(&self, from: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        let on = &self.step.on;
        let days = (0..FARTHEST).filter_map(move |days| from.checked_add_days(Days::new(days)));
        days.filter(|day| on.is_empty() || on.contains(&day.weekday()))
    }

    /// How late the message of it may be that may be latest.
    fn latest(&self) -> TimeDelta {
        let ways = self.step.sends.iter().map(|send| super::late(self.protocol, send.way));
        ways.max().unwrap_or_default()
    }
}

fn is_near(at: DateTime<Utc>, own: DateTime<Utc>) -> bool {
    at - own <= NO_MOVE
}
