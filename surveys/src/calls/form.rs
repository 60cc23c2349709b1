//! The rules of calling as a form: its boxes, and what is filled into them.

use chrono::NaiveTime;

use super::CallRules;
use crate::{manners::Open, typed::Typed};

/// A number of the rules.
#[derive(Clone, Copy, Debug)]
pub struct NumberBox {
    /// The name of its box, which is the one in files, too.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    get: fn(&CallRules) -> u16,
    set: fn(&mut CallRules, u16),
}

/// Hours of the rules: from a time to another, or none where both are left out.
#[derive(Clone, Copy, Debug)]
pub struct HoursBoxes {
    /// The names of its two boxes.
    pub names: [&'static str; 2],
    /// What they are called.
    pub label: &'static str,
    get: fn(&CallRules) -> Option<Open>,
    set: fn(&mut CallRules, Option<Open>),
}

/// What is wrong in a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is no whole number.
    NoNumber,
    /// It is a number that is far too large.
    TooLarge,
    /// It is no time of day.
    NoTime,
    /// One of two times is missing.
    OneTime,
}

macro_rules! number {
    ($name:literal, $label:literal, $($at:ident).+) => {
        NumberBox {
            name: $name,
            label: $label,
            get: |rules: &CallRules| rules.$($at).+,
            set: |rules: &mut CallRules, to: u16| rules.$($at).+ = to,
        }
    };
}

macro_rules! hours {
    ($from:literal, $to:literal, $label:literal, $($at:ident).+) => {
        HoursBoxes {
            names: [$from, $to],
            label: $label,
            get: |rules: &CallRules| rules.$($at).+,
            set: |rules: &mut CallRules, to: Option<Open>| rules.$($at).+ = to,
        }
    };
}

/// Bank holidays are days like any other: for calls, and for appointments.
pub const ON_HOLIDAYS: [&str; 2] = ["hours.on_holidays", "appointments.on_holidays"];
/// The first moments of the afternoon and of the evening.
pub const SLOTS: [&str; 2] = ["slots.afternoon", "slots.evening"];

impl HoursBoxes {
    /// When people are rung, then when an appointment may lie.
    #[rustfmt::skip]
    pub const ALL: [Self; 6] = [
        hours!("hours.weekdays.from", "hours.weekdays.to", "Calls, Monday to Friday", hours.weekdays),
        hours!("hours.saturday.from", "hours.saturday.to", "Calls, Saturday", hours.saturday),
        hours!("hours.sunday.from", "hours.sunday.to", "Calls, Sunday", hours.sunday),
        hours!("appointments.weekdays.from", "appointments.weekdays.to", "Appointments, Monday to Friday", appointments.weekdays),
        hours!("appointments.saturday.from", "appointments.saturday.to", "Appointments, Saturday", appointments.saturday),
        hours!("appointments.sunday.from", "appointments.sunday.to", "Appointments, Sunday", appointments.sunday),
    ];

    /// Those for calls, and those for appointments on the same days.
    pub(super) const fn of_each_day() -> [[Self; 3]; 2] {
        let [a, b, c, d, e, f] = Self::ALL;
        [[a, b, c], [d, e, f]]
    }

    /// What each of the two is called.
    #[must_use]
    pub fn labels(&self) -> [String; 2] {
        ["from", "until"].map(|end| format!("{}, {end}", self.label))
    }

    /// What stands in the two boxes.
    #[must_use]
    pub fn of(&self, rules: &CallRules) -> [String; 2] {
        let times = (self.get)(rules).map(|open| [open.from, open.to]);
        times.map_or_else(Default::default, |times| times.map(time_in_box))
    }

    /// The hours themselves.
    pub(super) fn hours(&self, rules: &CallRules) -> Option<Open> {
        (self.get)(rules)
    }

    fn filled(&self, typed: &Typed) -> Result<Option<Open>, (&'static str, Unfit)> {
        let [from, to] = self.names;
        match (typed.one(from), typed.one(to)) {
            ("", "") => Ok(None),
            ("", _) => Err((from, Unfit::OneTime)),
            (_, "") => Err((to, Unfit::OneTime)),
            _ => Ok(Some(Open { from: time(typed, from)?, to: time(typed, to)? })),
        }
    }
}

