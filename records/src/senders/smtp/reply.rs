//! What a mail server says when it does not take something. Of its words only the numbers are kept: they may repeat
//! the address that was written to.

use std::error::Error as _;

use lettre::transport::smtp::{Error, response::Response};

use super::super::Handed;

/// So much of what a server calls a mail is kept, in characters.
const LONGEST: usize = 100;

/// Why a step was not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    /// The server said no.
    #[error("the mail server said {0}")]
    Said(Said),
    /// The line broke, or nonsense came over it.
    #[error("the line to the mail server broke: {0}")]
    Broken(String),
    /// Nothing came in time.
    #[error("the mail server did not answer in time")]
    Silent,
}

/// A no: the code of SMTP, and the finer one (RFC 3463) if it was given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}{}", finer.as_ref().map(|finer| format!(" {finer}")).unwrap_or_default())]
pub(super) struct Said {
    code: String,
    finer: Option<String>,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let words = error.source().map(ToString::to_string).unwrap_or_default();
        match error.status() {
            Some(code) => Self::Said(Said { code: code.to_string(), finer: finer(&words) }),
            None if error.is_tls() => Self::Broken(format!("no encryption, {words}")),
            None => Self::Broken(words),
        }
    }
}

impl Said {
    /// The address has letters that the server does not take (RFC 6531).
    pub fn no_such_letters() -> Self {
        Self { code: "553".to_owned(), finer: Some("5.6.7".to_owned()) }
    }

    /// What a no to the sender or to the receiver means.
    pub fn of_somebody(self) -> Handed {
        let no_such = match self.finer.as_deref() {
            Some(finer) => is_address(finer),
            None => ["550", "551", "553"].contains(&self.code.as_str()),
        };
        self.handed(no_such)
    }

    /// What a no to the mail itself means. Some servers look at the receiver only then, and say so in the finer code.
    pub fn of_a_mail(self) -> Handed {
        let no_such = self.finer.as_deref().is_some_and(is_address);
        self.handed(no_such)
    }

    fn handed(self, no_such_address: bool) -> Handed {
        if self.code.starts_with('4') {
            Handed::Later(format!("the mail server said {self}"))
        } else if no_such_address {
            Handed::NoSuchAddress(format!("the mail server refused the address: {self}"))
        } else {
            Handed::Never(format!("the mail server refused it: {self}"))
        }
    }
}

/// Nobody has the address, or nobody any more.
fn is_address(finer: &str) -> bool {
    (finer.starts_with("5.1.") && !["5.1.7", "5.1.8"].contains(&finer)) || finer == "5.2.1"
}

/// `5.1.1` at the front of what was said.
fn finer(words: &str) -> Option<String> {
    let first = words.split_whitespace().next()?;
    let parts: Vec<_> = first.split('.').collect();
    let is_code = parts.len() == 3
        && parts.iter().all(|part| {
            (1..=3).contains(&part.len()) && part.chars().all(|digit| digit.is_ascii_digit())
        });
    is_code.then(|| first.to_owned())
}

/// What the server calls a mail that it took: its words, without any address.
pub(super) fn theirs(response: &Response) -> Option<String> {
    let words = response.message().flat_map(str::split_whitespace);
    let words: Vec<_> = words.filter(|word| !word.contains('@')).collect();
    let words: String = words.join(" ").chars().take(LONGEST).collect();
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: &str, words: &str) -> Said {
        Said { code: code.to_owned(), finer: finer(words) }
    }

    #[test]
    fn a_no_to_an_address_is_told_from_a_no_to_us_and_repeats_no_address() {
        let unknown = said("550", "5.1.1 <anna@example.org>: no such user").of_somebody();
        assert!(
            matches!(&unknown, Handed::NoSuchAddress(why) if why.ends_with("address: 550 5.1.1"))
        );
        assert!(matches!(said("550", "anna@example.org?").of_somebody(), Handed::NoSuchAddress(_)));
        for ours in ["5.7.1 relay access denied", "5.1.8 bad sender", "5.2.2 mailbox full"] {
            assert!(matches!(said("550", ours).of_somebody(), Handed::Never(_)), "{ours}");
        }
        assert!(matches!(said("554", "spam").of_a_mail(), Handed::Never(_)));
        assert!(matches!(said("550", "5.1.1 gone").of_a_mail(), Handed::NoSuchAddress(_)));
        for later in ["4.2.1 later", "greylisted"] {
            assert!(matches!(said("450", later).of_somebody(), Handed::Later(_)), "{later}");
        }
    }

    #[test]
    fn what_the_server_calls_a_mail_is_kept_without_the_address_in_it() {
        let response: Response =
            "250 2.0.0 Ok <anna@example.org> queued as 4F2A\r\n".parse().unwrap();

        assert_eq!(theirs(&response).as_deref(), Some("2.0.0 Ok queued as 4F2A"));
    }
}
