//! How writes reach the database. Each waits for the disk, so those that arrive while others are under
//! way are gathered: each is a savepoint of its own, and one commit serves them all.

use std::{
    collections::{HashMap, VecDeque},
    fmt,
    future::Future,
    panic::AssertUnwindSafe,
    pin::Pin,
    sync::Arc,
};

use futures_util::FutureExt;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::{
    db,
    gather::copy,
    participants,
    stored::{self, At, Stored},
};

/// More would make the first of them wait too long for the commit.
const GATHERED_AT_MOST: usize = 128;

type BoxFuture<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// One write that waits for its turn.
struct Job {
    /// Of whom the work is given what is held.
    about: Option<At>,
    work: Work,
}

/// The turn of a write: the transaction and what is held, or why there is none.
type Turn<'t> = Result<(&'t DatabaseTransaction, Option<Stored>), DbErr>;

type Work = Box<dyn for<'t> FnOnce(Turn<'t>) -> BoxFuture<'t, Done> + Send>;

/// A write that had its turn.
struct Done {
    /// Otherwise everything that it wrote is taken back.
    well: bool,
    /// The person is told only when the commit is known.
    tell: Tell,
}

type Tell = Box<dyn FnOnce(Result<(), DbErr>) + Send>;

#[derive(Clone)]
pub(crate) struct Writer {
    jobs: mpsc::Sender<Job>,
    connection: DatabaseConnection,
}

impl Writer {
    /// SQLite takes one writer at a time, PostgreSQL several.
    pub fn new(connection: DatabaseConnection, at_once: u32) -> Self {
        let (jobs, waiting) = mpsc::channel(1024);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..at_once {
            tokio::spawn(gather(connection.clone(), waiting.clone()));
        }
        Self { jobs, connection }
    }

    pub fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    pub async fn write<T, E>(
        &self,
        work: impl for<'t> FnOnce(&'t DatabaseTransaction) -> db::Work<'t, T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbErr> + Send + 'static,
    {
        self.queue(None, |transaction, _| work(transaction)).await
    }

    /// The same, with what is held of a participant, whom nobody else writes about meanwhile.
    pub async fn write_about<T, E>(
        &self,
        about: At,
        work: impl for<'t> FnOnce(&'t DatabaseTransaction, Stored) -> db::Work<'t, T, E>
        + Send
        + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbErr> + Send + 'static,
    {
        self.queue(Some(about), |transaction, stored| match stored {
            Some(stored) => work(transaction, stored),
            None => Box::pin(async { Err(E::from(stored::nothing_held())) }),
        })
        .await
    }

    async fn queue<T, E>(
        &self,
        about: Option<At>,
        work: impl for<'t> FnOnce(&'t DatabaseTransaction, Option<Stored>) -> db::Work<'t, T, E>
        + Send
        + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbErr> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let work: Work = Box::new(move |turn| {
            Box::pin(async move {
                let done = match turn {
                    Ok((transaction, stored)) => work(transaction, stored).await,
                    Err(error) => Err(E::from(error)),
                };
                let well = done.is_ok();
                let tell: Tell = Box::new(move |committed| {
                    let outcome = match committed {
                        Ok(()) => done,
                        Err(error) => done.and(Err(E::from(error))),
                    };
                    // A receiver that is gone has hung up.
                    drop(tell.send(outcome));
                });
                Done { well, tell }
            })
        });
        self.jobs.send(Job { about, work }).await.map_err(|_| stopped())?;
        told.await.map_err(|_| not_done())?
    }
}

fn not_done() -> DbErr {
    DbErr::Custom("a write panicked".to_owned())
}

fn stopped() -> DbErr {
    DbErr::Custom("the writer has stopped".to_owned())
}

async fn gather(connection: DatabaseConnection, waiting: Arc<Mutex<mpsc::Receiver<Job>>>) {
    loop {
        let mut jobs = Vec::new();
        if waiting.lock().await.recv_many(&mut jobs, GATHERED_AT_MOST).await == 0 {
            return;
        }
        let (mut jobs, mut done) = (VecDeque::from(jobs), Vec::new());
        let together = together(&connection, &mut jobs, &mut done);
        let committed = AssertUnwindSafe(together).catch_unwind().await;
        let committed = committed.unwrap_or_else(|_| Err(not_done()));
        if let Err(error) = &committed {
            for Job { work, .. } in jobs {
                done.push(work(Err(copy(error))).await);
            }
        }
        for Done { tell, .. } in done {
            tell(match &committed {
                Ok(()) => Ok(()),
                Err(error) => Err(copy(error)),
            });
        }
    }
}

