//! What a worker sends with.

use std::{
    fmt::Display,
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Utc};

use super::{clock::Clock, giving_way::Asked};
use crate::{
    secret,
    senders::{EmailSender, Senders, Twilio},
};

/// What a worker sends with. Clones are the same worker.
#[derive(Clone, Debug)]
pub struct Post {
    pub(super) senders: Senders,
    /// Where links point, without a slash at the end.
    pub(super) public_url: String,
    /// Who claims: no two workers have the same.
    pub(super) worker: String,
    /// Where mail comes back to that cannot be delivered.
    bounce_address: Option<String>,
    beside: Arc<Mutex<Beside>>,
    pub(super) asked: Asked,
}

/// What went wrong beside messages: with what they are made of, and not with them or their way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// How many messages it kept.
    pub messages: usize,
    /// The last of it. It names nobody.
    pub why: Option<String>,
}

impl Post {
    /// A worker's own, with what takes messages away and where links point.
    #[must_use]
    pub fn new(senders: Senders, public_url: String) -> Self {
        let worker = secret::crockford26(&secret::random());
        Self {
            senders,
            public_url,
            worker,
            bounce_address: None,
            beside: Arc::default(),
            asked: Asked::default(),
        }
    }

    /// Mail that cannot be delivered comes back to this mailbox, each to an address of its own: `bounce@example.org`
    /// gets it at `bounce+…@example.org`.
    #[must_use]
    pub fn with_bounce_address(self, bounce_address: Option<String>) -> Self {
        Self { bounce_address, ..self }
    }

    /// The same process answers requests, and they come first.
    #[must_use]
    pub fn giving_way_to(self, asked: Asked) -> Self {
        Self { asked, ..self }
    }

    /// What keeps all messages of a kind from leaving, if something does.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.senders.trouble()
    }

    /// What went wrong beside messages since this was last asked.
    #[must_use]
    pub fn beside(&self) -> Beside {
        mem::take(&mut *self.beside.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The account at Twilio, if texts go there.
    #[must_use]
    pub fn twilio(&self) -> Option<&Twilio> {
        self.senders.twilio()
    }

    /// Something kept a message that is not the message's own.
    pub(super) fn note(&self, why: &impl Display) {
        let mut beside = self.beside.lock().unwrap_or_else(PoisonError::into_inner);
        *beside = Beside { messages: beside.messages + 1, why: Some(why.to_string()) };
    }

    /// It is this time now. In a rehearsal it stays so until all is sent.
    pub(super) fn clock(&self, now: DateTime<Utc>) -> Clock {
        match self.senders.email {
            EmailSender::Rehearsed(_) => Clock::still(now),
            EmailSender::Folder(_) | EmailSender::Smtp(_) => Clock::going(now),
        }
    }

    /// Where this mail comes back to.
    pub(super) fn return_path(&self, number: &str) -> Option<String> {
        let (mailbox, host) = self.bounce_address.as_deref()?.rsplit_once('@')?;
        Some(format!("{mailbox}+{number}@{host}"))
    }

    /// An address at which nobody reads, for what is about no study.
    pub(super) fn no_reply(&self) -> String {
        let host = self.public_url.split("://").nth(1).unwrap_or_default();
        let host = host.split([':', '/']).next().unwrap_or_default();
        let is_name = host.contains('.') && host.contains(|c: char| c.is_ascii_alphabetic());
        format!("no-reply@{}", if is_name { host } else { "localhost" })
    }
}
