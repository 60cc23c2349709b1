//! What may pass, and is waited for: nobody loses a contact for good because of a pause, or a number that is not known yet.
//! What is waited for ends with the contact's own lateness, or with its wave.

use chrono::{DateTime, NaiveTime, Utc};

use super::{
    Because, Fate, Reach, Until,
    contacts::{Contact, Moment},
    last_moment,
    spacing::Spacing,
};
use crate::{calendar, protocol::Send, stopping::Way};

impl Contact<'_> {
    /// What becomes of a message that was not handed over, whose contact begins at this moment.
    pub(super) fn comes(
        &self,
        send: &Send,
        start: Moment,
        spacing: &Spacing<'_>,
        now: DateTime<Utc>,
    ) -> Fate {
        let moment = start.and_then(|start| {
            self.is_agreed(send)?;
            self.moment(send, start, spacing)
        });
        moment.map_or_else(Fate::Not, |at| self.at_moment(send, at, spacing, now))
    }

    fn at_moment(
        &self,
        send: &Send,
        at: DateTime<Utc>,
        spacing: &Spacing<'_>,
        now: DateTime<Utc>,
    ) -> Fate {
        let kept = self.kept(send);
        let goes = self.goes_at(send, at, spacing, now);
        let until = self.until(send, at);
        match (goes, kept) {
            // Of what is too late is told what kept it, if that does so still.
            (Err(Because::Passed), Some(because)) if now > until => Fate::Not(because),
            (Err(because), _) => Fate::Not(because),
            (Ok(_), Some(because)) => Fate::Waits(because, Until::AtTheLatest(until)),
            (Ok(goes), None) => match self.pause(send, goes, spacing) {
                Some(over) => {
                    let over = over.ok().filter(|goes| *goes <= until);
                    let until = over.map_or(Until::AtTheLatest(until), Until::Goes);
                    Fate::Waits(Because::Paused, until)
                }
                None if goes <= now => Fate::Due(at),
                None => Fate::Later(goes),
            },
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
            Way::Post => self.in_wave(self.apart(now, spacing))?,
            _ => self.open(send, now, spacing)?,
        };
        if goes - at > late { Err(Because::Passed) } else { Ok(goes) }
    }

    /// When its way is open after the pause in which this moment falls; nothing where it falls in none.
    fn pause(&self, send: &Send, at: DateTime<Utc>, spacing: &Spacing<'_>) -> Option<Moment> {
        let zone = self.person.zone;
        let last = self.person.paused_until?;
        if calendar::date_in(zone, at) > last {
            return None;
        }
        let next = last.succ_opt();
        let next = next.and_then(|day| calendar::instant_in(zone, day, NaiveTime::MIN));
        Some(next.ok_or(Because::NoHour).and_then(|from| self.open(send, from, spacing)))
    }

    /// What keeps it and may pass, beside a pause.
    fn kept(&self, send: &Send) -> Option<Because> {
        match self.reach(send.way) {
            _ if self.person.shut.contains(self.plan.key()) => Some(Because::Shut),
            Reach::NoAddress => Some(Because::NoAddress),
            Reach::Unreachable => Some(Because::Unreachable),
            Reach::Open | Reach::NotAgreed | Reach::OptedOut => None,
        }
    }

    fn is_agreed(&self, send: &Send) -> Result<(), Because> {
        match self.reach(send.way) {
            Reach::NotAgreed => Err(Because::NotAgreed),
            Reach::OptedOut => Err(Because::OptedOut),
            Reach::Open | Reach::NoAddress | Reach::Unreachable => Ok(()),
        }
    }

    fn until(&self, send: &Send, at: DateTime<Utc>) -> DateTime<Utc> {
        let whose = (self.person.zone, &self.person.dates);
        last_moment(self.protocol, self.plan, whose, (send.way, at))
    }
}
