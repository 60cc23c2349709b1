//! The three stores: answers, vault and keys. Each may be a database of its own, with rights of its own;
//! together they are opened with the master key.

mod connecting;

use std::path::Path;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, Database, DatabaseConnection, DbErr, EntityTrait, sea_query::OnConflict,
};

use self::connecting::{is_sqlite, options, own_file, own_folder};
use crate::{
    Db, backups,
    entity::{installation, vault_installation},
    identity::{self, Vault},
    keys::{self, Keys, Root},
    sealing::{MasterKeys, Sealer},
};

/// Where the stores are: `sqlite://…` or `postgres://…`. Several may be one PostgreSQL database.
#[derive(Clone, Debug)]
pub struct Urls {
    /// Answers, consent, the audit trail, and everything else that names nobody.
    pub answers: String,
    /// Who people are, sealed.
    pub vault: String,
    /// The wrapped keys.
    pub keys: String,
}

impl Urls {
    /// Three SQLite files in a folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        let file = |name| format!("sqlite://{}?mode=rwc", folder.join(name).display());
        Self { answers: file("throughline.db"), vault: file("vault.db"), keys: file("keys.db") }
    }

    /// All in one PostgreSQL database.
    #[must_use]
    pub fn in_one(url: &str) -> Self {
        Self { answers: url.to_owned(), vault: url.to_owned(), keys: url.to_owned() }
    }
}

/// A store could not be used.
#[derive(Debug, thiserror::Error)]
#[error("the database could not be used: {0}")]
pub struct Unusable(#[from] DbErr);

/// Why the stores stay shut.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// Another master key wrapped the keys.
    #[error(
        "the master key “{needed}” is needed, and was not given (given: {}). Nothing was changed",
        given.join(", ")
    )]
    WrongMaster {
        /// The name of the key that wrapped them.
        needed: String,
        /// The names of those that were given.
        given: Vec<String>,
    },
    /// The key store is empty, and the answers belong to one that was not.
    #[error(
        "the key store is empty, but there are data whose keys it held. Bring the key store back, or its \
         latest copy; without it nobody's name can be read again. Nothing was changed"
    )]
    KeysLost,
    /// The key store holds keys of people, and the answers are empty.
    #[error(
        "the key store knows people, and there are no answers here. Bring a backup of them back with \
         `throughline restore`, or begin in another folder. Nothing was changed"
    )]
    AnswersMissing,
    /// The stores do not belong together.
    #[error("{0} belongs to other keys than those of the key store. Nothing was changed")]
    NotTogether(&'static str),
    /// A backup was being brought back, and that has not ended.
    #[error(
        "a restore was broken off here; run the same `throughline restore` again, which brings it to its end"
    )]
    RestoreBegun,
    /// A database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// The stores while they are still shut: only migrations may use them.
#[derive(Debug)]
pub struct Stores {
    answers: Pair,
    vault: Pair,
    keys: DatabaseConnection,
}

/// Who saves never waits for connections that others read with.
#[derive(Debug)]
struct Pair {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Pair {
    /// SQLite takes one writer at a time.
    async fn open(url: &str, readers: u32, writers: u32) -> Result<Self, DbErr> {
        let writers = if is_sqlite(url) { 1 } else { writers };
        let read = Database::connect(options(url, readers)).await?;
        Ok(Self { read, write: Database::connect(options(url, writers)).await? })
    }
}

impl Stores {
    /// The stores that the URLs name, of which some lie in a folder; all is made that is not there.
    ///
    /// # Errors
    /// When the folder cannot be written, or a file is no database.
    pub async fn in_folder(folder: &Path, urls: &Urls) -> Result<Self, Unusable> {
        own_folder(folder).map_err(|error| {
            DbErr::Custom(format!("the folder {} cannot be made: {error}", folder.display()))
        })?;
        for url in [&urls.answers, &urls.vault, &urls.keys] {
            own_file(url);
        }
        Self::open(urls).await
    }

    /// The stores that the URLs name.
    ///
    /// # Errors
    /// When one cannot be reached, or is of another kind.
    pub async fn open(urls: &Urls) -> Result<Self, Unusable> {
        let readers = if is_sqlite(&urls.answers) { 4 } else { 8 };
        Ok(Self {
            answers: Pair::open(&urls.answers, readers, 4).await?,
            vault: Pair::open(&urls.vault, 2, 2).await?,
            keys: Database::connect(options(&urls.keys, 1)).await?,
        })
    }

    /// The connection on which the migrations of the answers run: on SQLite the only one that writes.
    #[must_use]
    pub fn answers(&self) -> &DatabaseConnection {
        &self.answers.write
    }

    /// The connection on which the migrations of the vault run.
    #[must_use]
    pub fn vault(&self) -> &DatabaseConnection {
        &self.vault.write
    }

    /// The connection on which the migrations of the key store run.
    #[must_use]
    pub fn keys(&self) -> &DatabaseConnection {
        &self.keys
    }