impl NumberBox {
    /// How often people are rung, what the first calls cover, how long nobody rings after a call, and the rest.
    #[rustfmt::skip]
    pub const ALL: [Self; 27] = [
        number!("most.a_wave", "Calls about one survey, at most", most.a_wave),
        number!("most.a_day", "Calls on one day, at most", most.a_day),
        number!("most.a_slot", "Calls in one part of a day, at most", most.a_slot),
        number!("most.messages", "Messages left on voicemail, at most", most.messages),
        number!("most.busy", "Times that a busy line is soon tried again", most.busy),
        number!("most.conversions", "Times that somebody else asks again after a refusal", most.conversions),
        number!("most.numbers", "Numbers of one person that are rung by turns", most.numbers),
        number!("first.attempts", "Calls that are the first ones", first.attempts),
        number!("first.mornings", "Mornings among them, at least", first.mornings),
        number!("first.afternoons", "Afternoons among them, at least", first.afternoons),
        number!("first.evenings", "Evenings among them, at least", first.evenings),
        number!("first.saturdays", "Saturdays among them, at least", first.saturdays),
        number!("first.days", "Days from the first of them to the last, at least", first.days),
        number!("delays.busy_minutes", "Minutes after a busy line", delays.busy_minutes),
        number!("delays.no_answer_hours", "Hours after nobody answered", delays.no_answer_hours),
        number!("delays.not_available_hours", "Hours after they were not available", delays.not_available_hours),
        number!("delays.message_hours", "Hours after a message was left", delays.message_hours),
        number!("delays.no_message_hours", "Hours after voicemail without a message", delays.no_message_hours),
        number!("delays.technical_hours", "Hours after a fault on the line", delays.technical_hours),
        number!("delays.blocked_hours", "Hours after a call was blocked", delays.blocked_hours),
        number!("delays.partial_days", "Days after they stopped part-way", delays.partial_days),
        number!("delays.break_off_days", "Days after they broke off", delays.break_off_days),
        number!("delays.link_days", "Days after they asked for the link", delays.link_days),
        number!("delays.refusal_days", "Days after a refusal", delays.refusal_days),
        number!("lease_minutes", "Minutes that a case is one interviewer's", lease_minutes),
        number!("appointment_minutes", "Minutes before and after which an appointment is due", appointment_minutes),
        number!("closing_days", "Days before its end from which a survey closes soon", closing_days),
    ];

    /// What stands in the box.
    #[must_use]
    pub fn of(&self, rules: &CallRules) -> String {
        (self.get)(rules).to_string()
    }
}

impl CallRules {
    /// The rules as they were filled in. Whether they can hold is another matter: see [`check`](Self::check).
    ///
    /// # Errors
    /// Each box that cannot be read, with what is wrong in it.
    pub fn filled(typed: &Typed) -> Result<Self, Vec<(&'static str, Unfit)>> {
        let (mut rules, mut unfit) = (Self::usual(), Vec::new());
        for boxes in HoursBoxes::ALL {
            match boxes.filled(typed) {
                Ok(open) => (boxes.set)(&mut rules, open),
                Err(wrong) => unfit.push(wrong),
            }
        }
        let [calls, appointments] = ON_HOLIDAYS.map(|name| typed.has(name, "yes"));
        (rules.hours.on_holidays, rules.appointments.on_holidays) = (calls, appointments);
        match SLOTS.map(|name| time(typed, name)) {
            [Ok(afternoon), Ok(evening)] => {
                (rules.slots.afternoon, rules.slots.evening) = (afternoon, evening);
            }
            times => unfit.extend(times.into_iter().filter_map(Result::err)),
        }
        for number in NumberBox::ALL {
            match typed.one(number.name).parse() {
                Ok(to) => (number.set)(&mut rules, to),
                Err(_) => unfit.push((number.name, no_such_number(typed.one(number.name)))),
            }
        }
        if unfit.is_empty() { Ok(rules) } else { Err(unfit) }
    }

    /// What stands in the boxes of the slots.
    #[must_use]
    pub fn slots_in_boxes(&self) -> [String; 2] {
        [self.slots.afternoon, self.slots.evening].map(time_in_box)
    }
}

/// Why something that was typed is no number of the rules.
fn no_such_number(typed: &str) -> Unfit {
    let is_number = !typed.is_empty() && typed.chars().all(|c| c.is_ascii_digit());
    if is_number { Unfit::TooLarge } else { Unfit::NoNumber }
}

fn time(typed: &Typed, name: &'static str) -> Result<NaiveTime, (&'static str, Unfit)> {
    NaiveTime::parse_from_str(typed.one(name), "%H:%M").map_err(|_| (name, Unfit::NoTime))
}

/// `09:00`
fn time_in_box(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}
