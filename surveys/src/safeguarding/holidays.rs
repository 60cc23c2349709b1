//! Days on which nobody works.

use std::{collections::BTreeSet, sync::OnceLock};

use chrono::NaiveDate;

const ENGLAND: &str = include_str!("../../definitions/calendar/england-bank-holidays.txt");

/// Whether a day is a bank holiday in England. After the last year of the list none is, so that
/// nobody waits longer than they should.
pub(super) fn is_bank_holiday(day: NaiveDate) -> bool {
    static DAYS: OnceLock<BTreeSet<NaiveDate>> = OnceLock::new();
    let read = || ENGLAND.lines().filter_map(|line| line.trim().parse().ok()).collect();
    DAYS.get_or_init(read).contains(&day)
}
