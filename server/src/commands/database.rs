//! Opening the database that the settings name, at today's schema.

use migrations::{Migrator, MigratorTrait};
use records::Db;

use super::Refused;
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
    let db = connect(settings).await?;
    bring_up(&db, settings).await?;
    Ok(db)
}

/// Brings an embedded database to today's schema, and refuses a server's that is not at it.
pub async fn bring_up(db: &Db, settings: &Settings) -> Result<(), Refused> {
    if is_embedded(settings) {
        return migrate(db).await.map(drop);
    }
    if pending(db).await? == 0 {
        return Ok(());
    }
    Err(Refused::because("the database is not at this program's schema; run `throughline migrate`"))
}

/// Connects, whatever the schema is.
pub async fn connect(settings: &Settings) -> Result<Db, Refused> {
    match &settings.database_url {
        None => Ok(Db::open_folder(&settings.data_dir).await?),
        Some(url) => Db::open(url).await.map_err(|error| {
            Refused::from(error)
                .and("Check THROUGHLINE_DATABASE_URL, and that the database's server is running.")
        }),
    }
}

/// Brings the schema up to date: how many changes that took.
pub async fn migrate(db: &Db) -> Result<usize, Refused> {
    let pending = pending(db).await?;
    if pending > 0 {
        let work = Migrator::up(db.for_migrations(), None);
        progress::during("Bringing the database up to date", work).await?;
    }
    Ok(pending)
}

/// Whether nothing was ever made in the database.
pub async fn is_untouched(db: &Db) -> Result<bool, Refused> {
    Ok(pending(db).await? == Migrator::migrations().len())
}

async fn pending(db: &Db) -> Result<usize, Refused> {
    let pending = Migrator::get_pending_migrations_read_only(db.for_migrations()).await;
    let pending = pending.map_err(|error| {
        Refused::because(format!("the database's schema cannot be read by this program: {error}"))
    })?;
    Ok(pending.len())
}

/// Whether there is something to open.
pub fn is_there(settings: &Settings) -> bool {
    settings.database_url.is_some() || settings.data_dir.join("throughline.db").exists()
}

/// Whether the database is a file of ours.
fn is_embedded(settings: &Settings) -> bool {
    settings.database_url.as_ref().is_none_or(|url| url.starts_with("sqlite:"))
}
