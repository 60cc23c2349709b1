//! Writing a file that is there whole or not at all.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
    time::SystemTime,
};

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use super::{
    BackupError, BackupKeys, What, Whole,
    beside::{self, Telling},
    reading,
};
use crate::sealing::hex;

/// A file that is being written. Dropped before it appears, it is taken away again.
pub(super) struct Aside {
    pub file: File,
    aside: PathBuf,
    place: PathBuf,
    appeared: bool,
}

const UNFINISHED: &str = "being-written";

/// A new file: by its own name when it ends in `.backup`, otherwise in that folder, with the time in its name.
pub(super) fn aside(to: &Path, what: What, now: DateTime<Utc>) -> Result<Aside, BackupError> {
    let is_folder = to.is_dir() || to.extension().is_none_or(|extension| extension != "backup");
    let place = if is_folder { to.join(beside::named(what, now)) } else { to.to_owned() };
    let place = std::path::absolute(place)?;
    let taken = [to, place.as_path()].into_iter().find(|path| path.exists() && !path.is_dir());
    if let Some(taken) = taken {
        return Err(BackupError::There(taken.to_owned()));
    }
    let folder = place.parent().unwrap_or(Path::new("/")).to_owned();
    beside::not_with_other_kind(&folder, what)?;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder)?;
    forget_unfinished(&folder, now)?;
    let own = place.file_name().unwrap_or_default().to_string_lossy();
    let aside = folder.join(format!(".{own}.{}.{UNFINISHED}", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&aside)?;
    Ok(Aside { file, aside, place, appeared: false })
}

impl Aside {
    /// Reads back what was written, from the disk.
    pub fn read_back(&self, keys: &BackupKeys) -> Result<Whole, BackupError> {
        self.file.sync_all()?;
        reading::through(&self.aside, keys)
    }

    /// Writes what the file says of itself. A disk that has no room for it has to say so while there is no backup
    /// yet.
    pub fn ready(self, whole: &Whole) -> Result<Ready, BackupError> {
        if self.place.exists() {
            return Err(BackupError::There(self.place.clone()));
        }
        let telling = beside::told(&self.aside, whole)?;
        Ok(Ready { aside: self, telling })
    }
}

/// A file of which all is written but the names.
pub(super) struct Ready {
    aside: Aside,
    telling: Telling,
}

impl Ready {
    /// Puts the file in its place, and beside it what it says of itself.
    pub fn appear(self) -> io::Result<PathBuf> {
        let Self { mut aside, telling } = self;
        fs::rename(&aside.aside, &aside.place)?;
        aside.appeared = true;
        telling.appear(&aside.place)?;
        if let Some(folder) = aside.place.parent() {
            File::open(folder)?.sync_all()?;
        }
        Ok(aside.place.clone())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.appeared {
            // Nobody is left to be told; the next backup takes it away.
            drop(fs::remove_file(&self.aside));
        }
    }
}

/// Of a file of any size.
pub(super) fn sha256(file: &Path) -> io::Result<String> {
    let (mut file, mut hash) = (File::open(file)?, Sha256::new());
    let mut some = vec![0; 1 << 20];
    loop {
        match file.read(&mut some)? {
            0 => return Ok(hex(&hash.finalize())),
            read => hash.update(&some[..read]),
        }
    }
}

/// What a process that was killed has left, a day ago or longer.
fn forget_unfinished(folder: &Path, now: DateTime<Utc>) -> io::Result<()> {
    let day_ago = SystemTime::from(now - TimeDelta::days(1));
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = name.starts_with('.') && name.ends_with(UNFINISHED);
        if ours && entry.metadata()?.modified()? < day_ago {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
