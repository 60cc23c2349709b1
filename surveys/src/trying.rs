//! Trying a survey out: somebody goes through it with answers and facts of their own making, and nothing of it is
//! stored. What they typed is gone through again each time, so that it also fits a draft that changed meanwhile.

mod beforehand;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::beforehand::{Beforehand, Known, RANDOMISED_BEFORE_DAYS, asked_for};
use crate::{
    definition::Survey,
    facts::{Background, Facts},
    journey::{self, Journey, Manner, Place},
    keys::PageKey,
    sheet::Sheet,
    typed::Typed,
    value::{Answers, Value},
};

/// A page that was left by Continue, with what was typed on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Which page.
    pub page: PageKey,
    /// Its fields.
    pub typed: Typed,
}

/// All that there is of a trial: it travels with the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// What is known of the person beforehand, as it was typed.
    #[serde(default)]
    pub known: Typed,
    /// Every page as often as it was left, in that order.
    #[serde(default)]
    pub left: Vec<Left>,
    /// The page that was asked for; none goes on where the answers lead.
    #[serde(default)]
    pub at: Option<PageKey>,
}

/// How far a trial has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// What the answers came to.
    pub sheet: Sheet,
    /// What the identity vault would keep.
    pub vault: Answers,
    /// What is known of the person now.
    pub facts: Facts,
    /// Where they are.
    pub place: Place,
}

/// So often pages can be left in one trial; of more, the last count.
const MOST_LEFT: usize = 1000;

impl Trial {
    /// Reads a trial from the words that [`Trial::written`] made of it. What is none begins from nothing.
    #[must_use]
    pub fn read(words: &str) -> Self {
        let mut trial: Self = serde_json::from_str(words).unwrap_or_default();
        trial.left.drain(..trial.left.len().saturating_sub(MOST_LEFT));
        trial
    }

    /// All of it, as it travels in a field of the form.
    #[must_use]
    pub fn written(&self) -> String {
        // It is made of words only, which can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Goes through all of it again. A page that the survey no longer has is passed by.
    #[must_use]
    pub fn go_through(&self, survey: &Survey, today: NaiveDate) -> Tried {
        let mut background = Beforehand::read(&self.known).background(survey, today);
        let mut facts = Facts::gather(&background, today);
        let (mut sheet, mut vault) = (Sheet::default(), Answers::default());
        let mut place = Journey::walk(survey, &sheet, &facts).resume();
        for Left { page, typed } in &self.left {
            let continued = Manner::Continue;
            let saved = journey::save(survey, &mut sheet, &facts, page, typed.clone(), continued);
            let Ok(saved) = saved else { continue };
            for (variable, value) in saved.vault {
                keep(&mut vault, &mut background, variable, value);
            }
            facts = Facts::gather(&background, today);
            place = saved.next;
        }
        let journey = Journey::walk(survey, &sheet, &facts);
        place = match (&self.at, place) {
            (Some(at), _) if journey.may_visit(at) => Place::Page(at.clone()),
            (None, Place::Page(next)) if journey.may_visit(&next) => Place::Page(next),
            _ => journey.resume(),
        };
        Tried { sheet, vault, facts, place }
    }
}

/// The vault keeps the date of birth, and facts know it from there.
fn keep(vault: &mut Answers, background: &mut Background, variable: String, value: Value) {
    if variable == "dob" {
        background.dob = value.date();
    }
    match value.missing() {
        Some(_) => vault.clear(&variable),
        None => vault.set(variable, value),
    };
}
