//! What Twilio's answers to a text mean. Its own words are not kept: they may hold the number.

use httpclient::{InMemoryError, InMemoryResponse, InMemoryResult};
use serde::Deserialize;
use twilio::model::ApiV2010AccountMessage;

use crate::senders::Handed;

/// The person sent STOP to one of the account's numbers.
pub(super) const STOPPED: u32 = 21610;
/// There is no such number, or none that takes texts.
const NO_SUCH_NUMBER: [u32; 4] = [21211, 21214, 21217, 21614];
/// Too many texts wait there.
const QUEUE_IS_FULL: u32 = 21611;

const NOT_TRUSTED: &str = "Twilio does not take our token";
const NOT_REACHED: &str = "Twilio cannot be reached";

/// What Twilio answered to a text that it was given.
#[derive(Debug)]
pub(super) enum Answered {
    /// It has it, and calls it so.
    Taken(String),
    /// There was no line to it.
    NotReached,
    /// It does not believe that we are who we say.
    NotTrusted,
    /// It takes nothing now, and says so.
    NotNow(u16),
    /// It will not take this one, for the reason of this number.
    No(u32),
    /// It, or something before it, answered what does not say whether it was taken.
    Odd(u16),
    /// Its answer did not come, or cannot be read.
    Silent,
}

/// An answer that it will not.
#[derive(Deserialize)]
struct Refusal {
    code: u32,
}

impl Answered {
    pub fn of(answer: InMemoryResult<ApiV2010AccountMessage>) -> Self {
        match answer {
            Ok(message) => message.sid.map_or(Self::Silent, Self::Taken),
            Err(InMemoryError::NotAsked) => Self::NotReached,
            Err(InMemoryError::Lost | InMemoryError::Nonsense) => Self::Silent,
            Err(InMemoryError::No(answer)) => Self::refusal(&answer),
        }
    }

    /// An error of the server in Twilio's own words is a refusal. In the words of what stands before it, it is none:
    /// the text may have come through.
    fn refusal(answer: &InMemoryResponse) -> Self {
        let code = answer.json().map(|refusal: Refusal| refusal.code);
        match (answer.status, code) {
            (401 | 403, _) => Self::NotTrusted,
            (429, _) | (503, Ok(_)) => Self::NotNow(answer.status),
            (_, Ok(QUEUE_IS_FULL)) | (500.., Ok(_)) => Self::NotNow(answer.status),
            (400..500, Ok(code)) => Self::No(code),
            (status, _) => Self::Odd(status),
        }
    }

    /// What keeps every text from leaving, where that is what it says.
    pub fn trouble(&self) -> Option<&'static str> {
        match self {
            Self::NotTrusted => Some(NOT_TRUSTED),
            Self::NotReached => Some(NOT_REACHED),
            _ => None,
        }
    }
}

impl From<Answered> for Handed {
    fn from(answered: Answered) -> Self {
        match answered {
            Answered::Taken(sid) => Self::Taken(Some(sid)),
            Answered::NotReached => Self::Later(NOT_REACHED.to_owned()),
            Answered::NotTrusted => Self::Later(NOT_TRUSTED.to_owned()),
            Answered::NotNow(status) => Self::Later(format!("Twilio asked us to wait ({status})")),
            Answered::No(STOPPED) => Self::StoppedThere,
            Answered::No(code) if NO_SUCH_NUMBER.contains(&code) => {
                Self::NoSuchAddress(format!("no text gets to the number on record: error {code}"))
            }
            Answered::No(code) => Self::Never(format!("Twilio refused it: error {code}")),
            Answered::Odd(status) => Self::Unclear(format!(
                "Twilio’s answer does not say whether it was taken ({status})"
            )),
            Answered::Silent => {
                Self::Unclear("Twilio did not answer after the text was given away".to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(status: u16, body: &str) -> String {
        let no = InMemoryResponse { status, body: body.as_bytes().to_vec() };
        format!("{:?}", Handed::from(Answered::of(Err(InMemoryError::No(no)))))
    }

    #[test]
    fn only_an_answer_in_twilios_own_words_is_a_no() {
        let own = r#"{"code": 20500, "message": "for +447700900123", "status": 500}"#;
        for (status, body, means) in [
            (500, own, "Later(\"Twilio asked us to wait (500)\")"),
            (503, own, "Later(\"Twilio asked us to wait (503)\")"),
            (429, "", "Later(\"Twilio asked us to wait (429)\")"),
            (401, "", "Later(\"Twilio does not take our token\")"),
        ] {
            assert_eq!(told(status, body), means);
        }
        for (status, body) in [(502, "<html>Bad gateway"), (504, ""), (307, ""), (404, "none")] {
            assert!(told(status, body).starts_with("Unclear("), "{status}");
        }
    }

    #[test]
    fn an_error_is_told_by_its_number_and_never_in_words_that_hold_a_telephone_number() {
        let no = |code| told(400, &format!(r#"{{"code": {code}, "message": "+447700900123"}}"#));
        assert_eq!(no(21610), "StoppedThere");
        for code in [21211, 21614] {
            let told =
                format!("NoSuchAddress(\"no text gets to the number on record: error {code}\")");
            assert_eq!(no(code), told);
        }
        assert_eq!(no(21617), "Never(\"Twilio refused it: error 21617\")");
        assert_eq!(no(21611), "Later(\"Twilio asked us to wait (400)\")");
    }
}
