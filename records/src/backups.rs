//! Backups: everything but the keys, sealed into one file while people answer, and brought back into empty
//! stores. The key store is saved apart: whoever was forgotten stays so, whatever an older backup holds.

mod sealed;

mod tables;

mod lines;

mod writing;

mod reading;

mod folder;

mod floors;

mod restoring;

mod finishing;

use std::{collections::BTreeMap, io, path::PathBuf};

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

pub use self::{
    finishing::{Again, finish},
    folder::tidy,
    reading::{Backup, read},
    restoring::{Step, restore, restore_keys},
    writing::{answers, keys},
};
use crate::{
    sealing::{MasterKeyError, MasterKeys, Sealer},
    stores::UnlockError,
};

/// The keys that seal backups. The first seals, all open. None of them is a master key: a backup and the
/// key that opens it may then lie where the master key never comes.
#[derive(Clone, Debug)]
pub struct BackupKeys(MasterKeys);

impl BackupKeys {
    /// Reads keys as a master key is read: 64 hexadecimal digits a line.
    ///
    /// # Errors
    /// When a line is no key, or there is none.
    pub fn read(text: &str) -> Result<Self, MasterKeyError> {
        MasterKeys::read(text).map(Self)
    }

    /// The names of the keys. A name tells nothing of its key.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.0.names().into_iter().map(str::to_owned).collect()
    }

    fn first(&self) -> (&str, &Sealer) {
        self.0.first()
    }

    fn named(&self, name: &str) -> Option<&Sealer> {
        self.0.named(name)
    }
}

/// What a backup is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// Answers and vault.
    Answers,
    /// The key store.
    Keys,
}

/// What a backup says of itself. It names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// What it is of.
    pub what: What,
    /// The version of the program that made it.
    pub program: String,
    /// `sqlite` or `postgres`: they keep different fractions of a second, and each takes back its own.
    pub database: String,
    /// Which key store it belongs to.
    pub installation: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// The changes of the schema that were made, by store.
    pub schema: BTreeMap<String, Vec<String>>,
    /// Where the audit's chain ended.
    pub anchor: Option<String>,
}

/// A backup that was written or read to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Whole {
    /// What it says of itself.
    #[serde(flatten)]
    pub manifest: Manifest,
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// Of the file as it lies there.
    pub sha256: String,
}

/// Why there is no backup, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file is something else.
    #[error("it is no backup of this program")]
    NoBackup,
    /// Another key sealed it.
    #[error(
        "it was sealed with the backup key “{needed}”, which was not given (given: {})",
        given.join(", ")
    )]
    WrongKey {
        /// The name of the key.
        needed: String,
        /// The names of those that were given.
        given: Vec<String>,
    },
    /// The master key would seal it.
    #[error("the backup key is the master key; make another with `throughline keys new FILE`")]
    MasterKey,
    /// It is sealed in order, and does not say what a backup says.
    #[error("it cannot be read by this program: {0}")]
    Unreadable(String),
    /// It is of the other kind.
    #[error("it is a backup of the {}", match .0 { What::Keys => "key store; say --keys", What::Answers => "answers, not of the key store; leave --keys out" })]
    OfOther(What),
    /// The file is there already.
    #[error("{} is there already", .0.display())]
    There(PathBuf),
    /// The stores have something in them.
    #[error(
        "the {store} has data in it (table {table}); a backup is restored into empty stores only. Nothing was changed"
    )]
    NotEmpty {
        /// Which store.
        store: &'static str,
        /// A table that is not empty.
        table: String,
    },
    /// The restore of another backup was broken off.
    #[error(
        "the restore of another backup was broken off here; finish that one, or begin with empty stores"
    )]
    OtherBegun,
    /// The databases are of another kind.
    #[error("it was made from {0}, and can be restored into {0} only. Nothing was changed")]
    OtherDatabase(String),
    /// It belongs to other keys.
    #[error("it belongs to other keys than those of the key store. Nothing was changed")]
    OtherKeys,
    /// The stores are at another schema.
    #[error(
        "the {0} is at another schema than the backup, and cannot be brought to it; begin with an empty database. Nothing was changed"
    )]
    OtherSchema(&'static str),
    /// The key store could not be opened.
    #[error(transparent)]
    Locked(#[from] UnlockError),
    /// A file could not be read or written.
    #[error("{0}")]
    File(#[from] io::Error),
    /// A database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}
