//! Who takes out what goes: one worker at a time, whichever process or container it is in. While one is at work
//! the lease is renewed; when a worker vanishes another may begin a few minutes later.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::DbErr;
use tokio::time::{Instant, sleep};

use super::RetentionError;
use crate::{Db, leases, secret};

/// How long the work is its worker's, when they vanish with it.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// How often whoever is at work says so.
const PULSE: Duration = Duration::from_secs(60);
const OVER: TimeDelta = TimeDelta::seconds(-1);

/// A worker that takes out what goes. No two are the same.
#[derive(Clone, Debug)]
pub struct Worker {
    holder: String,
    pulse: Duration,
}

impl Default for Worker {
    fn default() -> Self {
        Self::with_pulse(PULSE)
    }
}

impl Worker {
    /// One that says so often that it is at work.
    #[must_use]
    pub fn with_pulse(pulse: Duration) -> Self {
        Self { holder: secret::crockford26(&secret::random()), pulse }
    }

    /// Does some work that nobody else may do meanwhile, and lets another have it then. None when another is at
    /// it.
    ///
    /// # Errors
    /// When another took the work over, as from a process that slept: what was begun is then not gone on with.
    /// Also when the database fails.
    pub async fn works<T>(
        &self,
        db: &Db,
        work: impl Future<Output = T>,
        now: DateTime<Utc>,
    ) -> Result<Option<T>, RetentionError> {
        let begun = Instant::now();
        if !self.lease(db, LEASE, now).await? {
            return Ok(None);
        }
        let done = tokio::select! {
            done = work => done,
            lost = self.renews(db, (begun, now)) => return Err(lost),
        };
        self.lease(db, OVER, now).await?;
        Ok(Some(done))
    }

    /// Ends only when the work is not this worker's any more.
    async fn renews(&self, db: &Db, (begun, now): (Instant, DateTime<Utc>)) -> RetentionError {
        loop {
            sleep(self.pulse).await;
            match self.lease(db, LEASE, now + begun.elapsed()).await {
                Ok(true) => {}
                Ok(false) => return RetentionError::Elsewhere,
                Err(error) => return error.into(),
            }
        }
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
