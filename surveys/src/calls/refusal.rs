//! What follows from a refusal: somebody else asks once more, some days later, or nobody does.

use chrono::{DateTime, Utc};

use super::{Answered, CallRules, Case, Outcome};

/// How a case stands with respect to refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Nobody refused, or they did and then took part in a way.
    None,
    /// Somebody else than this interviewer asks once more.
    Open { at: DateTime<Utc>, by: i32 },
    /// Nobody asks again.
    Final,
}

impl Refusal {
    /// The one of a case. Asking again is one call, whoever answers it: to be rung and rung by somebody whom one refused is
    /// what is not to happen.
    pub(super) fn of(case: &Case<'_>, rules: &CallRules) -> Self {
        let (mut refused, mut stands, mut is_tried) = (0, Self::None, false);
        for call in &case.attempts {
            if call.outcome == Outcome::RefusedFirmly {
                return Self::Final;
            }
            if call.outcome.is_open_refusal() {
                (refused, is_tried) = (refused + 1, false);
                stands = Self::Open { at: call.at, by: call.by };
            } else if call.outcome.answered() == Answered::Participant {
                stands = Self::None;
            } else {
                is_tried = true;
            }
        }
        match stands {
            // They thought better of it: what they ask for is no second try of ours.
            Self::Open { at, .. } if case.asked_for_call.is_some_and(|asked| asked > at) => {
                Self::None
            }
            Self::Open { .. } if refused > rules.most.conversions || is_tried => Self::Final,
            stands => stands,
        }
    }
}
