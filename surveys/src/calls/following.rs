//! What follows from a call that ended in a way, in words: an interviewer reads it before they write the call down.

use self::Outcome as O;
use super::{CallRules, Outcome};

impl Outcome {
    /// What is done next, by the rules of a study.
    #[must_use]
    pub fn follows(self, rules: &CallRules) -> String {
        let (delays, most) = (&rules.delays, &rules.most);
        match self {
            O::Partial => or_agreed(&counted(delays.partial_days, "day")),
            O::BrokeOff => or_agreed(&counted(delays.break_off_days, "day")),
            O::NotAvailable => or_agreed(&counted(delays.not_available_hours, "hour")),
            O::MessageLeft => format!(
                "{} At most {} left for somebody about one survey.",
                rung_after(&counted(delays.message_hours, "hour")),
                if most.messages == 1 {
                    "1 message is".to_owned()
                } else {
                    format!("{} messages are", most.messages)
                }
            ),
            O::NoMessage => rung_after(&counted(delays.no_message_hours, "hour")),
            O::AskedForLink => format!(
                "The link goes to them at once, if they agreed to emails or texts. {}",
                rung_after(&counted(delays.link_days, "day"))
            ),
            O::Busy => rung_after(&counted(delays.busy_minutes, "minute")),
            O::NoAnswer => rung_after(&counted(delays.no_answer_hours, "hour")),
            O::Blocked => rung_after(&counted(delays.blocked_hours, "hour")),
            O::Technical => rung_after(&counted(delays.technical_hours, "hour")),
            O::RefusedSoftly | O::RefusedByOther if most.conversions > 0 => format!(
                "Another interviewer asks once more after {}, and then nobody does.",
                counted(delays.refusal_days, "day")
            ),
            O::RefusedSoftly | O::RefusedByOther => "Nobody asks again.".to_owned(),
            other => other.follows_always().to_owned(),
        }
    }

    /// What is done next whatever the rules say.
    const fn follows_always(self) -> &'static str {
        match self {
            O::Complete => "Nobody rings them about this survey again.",
            O::CompleteOnline => {
                "They sent it themselves on the web. Nobody rings them about this survey again."
            }
            O::RefusedFirmly => "This survey is closed for them. Nobody rings them about it again.",
            O::Died => {
                "All contact stops at once, and a supervisor decides on the rest. Say that you are sorry, and thank \
                 whoever told you."
            }
            O::Unable => "A supervisor decides, for instance whether somebody may answer for them.",
            O::Language => "It waits until somebody can ring who speaks their language.",
            O::Away => {
                "Nobody rings before that day, and nobody at all if the survey is closed by then."
            }
            O::Appointment => "They are rung at that time.",
            O::LooseAppointment => "They are rung between these times.",
            O::DeadNumber => {
                "Nobody rings this number again, and no text goes to it. Another number is rung, or one is looked for."
            }
            O::WrongNumber => {
                "Nobody rings this number again, and no text goes to it. Say nothing about the study."
            }
            _ => "Nobody rings them again.",
        }
    }
}

/// Rung when that was agreed, or else after a while.
fn or_agreed(how_long: &str) -> String {
    format!("They are rung at the time that you agree on. Without one: after {how_long} or more.")
}

/// Rung after a while, at a time of the week that is still to be tried.
fn rung_after(how_long: &str) -> String {
    format!("They are rung after {how_long} or more.")
}

/// `1 day`, `3 hours`.
fn counted(number: u16, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
