//! What takes a message away: one sender for mail and one for texts. Where none is set up, messages go as files into
//! a folder. Another provider is a file here, and a variant.

pub(crate) mod html;

mod mail;

mod folder;

mod smtp;

mod rehearsed;

use chrono::{DateTime, Utc};

pub(crate) use self::rehearsed::Rehearsed;
pub use self::{
    folder::Folder,
    smtp::{Encryption, MailServer, Smtp, UnusableServer},
};

use crate::outbox::{Channel, Handing, NotBegun};

/// A message in words, with its address. It is made at the moment of sending and kept nowhere.
pub(crate) struct Letter {
    /// The same each time for the same row of the outbox, and for no other.
    pub name: String,
    /// The name with a mark that only we can make.
    pub number: String,
    pub channel: Channel,
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
}

/// Who writes.
#[derive(Clone)]
pub(crate) struct From {
    pub title: String,
    pub email: String,
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
}

/// What a sender knows of a message that somebody was handing over who did not live to say so.
#[derive(Debug)]
pub(crate) enum Found {
    /// It was taken; what the provider calls it.
    Taken(Option<String>),
    /// It was not taken.
    NotTaken,
    /// Nobody can say.
    Unknown,
    /// The sender could not be asked, and can be later.
    Later(String),
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
    pub fn reaches_people(&self, channel: Channel) -> bool {
        match channel {
            Channel::Email => matches!(self.email, EmailSender::Smtp(_)),
            Channel::Sms => false,
        }
    }

    /// What keeps all messages of a kind from leaving, if something does.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        match &self.email {
            EmailSender::Folder(_) | EmailSender::Rehearsed(_) => None,
            EmailSender::Smtp(smtp) => smtp.trouble(),
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
        match (letter.channel, &self.email, &self.texts) {
            (Channel::Email, EmailSender::Folder(folder), _)
            | (Channel::Sms, _, TextSender::Folder(folder)) => {
                folder.keep(letter, handing, now).await
            }
            (Channel::Email, EmailSender::Smtp(smtp), _) => smtp.send(letter, handing, now).await,
            (Channel::Email, EmailSender::Rehearsed(sender), _)
            | (Channel::Sms, _, TextSender::Rehearsed(sender)) => {
                sender.takes(letter, handing, now).await
            }
        }
    }

    /// Looks a message up that was being handed over when whoever did so vanished.
    pub(crate) async fn look_up(&self, name: &str, channel: Channel) -> Found {
        match (channel, &self.email, &self.texts) {
            (Channel::Email, EmailSender::Folder(folder), _)
            | (Channel::Sms, _, TextSender::Folder(folder)) => folder.look_up(name, channel),
            // Nobody can be asked.
            (Channel::Email, EmailSender::Smtp(_) | EmailSender::Rehearsed(_), _)
            | (Channel::Sms, _, TextSender::Rehearsed(_)) => Found::Unknown,
        }
    }
}
