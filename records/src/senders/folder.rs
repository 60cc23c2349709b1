//! Mail and texts as files, for a study that has no sender yet, for the demonstration and for tests.

mod reading;

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};

use super::{Found, Handed, Letter, mail::mail};
use crate::outbox::{Handing, NotBegun, Wire};

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
    pub(super) async fn keep(
        &self,
        letter: Letter,
        handing: &Handing,
        now: DateTime<Utc>,
    ) -> Result<Handed, NotBegun> {
        let name = file_name(&letter.name, letter.wire);
        let bytes = match letter.wire {
            Wire::Email => match mail(letter, now) {
                Ok(mail) => mail.bytes,
                Err(reason) => return Ok(Handed::Never(reason.to_owned())),
            },
            Wire::Sms => format!("To: {}\n\n{}", letter.to, letter.body).into_bytes(),
        };
        handing.begin().await?;
        let folder = self.0.clone();
        let written = tokio::task::spawn_blocking(move || write(&folder, &name, &bytes)).await;
        Ok(match written {
            Ok(Ok(())) => Handed::Taken(None),
            Ok(Err(error)) => {
                Handed::Later(format!("the outbox folder cannot be written: {error}"))
            }
            Err(panic) => Handed::Later(panic.to_string()),
        })
    }

    /// Deletes the message's file, if there is one.
    pub(crate) fn forget(&self, name: &str, wire: Wire) -> io::Result<()> {
        match fs::remove_file(self.0.join(file_name(name, wire))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// What the message's file says, if it is there: the subject of a mail, and the words.
    pub(crate) fn read(&self, name: &str, wire: Wire) -> Option<(Option<String>, String)> {
        let written = fs::read(self.0.join(file_name(name, wire))).ok()?;
        let written = String::from_utf8_lossy(&written);
        match wire {
            Wire::Email => reading::mail(&written).map(|(subject, words)| (Some(subject), words)),
            Wire::Sms => written.split_once("\n\n").map(|(_, words)| (None, words.to_owned())),
        }
    }

    /// Whether the message is a file already.
    pub(crate) fn has(&self, name: &str, wire: Wire) -> io::Result<bool> {
        self.0.join(file_name(name, wire)).try_exists()
    }

    /// What became of a message, as far as a file tells.
    pub(super) fn look_up(&self, name: &str, wire: Wire) -> Found {
        match self.has(name, wire) {
            Ok(true) => Found::Taken(None),
            Ok(false) => Found::NotTaken,
            Err(error) => Found::Later(format!("the outbox folder cannot be read: {error}")),
        }
    }
}

fn file_name(name: &str, wire: Wire) -> String {
    match wire {
        Wire::Email => format!("{name}.eml"),
        Wire::Sms => format!("{name}.txt"),
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
