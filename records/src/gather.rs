//! How what everybody does all the time reaches the database. What is asked while others are answered
//! is gathered, and answered next for all of them at once: a question to a database costs far more
//! than a further row in it, and a commit far more than a further write in it.

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

/// One question that hangs must not keep everybody waiting who asks after it.
const PATIENCE: Duration = Duration::from_secs(15);

/// Answers a question together with whatever else is asked meanwhile.
pub(crate) struct Gather<A, T, E> {
    asks: mpsc::Sender<Ask<A, T, E>>,
}

/// A question, and who waits for its answer.
pub(crate) struct Ask<A, T, E> {
    pub asked: A,
    tell: oneshot::Sender<Result<T, E>>,
}

impl<A, T, E> Ask<A, T, E> {
    pub fn answer(self, answer: Result<T, E>) {
        // Whoever does not listen any more has hung up.
        drop(self.tell.send(answer));
    }
}

impl<A, T, E> Gather<A, T, E>
where
    A: Send + 'static,
    T: Send + 'static,
    E: From<DbErr> + Send + 'static,
{
    /// `answer` answers every question it is given. One that it drops, or does not come to, is
    /// answered with an error.
    pub fn new<F>(answer: impl Fn(Vec<Ask<A, T, E>>) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let (asks, waiting) = mpsc::channel(1024);
        tokio::spawn(answer_all(waiting, answer));
        Self { asks }
    }

    /// The answer to a question that is put to the database after this was called.
    pub async fn get(&self, asked: A) -> Result<T, E> {
        let (tell, told) = oneshot::channel();
        self.asks.send(Ask { asked, tell }).await.map_err(|_| not_answered())?;
        told.await.map_err(|_| not_answered())?
    }
}

async fn answer_all<A, T, E, F: Future<Output = ()>>(
    mut waiting: mpsc::Receiver<Ask<A, T, E>>,
    answer: impl Fn(Vec<Ask<A, T, E>>) -> F,
) {
    loop {
        let mut asks = Vec::new();
        if waiting.recv_many(&mut asks, GATHERED_AT_MOST).await == 0 {
            return;
        }
        // Whoever is not answered by then hears of it.
        let _ = timeout(PATIENCE, AssertUnwindSafe(answer(asks)).catch_unwind()).await;
    }
}

/// Answers each question by its key.
pub(crate) async fn by_key<K, V, F>(
    asks: Vec<Ask<K, Option<V>, DbErr>>,
    read: impl FnOnce(Vec<K>) -> F,
) where
    K: Clone + Eq + Hash,
    V: Clone,
    F: Future<Output = Result<HashMap<K, V>, DbErr>>,
{
    let found = read(asks.iter().map(|ask| ask.asked.clone()).collect()).await;
    for ask in asks {
        let answer = match &found {
            Ok(found) => Ok(found.get(&ask.asked).cloned()),
            Err(error) => Err(copy(error)),
        };
        ask.answer(answer);
    }
}

/// One error for several who wait for it.
pub(crate) fn copy(error: &DbErr) -> DbErr {
    match error {
        DbErr::Custom(words) => DbErr::Custom(words.clone()),
        other => DbErr::Custom(other.to_string()),
    }
}

fn not_answered() -> DbErr {
    DbErr::Custom("the database did not answer".to_owned())
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
    use std::sync::{Arc, Mutex};

    use tokio::sync::Notify;

    use super::*;

    #[tokio::test]
    async fn those_who_ask_while_another_is_answered_are_answered_in_one_read_each_with_their_own()
    {
        let (go, reads) = (Arc::new(Notify::new()), Arc::new(Mutex::new(Vec::new())));
        let (gate, log) = (go.clone(), reads.clone());
        let gather: Gather<u32, Option<u32>, DbErr> = Gather::new(move |asks| {
            let (gate, log) = (gate.clone(), log.clone());
            by_key(asks, |keys: Vec<u32>| async move {
                log.lock().expect("a lock").push(keys.clone());
                gate.notified().await;
                Ok(keys.into_iter().filter(|key| *key != 3).map(|key| (key, key * 10)).collect())
            })
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
        let fails = |_: Vec<u32>| async { Err(DbErr::Custom("no disk".to_owned())) };
        let gather: Gather<u32, Option<u32>, DbErr> = Gather::new(move |asks| by_key(asks, fails));

        let answer = gather.get(1).await;

        assert_eq!(answer.map_err(|error| error.to_string()), Err("Custom Error: no disk".into()));
    }

    #[tokio::test]
    async fn a_panic_is_told_and_those_who_ask_after_it_are_answered() {
        let gather: Gather<u32, u32, DbErr> = Gather::new(|asks: Vec<Ask<u32, _, _>>| async move {
            for ask in asks {
                assert_ne!(ask.asked, 1, "as it was told to");
                let same = Ok(ask.asked);
                ask.answer(same);
            }
        });

        let (first, second) = (gather.get(1).await, gather.get(2).await);

        assert!(first.is_err());
        assert_eq!(second, Ok(2));
    }
}
