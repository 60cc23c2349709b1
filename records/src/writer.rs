//! How writes reach the database. SQLite has one writer at a time and waits for the disk at each
//! commit, so writes that arrive together are gathered: each is a savepoint of its own, and one
//! commit serves them all. PostgreSQL does this by itself.

use std::{future::Future, pin::Pin};

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::{mpsc, oneshot};

use crate::db::Work;

/// More would make the first of them wait too long for the commit.
const GATHERED_AT_MOST: usize = 128;

type BoxFuture<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// Runs on the gathered transaction, and returns what to do when the commit is known.
type Job = Box<dyn for<'t> FnOnce(&'t DatabaseTransaction) -> BoxFuture<'t, Tell> + Send>;

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
                let (tell, told) = oneshot::channel();
                let job = in_savepoint(work, tell);
                jobs.send(job).await.map_err(|_| stopped())?;
                told.await.map_err(|_| stopped())?
            }
        }
    }
}

fn stopped() -> DbErr {
    DbErr::Custom("the writer has stopped".to_owned())
}

fn in_savepoint<T, E>(
    work: impl for<'t> FnOnce(&'t DatabaseTransaction) -> Work<'t, T, E> + Send + 'static,
    tell: oneshot::Sender<Result<T, E>>,
) -> Job
where
    T: Send + 'static,
    E: From<DbErr> + Send + 'static,
{
    Box::new(move |transaction| {
        Box::pin(async move {
            let done = savepoint(transaction, work).await;
            // The person is told only when the commit is known. A receiver that is gone has hung up.
            let tell: Tell = Box::new(move |committed| {
                let outcome = match (done, committed) {
                    (Ok(done), Ok(())) => Ok(done),
                    (Ok(_), Err(error)) => Err(E::from(error)),
                    (Err(error), _) => Err(error),
                };
                drop(tell.send(outcome));
            });
            tell
        })
    })
}

async fn savepoint<T, E: From<DbErr>>(
    transaction: &DatabaseTransaction,
    work: impl for<'t> FnOnce(&'t DatabaseTransaction) -> Work<'t, T, E>,
) -> Result<T, E> {
    let savepoint = transaction.begin().await?;
    match work(&savepoint).await {
        Ok(done) => {
            savepoint.commit().await?;
            Ok(done)
        }
        Err(error) => {
            savepoint.rollback().await?;
            Err(error)
        }
    }
}

async fn gather(connection: DatabaseConnection, mut waiting: mpsc::Receiver<Job>) {
    while let Some(first) = waiting.recv().await {
        let immediate = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        // Dropping the jobs tells each that the writer could not serve it.
        let transaction = match connection.begin_with_options(immediate).await {
            Ok(transaction) => transaction,
            Err(error) => {
                tracing::error!(%error, "a write could not begin");
                continue;
            }
        };
        let mut tells = vec![first(&transaction).await];
        while tells.len() < GATHERED_AT_MOST {
            let Ok(job) = waiting.try_recv() else { break };
            tells.push(job(&transaction).await);
        }
        let committed = transaction.commit().await;
        if let Err(error) = &committed {
            tracing::error!(%error, "a commit failed");
        }
        let failed = committed.err().map(|error| error.to_string());
        for tell in tells {
            tell(failed.clone().map_or(Ok(()), |error| Err(DbErr::Custom(error))));
        }
    }
}
