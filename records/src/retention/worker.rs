//! Who takes out what goes: one worker at a time, whichever process or container it is in. While one is at work
//! the lease is renewed; when a worker vanishes another may begin a few minutes later.

use std::{pin::pin, time::Duration};

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

/// A worker that takes out what goes, or does other work that is one worker's at a time. No two are the same.
#[derive(Clone, Debug)]
pub struct Worker {
    work: String,
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
        let work = "retention".to_owned();
        Self { work, holder: secret::crockford26(&secret::random()), pulse }
    }

    /// One that does other work.
    pub(crate) fn at(work: String) -> Self {
        Self { work, ..Self::default() }
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
        let (mut work, mut renewed) = (pin!(work), begun);
        let done = loop {
            tokio::select! {
                done = &mut work => break done,
                () = sleep(self.pulse) => {}
            }
            let asked = Instant::now();
            // A renewal is never left half way: it might come true after the work was given back.
            let mut renewal = pin!(self.lease(db, LEASE, now + begun.elapsed()));
            let mut done = None;
            let is_ours = loop {
                tokio::select! {
                    told = &mut work, if done.is_none() => done = Some(told),
                    told = &mut renewal => break told,
                }
            };
            renewed = still_ours(is_ours, asked, renewed)?;
            if let Some(done) = done {
                break done;
            }
        };
        // The work is done whatever comes of this: a lease that is not given back runs out by itself.
        drop(self.lease(db, OVER, now).await);
        Ok(Some(done))
    }

    async fn lease(&self, db: &Db, time: TimeDelta, now: DateTime<Utc>) -> Result<bool, DbErr> {
        let (work, holder) = (self.work.clone(), self.holder.clone());
        db.write(move |transaction| {
            Box::pin(async move { leases::take(transaction, &work, &holder, time, now).await })
        })
        .await
    }
}

/// When the lease was last renewed, where the work is its worker's still. A database that does not answer is
/// borne until the lease has run out: before that nobody else begins.
fn still_ours(
    is_ours: Result<bool, DbErr>,
    asked: Instant,
    renewed: Instant,
) -> Result<Instant, RetentionError> {
    match is_ours {
        Ok(true) => Ok(asked),
        Ok(false) => Err(RetentionError::Elsewhere),
        Err(_) if TimeDelta::from_std(asked - renewed).is_ok_and(|since| since < LEASE) => {
            Ok(renewed)
        }
        Err(error) => Err(error.into()),
    }
}
