//! A folder that appears whole or not at all: it is filled beside its place and then put there.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use super::{ExportError, files};

const BEING_WRITTEN: &str = "being-written";

/// A folder that is being filled. Dropped before it appears, it is taken away again.
#[derive(Debug)]
pub(crate) struct Folder {
    aside: PathBuf,
    place: PathBuf,
    appeared: bool,
}

impl Folder {
    /// # Errors
    /// When the place is taken, and may not be replaced.
    pub fn beside(place: &Path, replace: bool) -> Result<Self, ExportError> {
        let mut place = std::path::absolute(place)?;
        if place.exists() {
            place = place.canonicalize()?;
            if !place.is_dir() {
                return Err(ExportError::NotAFolder(place));
            }
            if !replace && fs::read_dir(&place)?.next().is_some() {
                return Err(ExportError::NotEmpty(place));
            }
        }
        let aside = named(&place, BEING_WRITTEN);
        if let Some(above) = place.parent() {
            fs::create_dir_all(above)?;
        }
        forget_killed(&place);
        private(&aside)?;
        Ok(Self { aside, place, appeared: false })
    }

    pub fn path(&self) -> &Path {
        &self.aside
    }

    /// Puts the folder in its place. Whatever is of an earlier export goes; what has another name
    /// was put there by somebody, and stays.
    pub fn appear(mut self) -> io::Result<()> {
        sync(&self.aside)?;
        let before = named(&self.place, "before");
        let replaced = self.place.exists();
        if replaced {
            fs::rename(&self.place, &before)?;
        }
        if let Err(error) = fs::rename(&self.aside, &self.place) {
            if replaced {
                fs::rename(&before, &self.place)?;
            }
            return Err(error);
        }
        self.appeared = true;
        if replaced {
            keep_strangers(&before, &self.place)?;
            fs::remove_dir_all(&before)?;
        }
        self.place.parent().map_or(Ok(()), sync)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.appeared {
            // Nobody is left to be told; the name says what it is.
            drop(fs::remove_dir_all(&self.aside));
        }
    }
}

/// A name beside the folder's own, that no other export uses.
fn named(place: &Path, what: &str) -> PathBuf {
    static EXPORTS: AtomicU32 = AtomicU32::new(0);
    let own = place.file_name().unwrap_or_default().to_string_lossy();
    let (process, export) = (std::process::id(), EXPORTS.fetch_add(1, Ordering::Relaxed));
    place.with_file_name(format!(".{own}.{what}.{process}-{export}"))
}

/// Only the person who exports may look into it. One that is there already was left by a process
/// that was killed and had our number.
fn private(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Takes away what processes that were killed had begun to write for this place: people may be named in it. Where nothing says
/// which processes there are, it stays; what cannot go stands in nobody's way.
fn forget_killed(place: &Path) {
    let above = place.parent().filter(|_| Path::new("/proc/self").exists());
    let Some(Ok(entries)) = above.map(fs::read_dir) else { return };
    let own = place.file_name().unwrap_or_default().to_string_lossy();
    let begins = format!(".{own}.{BEING_WRITTEN}.");
    for entry in entries.flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(&begins)).and_then(process);
        if process.is_some_and(|process| !Path::new(&format!("/proc/{process}")).exists()) {
            // Under a name of our own first: should somebody write there after all, it never appears in part.
            let ours = named(place, BEING_WRITTEN);
            drop(fs::rename(entry.path(), &ours).and_then(|()| fs::remove_dir_all(&ours)));
        }
    }
}

/// Of which process this is the end of a name.
fn process(end: &str) -> Option<u32> {
    let (process, export) = end.split_once('-')?;
    export.parse::<u32>().ok()?;
    process.parse().ok()
}

fn keep_strangers(before: &Path, place: &Path) -> io::Result<()> {
    for entry in fs::read_dir(before)? {
        let entry = entry?;
        let is_ours = entry.file_name().to_str().is_some_and(files::is_ours);
        if !is_ours {
            fs::rename(entry.path(), place.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn sync(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}
