//! What is known of somebody at the moment at which they are sent a message.

use std::fmt::Write;

use chrono::{NaiveDate, NaiveTime};

use super::{FillIn, preview::some_day};
use crate::{phrases::Words, study::Study};

/// What is filled in. Nothing of it is kept with the message.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Its title, its team, and where to get help.
    pub study: &'a Study,
    /// How dates are written in the language of the message.
    pub words: &'a Words,
    /// Empty where it is not known.
    pub first_name: &'a str,
    /// Whole, with `https://`.
    pub link: Option<&'a str>,
    /// As it is typed.
    pub code: Option<&'a str>,
    /// The address at which it is typed.
    pub code_page: Option<&'a str>,
    /// How long the survey takes.
    pub minutes: Option<u8>,
    /// What is given as thanks.
    pub voucher: Option<&'a str>,
    /// The voucher that it brings.
    pub gift: Option<Gift<'a>>,
    /// The last day on which the survey is open.
    pub last_day: Option<NaiveDate>,
    /// The address at which they change how they are contacted.
    pub choices: Option<&'a str>,
    /// When they are rung.
    pub call_window: Option<CallWindow>,
}

/// A voucher, as whoever gets it needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gift<'a> {
    /// What is spent.
    pub code: &'a str,
    /// The last day on which it is good, where it has one.
    pub use_by: Option<NaiveDate>,
}

/// A day and its hours, by the clock where the person lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallWindow {
    /// The day.
    pub on: NaiveDate,
    /// From when.
    pub from: NaiveTime,
    /// Until when.
    pub to: NaiveTime,
}

impl Facts<'_> {
    /// What a name in braces comes to; none where it is not known. Whatever somebody wrote into it, it is one line.
    /// Help lines are a line each.
    pub(super) fn value(&self, fill_in: FillIn, sender: &str) -> Option<String> {
        let study = self.study;
        let value = match fill_in {
            FillIn::FirstName => self.first_name,
            FillIn::Sender => sender,
            FillIn::Study => &study.title,
            FillIn::Organisation => &study.organisation,
            FillIn::Link => self.link?,
            FillIn::Code => self.code?,
            FillIn::CodePage => self.code_page?,
            FillIn::Voucher => self.voucher?,
            FillIn::VoucherCode => self.gift?.code,
            FillIn::UseBy => &self.words.date(self.gift?.use_by?),
            FillIn::Choices => self.choices?,
            FillIn::TeamPhone => &study.team.phone,
            FillIn::TeamEmail => &study.team.email,
            FillIn::TeamHours => &study.team.hours,
            FillIn::Minutes => &self.minutes?.to_string(),
            FillIn::LastDay => &self.words.date(self.last_day?),
            FillIn::CallWindow => &self.call_window?.in_words(self.words),
            FillIn::Helplines => return Some(self.helplines()),
        };
        Some(one_line(value))
    }

    fn helplines(&self) -> String {
        let mut lines = String::new();
        for line in &self.study.helplines {
            // Writing into a string cannot fail.
            let _ = writeln!(lines, "{}: {}", one_line(&line.name), one_line(&line.reach));
        }
        lines
    }
}

impl Gift<'_> {
    /// One of nobody's, for whoever writes messages.
    pub(super) fn some() -> Self {
        Gift { code: "ABCD-1234-EFGH", use_by: Some(some_day()) }
    }
}

impl CallWindow {
    /// An evening, for whoever writes messages.
    pub(super) fn some() -> Option<Self> {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        Some(Self { on: some_day(), from: at(17)?, to: at(20)? })
    }

    pub(super) fn in_words(self, words: &Words) -> String {
        let Self { on, from, to } = self;
        format!("{}, {}-{}", words.date(on), from.format("%H:%M"), to.format("%H:%M"))
    }
}

/// Without line breaks and other signs that are not seen: in the head of an email a line of its own would be another
/// header, and some would turn around what stands behind them.
pub(super) fn one_line(text: &str) -> String {
    let is_seen = |c: char| {
        !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let seen: String = text.chars().map(|c| if is_seen(c) { c } else { ' ' }).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}
