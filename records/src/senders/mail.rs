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
        .from(Mailbox::new(Some(letter.from.title), from.clone()))
        .to(Mailbox::new(None, to.clone()))
        .subject(letter.subject)
        .date(SystemTime::from(now))
        .message_id(Some(id))
        .header(AutoSubmitted("auto-generated".to_owned()));
    if let Some(unsubscribe) = letter.unsubscribe {
        mail = mail
            .header(ListUnsubscribe(format!("<{unsubscribe}>")))
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

fn address(text: &str) -> Result<Address, AddressError> {
    text.trim().parse()
}
