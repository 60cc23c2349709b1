//! What a worker sends with.

use crate::{secret, senders::Senders};

/// What a worker sends with.
#[derive(Clone, Debug)]
pub struct Post {
    pub(super) senders: Senders,
    /// Where links point, without a slash at the end.
    pub(super) public_url: String,
    /// Who claims: no two workers have the same.
    pub(super) worker: String,
    /// Where mail comes back to that cannot be delivered.
    bounce_address: Option<String>,
}

impl Post {
    /// A worker's own, with what takes messages away and where links point.
    #[must_use]
    pub fn new(senders: Senders, public_url: String) -> Self {
        let worker = secret::crockford26(&secret::random());
        Self { senders, public_url, worker, bounce_address: None }
    }

    /// Mail that cannot be delivered comes back to this mailbox, each to an address of its own: `bounce@example.org`
    /// gets it at `bounce+…@example.org`.
    #[must_use]
    pub fn with_bounce_address(self, bounce_address: Option<String>) -> Self {
        Self { bounce_address, ..self }
    }

    /// What keeps all messages of a kind from leaving, if something does.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.senders.trouble()
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
