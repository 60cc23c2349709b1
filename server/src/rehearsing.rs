//! Rehearsing a study beside itself, in a folder that goes with the rehearsal.

use std::{
    env, fs,
    path::PathBuf,
    process,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use chrono::{DateTime, Utc};
use records::{
    Db,
    rehearsal::{self, Asked, Rehearsed},
    sealing::MasterKeys,
    stores::{Stores, Urls},
    studies::StudyHandle,
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::commands::{Refused, database};

/// Where protocols are rehearsed on the site: one at a time, since each takes a processor for some seconds.
#[derive(Clone, Debug)]
pub struct Stage(Arc<Semaphore>);

impl Default for Stage {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl Stage {
    /// It is whoever's who takes it, until they let it go; nobody's while somebody has it.
    pub fn take(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0).try_acquire_owned().ok()
    }
}

/// Rehearses the study by the protocol that holds. Nothing leaves, and nobody of the study is touched.
///
/// # Errors
/// When the protocol has no messages, the folder cannot be made, or a database fails.
pub async fn rehearse(
    db: &Db,
    study: &StudyHandle,
    asked: Asked,
    now: DateTime<Utc>,
) -> Result<Rehearsed, Refused> {
    let aside = Aside::make()?;
    let empty = aside.opened(now).await?;
    Ok(rehearsal::rehearse((db, study), empty, asked, now).await?)
}

/// A folder for the own database of a rehearsal, or of another thing that is only tried, which goes with it.
pub struct Aside(PathBuf);

/// How many were made by this process: two rehearsals may go on at once.
static MADE: AtomicU32 = AtomicU32::new(0);

impl Aside {
    pub fn make() -> Result<Self, Refused> {
        let (process, place) = (process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let folder = env::temp_dir().join(format!("throughline-rehearsal-{process}-{place}"));
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder)?;
        Ok(Self(folder))
    }

    pub async fn opened(&self, now: DateTime<Utc>) -> Result<Db, Refused> {
        let stores = Stores::in_folder(&self.0, &Urls::in_folder(&self.0)).await?;
        database::migrate(&stores).await?;
        let master = MasterKeys::read(&MasterKeys::invent()).map_err(Refused::because)?;
        Ok(stores.unlock(master, now).await?)
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // A temporary folder that stays is cleared away by the system.
        let _ = fs::remove_dir_all(&self.0);
    }
}
