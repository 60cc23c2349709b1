//! Reading a backup. All of it is read once before anything is written: a file that was changed, cut off or
//! sealed by another key changes nothing.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
};

use flate2::read::ZlibDecoder;
use tokio::sync::mpsc;

use super::{
    BackupError, BackupKeys, Manifest, Whole, folder, lines::Line, sealed::Opening, tables::Table,
};

/// Rows that are handed on together.
const TOGETHER: usize = 200;

/// A backup of which every byte was read and is as it was written.
#[derive(Clone, Debug)]
pub struct Backup {
    file: PathBuf,
    keys: BackupKeys,
    whole: Whole,
}

/// Some of what stands in a backup.
pub(super) enum Part {
    Table(Table),
    Rows(Vec<Vec<serde_json::Value>>),
}

impl Backup {
    /// What it holds.
    #[must_use]
    pub fn whole(&self) -> &Whole {
        &self.whole
    }

    /// What it says of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.whole.manifest
    }

    /// Reads it again, on a thread of its own. The last is an error, if there was one.
    pub(super) fn parts(&self) -> mpsc::Receiver<Result<Part, BackupError>> {
        let (send, receive) = mpsc::channel(4);
        let (file, keys) = (self.file.clone(), self.keys.clone());
        tokio::task::spawn_blocking(move || {
            let failed = send.clone();
            if let Err(error) = hand_on(&file, &keys, &send) {
                // Whoever does not listen any more has a reason of their own.
                let _ = failed.blocking_send(Err(error));
            }
        });
        receive
    }
}

/// Reads a backup to its end.
///
/// # Errors
/// When it is none, another key sealed it, or it was changed or cut off.
pub async fn read(file: &Path, keys: &BackupKeys) -> Result<Backup, BackupError> {
    let (file, keys) = (file.to_owned(), keys.clone());
    let read = tokio::task::spawn_blocking(move || {
        let whole = through(&file, &keys)?;
        Ok(Backup { file, keys, whole })
    });
    read.await.map_err(std::io::Error::other)?
}

fn lines(
    file: &Path,
    keys: &BackupKeys,
) -> Result<impl Iterator<Item = Result<Line, BackupError>>, BackupError> {
    let mut opening = BufReader::new(ZlibDecoder::new(Opening::new(File::open(file)?, keys)?));
    let mut line = Vec::new();
    Ok(std::iter::from_fn(move || {
        line.clear();
        match opening.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => Some(Line::read(&line)),
            Err(error) => Some(Err(error.into())),
        }
    }))
}

/// Reads all of a file.
pub(super) fn through(file: &Path, keys: &BackupKeys) -> Result<Whole, BackupError> {
    let mut lines = lines(file, keys)?;
    let odd = |what: &str| BackupError::Unreadable(what.to_owned());
    let Some(Line::Manifest(manifest)) = lines.next().transpose()? else {
        return Err(odd("it does not begin with what it is"));
    };
    let (mut rows, mut here, mut end) = (BTreeMap::<String, u64>::new(), None, None);
    for line in lines.by_ref() {
        match line? {
            _ if end.is_some() => return Err(odd("it goes on after its end")),
            Line::Table(table) => {
                rows.insert(table.name.clone(), 0);
                here = Some(table);
            }
            Line::Row(row) => {
                let table = here.as_ref().filter(|table| table.columns.len() == row.len());
                let table = table.ok_or_else(|| odd("a row is of no table"))?;
                *rows.entry(table.name.clone()).or_default() += 1;
            }
            Line::End { rows } => end = Some(rows),
            Line::Manifest(_) => return Err(odd("it begins twice")),
        }
    }
    if end.as_ref() != Some(&rows) {
        return Err(odd("it has other rows than it says"));
    }
    Ok(Whole { manifest, rows, sha256: folder::sha256(file)? })
}

fn hand_on(
    file: &Path,
    keys: &BackupKeys,
    send: &mpsc::Sender<Result<Part, BackupError>>,
) -> Result<(), BackupError> {
    let gone = |_| std::io::Error::from(std::io::ErrorKind::BrokenPipe);
    let mut some = Vec::with_capacity(TOGETHER);
    for line in lines(file, keys)? {
        match line? {
            Line::Row(row) => some.push(row),
            Line::Table(table) => {
                let rows = std::mem::take(&mut some);
                send.blocking_send(Ok(Part::Rows(rows))).map_err(gone)?;
                send.blocking_send(Ok(Part::Table(table))).map_err(gone)?;
            }
            Line::Manifest(_) | Line::End { .. } => {}
        }
        if some.len() == TOGETHER {
            let rows = std::mem::take(&mut some);
            send.blocking_send(Ok(Part::Rows(rows))).map_err(gone)?;
        }
    }
    send.blocking_send(Ok(Part::Rows(some))).map_err(gone)?;
    Ok(())
}
