//! How reads reach the database that everybody does all the time. Those that arrive while another is
//! under way are gathered, and the next asks for all of them in one: a question to a database costs
//! far more than a further row of its answer.

use std::{
    collections::HashMap, fmt, future::Future, hash::Hash, panic::AssertUnwindSafe, time::Duration,
};

use futures_util::FutureExt;
use sea_orm::DbErr;
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout,
};

/// More would make the first of them wait too long for the last.
const GATHERED_AT_MOST: usize = 64;

const PATIENCE: Duration = Duration::from_secs(15);

/// Reads a value by its key, together with whatever else is asked for meanwhile.
pub(crate) struct Gather<K, V> {
    asks: mpsc::Sender<Ask<K, V>>,
}

struct Ask<K, V> {
    key: K,
    tell: oneshot::Sender<Result<Option<V>, DbErr>>,
}

impl<K, V> Gather<K, V>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// `read` finds what there is for some keys.
    pub fn new<F>(read: impl Fn(Vec<K>) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<HashMap<K, V>, DbErr>> + Send + 'static,
    {
        let (asks, waiting) = mpsc::channel(1024);
        tokio::spawn(answer(waiting, read));
        Self { asks }
    }

    /// The value as it stands in the database after this was called; none when there is none.
    pub async fn get(&self, key: K) -> Result<Option<V>, DbErr> {
        let (tell, told) = oneshot::channel();
        self.asks.send(Ask { key, tell }).await.map_err(|_| stopped())?;
        told.await.map_err(|_| stopped())?
    }
}

async fn answer<K, V, F>(mut waiting: mpsc::Receiver<Ask<K, V>>, read: impl Fn(Vec<K>) -> F)
where
    K: Clone + Eq + Hash,
    V: Clone,
    F: Future<Output = Result<HashMap<K, V>, DbErr>>,
{
    let mut asks = Vec::new();
    while waiting.recv_many(&mut asks, GATHERED_AT_MOST).await > 0 {
        let keys = asks.iter().map(|ask| ask.key.clone()).collect();
        // One question that hangs must not keep everybody waiting who asks after it.
        let found = timeout(PATIENCE, AssertUnwindSafe(read(keys)).catch_unwind()).await;
        let found = match found {
            Ok(Ok(found)) => found,
            Ok(Err(_)) => Err(DbErr::Custom("a read panicked".to_owned())),
            Err(_) => Err(DbErr::Custom("the database did not answer".to_owned())),
        };
        for Ask { key, tell } in asks.drain(..) {
            let answer = match &found {
                Ok(found) => Ok(found.get(&key).cloned()),
                Err(error) => Err(copy(error)),
            };
            // Whoever does not listen any more has hung up.
            drop(tell.send(answer));
        }
    }
}

/// One error for several who wait for it.
pub(crate) fn copy(error: &DbErr) -> DbErr {
    match error {
        DbErr::Custom(words) => DbErr::Custom(words.clone()),
        other => DbErr::Custom(other.to_string()),
    }
}

fn stopped() -> DbErr {
    DbErr::Custom("the reader has stopped".to_owned())
}

/// The same keys, some of them more than once, so that their number is one of few: the database
/// keeps a prepared statement for each number.
pub(crate) fn of_few_lengths<K: Clone>(mut keys: Vec<K>) -> Vec<K> {
    if let Some(last) = keys.last().cloned() {
        keys.resize(keys.len().next_power_of_two(), last);
    }
    keys
}

impl<K, V> Clone for Gather<K, V> {
    fn clone(&self) -> Self {
        Self { asks: self.asks.clone() }
    }
}

impl<K, V> fmt::Debug for Gather<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gather")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use tokio::sync::Notify;

    use super::*;

    #[tokio::test]
    async fn those_who_ask_while_another_is_answered_are_answered_in_one_read_each_with_their_own()
    {
        let (go, reads) = (Arc::new(Notify::new()), Arc::new(Mutex::new(Vec::new())));
        let (gate, log) = (go.clone(), reads.clone());
        let gather: Gather<u32, u32> = Gather::new(move |keys: Vec<u32>| {
            let (gate, log) = (gate.clone(), log.clone());
            async move {
                log.lock().expect("a lock").push(keys.clone());
                gate.notified().await;
                Ok(keys.into_iter().filter(|key| *key != 3).map(|key| (key, key * 10)).collect())
            }
        });
        let ask = |key| {
            let gather = gather.clone();
            tokio::spawn(async move { gather.get(key).await })
        };

        let first = ask(1);
        while reads.lock().expect("a lock").is_empty() {
            tokio::task::yield_now().await;
        }
        let others = [ask(2), ask(3), ask(2)];
        tokio::task::yield_now().await;
        go.notify_one();
        let first = first.await.expect("an answer").expect("no error");
        go.notify_one();
        let mut answers = Vec::new();
        for other in others {
            answers.push(other.await.expect("an answer").expect("no error"));
        }

        assert_eq!((first, answers), (Some(10), vec![Some(20), None, Some(20)]));
        assert_eq!(*reads.lock().expect("a lock"), [vec![1], vec![2, 3, 2]]);
    }

    #[tokio::test]
    async fn a_failed_read_is_told_to_everyone_who_asked() {
        let gather: Gather<u32, u32> =
            Gather::new(|_| async { Err(DbErr::Custom("no disk".to_owned())) });

        let answer = gather.get(1).await;

        assert_eq!(answer.map_err(|error| error.to_string()), Err("Custom Error: no disk".into()));
    }
}
