//! What a participant is told at once, in words that somebody answers for and looks at twice a year.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::study::Helpline;

/// The texts count as reviewed for so many months.
const MONTHS: Months = Months::new(6);

/// The page that follows an answer which raises an alert.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// Who answers for the words.
    pub owner: String,
    /// When that person last looked at them.
    pub reviewed_on: NaiveDate,
    /// Above everything.
    #[serde(default)]
    pub heading: String,
    /// Said to someone who spoke of being better off dead or of hurting themselves.
    #[serde(default)]
    pub after_harm: String,
    /// Said after any other answer that raises an alert.
    #[serde(default)]
    pub after_other: String,
    /// Said before everything else at level 3.
    #[serde(default)]
    pub emergency: String,
    /// Who can help, most urgent first.
    #[serde(default)]
    pub lines: Vec<Helpline>,
}

impl Help {
    /// Whether they were looked at in the six months before `today`, its last day included. A day
    /// that is still to come does not count.
    #[must_use]
    pub fn is_reviewed(&self, today: NaiveDate) -> bool {
        let until = self.reviewed_on.checked_add_months(MONTHS);
        self.reviewed_on <= today && until.is_some_and(|until| today <= until)
    }
}

#[cfg(feature = "authoring")]
mod standard {
    use serde::Deserialize;

    use super::Help;
    use crate::study::Helpline;

    const ENGLAND: &str = include_str!("../../definitions/help/england.toml");

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Texts {
        heading: String,
        after_harm: String,
        after_other: String,
        emergency: String,
        lines: Vec<Helpline>,
    }

    impl Help {
        /// Puts the standard words, for England, where a study has none of its own.
        pub(crate) fn fill_in(&mut self) {
            let Ok(standard) = toml::from_str::<Texts>(ENGLAND) else {
                unreachable!("the standard texts are read by a test");
            };
            let fill = |own: &mut String, standard: String| {
                if own.trim().is_empty() {
                    *own = standard;
                }
            };
            fill(&mut self.heading, standard.heading);
            fill(&mut self.after_harm, standard.after_harm);
            fill(&mut self.after_other, standard.after_other);
            fill(&mut self.emergency, standard.emergency);
            if self.lines.is_empty() {
                self.lines = standard.lines;
            }
        }
    }
}
