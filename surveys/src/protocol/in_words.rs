//! A protocol in plain words, for whoever reads when each survey is open and what people are sent about it.

use super::{Send, Step, To};
use crate::{
    manners::Hours,
    stopping::Way,
    waves::{Anchor, Wave},
};

impl Wave {
    /// When it can be answered: `opens 122 days after randomisation; open for 56 days`.
    #[must_use]
    pub fn opens_in_words(&self) -> String {
        let from = self.anchor.in_words();
        let opens = match self.opens_after {
            0 => format!("opens on the day of {from}"),
            days => format!("opens {} after {from}", count(i64::from(days))),
        };
        let others = self.cohorts.iter().filter(|own| own.opens_after != self.opens_after);
        let cohorts = others.map(|own| {
            let who = cohort_in_words(own.cohort);
            format!("; for people {who}, {} after it", count(i64::from(own.opens_after)))
        });
        let batch = self.batch.map(|batch| {
            format!(
                "; issued {batch}: on that day or the next such day, and its end stays where it is"
            )
        });
        let lasts = self.open_for.map(|days| format!("; open for {}", count(days.into())));
        let grace = self.grace.map(|days| {
            let days = count(days.into());
            format!("; late answers are taken up to {days} after the opening, and marked")
        });
        let closes = self.until_randomised.then_some("; closed by randomisation");
        format!(
            "{opens}{}{}{}{}{}",
            cohorts.collect::<String>(),
            batch.unwrap_or_default(),
            lasts.unwrap_or_default(),
            grace.unwrap_or_default(),
            closes.unwrap_or_default()
        )
    }
}

impl Anchor {
    /// From what days are counted.
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::Consent => "consent".to_owned(),
            Self::Randomisation => "randomisation".to_owned(),
            Self::Event(event) => format!("the first {}", event.name().replace('_', " ")),
        }
    }
}

/// Who is in a cohort: people `who were in work`.
#[must_use]
pub const fn cohort_in_words(cohort: i32) -> &'static str {
    if cohort == 1 { "who were out of work" } else { "who were in work" }
}

impl Step {
    /// On which day: `3 days after “invitation”, or the next Tue, Wed after it`.
    #[must_use]
    pub fn day_in_words(&self) -> String {
        let from =
            self.after.as_ref().map_or_else(|| "the opening".to_owned(), |key| format!("“{key}”"));
        let own = match self.day {
            0 => format!("The day of {from}"),
            before if before < 0 => format!("{} before {from}", count(-i64::from(before))),
            after => format!("{} after {from}", count(after.into())),
        };
        let on: Vec<_> = self.on.iter().map(ToString::to_string).collect();
        if on.is_empty() { own } else { format!("{own}, or the next {} after it", on.join(", ")) }
    }

    /// What is sent: `email at 10:00, invitation`.
    #[must_use]
    pub fn sends_in_words(&self) -> String {
        let all = |sends: &[Send]| sends.iter().map(Send::in_words).collect::<Vec<_>>().join("; ");
        let sends = all(&self.sends);
        if self.otherwise.is_empty() {
            return sends;
        }
        format!("{sends}; where none of it can be sent: {}", all(&self.otherwise))
    }

    /// To whom: `who has not begun it`.
    #[must_use]
    pub fn to_in_words(&self) -> String {
        let who = match self.to {
            To::Anybody => "who has not sent it",
            To::NotBegun => "who has not begun it",
            To::Begun => "who has begun it and not sent it",
        };
        let unless: Vec<_> = self.unless.iter().map(|way| way.noun()).collect();
        if unless.is_empty() {
            return who.to_owned();
        }
        format!("{who}, and cannot be reached by {}", unless.join(" or "))
    }
}

impl Send {
    /// `email at 10:00, invitation`
    #[must_use]
    pub fn in_words(&self) -> String {
        let begun = self.to_begun.as_ref();
        let begun = begun.map(|key| format!(" ({key} to who has begun)")).unwrap_or_default();
        format!("{} at {}, {}{begun}", self.way.noun(), self.at.format("%H:%M"), self.message)
    }
}

impl Hours {
    /// `Monday to Friday 09:00–20:00, Saturday 10:00–18:00`
    #[must_use]
    pub fn in_words(&self) -> String {
        let days = [
            ("Monday to Friday", self.weekdays),
            ("Saturday", self.saturday),
            ("Sunday", self.sunday),
        ];
        let open = days.into_iter().filter_map(|(name, open)| {
            let open = open?;
            Some(format!("{name} {}–{}", open.from.format("%H:%M"), open.to.format("%H:%M")))
        });
        let holidays = self.on_holidays.then(|| "bank holidays, too".to_owned());
        let all: Vec<_> = open.chain(holidays).collect();
        if all.is_empty() { "never".to_owned() } else { all.join(", ") }
    }
}

impl Way {
    /// What goes in this way.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Sms => "text",
            Self::Email => "email",
            Self::Phone => "call",
            Self::Post => "letter",
        }
    }
}

/// `1 day`, `3 days`
fn count(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}
