//! What takes a message away: one sender for mail and one for texts. Where none is set up, messages go as files into
//! a folder. Another provider is a file here, and a variant.

pub(crate) mod html;

mod mail;

mod folder;

mod smtp;

mod rehearsed;

mod twilio;

use chrono::{DateTime, Utc};
use sea_orm::DbErr;

pub(crate) use self::rehearsed::Rehearsed;
pub(crate) use self::twilio::CameIn;
pub use self::{
    folder::Folder,
    smtp::{Encryption, MailServer, Smtp, UnusableServer},
    twilio::{NotListed, Signed, Twilio, TwilioAccount},
};

use crate::{
    Db,
    outbox::{Handing, NotBegun, Wire},
};

/// A message in words, with its address. It is made at the moment of sending and kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Letter {
    /// The same each time for the same row of the outbox, and for no other.
    pub name: String,
    /// The name with a mark that only we can make.
    pub number: String,
    pub wire: Wire,
    pub from: From,
    /// An email address or a telephone number.
    pub to: String,
    pub subject: String,
    pub body: String,
    /// The body once more, for programs that show it better. Of a mail.
    pub html: Option<String>,
    /// Where a click stops all mail of this kind. Of a mail that was planned for a participant.
    pub unsubscribe: Option<String>,
    /// Where mail comes back to that cannot be delivered. Without one it comes back to who writes.
    pub return_path: Option<String>,
    /// The moment from which on it would come at an hour at which nobody is written to. Of what a protocol has.
    pub until: Option<DateTime<Utc>>,
}

/// Who writes.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct From {
    pub title: String,
    pub email: String,
    /// The key of the study, if it is one that writes.
    pub study: Option<String>,
}

/// What became of a message that a sender was given.
#[derive(Debug)]
pub(crate) enum Handed {
    /// It was taken for good; what the provider calls it, where it calls it something.
    Taken(Option<String>),
    /// It was not taken. Another attempt may go better.
    Later(String),
    /// It was not taken, and no attempt ever will go better.
    Never(String),
    /// It was not taken, and nothing will be that goes to this address.
    NoSuchAddress(String),
    /// It was given away, and no answer came.
    InDoubt(String),
    /// The same, and the provider can be asked later.
    Unclear(String),
    /// It was not taken: the person told the provider that they want no more.
    StoppedThere,
}

/// What a sender knows of a message that somebody was handing over who did not live to say so.
#[derive(Debug)]
pub(crate) enum Found {
    /// It was taken; what the provider calls it.
    Taken(Option<String>),
    /// It was taken, and went nowhere: the person had told the provider to stop. What the provider calls it.
    StoppedThere(String),
    /// It was not taken.
    NotTaken,
    /// Nobody can say.
    Unknown,
    /// The sender could not be asked, and can be later.
    Later(String),
    /// The sender was asked for long enough, and its answer decides nothing.
    Doubtful(String),
}

/// A message that is looked up: whoever handed it over did not live to say so, or was given no answer.
pub(crate) struct Sought {
    pub name: String,
    pub wire: Wire,
    /// The message once more, as it would be written now.
    pub letter: Option<Letter>,
    /// When it was given away.
    pub given_away: DateTime<Utc>,
}

/// What takes mail away.
#[derive(Clone, Debug)]
pub enum EmailSender {
    /// A folder, in which each is a file.
    Folder(Folder),
    /// A mail server.
    Smtp(Smtp),
    /// Nobody: it is a rehearsal.
    Rehearsed(Rehearsed),
}

/// What takes texts away.
#[derive(Clone, Debug)]
pub enum TextSender {
    /// A folder, in which each is a file.
    Folder(Folder),
    /// Nobody: it is a rehearsal.
    Rehearsed(Rehearsed),
    /// An account at Twilio.
    Twilio(Twilio),
}

/// What takes messages away, each in its way.
#[derive(Clone, Debug)]
pub struct Senders {
    /// Of mail.
    pub email: EmailSender,
    /// Of texts.
    pub texts: TextSender,
}

impl Senders {
    /// A folder for all, which waits for somebody who carries the files.
    #[must_use]
    pub fn files(folder: Folder) -> Self {
        Self { email: EmailSender::Folder(folder.clone()), texts: TextSender::Folder(folder) }
    }

    /// Nobody gets anything: it is a rehearsal.
    pub(crate) fn rehearsed(sender: &Rehearsed) -> Self {
        let texts = TextSender::Rehearsed(sender.clone());
        Self { email: EmailSender::Rehearsed(sender.clone()), texts }
    }

    /// Whether what is sent in this way reaches people.
    #[must_use]
    pub fn reaches_people(&self, wire: Wire) -> bool {
        match wire {
            Wire::Email => matches!(self.email, EmailSender::Smtp(_)),
            Wire::Sms => matches!(self.texts, TextSender::Twilio(_)),
        }
    }

    /// What keeps all messages of a kind from leaving, if something does.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        let email = match &self.email {
            EmailSender::Folder(_) | EmailSender::Rehearsed(_) => None,
            EmailSender::Smtp(smtp) => smtp.trouble(),
        };
        let texts = self.twilio().and_then(Twilio::trouble);
        let troubles: Vec<_> = email.into_iter().chain(texts).collect();
        (!troubles.is_empty()).then(|| troubles.join("; "))
    }

    /// What Twilio tells us is believed of this account, if texts go there.
    #[must_use]
    pub fn twilio(&self) -> Option<&Twilio> {
        match &self.texts {
            TextSender::Twilio(twilio) => Some(twilio),
            TextSender::Folder(_) | TextSender::Rehearsed(_) => None,
        }
    }

    /// Hands a message over. `handing` has to begin before it is given away and not earlier: if nobody comes back
    /// from there, the message is in doubt.
    pub(crate) async fn send(
        &self,
        letter: Letter,
        handing: &Handing,
        now: DateTime<Utc>,
    ) -> Result<Handed, NotBegun> {
        match (letter.wire, &self.email, &self.texts) {
            (Wire::Email, EmailSender::Folder(folder), _)
            | (Wire::Sms, _, TextSender::Folder(folder)) => folder.keep(letter, handing, now).await,
            (Wire::Email, EmailSender::Smtp(smtp), _) => smtp.send(letter, handing, now).await,
            (Wire::Email, EmailSender::Rehearsed(sender), _)
            | (Wire::Sms, _, TextSender::Rehearsed(sender)) => {
                sender.takes(letter, handing, now).await
            }
            (Wire::Sms, _, TextSender::Twilio(twilio)) => twilio.send(letter, handing).await,
        }
    }

    /// Looks a message up.
    pub(crate) async fn look_up(
        &self,
        db: &Db,
        sought: &Sought,
        now: DateTime<Utc>,
    ) -> Result<Found, DbErr> {
        match (sought.wire, &self.email, &self.texts) {
            (Wire::Email, EmailSender::Folder(folder), _)
            | (Wire::Sms, _, TextSender::Folder(folder)) => {
                Ok(folder.look_up(&sought.name, sought.wire))
            }
            // Nobody can be asked.
            (Wire::Email, EmailSender::Smtp(_) | EmailSender::Rehearsed(_), _)
            | (Wire::Sms, _, TextSender::Rehearsed(_)) => Ok(Found::Unknown),
            (Wire::Sms, _, TextSender::Twilio(twilio)) => twilio.look_up(db, sought, now).await,
        }
    }
}
