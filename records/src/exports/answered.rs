//! When people answered, and how: what a codebook tells of the whole of them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use surveys::calendar;

use super::{paradata, standing::Standing};

/// What was met so far, in the waves that are exported.
#[derive(Default)]
pub(super) struct Answered {
    /// The first and the last day.
    pub days: Option<(NaiveDate, NaiveDate)>,
    modes: BTreeSet<i32>,
}

impl Answered {
    /// Looks at somebody's wave, by the clock of the study.
    pub fn meet(&mut self, standing: &Standing<'_>, timezone: &str) {
        let Standing::Answered { row, .. } = standing else { return };
        let (first, last) = (row.begun_on, calendar::date_in(timezone, row.saved_at));
        let (earliest, latest) = self.days.unwrap_or((first, last));
        self.days = Some((earliest.min(first), latest.max(last)));
        self.modes.extend([&row.mode_start, &row.mode_end].map(|mode| paradata::mode_code(mode)));
    }

    /// The ways in which they answered, in words.
    pub fn modes(&self) -> Vec<String> {
        let met = paradata::MODES.iter().filter(|(code, _)| self.modes.contains(code));
        met.map(|(_, words)| (*words).to_owned()).collect()
    }
}
