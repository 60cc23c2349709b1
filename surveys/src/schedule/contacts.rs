//! The contacts of all waves, one after the other as they come to pass.

use std::{collections::VecDeque, ops::RangeInclusive};

use chrono::{DateTime, NaiveDate, Utc};

use super::{Arrival, Because, Fate, Handed, Person, Planned, Reach, Stand, spacing::Spacing};
use crate::{
    calendar,
    protocol::{Plan, Protocol, Send, Step, To},
    stopping::Way,
};

/// A message goes at a moment, or not.
pub(super) type Moment = Result<DateTime<Utc>, Because>;

/// One after the other: of each wave in the order of its steps, of several waves what comes first. What is moved far leaves
/// room for what another wave has before that.
pub(super) fn of(protocol: &Protocol, person: &Person<'_>, now: DateTime<Utc>) -> Vec<Planned> {
    let mut spacing = Spacing::of(protocol, person);
    let mut queues: Vec<_> =
        protocol.waves.iter().map(|plan| of_wave(protocol, person, plan)).collect();
    let mut planned = Vec::new();
    while let Some(queue) = queues
        .iter_mut()
        .filter(|queue| !queue.is_empty())
        .min_by_key(|queue| queue.front().and_then(|(day, _)| *day).unwrap_or(NaiveDate::MAX))
    {
        let Some((day, contact)) = queue.front_mut() else { break };
        let starts = contact.starts(&spacing);
        let on = starts.ok().map(|at| calendar::date_in(person.zone, at));
        if on > *day {
            *day = on;
        } else {
            planned.extend(contact.planned(starts, &mut spacing, now));
            queue.pop_front();
        }
    }
    planned
}

/// The contacts of a wave, each with the day before which it does not come.
type Queue<'a> = VecDeque<(Option<NaiveDate>, Contact<'a>)>;

fn of_wave<'a>(protocol: &'a Protocol, person: &'a Person<'a>, plan: &'a Plan) -> Queue<'a> {
    let contacts = plan.steps.iter().map(|step| Contact { protocol, person, plan, step });
    let mut contacts: Vec<_> = contacts.map(|contact| (contact.day(), contact)).collect();
    contacts.sort_by_key(|(day, _)| day.unwrap_or(NaiveDate::MAX));
    contacts.into()
}

/// One step of one wave for one person.
pub(super) struct Contact<'a> {
    pub protocol: &'a Protocol,
    pub person: &'a Person<'a>,
    pub plan: &'a Plan,
    pub step: &'a Step,
}

impl Contact<'_> {
    fn day(&self) -> Option<NaiveDate> {
        let (opens, _) = self.plan.wave.days(&self.person.dates)?;
        self.plan.day(opens, self.step)
    }

    /// The moment before which nothing of it goes.
    fn starts(&self, spacing: &Spacing<'_>) -> Moment {
        let made = self.made().map(|made| *made.start());
        self.goes().and_then(|day| self.start(day, made, spacing))
    }

    fn planned(&self, goes: Moment, spacing: &mut Spacing<'_>, now: DateTime<Utc>) -> Vec<Planned> {
        let Step { sends, otherwise, .. } = self.step;
        let made = self.made();
        let instead = !sends.iter().any(|send| self.arrives(send));
        // What goes in its stead is not late by the time that it took to learn that nothing arrives.
        let missed = sends.iter().filter_map(|send| self.handed(send)?.missed()).max();
        let since = goes.and_then(|start| {
            self.is_the_last_that_went_astray()?;
            Ok(missed.map_or(start, |missed| start.max(missed)))
        });
        let reached =
            otherwise.iter().any(|send| self.handed(send).is_some_and(Handed::is_contact));
        let of_sends = sends.iter().map(|send| match self.handed(send) {
            None if reached => Fate::Not(goes.err().unwrap_or_else(|| self.replaced(send))),
            _ => self.fate(send, goes, spacing, now),
        });
        let of_others = otherwise.iter().map(|send| match self.handed(send) {
            None if !instead => Fate::Not(goes.err().unwrap_or(Because::OtherWay)),
            _ => self.fate(send, since, spacing, now),
        });
        let fates: Vec<_> = of_sends.chain(of_others).collect();
        let last = fates.iter().filter_map(|fate| fate.goes(now));
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
    fn goes(&self) -> Result<NaiveDate, Because> {
        let has_other = self.step.unless.iter().any(|way| self.reach(*way) == Reach::Open);
        match (self.stand(), self.step.to) {
            (Stand::Complete, _) => Err(Because::Complete),
            _ if self.person.has_ended => Err(Because::Ended),
            (Stand::Stopped, _) => Err(Because::Stopped),
            (Stand::NotBegun, To::Begun) => Err(Because::NotBegun),
            (Stand::Begun, To::NotBegun) => Err(Because::Begun),
            (Stand::NotBegun | Stand::Begun, _) if has_other => Err(Because::OtherWay),
            (Stand::NotBegun | Stand::Begun, _) => self.day().ok_or(Because::NoDate),
        }
    }

    fn fate(&self, send: &Send, start: Moment, spacing: &Spacing<'_>, now: DateTime<Utc>) -> Fate {
        match self.handed(send) {
            Some(one) => Fate::Handed(one.at),
            None => self.comes(send, start, spacing, now),
        }
    }

    pub(super) fn reach(&self, way: Way) -> Reach {
        self.person.ways.get(&way).copied().unwrap_or(Reach::NotAgreed)
    }

    /// Why a message does not go in whose stead another went: for the same reason for which that one did, if it is so still.
    fn replaced(&self, send: &Send) -> Because {
        match self.reach(send.way) {
            Reach::NotAgreed => Because::NotAgreed,
            Reach::OptedOut => Because::OptedOut,
            Reach::NoAddress => Because::NoAddress,
            Reach::Unreachable => Because::Unreachable,
            Reach::Open => Because::OtherWay,
        }
    }

    /// Whether a contact of the same wave that comes after it was made since this moment.
    pub(super) fn is_overtaken(&self, since: DateTime<Utc>) -> bool {
        let key = self.plan.key();
        let later = self.plan.steps.iter().skip_while(|step| step.key != self.step.key).skip(1);
        let made = |step: &Step| {
            let mut made = self.person.handed.iter().filter(|one| one.is_contact());
            made.any(|one| one.wave == *key && one.step == step.key && one.at >= since)
        };
        later.into_iter().any(made)
    }

    /// Of several texts that went to somebody else's number, only the last is made up for: what was said before it is no longer
    /// true.
    fn is_the_last_that_went_astray(&self) -> Result<(), Because> {
        let went_astray = |step: &Step| {
            let mut handed = self.person.handed.iter().filter(|one| one.step == step.key);
            handed.any(|one| {
                one.wave == *self.plan.key() && matches!(one.arrival, Arrival::NotTheirs(_))
            })
        };
        let later = self.plan.steps.iter().skip_while(|step| step.key != self.step.key).skip(1);
        let is_over = went_astray(self.step) && later.into_iter().any(went_astray);
        if is_over { Err(Because::Passed) } else { Ok(()) }
    }

    /// Whether the person is told by this message, as far as anybody knows: it is on its way, or can go.
    fn arrives(&self, send: &Send) -> bool {
        match self.handed(send).map(|one| one.arrival) {
            None | Some(Arrival::Waits) => self.reach(send.way) == Reach::Open,
            Some(Arrival::Left) => true,
            Some(
                Arrival::CameBack(_)
                | Arrival::NotTheirs(_)
                | Arrival::Failed(_)
                | Arrival::NotSent,
            ) => false,
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
