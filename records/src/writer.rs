//! How writes reach the database. SQLite has one writer at a time and waits for the disk at each
//! commit, so writes that arrive together are gathered: each is a savepoint of its own, and one
//! commit serves them all. PostgreSQL does this by itself.

use std::{collections::HashMap, future::Future, pin::Pin};

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use tokio::sync::{mpsc, oneshot};

use crate::{
    db::Work,
    gather::copy,
    participants,
    stored::{self, At, Stored},
};

/// More would make the first of them wait too long for the commit.
const GATHERED_AT_MOST: usize = 128;

type BoxFuture<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// One write that waits for its turn.
pub(crate) struct Job {
    /// Of whom the work is given what is held.
    about: Option<At>,
    work: Turn,
}

type Turn =
    Box<dyn for<'t> FnOnce(&'t DatabaseTransaction, Option<Stored>) -> BoxFuture<'t, Done> + Send>;

/// A write that had its turn.
struct Done {
    /// Otherwise everything that it wrote is taken back.
    well: bool,
    /// The person is told only when the commit is known.
    tell: Tell,
}

type Tell = Box<dyn FnOnce(Result<(), DbErr>) + Send>;

#[derive(Clone, Debug)]
pub(crate) enum Writer {
    Gathering { jobs: mpsc::Sender<Job>, connection: DatabaseConnection },
    Plain(DatabaseConnection),
}

impl Writer {
    pub fn gathering(connection: DatabaseConnection) -> Self {
        let (jobs, waiting) = mpsc::channel(1024);
        tokio::spawn(gather(connection.clone(), waiting));
        Self::Gathering { jobs, connection }
    }

    pub fn connection(&self) -> &DatabaseConnection {
        match self {
            Self::Gathering { connection, .. } | Self::Plain(connection) => connection,
        }
    }

    pub async fn write<T, E>(
        &self,
        work: impl for<'t> FnOnce(&'t DatabaseTransaction) -> Work<'t, T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbErr> + Send + 'static,
    {
        match self {
            Self::Plain(connection) => {
                let transaction = connection.begin().await?;
                let done = work(&transaction).await?;
                transaction.commit().await?;
                Ok(done)
            }
            Self::Gathering { jobs, .. } => {
                queue(jobs, None, |transaction, _| work(transaction)).await
            }
        }
    }

    /// The same, with what is held of a participant, whom nobody else writes about meanwhile.
    pub async fn write_about<T, E>(
        &self,
        about: At,
        work: impl for<'t> FnOnce(&'t DatabaseTransaction, Stored) -> Work<'t, T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbErr> + Send + 'static,
    {
        match self {
            Self::Plain(connection) => {
                let transaction = connection.begin().await?;
                participants::hold(&transaction, about.participant).await?;
                let stored = stored::of_one(&transaction, about).await?;
                let done = work(&transaction, stored).await?;
                transaction.commit().await?;
                Ok(done)
            }
            Self::Gathering { jobs, .. } => {
                queue(jobs, Some(about), |transaction, stored| match stored {
                    Some(stored) => work(transaction, stored),
                    None => Box::pin(async { Err(E::from(stopped())) }),
                })
                .await
            }
        }
    }
}

async fn queue<T, E>(
    jobs: &mpsc::Sender<Job>,
    about: Option<At>,
    work: impl for<'t> FnOnce(&'t DatabaseTransaction, Option<Stored>) -> Work<'t, T, E>
    + Send
    + 'static,
) -> Result<T, E>
where
    T: Send + 'static,
    E: From<DbErr> + Send + 'static,
{
    let (tell, told) = oneshot::channel();
    let work: Turn = Box::new(move |transaction, stored| {
        Box::pin(async move {
            let done = work(transaction, stored).await;
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
    jobs.send(Job { about, work }).await.map_err(|_| stopped())?;
    told.await.map_err(|_| stopped())?
}

fn stopped() -> DbErr {
    DbErr::Custom("the writer could not be reached".to_owned())
}

async fn gather(connection: DatabaseConnection, mut waiting: mpsc::Receiver<Job>) {
    let mut jobs = Vec::new();
    while waiting.recv_many(&mut jobs, GATHERED_AT_MOST).await > 0 {
        let mut done = Vec::new();
        let committed = together(&connection, jobs.drain(..), &mut done).await;
        if let Err(error) = &committed {
            tracing::error!(%error, "writes could not be kept");
        }
        for Done { tell, .. } in done {
            tell(committed.as_ref().map(|()| ()).map_err(copy));
        }
    }
}

/// Does the jobs in one transaction. What is held of the people they are about is read for all of
/// them at once; somebody about whom there are two jobs is read again for the second.
async fn together(
    connection: &DatabaseConnection,
    jobs: impl Iterator<Item = Job> + Send,
    done: &mut Vec<Done>,
) -> Result<(), DbErr> {
    let immediate = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    // Dropping a job tells who waits for it that it was not done.
    let jobs: Vec<_> = jobs.collect();
    let transaction = connection.begin_with_options(immediate).await?;
    let about: Vec<_> = jobs.iter().filter_map(|job| job.about.clone()).collect();
    let mut held = match about.as_slice() {
        [] => HashMap::new(),
        _ => stored::of_all(&transaction, about).await?,
    };
    transaction.execute_unprepared("SAVEPOINT job").await?;
    for Job { about, work } in jobs {
        let stored = match about {
            Some(about) => Some(taken(&transaction, &mut held, about).await?),
            None => None,
        };
        let job = work(&transaction, stored).await;
        let end = if job.well { KEEP } else { TAKE_BACK };
        done.push(job);
        transaction.execute_unprepared(end).await?;
    }
    transaction.commit().await
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
