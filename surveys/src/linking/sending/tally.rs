//! How many are in a file, how many are not and why, for the log and for whoever sends it.

use std::collections::BTreeMap;

use super::{Reason, Verdict};
use crate::linking::{Identifier, Unfit, terms::Owner};

/// Counts of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Who is in it.
    pub included: usize,
    /// Who is not, by reason.
    pub left_out: BTreeMap<Reason, usize>,
    /// Cells that are blank for those who are in it.
    pub blank: BTreeMap<(Identifier, Blank), usize>,
    /// Of those who are in it, whose National Insurance number was made up by an office.
    pub administrative: usize,
}

/// Why a cell is blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blank {
    /// It is not on record.
    NotOnRecord,
    /// What is on record is none.
    Unfit(Unfit),
}

impl Tally {
    /// The counts of an owner's file.
    #[must_use]
    pub fn of<'v>(owner: &Owner, verdicts: impl IntoIterator<Item = &'v Verdict>) -> Self {
        let mut tally = Self::default();
        for verdict in verdicts {
            let included = match verdict {
                Verdict::LeftOut(reason) => {
                    *tally.left_out.entry(*reason).or_default() += 1;
                    continue;
                }
                Verdict::Included(included) => included,
            };
            tally.included += 1;
            tally.administrative += usize::from(included.is_administrative);
            for (one, _) in owner.fields().filter(|(one, _)| !included.cells.contains_key(one)) {
                let unfit = included.unfit.get(&one).copied().map(Blank::Unfit);
                *tally.blank.entry((one, unfit.unwrap_or(Blank::NotOnRecord))).or_default() += 1;
            }
        }
        tally
    }

    /// Everybody who was looked at.
    #[must_use]
    pub fn everybody(&self) -> usize {
        self.included + self.left_out.values().sum::<usize>()
    }

    /// The counts in words, a line each.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("{} of {} are included", self.included, self.everybody())];
        let left_out = self.left_out.iter();
        lines.extend(left_out.map(|(why, count)| format!("{count} left out: {}", why.words())));
        lines.extend(self.blank.iter().map(|((one, why), count)| match why {
            Blank::NotOnRecord => format!("{count} without a {}: not on record", one.words()),
            Blank::Unfit(why) => format!("{count} without a {}: {why}", one.words()),
        }));
        if self.administrative > 0 {
            let many = self.administrative;
            lines.push(format!(
                "{many} with a National Insurance number that an office made up; few records will link"
            ));
        }
        lines
    }
}
