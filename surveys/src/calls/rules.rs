//! When people are rung, how often, and how long nobody rings after each outcome. All of it is data.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::Slot;
use crate::manners::{Hours, Open};

/// The rules of calling of a study. What is left out is as usual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CallRules {
    /// When people are rung who did not name a time, by the clock where they live.
    pub hours: Hours,
    /// When an appointment may lie.
    pub appointments: Hours,
    /// How a day is divided.
    pub slots: SlotTimes,
    /// How often people are rung.
    pub most: Most,
    /// What the first calls have to have tried.
    pub first: First,
    /// How long nobody rings after a call.
    pub delays: Delays,
    /// So many minutes a case is one interviewer's, unless they go on with it.
    pub lease_minutes: u16,
    /// So many minutes before and after its moment an appointment is due.
    pub appointment_minutes: u16,
    /// From so many days before the wave closes a case is one about to close.
    pub closing_days: u16,
}

/// Where the slots of a day meet. A Saturday is one slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SlotTimes {
    /// The first moment of the afternoon.
    pub afternoon: NaiveTime,
    /// The first moment of the evening.
    pub evening: NaiveTime,
}

/// How often, at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Most {
    /// Calls in a wave.
    pub a_wave: u16,
    /// Calls on one day.
    pub a_day: u16,
    /// Calls in one slot of one day.
    pub a_slot: u16,
    /// Messages on their voicemail in a wave.
    pub messages: u16,
    /// Times in a row that a busy line is tried again soon.
    pub busy: u16,
    /// Times that somebody asks again after a refusal.
    pub conversions: u16,
    /// Numbers that are rung by turns.
    pub numbers: u16,
}

/// What the first calls cover, so that nobody is given up who was only ever rung at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct First {
    /// So many calls are the first.
    pub attempts: u16,
    /// Evenings among them.
    pub evenings: u16,
    /// Saturdays among them.
    pub saturdays: u16,
    /// Mornings among them.
    pub mornings: u16,
    /// Afternoons among them.
    pub afternoons: u16,
    /// Days from the first of them to the last.
    pub days: u16,
}

/// How long nobody rings after a call. Hours and minutes are hours and minutes; days are those of the calendar, to the same
/// time by the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Delays {
    /// The line was busy.
    pub busy_minutes: u16,
    /// Nobody answered.
    pub no_answer_hours: u16,
    /// Somebody answered, and they were not available.
    pub not_available_hours: u16,
    /// A message was left.
    pub message_hours: u16,
    /// Voicemail, and no message.
    pub no_message_hours: u16,
    /// Something was wrong with the telephone.
    pub technical_hours: u16,
    /// The call was blocked: time for a notice to be read.
    pub blocked_hours: u16,
    /// They stopped part-way, and agreed on no time.
    pub partial_days: u16,
    /// They broke off.
    pub break_off_days: u16,
    /// They asked for the link.
    pub link_days: u16,
    /// They refused, or somebody did for them.
    pub refusal_days: u16,
}

impl CallRules {
    /// The rules that hold where a study says nothing else.
    #[must_use]
    pub const fn usual() -> Self {
        Self {
            hours: Hours {
                weekdays: open((9, 0), (20, 30)),
                saturday: open((10, 0), (17, 0)),
                sunday: None,
                on_holidays: false,
            },
            appointments: Hours {
                weekdays: open((9, 0), (21, 0)),
                saturday: open((9, 0), (21, 0)),
                sunday: None,
                on_holidays: false,
            },
            slots: SlotTimes { afternoon: time(12, 0), evening: time(17, 0) },
            most: Most {
                a_wave: 8,
                a_day: 2,
                a_slot: 1,
                messages: 2,
                busy: 2,
                conversions: 1,
                numbers: 2,
            },
            first: First {
                attempts: 6,
                evenings: 2,
                saturdays: 1,
                mornings: 1,
                afternoons: 1,
                days: 10,
            },
            delays: Delays::USUAL,
            lease_minutes: 10,
            appointment_minutes: 15,
            closing_days: 7,
        }
    }
}

impl Delays {
    const USUAL: Self = Self {
        busy_minutes: 30,
        no_answer_hours: 3,
        not_available_hours: 3,
        message_hours: 24,
        no_message_hours: 3,
        technical_hours: 3,
        blocked_hours: 48,
        partial_days: 1,
        break_off_days: 2,
        link_days: 3,
        refusal_days: 7,
    };
}

impl First {
    /// How many of a slot are among the first.
    #[must_use]
    pub const fn of(&self, slot: Slot) -> u16 {
        match slot {
            Slot::Morning => self.mornings,
            Slot::Afternoon => self.afternoons,
            Slot::Evening => self.evenings,
            Slot::Saturday => self.saturdays,
        }
    }

    /// How many of all slots.
    #[must_use]
    pub fn in_all(&self) -> u32 {
        Slot::ALL.into_iter().map(|slot| u32::from(self.of(slot))).sum()
    }
}

const fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("it is a time")
}

const fn open(from: (u32, u32), to: (u32, u32)) -> Option<Open> {
    Some(Open { from: time(from.0, from.1), to: time(to.0, to.1) })
}

impl Default for CallRules {
    fn default() -> Self {
        Self::usual()
    }
}

impl Default for SlotTimes {
    fn default() -> Self {
        CallRules::usual().slots
    }
}

impl Default for Most {
    fn default() -> Self {
        CallRules::usual().most
    }
}

impl Default for First {
    fn default() -> Self {
        CallRules::usual().first
    }
}

impl Default for Delays {
    fn default() -> Self {
        Self::USUAL
    }
}
