//! `throughline restore`

use std::path::PathBuf;

use clap::Args;
use migrations::{KeysMigrator, Migrator, MigratorTrait, VaultMigrator, names, up_to};
use records::{
    Db,
    auth::By,
    backups::{self, Again, Backup, BackupError, BackupKeys, Step},
    chain,
    sealing::MasterKeys,
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
/// since stays erased. Only when the key store is lost too, bring back its latest copy first, with --keys. A
/// restore that was broken off goes on when it is begun again.
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
        let schema = Schema::of(&backup)?;
        let stores = database::connect(&settings).await?;
        master_key::refuse_wrong(&settings, &stores).await?;
        if self.keys {
            return self.bring_keys(&stores, &backup, &schema).await;
        }
        let master = master_key::find(&settings)?;
        self.bring(stores, &backup, &schema, (master, &settings)).await
    }

    async fn read(&self, key: &BackupKeys) -> Result<Backup, Refused> {
        let read = progress::during("Reading the backup", backups::read(&self.from, key)).await;
        read.map_err(|error| self.refused(&error))
    }

    async fn bring_keys(
        &self,
        stores: &Stores,
        backup: &Backup,
        schema: &Schema,
    ) -> Result<(), Refused> {
        let told = |error: BackupError| self.refused(&error);
        if backups::restore_keys(stores, backup).await.map_err(told)? == Step::Schema {
            up_to::<KeysMigrator>(stores.keys(), schema.keys).await?;
            backups::restore_keys(stores, backup).await.map_err(told)?;
        }
        KeysMigrator::up(stores.keys(), None).await?;
        say("The key store is back. Erase again whoever was erased after this copy was made.")
    }

    async fn bring(
        &self,
        stores: Stores,
        backup: &Backup,
        schema: &Schema,
        (master, settings): (MasterKeys, &Settings),
    ) -> Result<(), Refused> {
        let filled = progress::during("Restoring", fill(stores, backup, schema, master)).await;
        let (db, again) = match filled {
            Ok(filled) => filled,
            Err(error @ BackupError::Locked(_)) => {
                return Err(self.refused(&error).and(master_key::where_it_is(settings)));
            }
            Err(error) => return Err(self.refused(&error)),
        };
        let rows = backup.whole().rows.values().sum::<u64>();
        let made_at = backup.manifest().made_at.format("%Y-%m-%d %H:%M:%S UTC");
        say(format!("Restored {rows} rows, as they were at {made_at}."))?;
        if again.answers + again.names > 0 {
            let (answers, names) = (people(again.answers), people(again.names));
            say(format!("Erased again: the answers of {answers}, the names of {names}."))?;
        }
        let verdict = chain::verify(&db, &By::CommandLine, &[]).await?;
        if let Some(broken) = verdict.broken {
            return Err(Refused::because(format!("the audit that came back is broken: {broken}")));
        }
        say(format!("The audit is whole; {} of it are sealed.", entries(verdict.whole)))?;
        say(AFTERWARDS)
    }

    fn refused(&self, error: &BackupError) -> Refused {
        Refused::because(format!("{}: {error}", self.from.display()))
    }
}

const AFTERWARDS: &str = "What was done after the backup is not there: look through who is on the staff \
    (`throughline staff list`), and tell again who stopped since (`throughline stop`). Everybody on the staff \
    signs in anew; open invitations have to be sent again.";

async fn fill(
    stores: Stores,
    backup: &Backup,
    schema: &Schema,
    master: MasterKeys,
) -> Result<(Db, Again), BackupError> {
    KeysMigrator::up(stores.keys(), None).await?;
    if backups::restore(&stores, backup, &master, now()).await? == Step::Schema {
        up_to::<Migrator>(stores.answers(), schema.answers).await?;
        up_to::<VaultMigrator>(stores.vault(), schema.vault).await?;
        backups::restore(&stores, backup, &master, now()).await?;
    }
    Migrator::up(stores.answers(), None).await?;
    VaultMigrator::up(stores.vault(), None).await?;
    backups::finish(stores, backup, master, now()).await
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
    fn of(backup: &Backup) -> Result<Self, Refused> {
        let made = |store: &str| backup.manifest().schema.get(store).map_or(&[][..], |made| made);
        let known = |store: &str, ours: Vec<String>| {
            if ours.starts_with(made(store)) {
                return Ok(made(store).len());
            }
            Err(Refused::because(format!(
                "the backup was made by version {} of this program, whose schema this one does not know. \
                 Restore it with that version or a newer one. Nothing was changed",
                backup.manifest().program
            )))
        };
        Ok(Self {
            answers: known("answers", names::<Migrator>())?,
            vault: known("vault", names::<VaultMigrator>())?,
            keys: known("keys", names::<KeysMigrator>())?,
        })
    }
}
