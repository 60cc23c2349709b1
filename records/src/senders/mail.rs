//! A letter as a mail: RFC 5322, with what other machines should know of it. No fact can make a header of its own:
//! the builder encodes each, and addresses are read before they are written.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::{
    Message,
    address::{Address, AddressError, Envelope},
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{Header, HeaderName, HeaderValue},
    },
};

use super::Letter;

/// A mail, and between whom it goes.
pub(super) struct Mail {
    pub envelope: Envelope,
    pub bytes: Vec<u8>,
}

/// A header whose value is ours, and ASCII.
macro_rules! header {
    ($(#[$why:meta])* $name:ident, $written:literal) => {
        $(#[$why])*
        #[derive(Clone)]
        struct $name(String);

        impl Header for $name {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($written)
            }

            fn parse(value: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(value.to_owned()))
            }

            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    };
}

header! {
    /// Answering machines leave mail alone that says this (RFC 3834).
    AutoSubmitted, "Auto-Submitted"
}

header! {
    /// Where a mail program lets people stop what they get (RFC 2369).
    ListUnsubscribe, "List-Unsubscribe"
}

header! {
    /// That it stops with one click, which the program makes for them (RFC 8058).
    ListUnsubscribePost, "List-Unsubscribe-Post"
}

/// The mail of a letter, or why there can be none.
pub(super) fn mail(letter: Letter, now: DateTime<Utc>) -> Result<Mail, &'static str> {
    let to = address(&letter.to).map_err(|_| "the email address is none")?;
    let from = address(&letter.from.email).map_err(|_| "the study's own email address is none")?;
    let back = letter.return_path.as_deref().map(address).transpose();
    let back = back.map_err(|_| "the address that mail comes back to is none")?;
    let id = format!("<{}@{}>", letter.number, from.domain());
    let mut mail = Message::builder()
        .from(Mailbox::new(Some(one_line(&letter.from.title)), from.clone()))
        .to(Mailbox::new(None, to.clone()))
        .subject(one_line(&letter.subject))
        .date(SystemTime::from(now))
        .message_id(Some(id))
        .header(AutoSubmitted("auto-generated".to_owned()));
    if let Some(unsubscribe) = letter.unsubscribe {
        mail = mail
            .header(ListUnsubscribe(format!("<{}>", one_line(&unsubscribe))))
            .header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned()));
    }
    let mail = match letter.html {
        Some(html) => {
            // The same each time: a mail that is made again is the same mail.
            let both = MultiPart::alternative().boundary(letter.number);
            let both = both.singlepart(SinglePart::plain(letter.body));
            mail.multipart(both.singlepart(SinglePart::html(html)))
        }
        None => mail.singlepart(SinglePart::plain(letter.body)),
    };
    let mail = mail.map_err(|_| "no mail can be made of the message")?;
    let envelope = Envelope::new(Some(back.unwrap_or(from)), vec![to]);
    let envelope = envelope.map_err(|_| "no mail can be made of the message")?;
    Ok(Mail { envelope, bytes: mail.formatted() })
}

/// A line of its own would be a header of its own, and `lettre` panics at one in a name.
fn one_line(text: &str) -> String {
    let plain = text.replace(char::is_control, " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn address(text: &str) -> Result<Address, AddressError> {
    text.trim().parse()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{outbox::Wire, senders::From};

    #[test]
    fn no_title_subject_or_address_makes_a_header_of_its_own() {
        let evil = "Study\r\nBcc: eve@example.org\r\n\r\nHello";
        let letter = |to: &str| Letter {
            name: "1-a".to_owned(),
            number: "1-a-b".to_owned(),
            wire: Wire::Email,
            from: From {
                title: evil.to_owned(),
                email: "study@example.org".to_owned(),
                study: None,
            },
            to: to.to_owned(),
            subject: evil.to_owned(),
            body: "Words".to_owned(),
            html: None,
            unsubscribe: Some(format!("https://example.org/{evil}")),
            return_path: None,
            until: None,
        };

        let mail = mail(letter("anna@example.org"), DateTime::UNIX_EPOCH).map(|mail| mail.bytes);
        let mail = String::from_utf8(mail.expect("a mail")).expect("a text");
        assert!(!mail.lines().any(|line| line.to_lowercase().starts_with("bcc:")), "{mail}");
        assert!(mail.trim_end().ends_with("\r\n\r\nWords"), "{mail}");
        for to in
            ["anna@example.org\r\nBcc: eve@example.org", "anna@example.org>, <eve@example.org"]
        {
            assert!(super::mail(letter(to), DateTime::UNIX_EPOCH).is_err(), "{to}");
        }
    }
}
