//! What else lies where backups lie: what each says of itself, older ones, and what must never lie beside it.

use std::{
    fs,
    io::{self, Read, Write},
    path::{Component, Path, PathBuf},
};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::Serialize;

use super::{BackupError, Manifest, What, Whole};

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    whole: &'a Whole,
    verified: bool,
}

const TIME: &str = "%Y-%m-%dT%H%M%SZ";
const ENDS: &str = ".backup";
/// Levels below the folder of keys in which no answers lie: every backup of answers there would be refused.
const BELOW: u8 = 2;
/// Entries of a folder that are looked at.
const LOOKED_AT: usize = 10_000;
/// Bytes that a backup says of itself.
const SAYS_AT_MOST: u64 = 1 << 20;

impl What {
    const fn begins(self) -> &'static str {
        match self {
            Self::Answers => "throughline-",
            Self::Keys => "keys-",
        }
    }

    /// Which it is, by the name that we give.
    fn of(name: &str) -> Option<Self> {
        let backup = name.strip_suffix(ENDS)?;
        [Self::Answers, Self::Keys].into_iter().find(|what| backup.starts_with(what.begins()))
    }
}

/// The name of a backup in its folder.
pub(super) fn named(what: What, now: DateTime<Utc>) -> String {
    format!("{}{}{ENDS}", what.begins(), now.format(TIME))
}

/// What a backup says of itself, as a file that has no name yet. Dropped before it appears, it is taken away again.
pub(super) struct Telling(Option<PathBuf>);

/// Writes what a backup says of itself, beside where the backup is being written. It names nobody.
pub(super) fn told(aside: &Path, whole: &Whole) -> io::Result<Telling> {
    let telling = Telling(Some(aside.with_added_extension("json.being-written")));
    // It appears only once it was read back.
    let mut json = serde_json::to_vec_pretty(&Told { whole, verified: true })?;
    json.push(b'\n');
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    if let Some(file) = &telling.0 {
        let mut written = options.open(file)?;
        written.write_all(&json)?;
        written.sync_all()?;
    }
    Ok(telling)
}

impl Telling {
    /// Puts it beside the backup, which has appeared: one without it is whole all the same.
    pub fn appear(mut self, backup: &Path) -> io::Result<()> {
        self.0.take().map_or(Ok(()), |aside| fs::rename(aside, manifest(backup)))
    }
}

impl Drop for Telling {
    fn drop(&mut self) {
        // Nobody is left to be told; the next backup takes it away.
        drop(self.0.take().map(fs::remove_file));
    }
}

/// `throughline-….backup.json`
fn manifest(backup: &Path) -> PathBuf {
    let mut name = backup.as_os_str().to_owned();
    name.push(".json");
    name.into()
}

/// Refuses copies of keys where backups of answers are, in that folder or above it, and the other way round.
pub(super) fn not_with_other_kind(folder: &Path, what: What) -> Result<(), BackupError> {
    let with = match what {
        What::Keys => {
            "has backups of the answers in it, above it or below it, and copies of the key store never lie with them"
        }
        What::Answers => {
            "has copies of the key store in it or above it, and backups of the answers never lie with them"
        }
    };
    let real = real(folder)?;
    for (up, folder_of) in real.ancestors().enumerate() {
        let levels = if up == 0 && what == What::Keys { BELOW } else { 0 };
        if has_other(folder_of, what, levels) {
            return Err(BackupError::Together { folder: folder.to_owned(), with });
        }
    }
    Ok(())
}

/// Refuses to copy keys into the folder of the data, or into one below it.
///
/// # Errors
/// When `to` is there, or where it is cannot be found out.
pub fn keep_apart(to: &Path, data: &[PathBuf]) -> Result<(), BackupError> {
    let place = real(to)?;
    for folder in data {
        if place.starts_with(real(folder)?) {
            let with = "is the folder of the data or below it, and copies of the key store never lie with the data";
            return Err(BackupError::Together { folder: to.to_owned(), with });
        }
    }
    Ok(())
}

/// Where a path leads, whatever links are on the way; also where its end is not there yet.
fn real(path: &Path) -> io::Result<PathBuf> {
    let mut real = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
        match real.canonicalize() {
            Ok(there) => real = there,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(real)
}

/// Whether a folder has a backup of the other kind, or one so many levels below it has. A backup of another name is
/// known by what lies beside it.
fn has_other(folder: &Path, what: What, levels: u8) -> bool {
    // A folder that may not be looked into is nobody's backup.
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().take(LOOKED_AT).any(|entry| {
        if levels > 0 && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            return has_other(&entry.path(), what, levels - 1);
        }
        let found = What::of(&entry.file_name().to_string_lossy()).or_else(|| says(&entry.path()));
        found.is_some_and(|found| found != what)
    })
}

/// What lies beside a backup says of it. Nothing else is opened: a pipe would keep whoever reads it for ever.
fn says(file: &Path) -> Option<What> {
    let backup = file.to_str()?.strip_suffix(".json").filter(|backup| backup.ends_with(ENDS))?;
    if !Path::new(backup).is_file() || !file.is_file() {
        return None;
    }
    let mut text = Vec::new();
    fs::File::open(file).ok()?.take(SAYS_AT_MOST).read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok().map(|manifest: Manifest| manifest.what)
}

/// Deletes backups of a kind in a folder that are older than so many days, by the time in their names: which
/// those were. Files of other names stay.
///
/// # Errors
/// When the folder cannot be read, or a file cannot be deleted.
pub fn tidy(
    folder: &Path,
    what: What,
    days: u16,
    now: DateTime<Utc>,
) -> Result<Vec<String>, BackupError> {
    let mut gone = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let time = name.strip_prefix(what.begins()).and_then(|rest| rest.strip_suffix(ENDS));
        let time = time.and_then(|time| NaiveDateTime::parse_from_str(time, TIME).ok());
        if time.is_some_and(|time| now - time.and_utc() > TimeDelta::days(days.into())) {
            // First what it says of itself: without its backup nobody would ever delete it.
            let manifest = manifest(&entry.path());
            if manifest.exists() {
                fs::remove_file(manifest)?;
            }
            fs::remove_file(entry.path())?;
            gone.push(name);
        }
    }
    gone.sort();
    Ok(gone)
}