/// Does the jobs in one transaction. What is held of the people they are about is read for all of
/// them at once; somebody about whom there are two jobs is read again for the second.
async fn together(
    connection: &DatabaseConnection,
    jobs: &mut VecDeque<Job>,
    done: &mut Vec<Done>,
) -> Result<(), DbErr> {
    let transaction = connection.begin_with_options(at_once_alone(connection)).await?;
    let about: Vec<_> = jobs.iter().filter_map(|job| job.about.clone()).collect();
    participants::hold(&transaction, about.iter().map(|at| at.participant)).await?;
    let mut held = match about.as_slice() {
        [] => HashMap::new(),
        _ => stored::of_all(&transaction, about).await?,
    };
    transaction.execute_unprepared("SAVEPOINT job").await?;
    while let Some(Job { about, .. }) = jobs.front() {
        let stored = match about.clone() {
            Some(about) => Some(taken(&transaction, &mut held, about).await?),
            // It may write about anybody, so nothing that was read is sure to hold after it.
            None => {
                held.clear();
                None
            }
        };
        let Some(Job { work, .. }) = jobs.pop_front() else { break };
        // What panics is told that it failed, like anything else, and nobody else is.
        let job = AssertUnwindSafe(work(Ok((&transaction, stored)))).catch_unwind().await.ok();
        let well = job.as_ref().is_some_and(|job| job.well);
        done.extend(job);
        transaction.execute_unprepared(if well { KEEP } else { TAKE_BACK }).await?;
    }
    transaction.commit().await
}

/// On SQLite the transaction is the only one that writes, from its first moment on.
fn at_once_alone(connection: &DatabaseConnection) -> TransactionOptions {
    let sqlite = connection.get_database_backend() == DbBackend::Sqlite;
    TransactionOptions {
        sqlite_transaction_mode: sqlite.then_some(SqliteTransactionMode::Immediate),
        ..Default::default()
    }
}

/// Ends one job and begins the next.
const KEEP: &str = "RELEASE job; SAVEPOINT job";
const TAKE_BACK: &str = "ROLLBACK TO job";

async fn taken(
    transaction: &DatabaseTransaction,
    held: &mut HashMap<At, Stored>,
    about: At,
) -> Result<Stored, DbErr> {
    let stored = held.remove(&about);
    // Once it is written about, nothing that was read of this person holds any more.
    held.retain(|other, _| other.participant != about.participant);
    match stored {
        Some(stored) => Ok(stored),
        None => stored::of_one(transaction, about).await,
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("connection", &self.connection).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{Database, Statement};

    use super::*;

    async fn keeps(writer: &Writer, word: &'static str) -> Result<(), DbErr> {
        let keep = format!("INSERT INTO kept VALUES ('{word}')");
        let work = writer.write(move |transaction| {
            Box::pin(async move {
                transaction.execute_unprepared(&keep).await?;
                match word {
                    "panics" => panic!("as it was told to"),
                    "fails" => Err(DbErr::Custom("as it was told to".to_owned())),
                    _ => Ok(()),
                }
            })
        });
        work.await
    }

    #[tokio::test]
    async fn a_write_that_fails_or_panics_leaves_nothing_behind_and_the_others_are_kept() {
        let connection = Database::connect("sqlite::memory:").await.expect("a database");
        connection.execute_unprepared("CREATE TABLE kept (word TEXT)").await.expect("a table");
        let writer = Writer::new(connection.clone(), 1);

        let (first, fails, panics, last) = tokio::join!(
            keeps(&writer, "first"),
            keeps(&writer, "fails"),
            keeps(&writer, "panics"),
            keeps(&writer, "last"),
        );
        let after = keeps(&writer, "after").await;

        assert!(first.is_ok() && last.is_ok() && after.is_ok());
        assert!(fails.is_err() && panics.is_err());
        let words = "SELECT group_concat(word, ' ') AS words FROM kept";
        let words = Statement::from_string(DbBackend::Sqlite, words);
        let row = connection.query_one_raw(words).await.expect("an answer").expect("a row");
        assert_eq!(row.try_get::<String>("", "words").expect("text"), "first last after");
    }
}
