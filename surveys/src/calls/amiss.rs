//! What can be wrong with rules of calling, in words: each with what would be right.

use std::fmt;

use super::{CallRules, HoursBoxes, Slot};
use crate::manners::{Hours, Open};

/// One thing to put right in the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amiss {
    /// The hours of some days end before they begin, by the name of the box in which they do.
    Backwards(&'static str),
    /// There is no hour at which anybody is rung.
    NeverOpen,
    /// The evening does not begin after the afternoon.
    SlotsOutOfOrder,
    /// Calls are needed in a slot that has no hour.
    NoHourIn(Slot),
    /// On some days somebody may be rung at a time at which no appointment may lie, by the name of the box that is too narrow.
    NarrowAppointments(&'static str),
    /// A field is 0, and nothing could be done then.
    Nothing(&'static str),
    /// A field is more than any study may say, and what that is.
    TooMany(&'static str, u16),
    /// More calls are needed in the slots than are among the first.
    FirstTooFew(u32),
    /// More calls are the first than may be made.
    FirstTooMany(u16),
    /// One day may have more calls than the wave, or a slot more than its day, by the name of the smaller.
    MoreThan(&'static str, &'static str),
    /// So many days lie between the first call and the last of the first, which is the same one.
    DaysOfOne(u16),
    /// A conversion is allowed at once.
    ConversionAtOnce,
}

/// How far a study may go: nobody is rung more often than this, nor kept for one interviewer for longer than an interview takes.
const LIMITS: [(&str, u16); 6] = [
    ("most.a_wave", 8),
    ("most.a_day", 2),
    ("most.a_slot", 1),
    ("most.messages", 2),
    ("most.conversions", 1),
    ("lease_minutes", 120),
];

impl CallRules {
    /// Everything that is wrong with them.
    #[must_use]
    pub fn check(&self) -> Vec<Amiss> {
        let mut found = Vec::new();
        self.of_hours(&mut found);
        if self.slots.afternoon >= self.slots.evening {
            found.push(Amiss::SlotsOutOfOrder);
        }
        let is_asked = |slot: &Slot| self.first.of(*slot) > 0 && !self.has_hour_in(*slot);
        found.extend(Slot::ALL.into_iter().filter(is_asked).map(Amiss::NoHourIn));
        self.of_numbers(&mut found);
        self.of_first(&mut found);
        found
    }

    fn of_hours(&self, found: &mut Vec<Amiss>) {
        let is_backwards =
            |boxes: &HoursBoxes| boxes.hours(self).is_some_and(|open| open.from >= open.to);
        let backwards = HoursBoxes::ALL.into_iter().filter(is_backwards);
        found.extend(backwards.map(|boxes| Amiss::Backwards(boxes.names[0])));
        let [calls, appointments] = HoursBoxes::of_each_day();
        if calls.iter().all(|boxes| boxes.hours(self).is_none()) {
            found.push(Amiss::NeverOpen);
        }
        let narrow = calls.into_iter().zip(appointments).filter_map(|(calls, wide)| {
            let place = narrow(calls.hours(self)?, wide.hours(self))?;
            Some(Amiss::NarrowAppointments(wide.names[place]))
        });
        found.extend(narrow);
    }

    fn of_numbers(&self, found: &mut Vec<Amiss>) {
        let most = &self.most;
        let fields = [
            ("most.a_wave", most.a_wave),
            ("most.a_day", most.a_day),
            ("most.a_slot", most.a_slot),
            ("most.numbers", most.numbers),
            ("lease_minutes", self.lease_minutes),
            ("appointment_minutes", self.appointment_minutes),
            ("delays.busy_minutes", self.delays.busy_minutes),
        ];
        let nothing = fields.into_iter().filter(|(_, number)| *number == 0);
        found.extend(nothing.map(|(field, _)| Amiss::Nothing(field)));
        let written = [
            most.a_wave,
            most.a_day,
            most.a_slot,
            most.messages,
            most.conversions,
            self.lease_minutes,
        ];
        let over = LIMITS.into_iter().zip(written).filter(|((_, limit), written)| written > limit);
        found.extend(over.map(|((field, limit), _)| Amiss::TooMany(field, limit)));
        if most.a_day > most.a_wave {
            found.push(Amiss::MoreThan("most.a_day", "most.a_wave"));
        }
        if most.a_slot > most.a_day {
            found.push(Amiss::MoreThan("most.a_slot", "most.a_day"));
        }
        if most.conversions > 0 && self.delays.refusal_days == 0 {
            found.push(Amiss::ConversionAtOnce);
        }
    }

    fn of_first(&self, found: &mut Vec<Amiss>) {
        let first = &self.first;
        if first.in_all() > u32::from(first.attempts) {
            found.push(Amiss::FirstTooFew(first.in_all()));
        }
        if first.attempts > self.most.a_wave {
            found.push(Amiss::FirstTooMany(first.attempts));
        }
        if first.attempts < 2 && first.days > 0 {
            found.push(Amiss::DaysOfOne(first.days));
        }
    }

    /// Whether somebody is rung in a slot on some day of the week.
    fn has_hour_in(&self, slot: Slot) -> bool {
        let (from, to) = slot.span(&self.slots);
        let meets = |open: Open| open.from.max(from) < open.to.min(to);
        let Hours { weekdays, saturday, sunday, .. } = self.hours;
        match slot {
            Slot::Saturday => saturday.is_some_and(meets),
            _ => [weekdays, sunday].into_iter().flatten().any(meets),
        }
    }
}

/// In which box appointments begin too late or end too early for calls: the first or the second.
fn narrow(calls: Open, appointments: Option<Open>) -> Option<usize> {
    let Some(wide) = appointments else { return Some(0) };
    [calls.from < wide.from, wide.to < calls.to].into_iter().position(|is_narrow| is_narrow)
}

/// What is wrong, and what would be right.
impl fmt::Display for Amiss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.problem(), self.mend())
    }
}

