//! What is done while nobody asks: sending what is due, sealing what was written, clearing away what was
//! erased. Every server does it; what is to be done once is claimed in the database.

mod planning;

mod sending;

use std::{fmt::Display, future::Future, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use chrono::{NaiveDate, Utc};
use futures_util::FutureExt;
use records::{
    Db,
    chain::Sealing,
    outbox::Post,
    registers, remains,
    retention::{self, RetentionError, Worker},
    safeguarding,
    senders::Folder,
    staff::{self, StaffError},
    stores::Unusable,
    vouchers,
};
use tokio::{
    sync::{Mutex, watch},
    task::JoinSet,
    time,
};

/// How often is looked whether there is something to do.
const TICK: Duration = Duration::from_secs(1);
/// How often SQLite's logs are emptied, once at the start apart: what was erased is in no file for longer.
const CLEARING: Duration = Duration::from_secs(60);
/// How often the clocks of complaints, breaches and harms are looked at: they are long.
const CLOCKS: Duration = Duration::from_secs(60);
/// How often is looked whether somebody is owed a voucher that can be given.
const GIVING: Duration = Duration::from_secs(5);
/// How often is looked whether there are enough vouchers: it is a look at everybody.
const COUNTING: Duration = Duration::from_secs(600);
/// How often is looked whether recovery codes are there that were hashed in an older way.
const HARDENING: Duration = Duration::from_secs(60);
/// How often is looked whether there is a new day.
const KEEPING: Duration = Duration::from_secs(60);
/// The longest wait after one failure upon another, such as while the database is away.
const LONGEST: Duration = Duration::from_secs(60);
/// How long work that was begun has to end when the process stops.
const PATIENCE: Duration = Duration::from_secs(10);

/// The workers of a process.
pub struct Workers {
    tasks: JoinSet<()>,
    stop: watch::Sender<bool>,
}

/// Begins to work.
pub fn begin(db: &Db, post: Post, files: Folder) -> Workers {
    let (stop, _) = watch::channel(false);
    let mut tasks = JoinSet::new();
    sending::begin(&mut tasks, db, &post, &stop);
    let vault = db.clone();
    tasks.spawn(work("the vault", stop.subscribe(), move || {
        let db = vault.clone();
        // What was left to be done there when it, or a server, was away.
        async move { db.settle(Utc::now()).await }
    }));
    let (seals, sealing) = (db.clone(), Arc::new(Mutex::new(Sealing::default())));
    tasks.spawn(work("sealing", stop.subscribe(), move || {
        let (db, sealing) = (seals.clone(), sealing.clone());
        async move {
            let mut sealing = sealing.lock().await;
            while sealing.seal(&db, Utc::now()).await? > 0 {}
            Ok::<_, Unusable>(())
        }
    }));
    let waits = db.clone();
    tasks.spawn(work("safeguarding", stop.subscribe(), move || {
        let db = waits.clone();
        async move { safeguarding::tick(&db, Utc::now()).await.map(drop) }
    }));
    planning::begin(&mut tasks, db, &stop);
    begin_what_can_wait(&mut tasks, db, files, &stop);
    begin_to_give(&mut tasks, db, &stop);
    Workers { tasks, stop }
}

/// What need not be done each second.
fn begin_what_can_wait(
    tasks: &mut JoinSet<()>,
    db: &Db,
    files: Folder,
    stop: &watch::Sender<bool>,
) {
    let clears = db.clone();
    tasks.spawn(work_each(CLEARING, "clearing", stop.subscribe(), move || {
        let db = clears.clone();
        async move { remains::clear(&db).await }
    }));
    let clocks = db.clone();
    tasks.spawn(work_each(CLOCKS, "the registers", stop.subscribe(), move || {
        let db = clocks.clone();
        async move { registers::tick(&db, Utc::now()).await.map(drop) }
    }));
    let codes = db.clone();
    tasks.spawn(work_each(HARDENING, "recovery codes", stop.subscribe(), move || {
        let db = codes.clone();
        async move {
            while staff::harden_recovery_codes(&db, Utc::now()).await? {}
            Ok::<_, StaffError>(())
        }
    }));
    let (keeps, day) = (db.clone(), Arc::new(Mutex::new(None)));
    let worker = Worker::default();
    tasks.spawn(work_each(KEEPING, "retention", stop.subscribe(), move || {
        let (db, files, worker, day) = (keeps.clone(), files.clone(), worker.clone(), day.clone());
        async move { keep(&db, &files, &worker, &mut *day.lock().await).await }
    }));
}

/// Vouchers, for those who are owed one; and whether there are enough.
fn begin_to_give(tasks: &mut JoinSet<()>, db: &Db, stop: &watch::Sender<bool>) {
    let (gives, worker) = (db.clone(), vouchers::Worker::default());
    tasks.spawn(work_each(GIVING, "vouchers", stop.subscribe(), move || {
        let (db, worker) = (gives.clone(), worker.clone());
        async move { vouchers::tick(&db, &worker, Utc::now()).await.map(drop) }
    }));
    let counts = db.clone();
    tasks.spawn(work_each(COUNTING, "the stock of vouchers", stop.subscribe(), move || {
        let db = counts.clone();
        async move { vouchers::warn(&db, Utc::now()).await.map(drop) }
    }));
}

/// Once a day takes out what has been kept long enough. While another is at it, it is not known yet whether
/// they come to the end.
async fn keep(
    db: &Db,
    files: &Folder,
    worker: &Worker,
    done_on: &mut Option<NaiveDate>,
) -> Result<(), RetentionError> {
    let now = Utc::now();
    if *done_on == Some(now.date_naive()) {
        return Ok(());
    }
    if let Some(gone) = retention::daily(db, files, worker, now).await? {
        tracing::info!(gone, "what was kept long enough was taken out");
        *done_on = Some(now.date_naive());
    }
    Ok(())
}

impl Workers {
    /// Lets what was begun come to its end, and begins nothing more.
    pub async fn end(mut self) {
        let _ = self.stop.send(true);
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if time::timeout(PATIENCE, all).await.is_err() {
            tracing::warn!("background work did not end in time; another server takes it up");
        }
    }
}

/// Does the same again and again. A failure or a panic is told once, and tried again after a while.
async fn work<F, E>(name: &'static str, stopped: watch::Receiver<bool>, job: impl Fn() -> F)
where
    F: Future<Output = Result<(), E>>,
    E: Display,
{
    work_each(TICK, name, stopped, job).await;
}

/// The same for what is done less often: first after a tick, and then after so long each time.
async fn work_each<F, E>(
    pause: Duration,
    name: &'static str,
    mut stopped: watch::Receiver<bool>,
    job: impl Fn() -> F,
) where
    F: Future<Output = Result<(), E>>,
    E: Display,
{
    let (mut wait, mut failed) = (TICK, false);
    loop {
        tokio::select! {
            _ = stopped.wait_for(|stop| *stop) => return,
            () = time::sleep(wait) => {}
        }
        let done = AssertUnwindSafe(job()).catch_unwind().await;
        wait = match &done {
            Ok(Ok(())) if failed => {
                tracing::info!(work = name, "background work goes on");
                pause
            }
            Ok(Ok(())) => pause,
            Ok(Err(error)) => later(name, failed, wait, error),
            Err(_) => later(name, failed, wait, &"a panic, told above"),
        };
        failed = !matches!(done, Ok(Ok(())));
    }
}

/// How long to wait after another failure. Only the first of a row of them is an error in the log.
fn later(name: &str, failed: bool, wait: Duration, reason: &dyn Display) -> Duration {
    if failed {
        tracing::debug!(work = name, %reason, "background work fails still");
    } else {
        tracing::error!(work = name, %reason, "background work failed and is tried again");
    }
    (wait * 2).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    /// Work that goes wrong twice before it goes well, as one task of a process.
    async fn trouble(times: Arc<AtomicU32>) -> Result<(), &'static str> {
        match times.fetch_add(1, Ordering::Relaxed) {
            0 => panic!("as it was told to"),
            1 => Err("the database is away"),
            _ => Ok(()),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn work_goes_on_after_a_panic_and_an_error_and_ends_when_it_is_told_to() {
        let (stop, stopped) = watch::channel(false);
        let (times, mut tasks) = (Arc::new(AtomicU32::new(0)), JoinSet::new());
        let counted = times.clone();
        tasks.spawn(work("trouble", stopped, move || trouble(counted.clone())));

        time::advance(TICK).await;
        while times.load(Ordering::Relaxed) < 4 {
            time::advance(TICK).await;
            tokio::task::yield_now().await;
        }
        Workers { tasks, stop }.end().await;

        let worked = times.load(Ordering::Relaxed);
        time::advance(LONGEST).await;
        assert_eq!(times.load(Ordering::Relaxed), worked, "it goes on after its end");
    }

    #[test]
    fn failure_upon_failure_is_tried_later_and_later_but_every_minute_at_least() {
        let mut waits = vec![TICK.as_secs()];
        for _ in 0..7 {
            let last = Duration::from_secs(waits[waits.len() - 1]);
            waits.push(later("sending", true, last, &"away").as_secs());
        }

        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
    }
}
