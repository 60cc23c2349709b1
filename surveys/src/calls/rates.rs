//! Rates by the formulas of the American Association for Public Opinion Research (AAPOR), Standard Definitions: Final Dispositions
//! of Case Codes and Outcome Rates for Surveys, 9th edition, 2016, in the part on calculating rates. UH, cases of which it is not
//! known whether anybody lives there, are none here: people are known by name.

use super::{Class, Outcome};

/// How people came into the study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Design {
    /// They were sampled: some may not belong to those of whom the study speaks.
    Sample,
    /// They were randomised, so that everybody counts: who was not rung was not contacted, and who withdrew refused.
    Trial,
}

/// How many cases came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// I
    pub complete: u32,
    /// P
    pub partial: u32,
    /// R
    pub refused: u32,
    /// NC
    pub not_contacted: u32,
    /// O
    pub other: u32,
    /// UO
    pub unknown: u32,
    /// Not eligible.
    pub ineligible: u32,
    /// How many of the others have died. They are told beside, and are in `other`.
    pub died: u32,
}

impl Design {
    /// What an outcome counts as.
    #[must_use]
    pub const fn class(self, outcome: Outcome) -> Class {
        match (self, outcome.class()) {
            (Self::Trial, Class::Unknown) => Class::NonContact,
            (Self::Trial, Class::Excluded) => Class::Refusal,
            (_, class) => class,
        }
    }
}

impl Tally {
    /// Of the outcomes to which cases came.
    #[must_use]
    pub fn of(design: Design, outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        let mut tally = Self::default();
        for outcome in outcomes {
            *tally.of_class(design.class(outcome)) += 1;
            tally.died += u32::from(outcome == Outcome::Died);
        }
        tally
    }

    const fn of_class(&mut self, class: Class) -> &mut u32 {
        match class {
            Class::Interview => &mut self.complete,
            Class::Partial => &mut self.partial,
            Class::Refusal => &mut self.refused,
            Class::NonContact => &mut self.not_contacted,
            Class::Other => &mut self.other,
            Class::Unknown => &mut self.unknown,
            Class::Excluded => &mut self.ineligible,
        }
    }

    /// Those who are known to be eligible: (I + P) + (R + NC + O).
    #[must_use]
    pub const fn eligible(&self) -> u32 {
        self.complete + self.partial + self.refused + self.not_contacted + self.other
    }

    /// Those with whom somebody spoke: (I + P) + R + O.
    const fn contacted(&self) -> u32 {
        self.complete + self.partial + self.refused + self.other
    }

    const fn all(&self) -> u32 {
        self.eligible() + self.unknown
    }

    /// Response rate 1, the smallest: I / ((I + P) + (R + NC + O) + (UH + UO)). Like every rate it is a share of 1, and none
    /// where there is nobody.
    #[must_use]
    pub fn rr1(&self) -> Option<f64> {
        share(self.complete, self.all().into())
    }

    /// Response rate 2, with partial interviews: (I + P) / ((I + P) + (R + NC + O) + (UH + UO)).
    #[must_use]
    pub fn rr2(&self) -> Option<f64> {
        share(self.complete + self.partial, self.all().into())
    }

    /// e, the share of those of unknown eligibility who are taken as eligible: the same as of those of known eligibility. In
    /// a trial nobody is ineligible or unknown, and it is 1.
    #[must_use]
    pub fn e(&self) -> Option<f64> {
        share(self.eligible(), (self.eligible() + self.ineligible).into())
    }

    /// Response rate 3, with e: I / ((I + P) + (R + NC + O) + e (UH + UO)).
    #[must_use]
    pub fn rr3(&self) -> Option<f64> {
        let unknown = self.e()? * f64::from(self.unknown);
        share(self.complete, f64::from(self.eligible()) + unknown)
    }

    /// Cooperation rate 1: I / ((I + P) + R + O).
    #[must_use]
    pub fn coop1(&self) -> Option<f64> {
        share(self.complete, self.contacted().into())
    }

    /// Refusal rate 1: R / ((I + P) + (R + NC + O) + (UH + UO)).
    #[must_use]
    pub fn ref1(&self) -> Option<f64> {
        share(self.refused, self.all().into())
    }

    /// Contact rate 1: ((I + P) + R + O) / ((I + P) + R + O + NC + (UH + UO)).
    #[must_use]
    pub fn con1(&self) -> Option<f64> {
        share(self.contacted(), self.all().into())
    }
}

pub(super) fn share(part: u32, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| f64::from(part) / whole)
}
