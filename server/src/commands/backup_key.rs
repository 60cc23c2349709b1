//! The key that seals backups, and where it is.

use std::{fs, path::PathBuf};

use clap::Args;
use records::backups::BackupKeys;

use super::Refused;

/// Where the backup key is.
#[derive(Args, Debug)]
pub struct Key {
    /// The file of the backup key, as `throughline keys new FILE` makes one. It is not the master key; keep it
    /// where you keep neither backups nor data
    #[arg(long = "key", value_name = "FILE", env = "THROUGHLINE_BACKUP_KEY_FILE")]
    file: PathBuf,
}

impl Key {
    pub fn read(&self) -> Result<BackupKeys, Refused> {
        let told = |error: &dyn std::fmt::Display| {
            Refused::because(format!("the backup key in {}: {error}", self.file.display()))
        };
        let text = fs::read_to_string(&self.file).map_err(|error| told(&error))?;
        BackupKeys::read(&text).map_err(|error| told(&error))
    }
}
