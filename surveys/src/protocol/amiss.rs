//! What can be wrong with a protocol, in words: each with what would be right.

use std::fmt;

use chrono::{NaiveTime, Weekday};

use super::{LEAST_BETWEEN, MOST_CONTACTS};
use crate::{
    events::EventKind,
    keys::{StepKey, WaveKey},
    stopping::Way,
    waves::{Anchor, day_in_words},
};

/// One thing to put right in a protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amiss {
    /// So few hours lie between contacts.
    TooLittleBetween(u16),
    /// A wave may have so many contacts.
    TooManyAllowed(u16),
    /// What is late by any moment is not sent.
    NeverLate,
    /// A way closes before it opens, on the days of this field of its hours.
    Backwards(Way, &'static str),
    /// Two waves have this key, or this prefix.
    WaveTwice(String),
    /// Columns of answers cannot begin with this.
    NoPrefix(String),
    /// It has two openings for one cohort.
    CohortTwice(WaveKey, i32),
    /// Nobody answers after it.
    AfterDeath(WaveKey),
    /// Its answers are outcomes, and only one arm can have the event from which it is counted.
    OneArm(WaveKey, EventKind),
    /// It closes only after the next has opened, for people of this cohort or for all.
    Overlap(WaveKey, WaveKey, Option<i32>),
    /// Answers are taken for fewer days than it is open.
    ShortGrace(WaveKey),
    /// It may be over before its batch comes, for which somebody waits so many days at most.
    OverBefore(WaveKey, u16),
    /// It opens with consent, which is given in it on any day.
    BatchAtConsent(WaveKey),
    /// It has so many contacts.
    TooMany(WaveKey, usize),
    /// Something about one of its contacts.
    At(WaveKey, StepKey, AtStep),
}

/// One thing to put right in a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtStep {
    /// Another of the wave has its key.
    Twice,
    /// No step of this key stands before it.
    NoneBefore(StepKey),
    /// Nothing is sent.
    Empty,
    /// Two messages go in one way.
    WayTwice(Way),
    /// No hours are said for the way.
    NoHours(Way),
    /// The way is open at this time on none of its days.
    Shut(Way, NaiveTime),
    /// The way is open at this time on this one of its days alone.
    OneDay(Way, NaiveTime, Weekday),
    /// It goes in this way only to who cannot be reached in it.
    Never(Way),
    /// It comes so many hours after this contact.
    TooSoon(StepKey, i64),
    /// The wave may be over by then.
    Over,
    /// Its day is past before that from which it is counted is known.
    Before(Anchor),
    /// Other words for who has begun, in a contact that is not for them or only for them.
    Idle,
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
            Self::TooLittleBetween(hours) => format!("{hours} hours lie between two contacts"),
            Self::TooManyAllowed(most) => format!("a wave may have {most} contacts"),
            Self::NeverLate => "what is late by a moment is not sent".to_owned(),
            Self::Backwards(way, days) => backwards(*way, days),
            Self::WaveTwice(name) => format!("two waves are called “{name}”"),
            Self::NoPrefix(prefix) => {
                format!("“{prefix}” does not do as the prefix of a wave's columns")
            }
            Self::CohortTwice(wave, cohort) => {
                format!("“{wave}” has two openings for cohort {cohort}")
            }
            Self::AfterDeath(wave) => {
                format!("“{wave}” is counted from a death, after which nobody answers")
            }
            Self::OneArm(wave, event) => format!(
                "“{wave}” is counted from {}, which only one arm can have, and asks for outcomes",
                event.name()
            ),
            Self::Overlap(first, next, cohort) => {
                let who = cohort.map(|cohort| format!(" for cohort {cohort}")).unwrap_or_default();
                format!("“{next}” opens{who} while answers to “{first}” are still taken")
            }
            Self::ShortGrace(wave) => {
                format!("answers to “{wave}” are taken for fewer days than it is open")
            }
            Self::OverBefore(wave, wait) => format!(
                "“{wave}” may be over before its batch comes, for which somebody waits up to {wait} days"
            ),
            Self::BatchAtConsent(wave) => {
                format!("“{wave}” opens with consent, and waits for a batch")
            }
            Self::TooMany(wave, many) => {
                format!("“{wave}” has {many} contacts, and may have fewer")
            }
            Self::At(wave, step, one) => format!("“{wave}”, “{step}”: {}", one.problem()),
        }
    }

    /// What would be right.
    #[must_use]
    pub fn mend(&self) -> String {
        let fixed = match self {
            Self::TooLittleBetween(_) => {
                return format!("write hours_between = {LEAST_BETWEEN} or more");
            }
            Self::TooManyAllowed(_) => {
                return format!("write most_contacts = {MOST_CONTACTS} or fewer");
            }
            Self::Overlap(first, ..) => {
                return format!("open it later, or shorten the grace of “{first}”");
            }
            Self::OverBefore(_, wait) => {
                return format!("write open_for = {wait} or more, or issue it more often");
            }
            Self::At(_, _, one) => return one.mend(),
            Self::NeverLate => "write hours_late = 24, or how late it may be",
            Self::Backwards(..) => "write the earlier time as “from”, or leave the day out",
            Self::WaveTwice(_) => "give one another key or prefix",
            Self::NoPrefix(_) => {
                "write a small letter and then up to two more or digits, such as w1"
            }
            Self::CohortTwice(..) => "take one of them out",
            Self::AfterDeath(_) => "write another anchor",
            Self::OneArm(..) => {
                "write anchor = \"randomisation\", or outcomes = false where its answers are not compared between arms"
            }
            Self::ShortGrace(_) => "count grace from the opening, too",
            Self::BatchAtConsent(_) => "take batch out: people agree on any day",
            Self::TooMany(..) => "take some out, or write more as most_contacts",
        };
        fixed.to_owned()
    }
}

