//! `throughline restore`

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Args;
use migrations::{DbErr, KeysMigrator, Migrator, MigratorTrait, VaultMigrator, names, to};
use records::{
    Db,
    auth::By,
    backups::{self, Backup, BackupError, BackupKeys, Begun},
    chain,
    stores::Stores,
};

use super::{Refused, backup_key, database, master_key, now, people, say};
use crate::{
    progress,
    settings::{Place, Settings},
};

/// Bring a backup back, into empty databases
///
/// All of the file is read before anything is written. Leave today's key store where it is: whoever was erased
/// since stays erased. Only when the key store is lost too, bring back its latest copy first, with --keys. After a
/// restore that was broken off nothing is served: run it again, which brings it to its end.
#[derive(Args, Debug)]
pub struct Restore {
    /// The backup
    #[arg(long, value_name = "FILE")]
    from: PathBuf,

    /// It is a backup of the key store
    #[arg(long)]
    keys: bool,

    /// Only read all of it, and say what it holds; this needs no database
    #[arg(long, conflicts_with = "keys")]
    check: bool,

    #[command(flatten)]
    key: backup_key::Key,

    #[command(flatten)]
    place: Place,
}

impl Restore {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let key = self.key.read()?;
        let backup = self.read(&key).await?;
        if self.check {
            return tell(&backup);
        }
        let schema = Schema::of(&backup).map_err(|error| self.refused(&error))?;
        let stores = database::connect(&settings).await?;
        database::pending(&stores).await?;
        let done = if self.keys {
            self.bring_keys(&stores, &backup, (&schema, &settings)).await
        } else {
            self.bring(stores, &backup, (&schema, &settings)).await
        };
        done.map_err(|error| match error {
            Failed::Command(refused) => refused,
            Failed::Backup(error @ BackupError::Locked(_)) => {
                self.refused(&error).and(master_key::where_it_is(&settings))
            }
            Failed::Backup(error) => self.refused(&error),
        })
    }

    async fn read(&self, key: &BackupKeys) -> Result<Backup, Refused> {
        let read = progress::during("Reading the backup", backups::read(&self.from, key)).await;
        read.map_err(|error| self.refused(&error))
    }

    async fn bring_keys(
        &self,
        stores: &Stores,
        backup: &Backup,
        (schema, settings): (&Schema, &Settings),
    ) -> Result<(), Failed> {
        let master = master_key::find(settings)?;
        if let Begun::Complete(_) = backups::begin_keys(stores, backup, &master).await? {
            return Ok(say("These keys are here already. Nothing was changed.")?);
        }
        say(read_all(backup))?;
        to::<KeysMigrator>(stores.keys(), schema.keys).await?;
        backups::fill_keys(stores, backup).await?;
        KeysMigrator::up(stores.keys(), None).await?;
        say("The key store is back. Erase again whoever was erased after this copy was made.")?;
        Ok(())
    }

    async fn bring(
        &self,
        stores: Stores,
        backup: &Backup,
        (schema, settings): (&Schema, &Settings),
    ) -> Result<(), Failed> {
        // Without keys no master key is of use; what is missing first is told first.
        if !stores.have_keys().await.map_err(Refused::from)? {
            return Err(BackupError::NoKeys.into());
        }
        let master = master_key::find(settings)?;
        match backups::begin(&stores, backup, &master).await? {
            Begun::Empty => {
                say(read_all(backup))?;
                progress::during("Restoring", fill(&stores, backup, schema)).await?;
                say("Filled. What was erased since is erased again before anybody is served.")?;
            }
            Begun::Filled => say("It was broken off when all of it was filled in, and goes on.")?,
            Begun::Complete(on) => {
                say(complete(on))?;
                let db = stores.unlock(master, now()).await.map_err(BackupError::from)?;
                return verified(&db).await;
            }
        }
        KeysMigrator::up(stores.keys(), None).await?;
        Migrator::up(stores.answers(), None).await?;
        VaultMigrator::up(stores.vault(), None).await?;
        let (db, again) = backups::finish(stores, backup, master, now()).await?;
        let rows = backup.whole().rows.values().sum::<u64>();
        say(format!("Restored {rows} rows, as they were at {}.", made_at(backup)))?;
        if again.answers + again.names > 0 {
            let (answers, names) = (people(again.answers), people(again.names));
            say(format!("Erased again: the answers of {answers}, the names of {names}."))?;
        }
        verified(&db).await
    }

    fn refused(&self, error: &BackupError) -> Refused {
        Refused::because(format!("{}: {error}", self.from.display()))
    }
}

/// Why a restore did not come to its end.
enum Failed {
    Backup(BackupError),
    Command(Refused),
}

impl From<BackupError> for Failed {
    fn from(error: BackupError) -> Self {
        Self::Backup(error)
    }
}

impl From<Refused> for Failed {
    fn from(refused: Refused) -> Self {
        Self::Command(refused)
    }
}

impl From<DbErr> for Failed {
    fn from(error: DbErr) -> Self {
        Self::Command(error.into())
    }
}

const AFTERWARDS: &str = "What was done after the backup is not there: look through who is on the staff \
    (`throughline staff list`), and tell again who stopped since (`throughline stop`). Everybody on the staff \
    signs in anew; open invitations have to be sent again.";

async fn fill(stores: &Stores, backup: &Backup, schema: &Schema) -> Result<(), BackupError> {
    KeysMigrator::up(stores.keys(), None).await?;
    to::<Migrator>(stores.answers(), schema.answers).await?;
    to::<VaultMigrator>(stores.vault(), schema.vault).await?;
    backups::fill(stores, backup, now()).await
}

fn complete(on: Option<DateTime<Utc>>) -> String {
    let on = on.map(|on| on.format(" on %Y-%m-%d at %H:%M:%S UTC").to_string());
    let on = on.unwrap_or_default();
    format!("It was brought back{on}, and nothing was done since. Nothing was changed.")
}

async fn verified(db: &Db) -> Result<(), Failed> {
    let verdict = chain::verify(db, &By::CommandLine, &[]).await.map_err(Refused::from)?;
    if let Some(broken) = verdict.broken {
        let told = format!("the audit that came back is broken: {broken}");
        return Err(Refused::because(told).into());
    }
    say(format!("The audit is whole; {} of it are sealed.", entries(verdict.whole)))?;
    Ok(say(AFTERWARDS)?)
}

fn read_all(backup: &Backup) -> String {
    let rows = backup.whole().rows.values().sum::<u64>();
    format!("Read all of the backup of {}: {rows} rows.", made_at(backup))
}

fn made_at(backup: &Backup) -> impl std::fmt::Display {
    backup.manifest().made_at.format("%Y-%m-%d %H:%M:%S UTC")
}

fn entries(number: u64) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") }
}

fn tell(backup: &Backup) -> Result<(), Refused> {
    let whole = backup.whole();
    let told = serde_json::to_string_pretty(whole)?;
    say(told)
}

/// How many changes of the schema the backup has behind it, by store. This program knows all of them.
struct Schema {
    answers: usize,
    vault: usize,
    keys: usize,
}

impl Schema {
    fn of(backup: &Backup) -> Result<Self, BackupError> {
        let manifest = backup.manifest();
        Ok(Self {
            answers: manifest.changes("answers", &names::<Migrator>())?,
            vault: manifest.changes("vault", &names::<VaultMigrator>())?,
            keys: manifest.changes("keys", &names::<KeysMigrator>())?,
        })
    }
}