    /// Whether these master keys are those of the key store, as far as can be told before it was made.
    ///
    /// # Errors
    /// When another master key wrapped the keys.
    pub async fn try_keys(&self, master: &MasterKeys) -> Result<(), UnlockError> {
        // Before its first migration there is no table to look into.
        match keys::root(&self.keys, master).await {
            Ok(Root::Shut(needed)) => Err(wrong(needed, master)),
            Ok(Root::NotThere | Root::Open(_)) | Err(_) => Ok(()),
        }
    }

    /// Whether there are keys that a master key wrapped.
    ///
    /// # Errors
    /// When the key store cannot be read. Before its first migration it can, and has none.
    pub async fn have_keys(&self) -> Result<bool, Unusable> {
        Ok(keys::is_made(&self.keys).await?)
    }

    /// Whether no restore was broken off here.
    ///
    /// # Errors
    /// When one was.
    pub async fn are_whole(&self) -> Result<(), UnlockError> {
        for store in [&self.answers.write, &self.vault.write, &self.keys] {
            if backups::is_begun(store).await? {
                return Err(UnlockError::RestoreBegun);
            }
        }
        Ok(())
    }

    /// Opens the stores, whose schemas are up to date, and does in the vault what was left to be done.
    ///
    /// # Errors
    /// When the master key is another's, the key store was lost, or the stores do not belong together.
    /// Nothing is then changed.
    pub async fn unlock(self, master: MasterKeys, now: DateTime<Utc>) -> Result<Db, UnlockError> {
        self.are_whole().await?;
        let here = installation::Entity::find().one(&self.answers.read).await?;
        if here.is_none() && keys::has_people(&self.keys).await? {
            return Err(UnlockError::AnswersMissing);
        }
        self.open_restored(master, now).await
    }

    /// The same at the end of a restore.
    pub(crate) async fn open_restored(
        self,
        master: MasterKeys,
        now: DateTime<Utc>,
    ) -> Result<Db, UnlockError> {
        let root = self.root(&master).await?;
        self.belong_together(&keys::installation(&root)).await?;
        let keys = Keys::new(self.keys, master, root);
        let vault = Vault { read: self.vault.read, write: self.vault.write, keys };
        identity::settle(&self.answers.write, &vault, now).await?;
        identity::sweep(&vault).await?;
        identity::index_names(&vault).await?;
        Ok(Db::of(self.answers.read, self.answers.write, vault))
    }

    /// By which the key store knows the stores that belong to it.
    ///
    /// # Errors
    /// When it has no keys, or another master key wrapped them.
    pub(crate) async fn installation(&self, master: &MasterKeys) -> Result<String, UnlockError> {
        match keys::root(&self.keys, master).await? {
            Root::Open(root) => Ok(keys::installation(&root)),
            Root::Shut(needed) => Err(wrong(needed, master)),
            Root::NotThere => Err(UnlockError::KeysLost),
        }
    }

    async fn root(&self, master: &MasterKeys) -> Result<Sealer, UnlockError> {
        if matches!(keys::root(&self.keys, master).await?, Root::NotThere) {
            let known = installation::Entity::find().one(&self.answers.read).await?;
            if known.is_some() {
                return Err(UnlockError::KeysLost);
            }
            keys::make_root(&self.keys, master).await?;
        }
        match keys::root(&self.keys, master).await? {
            Root::Open(root) => Ok(root),
            Root::Shut(needed) => Err(wrong(needed, master)),
            Root::NotThere => Err(UnlockError::KeysLost),
        }
    }

    /// Each store notes once which keys it belongs to.
    async fn belong_together(&self, name: &str) -> Result<(), UnlockError> {
        let here = installation::Entity::find().one(&self.answers.read).await?;
        if here.as_ref().is_some_and(|here| here.name != name) {
            return Err(UnlockError::NotTogether("the answers' database"));
        }
        let there = vault_installation::Entity::find().one(&self.vault.read).await?;
        if there.as_ref().is_some_and(|there| there.name != name) {
            return Err(UnlockError::NotTogether("the vault"));
        }
        if here.is_none() {
            let row = installation::ActiveModel { name: Set(name.to_owned()) };
            let known = OnConflict::column(installation::Column::Name).do_nothing().to_owned();
            let note = installation::Entity::insert(row).on_conflict(known);
            note.exec_without_returning(&self.answers.write).await?;
        }
        if there.is_none() {
            let row = vault_installation::ActiveModel { name: Set(name.to_owned()) };
            let known =
                OnConflict::column(vault_installation::Column::Name).do_nothing().to_owned();
            let note = vault_installation::Entity::insert(row).on_conflict(known);
            note.exec_without_returning(&self.vault.write).await?;
        }
        Ok(())
    }
}

fn wrong(needed: String, master: &MasterKeys) -> UnlockError {
    let given = master.names().into_iter().map(str::to_owned).collect();
    UnlockError::WrongMaster { needed, given }
}