impl AtStep {
    fn problem(&self) -> String {
        match self {
            Self::Twice => "the wave has two of this key".to_owned(),
            Self::NoneBefore(key) => {
                format!("it comes after “{key}”, and no such step stands before it")
            }
            Self::Empty => "nothing is sent".to_owned(),
            Self::WayTwice(way) => format!("two messages go by {}", by(*way)),
            Self::NoHours(way) => {
                format!("nothing says when people may be contacted by {}", by(*way))
            }
            Self::Shut(way, at) => {
                format!("nobody is contacted by {} at {} on its days", by(*way), at.format("%H:%M"))
            }
            Self::OneDay(way, at, on) => on_one_day(*way, *at, *on),
            Self::Never(way) => {
                format!("it goes by {0} only to who cannot be reached by {0}", by(*way))
            }
            Self::TooSoon(before, hours) => too_soon(before, *hours),
            Self::Over => "the wave may be over by then".to_owned(),
            Self::Before(Anchor::Consent) => "on this day nobody has consented yet".to_owned(),
            Self::Before(Anchor::Randomisation) => {
                "on this day nobody is randomised yet".to_owned()
            }
            Self::Before(Anchor::Event(event)) => {
                format!("on this day {} has not happened yet", event.name())
            }
            Self::Idle => {
                "it has other words for who has begun, and goes to them only or not at all"
                    .to_owned()
            }
        }
    }

    fn mend(&self) -> String {
        let fixed = match self {
            Self::NoHours(way) => return format!("add {} to the hours", way.as_str()),
            Self::Never(way) => {
                return format!("take {} out of unless, or of what is sent", way.as_str());
            }
            Self::OneDay(_, _, on) => {
                return format!("choose another time, or write on = [\"{on}\"] if that is meant");
            }
            Self::Twice => "give one another",
            Self::NoneBefore(_) => "name a step that does",
            Self::Empty => "say what, or take it out",
            Self::WayTwice(_) => "give one a contact of its own",
            Self::Shut(..) => "choose an hour that is open",
            Self::TooSoon(..) => "choose a later day, or other days of the week",
            Self::Over => "choose an earlier day",
            Self::Before(_) => "choose a day from the opening on",
            Self::Idle => "take to_begun out",
        };
        fixed.to_owned()
    }
}

/// How somebody is contacted in a way: `by text`. In files it has another name.
fn by(way: Way) -> &'static str {
    if way == Way::Phone { "telephone" } else { way.noun() }
}

fn on_one_day(way: Way, at: NaiveTime, on: Weekday) -> String {
    let (at, what, on) = (at.format("%H:%M"), way.noun(), day_in_words(on));
    format!("at {at} {what}s may go on {on} alone, for which it waits up to six days")
}

fn too_soon(before: &StepKey, hours: i64) -> String {
    match -hours {
        ..=0 => format!("it may come {hours} hours after “{before}”, and would be put off"),
        few @ 1..72 => format!("it may come {few} hours before “{before}”, which stands above it"),
        many => {
            format!("it may come {} days before “{before}”, which stands above it", many / 24)
        }
    }
}

/// On the days of a field of the hours.
fn backwards(way: Way, field: &str) -> String {
    let on = match field {
        "saturday" => "on Saturday",
        "sunday" => "on Sunday",
        _ => "from Monday to Friday",
    };
    format!("the hours of {}s {on} end before they begin", way.noun())
}
