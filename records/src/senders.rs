//! What takes a message away. Where no sender is set up, messages go as files into a folder.

mod folder;

use chrono::{DateTime, Utc};

pub use folder::Folder;

use crate::outbox::Channel;

/// A message in words, with its address. It is made at the moment of sending and kept nowhere.
pub(crate) struct Letter {
    /// The same each time for the same row of the outbox, and for no other.
    pub name: String,
    pub channel: Channel,
    pub from: From,
    /// An email address or a telephone number.
    pub to: String,
    pub subject: String,
    pub body: String,
}

/// Who writes.
#[derive(Clone)]
pub(crate) struct From {
    pub title: String,
    pub email: String,
}

/// Why a message did not leave.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    /// Another attempt may go better.
    #[error("{0}")]
    Later(String),
    /// No attempt ever will.
    #[error("{0}")]
    Never(&'static str),
}

/// What takes messages away.
#[derive(Clone, Debug)]
pub enum Sender {
    /// A folder, in which each is a file.
    Folder(Folder),
}

impl Sender {
    /// Whether what is sent reaches people. A folder waits for somebody who carries the files.
    #[must_use]
    pub fn reaches_people(&self) -> bool {
        match self {
            Self::Folder(_) => false,
        }
    }

    /// Sends a message. When this returns `Ok`, it has left for good.
    pub(crate) async fn send(&self, letter: Letter, now: DateTime<Utc>) -> Result<(), SendError> {
        match self {
            Self::Folder(folder) => folder.keep(letter, now).await,
        }
    }

    /// Whether a message has left, when whoever sent it did not live to say so.
    pub(crate) fn has_sent(&self, name: &str, channel: Channel) -> Result<bool, SendError> {
        match self {
            Self::Folder(folder) => folder.has(name, channel),
        }
    }
}
