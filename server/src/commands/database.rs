//! Opening the database that the settings name, at today's schema.

use std::path::{Path, PathBuf};

use migrations::{KeysMigrator, Migrator, MigratorTrait, VaultMigrator};
use records::{
    Db,
    stores::{Stores, Urls},
};

use super::{Refused, master_key, now};
use crate::{progress, settings::Settings};

/// Opens a database that must be there: looking for data in the wrong folder should not make a
/// new, empty database in it.
pub async fn open(settings: &Settings) -> Result<Db, Refused> {
    if is_there(settings) {
        return open_or_make(settings).await;
    }
    let folder = settings.data_dir.display();
    Err(Refused::because(format!(
        "there are no data in {folder}; name their folder with --data-dir, or begin with `throughline study load FILE`"
    )))
}

/// Opens the database, and makes it when it is not there. An embedded one is brought to today's
/// schema; a PostgreSQL server's only when somebody says so, since other servers may be using it.
pub async fn open_or_make(settings: &Settings) -> Result<Db, Refused> {
    let stores = connect(settings).await?;
    bring_up(&stores, settings).await?;
    unlock(stores, settings, master_key::say_made).await
}

/// Opens the stores, whose schemas are up to date, with the master key; `made` is told the file of one that
/// was made for them.
pub async fn unlock(stores: Stores, settings: &Settings, made: fn(&Path)) -> Result<Db, Refused> {
    let master = master_key::find_or_make(settings, &stores, made).await?;
    let opened = stores.unlock(master, now()).await;
    opened.map_err(|error| Refused::from(error).and(master_key::where_it_is(settings)))
}

/// Brings an embedded database to today's schema, and refuses a server's that is not at it.
pub async fn bring_up(stores: &Stores, settings: &Settings) -> Result<(), Refused> {
    stores.are_whole().await?;
    master_key::refuse_wrong(settings, stores).await?;
    if is_embedded(settings) {
        return migrate(stores).await.map(drop);
    }
    if pending(stores).await? == 0 {
        return Ok(());
    }
    Err(Refused::because("the database is not at this program's schema; run `throughline migrate`"))
}

/// Connects, whatever the schema is.
pub async fn connect(settings: &Settings) -> Result<Stores, Refused> {
    let urls = urls(settings);
    let opened = match settings.database_url {
        None => Stores::in_folder(&settings.data_dir, &urls).await,
        Some(_) => Stores::open(&urls).await,
    };
    opened.map_err(|error| {
        let refused = Refused::from(error);
        match settings.database_url {
            None => refused,
            Some(_) => refused
                .and("Check THROUGHLINE_DATABASE_URL, and that the database's server is running."),
        }
    })
}

/// Where the three stores are. Unless told otherwise they are files side by side, or one database of a server.
fn urls(settings: &Settings) -> Urls {
    let urls = match &settings.database_url {
        None => Urls::in_folder(&settings.data_dir),
        Some(url) if url.starts_with("sqlite:") => beside(url),
        Some(url) => Urls::in_one(url),
    };
    Urls {
        vault: settings.vault_url.clone().unwrap_or(urls.vault),
        keys: settings.keys_url.clone().unwrap_or(urls.keys),
        ..urls
    }
}

/// The folders in which data lie.
pub fn folders(settings: &Settings) -> Vec<PathBuf> {
    let urls = urls(settings);
    let files = [&urls.answers, &urls.vault, &urls.keys].into_iter().filter_map(|url| {
        let rest = url.strip_prefix("sqlite:")?;
        let file = rest.strip_prefix("//").unwrap_or(rest).split('?').next()?;
        Some(Path::new(file).parent()?.to_owned())
    });
    let folders = files.chain([settings.data_dir.clone()]);
    // A file without a folder lies in the one where the command is typed.
    folders.map(|folder| if folder == Path::new("") { ".".into() } else { folder }).collect()
}

/// `sqlite://study.db?mode=rwc` has `study-vault.db` and `study-keys.db` beside it.
fn beside(url: &str) -> Urls {
    let (file, options) = url.split_once('?').unwrap_or((url, "mode=rwc"));
    let stem = file.strip_suffix(".db").unwrap_or(file);
    let store = |name| format!("{stem}-{name}.db?{options}");
    Urls { answers: url.to_owned(), vault: store("vault"), keys: store("keys") }
}

/// Brings the schema up to date: how many changes that took.
pub async fn migrate(stores: &Stores) -> Result<usize, Refused> {
    let pending = pending(stores).await?;
    if pending > 0 {
        let work = async {
            // The answers first: where all is one database, they make room for the vault.
            Migrator::up(stores.answers(), None).await?;
            VaultMigrator::up(stores.vault(), None).await?;
            KeysMigrator::up(stores.keys(), None).await
        };
        progress::during("Bringing the database up to date", work).await?;
    }
    Ok(pending)
}

/// Whether nothing was ever made in the database.
pub async fn is_untouched(stores: &Stores) -> Result<bool, Refused> {
    let all = Migrator::migrations().len()
        + VaultMigrator::migrations().len()
        + KeysMigrator::migrations().len();
    Ok(pending(stores).await? == all)
}

/// How many changes of the schema are still to be made. One that a newer program made is refused.
pub async fn pending(stores: &Stores) -> Result<usize, Refused> {
    let answers = Migrator::get_pending_migrations_read_only(stores.answers()).await;
    let vault = VaultMigrator::get_pending_migrations_read_only(stores.vault()).await;
    let keys = KeysMigrator::get_pending_migrations_read_only(stores.keys()).await;
    let mut pending = 0;
    for store in [answers, vault, keys] {
        let store = store.map_err(|error| {
            Refused::because(format!(
                "a newer version of this program has changed the database's schema, or it cannot be read: {error}"
            ))
        })?;
        pending += store.len();
    }
    Ok(pending)
}

/// Whether there is something to open.
pub fn is_there(settings: &Settings) -> bool {
    settings.database_url.is_some() || settings.data_dir.join("throughline.db").exists()
}

/// Whether the database is a file of ours.
fn is_embedded(settings: &Settings) -> bool {
    settings.database_url.as_ref().is_none_or(|url| url.starts_with("sqlite:"))
}
