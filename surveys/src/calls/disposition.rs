//! What a case has come to, as of a moment. It is not the last call: a refusal stands over the calls that nobody answered
//! after it.

use chrono::{DateTime, Utc};

use super::{Because, CallRules, Case, Outcome, Sent};

/// What a case counts as, as of a moment; what came after it is left out.
///
/// The order is that of AAPOR's Standard Definitions, in the part on final dispositions: an interview over all, then a partial one;
/// then what was said when they were reached, of which a refusal stays one until they take part; then what was heard
/// where nobody was reached. Within each the latest counts. An appointment counts until they are reached again.
#[must_use]
pub fn disposition(case: &Case<'_>, rules: &CallRules, as_of: DateTime<Utc>) -> Outcome {
    let kept =
        |because| case.kept_from.is_some_and(|kept| kept.because == because && kept.since <= as_of);
    let calls = || case.attempts.iter().filter(|call| call.at <= as_of);
    let best = calls().max_by_key(|call| (Weight::of(call.outcome), call.at));
    let best = best.map_or(Outcome::NotTried, |call| call.outcome);
    let is_usable = case.usable_since.is_some_and(|since| since <= as_of);
    let is_exhausted = calls().count() >= usize::from(rules.most.a_wave);
    match Weight::of(best) {
        Weight::Interview => best,
        _ if kept(Because::Complete) => match case.sent {
            Some(Sent::ByTelephone) => Outcome::Complete,
            Some(Sent::Online) | None => Outcome::CompleteOnline,
        },
        _ if kept(Because::Withdrawn) => Outcome::Withdrawn,
        Weight::Partial => best,
        _ if is_usable => Outcome::Partial,
        Weight::Unreached | Weight::Another if is_exhausted => Outcome::MostAttempts,
        _ => best,
    }
}

/// What counts over what, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Nobody was reached.
    Unreached,
    /// Somebody else was.
    Another,
    /// They were, or somebody spoke for them, and there was more to come.
    Open,
    /// They refused or broke off, or cannot take part.
    Settled,
    /// They answered enough.
    Partial,
    /// They answered.
    Interview,
}

impl Weight {
    const fn of(outcome: Outcome) -> Self {
        use Outcome as O;
        match outcome {
            O::Complete | O::CompleteOnline => Self::Interview,
            O::Partial => Self::Partial,
            O::RefusedByOther
            | O::RefusedSoftly
            | O::RefusedFirmly
            | O::BrokeOff
            | O::Died
            | O::Unable
            | O::Language
            | O::Withdrawn => Self::Settled,
            O::Away | O::AskedForLink | O::Appointment | O::LooseAppointment => Self::Open,
            O::NotAvailable => Self::Another,
            O::MessageLeft
            | O::NoMessage
            | O::NotTried
            | O::Busy
            | O::NoAnswer
            | O::Technical
            | O::Blocked
            | O::DeadNumber
            | O::WrongNumber
            | O::MostAttempts => Self::Unreached,
        }
    }
}
