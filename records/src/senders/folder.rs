//! Mail and texts as files, for a study that has no sender yet, for the demonstration and for tests.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    time::SystemTime,
};

use chrono::{DateTime, Utc};
use lettre::{
    Message,
    address::{Address, AddressError},
    message::{
        Mailbox, SinglePart,
        header::{Header, HeaderName, HeaderValue},
    },
};

use super::{Letter, SendError};
use crate::outbox::Channel;

/// A folder that receives what would otherwise be sent. Made when the first message comes, for its
/// owner alone: these files hold names and addresses in the clear.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at a path.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Writes the message as a file that is there whole or not at all. Written again, it is the same
    /// file: its name is the message's.
    pub(super) async fn keep(&self, letter: Letter, now: DateTime<Utc>) -> Result<(), SendError> {
        let name = file_name(&letter.name, letter.channel);
        let bytes = match letter.channel {
            Channel::Email => mail(letter, now)?,
            Channel::Sms => format!("To: {}\n\n{}", letter.to, letter.body).into_bytes(),
        };
        let folder = self.0.clone();
        let written = tokio::task::spawn_blocking(move || write(&folder, &name, &bytes)).await;
        let written = written.map_err(|panic| SendError::Later(panic.to_string()))?;
        written.map_err(|error| {
            SendError::Later(format!("the outbox folder cannot be written: {error}"))
        })
    }

    /// Deletes the message's file, if there is one.
    pub(crate) fn forget(&self, name: &str, channel: Channel) -> io::Result<()> {
        match fs::remove_file(self.0.join(file_name(name, channel))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Whether the message is a file already.
    pub(crate) fn has(&self, name: &str, channel: Channel) -> Result<bool, SendError> {
        let file = self.0.join(file_name(name, channel));
        file.try_exists()
            .map_err(|error| SendError::Later(format!("the outbox folder cannot be read: {error}")))
    }
}

fn file_name(name: &str, channel: Channel) -> String {
    match channel {
        Channel::Email => format!("{name}.eml"),
        Channel::Sms => format!("{name}.txt"),
    }
}

/// The name appears when all of it is on disk, and is itself on disk when this returns.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let unfinished = folder.join(format!(".{name}.{}", std::process::id()));
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, folder.join(name))?;
    File::open(folder)?.sync_all()
}

/// Answering machines leave mail alone that says this (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

fn mail(letter: Letter, now: DateTime<Utc>) -> Result<Vec<u8>, SendError> {
    let to = address(&letter.to).map_err(|_| SendError::Never("the email address is none"))?;
    let from = address(&letter.from.email)
        .map_err(|_| SendError::Never("the study's own email address is none"))?;
    let id = format!("<{}@{}>", letter.name, from.domain());
    let mail = Message::builder()
        .from(Mailbox::new(Some(letter.from.title), from))
        .to(Mailbox::new(None, to))
        .subject(letter.subject)
        .date(SystemTime::from(now))
        .message_id(Some(id))
        .header(AutoSubmitted)
        .singlepart(SinglePart::plain(letter.body));
    let mail = mail.map_err(|_| SendError::Never("no mail can be made of the message"))?;
    Ok(mail.formatted())
}

fn address(text: &str) -> Result<Address, AddressError> {
    text.trim().parse()
}
