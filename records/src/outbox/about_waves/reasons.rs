//! Why a message did not go, in one word for files. What is written down is a sentence, for whoever looks after messages.

use surveys::schedule::Because;

/// Of what this program has no word for: an earlier version said it in other words.
pub(super) const OTHER: &str = "other";

/// The words besides those of the schedule, each with what it means.
const BESIDE: [(&str, &str); 7] = [
    ("stopped_there", "the person stopped texts where they come from"),
    ("answers_deleted", "the answers were deleted"),
    ("given_up", "staff gave it up"),
    ("not_read", "what it needs could not be read until it would have come too late"),
    ("no_words", "the protocol has no words for it any more"),
    ("link_over", "its link no longer works"),
    (OTHER, "another reason"),
];

/// Every word with what it means.
pub(crate) fn all() -> Vec<(&'static str, &'static str)> {
    let of_schedule = Because::ALL.map(|because| (because.name(), because.in_words()));
    of_schedule.into_iter().chain(BESIDE).collect()
}

/// The word for a sentence that was written down.
pub(super) fn word(sentence: &str) -> &'static str {
    if let Some((word, _)) = all().into_iter().find(|(_, meaning)| *meaning == sentence) {
        return word;
    }
    match sentence {
        "the person stopped this" => Because::OptedOut.name(),
        "there is nobody to send it to" => Because::NoAddress.name(),
        "messages to the address on record come back" => Because::Unreachable.name(),
        _ if sentence.starts_with("there is no ") => Because::NoAddress.name(),
        _ if sentence.starts_with("the protocol has no words for ") => "no_words",
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use surveys::{keys::MessageKey, stopping::NotContacted};

    use super::*;
    use crate::outbox::{
        letter::Unwritten,
        settling::{NEVER_TRIED, Outcome, STOPPED_THERE},
    };

    #[test]
    fn each_reason_that_the_program_writes_down_has_a_word() {
        let key = MessageKey::new("reminder").expect("a key");
        let of_letters = [
            Unwritten::Nobody,
            Unwritten::NoAddress("email address"),
            Unwritten::CameBack,
            Unwritten::NoWords(key),
            Unwritten::Over,
        ];
        let words = of_letters.map(|unwritten| word(&unwritten.to_string()));
        assert_eq!(words, ["no_address", "no_address", "unreachable", "no_words", "link_over"]);
        assert_eq!([STOPPED_THERE, NEVER_TRIED].map(word), ["stopped_there", "not_read"]);
        for (reason, expected) in
            [(NotContacted::Stopped, "opted_out"), (NotContacted::NotAgreed, "not_agreed")]
        {
            let Outcome::NotSent(sentence) = reason.into() else { panic!("{reason:?} waits") };
            assert_eq!(word(&sentence), expected);
        }
    }

    #[test]
    fn no_two_reasons_of_the_schedule_share_a_word_and_what_nobody_knows_is_another() {
        let words: std::collections::BTreeSet<_> =
            all().into_iter().map(|(word, _)| word).collect();
        assert_eq!(words.len(), Because::ALL.len() + BESIDE.len());
        assert_eq!(word("550 5.1.1 <anna@example.org> no such user"), OTHER);
    }
}
