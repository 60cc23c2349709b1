//! Backups: everything but the keys, sealed into one file while people answer, and brought back into empty
//! stores. The key store is saved apart: whoever was forgotten stays so, whatever an older backup holds.

mod sealed;

mod tables;

mod schema;

mod lines;

mod writing;

mod reading;

mod folder;

mod beside;

mod mark;

mod beginning;

mod floors;

mod filling;

mod finishing;

use std::{collections::BTreeMap, io, path::PathBuf};

use chrono::{DateTime, Utc};
use sea_orm::{DbBackend, DbErr};
use serde::{Deserialize, Serialize};

pub(crate) use self::{beginning::is_begun, schema::has as has_table};
pub use self::{
    beginning::{Begun, begin, begin_keys},
    beside::{keep_apart, tidy},
    filling::{fill, fill_keys},
    finishing::{Again, finish},
    reading::{Backup, read},
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
    /// What it holds of each study, by the study's key.
    #[serde(default)]
    pub studies: BTreeMap<String, Counts>,
}

/// What a backup holds of a study.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// People who are enrolled.
    pub participants: u64,
    /// Surveys that were begun.
    pub responses: u64,
    /// Of these, those that were sent.
    pub sent: u64,
}

impl Manifest {
    /// The changes of the schema that were made to a store, oldest first.
    fn made(&self, store: &str) -> &[String] {
        self.schema.get(store).map_or(&[][..], |made| made)
    }

    /// How many changes of a store's schema were made, when the program that brings it back knows all of them.
    ///
    /// # Errors
    /// When a newer program made the backup.
    pub fn changes(&self, store: &str, known: &[String]) -> Result<usize, BackupError> {
        let made = self.made(store);
        if known.starts_with(made) {
            return Ok(made.len());
        }
        Err(BackupError::Newer(self.program.clone()))
    }
}

/// `sqlite` or `postgres`.
fn kind_of(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => "sqlite",
        _ => "postgres",
    }
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
    /// Keys and answers would lie in one place.
    #[error(
        "{} {with}. Whoever has both reads the names of those who were erased, too. Name another folder, \
         best on another machine",
        folder.display()
    )]
    Together {
        /// Where the backup was to go.
        folder: PathBuf,
        /// What is there.
        with: &'static str,
    },
    /// What is on the disk is not what was written.
    #[error(
        "what was written does not come back from the disk as it was; nothing can be relied on there"
    )]
    NotReadBack,
    /// A newer program made it.
    #[error(
        "it was made by version {0} of this program, whose schema this one does not know. Restore it with that \
         version or a newer one. Nothing was changed"
    )]
    Newer(String),
    /// There are no keys that could open it.
    #[error(
        "the key store is empty, and without its keys no name in the backup can ever be read. Bring its latest \
         copy back first, with `throughline restore --keys --from FILE`. Nothing was changed"
    )]
    NoKeys,
    /// The restore of the key store was broken off.
    #[error(
        "the restore of the key store was broken off here; run `throughline restore --keys --from FILE` again \
         first. Nothing was changed"
    )]
    KeysBegun,
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
