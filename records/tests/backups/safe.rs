//! Stores of a test, the folder in which their backups lie, and empty stores to bring them back into.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use migrations::{KeysMigrator, Migrator, MigratorTrait, VaultMigrator, to};
use records::{
    Db,
    auth::By,
    backups::{self, Backup, BackupError, BackupKeys, Begun},
    chain::{Sealing, verify},
    responses,
    sealing::MasterKeys,
    stores::{Stores, Urls},
    studies::StudyHandle,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use surveys::journey::Manner;

use crate::{
    databases::{Database, Folder, MASTER},
    study::{noon, page, typed},
};

pub const KEY: &str = "aa112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// Where the three stores of a study are, and another place for answers and vault that is empty.
pub struct Safe {
    pub folder: Folder,
    pub urls: Urls,
    pub empty: Urls,
}

/// Runs a test on SQLite and then on PostgreSQL. The key store is the same before and after.
pub async fn both<F: Future<Output = ()>>(test: impl Fn(Safe) -> F) {
    test(Safe::on_sqlite()).await;
    let folder = Folder::new();
    let (one, other) = (Database::new().await, Database::new().await);
    let urls = Urls::in_one(one.url());
    let empty = Urls { keys: urls.keys.clone(), ..Urls::in_one(other.url()) };
    test(Safe { folder, urls, empty }).await;
}

impl Safe {
    pub fn on_sqlite() -> Self {
        let folder = Folder::new();
        let urls = Urls::in_folder(&folder.0);
        let other = folder.0.join("other");
        std::fs::create_dir_all(&other).expect("a folder");
        let empty = Urls { keys: urls.keys.clone(), ..Urls::in_folder(&other) };
        Self { folder, urls, empty }
    }

    pub async fn db(&self) -> Db {
        let stores = crate::databases::migrated(&self.urls).await;
        stores.unlock(master(), DateTime::UNIX_EPOCH).await.expect("the stores open")
    }

    pub fn backups(&self) -> PathBuf {
        self.folder.0.join("backups")
    }

    /// Where copies of the key store lie.
    pub fn copies(&self) -> PathBuf {
        self.folder.0.join("copies-of-keys")
    }

    pub async fn backup(&self, db: &Db) -> PathBuf {
        let (file, _) = backups::answers(db, &keys(), &self.backups(), ("a test", noon()))
            .await
            .expect("a backup is made");
        file
    }

    /// Brings a backup back into the empty stores, as the command does.
    pub async fn restores(&self, file: &Path) -> Result<Db, BackupError> {
        let backup = backups::read(file, &keys()).await?;
        let stores = self.fills(&backup).await?;
        backups::finish(stores, &backup, master(), noon()).await.map(|(db, _)| db)
    }

    /// The same as far as all of it is filled in, at today's schema.
    pub async fn fills(&self, backup: &Backup) -> Result<Stores, BackupError> {
        let stores = Stores::open(&self.empty).await.expect("the databases answer");
        fills(&stores, backup).await?;
        Ok(stores)
    }
}

pub async fn fills(stores: &Stores, backup: &Backup) -> Result<Begun, BackupError> {
    let begun = backups::begin(stores, backup, &master()).await?;
    if begun == Begun::Empty {
        KeysMigrator::up(stores.keys(), None).await.expect("the keys' schema");
        let made = |store| backup.manifest().schema[store].len();
        to::<Migrator>(stores.answers(), made("answers")).await.expect("the answers' schema");
        to::<VaultMigrator>(stores.vault(), made("vault")).await.expect("the vault's schema");
        backups::fill(stores, backup, noon()).await?;
    }
    up(stores).await;
    Ok(begun)
}

/// Brings copied keys back.
pub async fn fills_keys(stores: &Stores, backup: &Backup) -> Result<Begun, BackupError> {
    let begun = backups::begin_keys(stores, backup, &master()).await?;
    if begun == Begun::Empty {
        let made = backup.manifest().schema["keys"].len();
        to::<KeysMigrator>(stores.keys(), made).await.expect("the keys' schema");
        backups::fill_keys(stores, backup).await?;
    }
    KeysMigrator::up(stores.keys(), None).await.expect("the keys' schema");
    Ok(begun)
}

/// New databases, as after the loss of everything. They go with what is told beside their addresses.
pub async fn new_place(safe: &Safe) -> ((Folder, Option<Database>), Urls) {
    let folder = Folder::new();
    if safe.urls.answers.starts_with("sqlite") {
        let urls = Urls::in_folder(&folder.0);
        return ((folder, None), urls);
    }
    let database = Database::new().await;
    let urls = Urls::in_one(database.url());
    ((folder, Some(database)), urls)
}

pub async fn up(stores: &Stores) {
    Migrator::up(stores.answers(), None).await.expect("the answers' schema");
    VaultMigrator::up(stores.vault(), None).await.expect("the vault's schema");
    KeysMigrator::up(stores.keys(), None).await.expect("the keys' schema");
}

pub fn master() -> MasterKeys {
    MasterKeys::read(MASTER).expect("a key")
}

pub fn keys() -> BackupKeys {
    BackupKeys::read(KEY).expect("a key")
}

/// Anna has agreed, answered and sent; what was done is sealed.
pub async fn answered(db: &Db) -> (StudyHandle, records::auth::Participant) {
    let (study, who) = crate::answers::answered(db, "Nothing else").await;
    responses::send(db, &who, noon()).await.expect("it is sent");
    seal(db).await;
    (study, who)
}

pub async fn save(db: &Db, who: &records::auth::Participant, on: &str, form: &str) {
    let (on, form) = (page(on), typed(form));
    let saved = responses::save_page(db, who, &on, form, Manner::Continue, noon());
    saved.await.expect("the page is kept");
}

pub async fn seal(db: &Db) {
    seal_at(db, noon()).await;
}

/// The same as another worker does it, when the last one's time is over.
pub async fn seal_at(db: &Db, now: DateTime<Utc>) {
    let mut sealing = Sealing::default();
    // The first time there is no chain yet, and its beginning is made.
    sealing.seal(db, now).await.expect("it is begun");
    while sealing.seal(db, now).await.expect("it is sealed") > 0 {}
}

/// The chain is whole, and so much of it is sealed.
pub async fn whole(db: &Db) -> u64 {
    let verdict = verify(db, &By::CommandLine, &[]).await.expect("it is looked at");
    assert_eq!(verdict.broken, None);
    verdict.whole
}

pub async fn told(connection: &DatabaseConnection, query: &str) -> Vec<String> {
    let statement = Statement::from_string(connection.get_database_backend(), query);
    let rows = connection.query_all_raw(statement).await.expect("an answer");
    let told = rows.into_iter().map(|row| row.try_get("", "told"));
    told.collect::<Result<_, _>>().expect("texts")
}

pub async fn count(connection: &DatabaseConnection, table: &str) -> String {
    told(connection, &format!("SELECT CAST(COUNT(*) AS TEXT) AS told FROM {table}")).await.remove(0)
}

pub fn now() -> DateTime<Utc> {
    noon()
}
