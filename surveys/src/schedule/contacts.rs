//! The contacts of all waves, one after the other as they come to pass.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Arrival, Because, Fate, Handed, Person, Planned, Reach, Stand, spacing::Spacing};
use crate::{
    calendar,
    protocol::{Plan, Protocol, Send, Step, To},
    stopping::Way,
};

/// A message goes at a moment, or not.
type Moment = Result<DateTime<Utc>, Because>;

pub(super) fn of(protocol: &Protocol, person: &Person<'_>, now: DateTime<Utc>) -> Vec<Planned> {
    let contacts = protocol.waves.iter().flat_map(|plan| {
        plan.steps.iter().map(move |step| Contact { protocol, person, plan, step })
    });
    let mut contacts: Vec<_> = contacts.map(|contact| (contact.day(), contact)).collect();
    contacts.sort_by_key(|(day, _)| day.unwrap_or(NaiveDate::MAX));
    let mut spacing = Spacing::of(protocol, person);
    contacts.iter().flat_map(|(day, contact)| contact.planned(*day, &mut spacing, now)).collect()
}

/// One step of one wave for one person.
struct Contact<'a> {
    protocol: &'a Protocol,
    person: &'a Person<'a>,
    plan: &'a Plan,
    step: &'a Step,
}

impl Contact<'_> {
    fn day(&self) -> Option<NaiveDate> {
        let (opens, _) = self.plan.wave.days(&self.person.dates)?;
        self.plan.day(opens, self.step)
    }

    fn planned(
        &self,
        day: Option<NaiveDate>,
        spacing: &mut Spacing<'_>,
        now: DateTime<Utc>,
    ) -> Vec<Planned> {
        let Step { sends, otherwise, .. } = self.step;
        let made = self.made();
        let first = made.as_ref().map(|made| *made.start());
        let goes = self.goes(day).and_then(|day| self.start(day, first, spacing));
        let instead = !sends.iter().any(|send| self.arrives(send));
        // What goes in its stead is not late by the time that it took to learn that nothing arrives.
        let missed = sends.iter().filter_map(|send| self.handed(send)?.missed()).max();
        let since = goes.map(|start| missed.map_or(start, |missed| start.max(missed)));
        let reached =
            otherwise.iter().any(|send| self.handed(send).is_some_and(Handed::is_contact));
        let of_sends = sends.iter().map(|send| match self.handed(send) {
            None if reached => Fate::Not(goes.err().unwrap_or(Because::OtherWay)),
            _ => self.fate(send, goes, spacing, now),
        });
        let of_others = otherwise.iter().map(|send| match self.handed(send) {
            None if !instead => Fate::Not(goes.err().unwrap_or(Because::OtherWay)),
            _ => self.fate(send, since, spacing, now),
        });
        let fates: Vec<_> = of_sends.chain(of_others).collect();
        let last = fates.iter().filter_map(|fate| match fate {
            Fate::Due(_) => Some(now),
            Fate::Later(at) => Some(*at),
            Fate::Handed(_) | Fate::Not(_) => None,
        });
        match (made, last.max()) {
            (Some(made), last) => {
                spacing.note_made(last.map_or(*made.end(), |last| last.max(*made.end())))
            }
            (None, Some(last)) => spacing.note(self.plan.key(), last),
            (None, None) => {}
        }
        let both = sends.iter().chain(otherwise).zip(fates);
        both.map(|(send, fate)| self.of_send(send, fate)).collect()
    }

    /// The day on which it is made, unless there is a reason for making it not at all.
    fn goes(&self, day: Option<NaiveDate>) -> Result<NaiveDate, Because> {
        if self.person.has_ended {
            return Err(Because::Stopped);
        }
        let is_open = |way| self.person.ways.get(way) == Some(&Reach::Open);
        let has_other = self.step.unless.iter().any(is_open);
        match (self.stand(), self.step.to) {
            (Stand::Complete, _) => Err(Because::Complete),
            (Stand::Stopped, _) => Err(Because::Stopped),
            (Stand::NotBegun, To::Begun) => Err(Because::NotBegun),
            (Stand::Begun, To::NotBegun) => Err(Because::Begun),
            (Stand::NotBegun | Stand::Begun, _) if has_other => Err(Because::OtherWay),
            (Stand::NotBegun | Stand::Begun, _) => day.ok_or(Because::NoDate),
        }
    }

    /// The moment before which nothing of it goes. What has begun to be made goes on that day; what has not keeps its
    /// distance from what was before.
    fn start(&self, day: NaiveDate, made: Option<DateTime<Utc>>, spacing: &Spacing<'_>) -> Moment {
        if let Some(made) = made {
            return Ok(made);
        }
        let first = self.step.sends.iter().map(|send| send.at).min().unwrap_or_default();
        let wished = calendar::instant_in(self.person.zone, day, first).ok_or(Because::NoHour)?;
        spacing.another(self.plan.key(), wished)
    }

    fn fate(&self, send: &Send, start: Moment, spacing: &Spacing<'_>, now: DateTime<Utc>) -> Fate {
        if let Some(one) = self.handed(send) {
            return Fate::Handed(one.at);
        }
        let moment = start.and_then(|start| {
            self.reach(send)?;
            self.moment(send, start, spacing)
        });
        let goes = moment.and_then(|at| self.goes_at(send, at, spacing, now));
        match moment.and_then(|at| Ok((at, goes?))) {
            Err(because) => Fate::Not(because),
            Ok((at, goes)) if goes <= now => Fate::Due(at),
            Ok((_, goes)) => Fate::Later(goes),
        }
    }

    /// When a message goes whose moment is this one. One that is late waits for the hours of its way like any other.
    fn goes_at(
        &self,
        send: &Send,
        at: DateTime<Utc>,
        spacing: &Spacing<'_>,
        now: DateTime<Utc>,
    ) -> Moment {
        let late = super::late(self.protocol, send.way);
        if now - at > late {
            return Err(Because::Passed);
        }
        let goes = match send.way {
            _ if at >= now => at,
            // Whoever prints letters may do so at any hour.
            Way::Post => self.in_wave(spacing.unheld(now))?,
            _ => self.open(send, now, spacing)?,
        };
        if goes - at > late {
            return Err(Because::Passed);
        }
        if self.pauses(goes) { Err(Because::Paused) } else { Ok(goes) }
    }

    fn pauses(&self, at: DateTime<Utc>) -> bool {
        let Person { zone, paused_until, .. } = self.person;
        paused_until.is_some_and(|last| calendar::date_in(zone, at) <= last)
    }

    /// When a message goes: at its time on the day of `start`, or when its way is next open and nothing is held.
    fn moment(&self, send: &Send, start: DateTime<Utc>, spacing: &Spacing<'_>) -> Moment {
        let zone = self.person.zone;
        let day = calendar::date_in(zone, start);
        let own = calendar::instant_in(zone, day, send.at).ok_or(Because::NoHour)?;
        self.open(send, own.max(start), spacing)
    }

    /// The first moment from this one on at which its way is open and nothing is held, while the wave is.
    fn open(&self, send: &Send, from: DateTime<Utc>, spacing: &Spacing<'_>) -> Moment {
        let zone = self.person.zone;
        let hours = self.protocol.hours.get(&send.way).ok_or(Because::NoHour)?;
        let open = |at| hours.first(zone, &self.protocol.holidays, at).ok_or(Because::NoHour);
        self.in_wave(open(spacing.unheld(open(from)?))?)
    }

    /// This moment, while the wave is open.
    fn in_wave(&self, at: DateTime<Utc>) -> Moment {
        let Person { zone, dates, .. } = self.person;
        let last = self.plan.wave.days(dates).and_then(|(_, last)| last);
        let is_randomised = self.plan.wave.until_randomised && dates.randomised_on.is_some();
        let is_over = is_randomised || last.is_some_and(|last| calendar::date_in(zone, at) > last);
        if is_over { Err(Because::Closed) } else { Ok(at) }
    }

    fn reach(&self, send: &Send) -> Result<(), Because> {
        match self.person.ways.get(&send.way).unwrap_or(&Reach::NotAgreed) {
            Reach::Open => Ok(()),
            Reach::NotAgreed => Err(Because::NotAgreed),
            Reach::OptedOut => Err(Because::OptedOut),
            Reach::NoAddress => Err(Because::NoAddress),
            Reach::Unreachable => Err(Because::Unreachable),
        }
    }

    /// Whether the person is told by this message, as far as anybody knows: it is on its way, or can go.
    fn arrives(&self, send: &Send) -> bool {
        match self.handed(send).map(|one| one.arrival) {
            None | Some(Arrival::Waits) => self.reach(send).is_ok(),
            Some(Arrival::Left) => true,
            Some(Arrival::CameBack(_) | Arrival::Failed(_) | Arrival::NotSent) => false,
        }
    }

    /// From the first to the last moment at which something of it was handed over that left or will.
    fn made(&self) -> Option<RangeInclusive<DateTime<Utc>>> {
        let own = self.person.handed.iter().filter(|one| one.is_contact());
        let own = own.filter(|one| one.wave == *self.plan.key() && one.step == self.step.key);
        let moments = || own.clone().map(|one| one.at);
        Some(moments().min()?..=moments().max()?)
    }

    fn handed(&self, send: &Send) -> Option<&Handed> {
        self.person.handed.iter().find(|one| {
            one.wave == *self.plan.key() && one.step == self.step.key && one.way == send.way
        })
    }

    fn stand(&self) -> Stand {
        self.person.waves.get(self.plan.key()).copied().unwrap_or_default()
    }

    fn of_send(&self, send: &Send, fate: Fate) -> Planned {
        let has_begun = self.stand() == Stand::Begun;
        let message = send.to_begun.as_ref().filter(|_| has_begun).unwrap_or(&send.message);
        Planned {
            wave: self.plan.key().clone(),
            step: self.step.key.clone(),
            way: send.way,
            message: message.clone(),
            fate,
        }
    }
}