impl Amiss {
    /// What is wrong.
    #[must_use]
    pub fn problem(&self) -> String {
        match self {
            Self::Backwards(field) => format!("{field} is not earlier than the end of those hours"),
            Self::NeverOpen => "there is no hour at which anybody is rung".to_owned(),
            Self::SlotsOutOfOrder => {
                "the evening does not begin later than the afternoon".to_owned()
            }
            Self::NoHourIn(slot) => {
                format!("calls on {} are needed, and the hours have none", slot.plural())
            }
            Self::NarrowAppointments(field) => {
                format!("{field} leaves out a time at which people are rung")
            }
            Self::Nothing(field) => format!("{field} is 0"),
            Self::TooMany(field, limit) => format!("{field} is more than {limit}"),
            Self::FirstTooFew(needed) => {
                format!("the slots need {needed} calls, more than are the first")
            }
            Self::FirstTooMany(first) => {
                format!("the first {first} calls are more than a wave may have")
            }
            Self::MoreThan(part, whole) => format!("{part} is more than {whole}"),
            Self::DaysOfOne(days) => {
                format!("the first calls are to take {days} days, and are fewer than two")
            }
            Self::ConversionAtOnce => {
                "somebody who refused may be rung again on the same day".to_owned()
            }
        }
    }

    /// What would be right.
    #[must_use]
    pub fn mend(&self) -> String {
        let fixed = match self {
            Self::NoHourIn(slot) => {
                return format!("open some, or write first.{} = 0", slot.plural());
            }
            Self::FirstTooFew(needed) => {
                return format!("write first.attempts = {needed} or more, or need fewer");
            }
            Self::FirstTooMany(first) => {
                return format!("write most.a_wave = {first} or more, or fewer first.attempts");
            }
            Self::TooMany(_, limit) => return format!("write {limit} or less"),
            Self::MoreThan(part, whole) => {
                return format!("write a smaller {part} or a larger {whole}");
            }
            Self::Backwards(_) => "write the earlier time as “from”, or leave the day out",
            Self::NeverOpen => "write hours for weekdays, saturday or sunday",
            Self::SlotsOutOfOrder => "write slots.afternoon = \"12:00:00\" and a later evening",
            Self::NarrowAppointments(_) => "write appointments at least as wide as hours",
            Self::Nothing(_) => "write 1 or more",
            Self::DaysOfOne(_) => "write first.days = 0, or more first.attempts",
            Self::ConversionAtOnce => {
                "write delays.refusal_days = 7, or most.conversions = 0 to never ask again"
            }
        };
        fixed.to_owned()
    }
}
