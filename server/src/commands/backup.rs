//! `throughline backup`

use std::path::PathBuf;

use clap::Args;
use records::backups::{self, What};

use super::{Refused, backup_key, count, database, note, now, say};
use crate::{progress, settings::Place};

/// Copies of the key store are kept no longer: it is what makes erasing somebody reach the backups.
const KEYS_DAYS: u16 = 35;

/// Back up answers and names while people answer, sealed into one file
///
/// The file is read back before it appears; beside it lies a .json that says what it holds. The key store is left
/// out: whoever is erased later can then not be read in this backup either. Back it up apart, with --keys, into
/// a folder that is not near the backups of answers; copies older than 35 days in that folder are deleted.
#[derive(Args, Debug)]
pub struct Backup {
    /// The folder, or a file that ends in .backup; it is written aside and renamed, so that it is whole or
    /// not there
    #[arg(long, value_name = "DIR|FILE")]
    to: PathBuf,

    /// Back up the key store instead
    #[arg(long)]
    keys: bool,

    /// Delete older backups of the folder than this; of the key store 35 days, and no more
    #[arg(long, value_name = "DAYS")]
    keep_days: Option<u16>,

    #[command(flatten)]
    key: backup_key::Key,

    #[command(flatten)]
    place: Place,
}

impl Backup {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let key = self.key.read()?;
        if self.keys && self.keep_days.is_some_and(|days| days > KEYS_DAYS) {
            let told = "copies of the key store are kept for 35 days at most";
            return Err(Refused::because(told));
        }
        if self.keys {
            let apart = backups::keep_apart(&self.to, &database::folders(&settings));
            apart.map_err(|error| self.refused(&error))?;
        }
        let _full = told_when_full();
        let db = database::open(&settings).await?;
        let (now, by, to) = (now(), "command line", &self.to);
        let made = async {
            if self.keys {
                backups::keys(&db, &key, to, (by, now)).await
            } else {
                backups::answers(&db, &key, to, (by, now)).await
            }
        };
        let made = progress::during("Backing up", made).await;
        let (file, whole) = made.map_err(|error| self.refused(&error))?;
        let rows = whole.rows.values().sum::<u64>();
        say(format!("{}\t{rows} rows\tsha256 {}", file.display(), whole.sha256))?;
        if let Some(anchor) = &whole.manifest.anchor {
            say(format!("Anchor: {anchor}"))?;
        }
        self.tidy(&file, now)
    }

    fn tidy(
        &self,
        file: &std::path::Path,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Result<(), Refused> {
        let (what, usual) = match self.keys {
            true => (What::Keys, Some(KEYS_DAYS)),
            false => (What::Answers, None),
        };
        let (Some(days), Some(folder)) = (self.keep_days.or(usual), file.parent()) else {
            return Ok(());
        };
        let gone = backups::tidy(folder, what, days, now)?;
        for name in &gone {
            note(format!("Deleted {name}, which is older than {}.", count(days.into(), "day")));
        }
        Ok(())
    }

    fn refused(&self, error: &backups::BackupError) -> Refused {
        Refused::because(format!("no backup was made in {}: {error}", self.to.display()))
    }
}

/// A file that may not grow any more (`ulimit -f`) is then an error like a full disk, and not the end of the program.
fn told_when_full() -> Option<tokio::signal::unix::Signal> {
    const XFSZ: i32 = 25;
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::from_raw(XFSZ)).ok()
}
