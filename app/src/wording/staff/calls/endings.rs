//! The endings of a call from which an interviewer chooses, each with its number.

use surveys::calls::{Outcome, Sent};

/// Why an ending is not there now, where there is a reason; its number is left out.
pub(crate) const fn not_offered(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Complete => Some(
            "the call is complete once the survey was sent. Send the answers in the interview first",
        ),
        Outcome::Partial => {
            Some("they stopped part-way once enough was answered for it to be used")
        }
        Outcome::MessageLeft => Some("no more messages are left on their voicemail"),
        _ => None,
    }
}

/// What stands in the place of an ending once the survey was sent: who sent it themselves did not complete it by telephone.
pub(crate) const fn ending(outcome: Outcome, sent: Option<Sent>) -> Outcome {
    match (outcome, sent) {
        (Outcome::Complete, Some(Sent::Online)) => Outcome::CompleteOnline,
        (outcome, _) => outcome,
    }
}

/// How a call can end, the most frequent first. The place of each is the number that chooses it. That of a complete interview is
/// also that of a survey which they sent online: see [`ending`].
pub(crate) const ENDINGS: [Outcome; 22] = [
    Outcome::NoAnswer,
    Outcome::NoMessage,
    Outcome::MessageLeft,
    Outcome::Busy,
    Outcome::NotAvailable,
    Outcome::Appointment,
    Outcome::LooseAppointment,
    Outcome::Complete,
    Outcome::Partial,
    Outcome::BrokeOff,
    Outcome::AskedForLink,
    Outcome::RefusedSoftly,
    Outcome::RefusedFirmly,
    Outcome::RefusedByOther,
    Outcome::Away,
    Outcome::Language,
    Outcome::Unable,
    Outcome::Died,
    Outcome::WrongNumber,
    Outcome::DeadNumber,
    Outcome::Blocked,
    Outcome::Technical,
];

#[cfg(test)]
mod tests {
    use surveys::calls::{Outcome, Sent};

    use super::{ENDINGS, ending};

    #[test]
    fn an_interviewer_can_choose_every_outcome_that_is_recorded_once() {
        let recorded = Outcome::ALL.into_iter().filter(|outcome| outcome.is_recorded());
        let online = ENDINGS.map(|outcome| ending(outcome, Some(Sent::Online)));
        let mut endings: Vec<_> = ENDINGS.into_iter().chain(online).collect();
        endings.sort_unstable();
        endings.dedup();

        assert_eq!(endings, {
            let mut recorded: Vec<_> = recorded.collect();
            recorded.sort_unstable();
            recorded
        });
    }
}
