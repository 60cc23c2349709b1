//! Who takes out what goes: one worker at a time, whichever process or container it is in.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::DbErr;

use super::RetentionError;
use crate::{Db, leases, secret};

/// How long the work is its worker's, when they vanish with it.
const LEASE: TimeDelta = TimeDelta::hours(1);
const OVER: TimeDelta = TimeDelta::seconds(-1);

/// A worker that takes out what goes. No two are the same.
#[derive(Clone, Debug)]
pub struct Worker {
    holder: String,
}

impl Default for Worker {
    fn default() -> Self {
        Self { holder: secret::crockford26(&secret::random()) }
    }
}

impl Worker {
    /// Whether the work is this worker's now.
    pub(super) async fn takes(&self, db: &Db, now: DateTime<Utc>) -> Result<bool, RetentionError> {
        Ok(self.lease(db, LEASE, now).await?)
    }

    /// Lets another have the work at once.
    pub(super) async fn gives_back(
        &self,
        db: &Db,
        now: DateTime<Utc>,
    ) -> Result<(), RetentionError> {
        Ok(self.lease(db, OVER, now).await.map(drop)?)
    }

    async fn lease(&self, db: &Db, time: TimeDelta, now: DateTime<Utc>) -> Result<bool, DbErr> {
        let holder = self.holder.clone();
        db.write(move |transaction| {
            Box::pin(
                async move { leases::take(transaction, "retention", &holder, time, now).await },
            )
        })
        .await
    }
}
