//! How what everybody does all the time reaches the database. What is asked while others are answered
//! is gathered, and answered next for all of them at once: a question to a database costs far more
//! than a further row in it, and a commit far more than a further write in it.

use std::{
    collections::HashMap, fmt, future::Future, hash::Hash, panic::AssertUnwindSafe, sync::Arc,
    time::Duration,
};

use futures_util::FutureExt;
use sea_orm::DbErr;
use tokio::{
    sync::{Mutex, mpsc, oneshot},
    time::timeout,
};

/// More would make the first of them wait too long for the last.
const GATHERED_AT_MOST: usize = 64;

const PATIENCE: Duration = Duration::from_secs(15);

/// Answers a question together with whatever else is asked meanwhile.
pub(crate) struct Gather<A, T, E> {
    asks: mpsc::Sender<Ask<A, T, E>>,
}

struct Ask<A, T, E> {
    asked: A,
    tell: oneshot::Sender<Result<T, E>>,
}

impl<A, T, E> Gather<A, T, E>
where
    A: Send + 'static,
    T: Send + 'static,
    E: From<DbErr> + Send + 'static,
{
    /// `answer` gives as many answers as it is asked, in the same order; it is at work so many times
    /// at once.
    pub fn new<F>(at_once: u32, answer: impl Fn(Vec<A>) -> F + Clone + Send + 'static) -> Self
    where
        F: Future<Output = Vec<Result<T, E>>> + Send + 'static,
    {
        let (asks, waiting) = mpsc::channel(1024);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..at_once {
            tokio::spawn(answer_all(waiting.clone(), answer.clone()));
        }
        Self { asks }
    }

    /// The answer to a question that is put to the database after this was called.
    pub async fn get(&self, asked: A) -> Result<T, E> {
        let (tell, told) = oneshot::channel();
        self.asks.send(Ask { asked, tell }).await.map_err(|_| stopped())?;
        told.await.map_err(|_| stopped())?
    }
}

async fn answer_all<A, T, E, F>(
    waiting: Arc<Mutex<mpsc::Receiver<Ask<A, T, E>>>>,
    answer: impl Fn(Vec<A>) -> F,
) where
    E: From<DbErr>,
    F: Future<Output = Vec<Result<T, E>>>,
{
    let mut asks = Vec::new();
    while waiting.lock().await.recv_many(&mut asks, GATHERED_AT_MOST).await > 0 {
        let (asked, tell): (Vec<_>, Vec<_>) =
            asks.drain(..).map(|Ask { asked, tell }| (asked, tell)).unzip();
        // One question that hangs must not keep everybody waiting who asks after it.
        let answers = timeout(PATIENCE, AssertUnwindSafe(answer(asked)).catch_unwind()).await;
        let failed = |why: &str| tell.iter().map(|_| Err(failed(why).into())).collect();
        let answers = match answers {
            Ok(Ok(answers)) => answers,
            Ok(Err(_)) => failed("a question to the database panicked"),
            Err(_) => failed("the database did not answer"),
        };
        for (tell, answer) in tell.into_iter().zip(answers) {
            // Whoever does not listen any more has hung up.
            drop(tell.send(answer));
        }
    }
}

/// What was found, in the order in which it was asked for.
pub(crate) fn in_order<K: Eq + Hash, V: Clone>(
    keys: &[K],
    found: &Result<HashMap<K, V>, DbErr>,
) -> Vec<Result<Option<V>, DbErr>> {
    let of = |key| match found {
        Ok(found) => Ok(found.get(key).cloned()),
        Err(error) => Err(copy(error)),
    };
    keys.iter().map(of).collect()
}

/// One error for several who wait for it.
pub(crate) fn copy(error: &DbErr) -> DbErr {
    match error {
        DbErr::Custom(words) => DbErr::Custom(words.clone()),
        other => DbErr::Custom(other.to_string()),
    }
}

fn failed(why: &str) -> DbErr {
    DbErr::Custom(why.to_owned())
}

fn stopped() -> DbErr {
    failed("what gathers questions to the database has stopped")
}

/// The same keys, some of them more than once, so that their number is one of few: the database
/// keeps a prepared statement for each number.
pub(crate) fn of_few_lengths<K: Clone>(mut keys: Vec<K>) -> Vec<K> {
    if let Some(last) = keys.last().cloned() {
        keys.resize(keys.len().next_power_of_two(), last);
    }
    keys
}

impl<A, T, E> Clone for Gather<A, T, E> {
    fn clone(&self) -> Self {
        Self { asks: self.asks.clone() }
    }
}

impl<A, T, E> fmt::Debug for Gather<A, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gather")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use tokio::sync::Notify;

    use super::*;

    #[tokio::test]
    async fn those_who_ask_while_another_is_answered_are_answered_in_one_read_each_with_their_own()
    {
        let (go, reads) = (Arc::new(Notify::new()), Arc::new(Mutex::new(Vec::new())));
        let (gate, log) = (go.clone(), reads.clone());
        let gather: Gather<u32, Option<u32>, DbErr> = Gather::new(1, move |keys: Vec<u32>| {
            let (gate, log) = (gate.clone(), log.clone());
            async move {
                log.lock().expect("a lock").push(keys.clone());
                gate.notified().await;
                let found = keys.iter().filter(|key| **key != 3).map(|key| (*key, key * 10));
                in_order(&keys, &Ok(found.collect()))
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
        let gather: Gather<u32, Option<u32>, DbErr> =
            Gather::new(1, |keys| async move { in_order(&keys, &Err(failed("no disk"))) });

        let answer = gather.get(1).await;

        assert_eq!(answer.map_err(|error| error.to_string()), Err("Custom Error: no disk".into()));
    }

    #[tokio::test]
    async fn a_panic_is_told_and_those_who_ask_after_it_are_answered() {
        let gather: Gather<u32, u32, DbErr> = Gather::new(1, |asked: Vec<u32>| async move {
            assert!(!asked.contains(&1), "as it was told to");
            asked.into_iter().map(Ok).collect()
        });

        let (first, second) = (gather.get(1).await, gather.get(2).await);

        assert!(first.is_err());
        assert_eq!(second, Ok(2));
    }
}
