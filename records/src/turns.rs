//! Work that takes a processor for a while is done in turns, away from the requests of others.

use std::sync::Arc;

use tokio::{sync::Semaphore, task::spawn_blocking};

/// So much of one kind of work is done at the same time; the rest waits.
#[derive(Clone, Debug)]
pub struct Turns(Arc<Semaphore>);

/// The work ended in a panic, or the program is ending.
#[derive(Debug, thiserror::Error)]
#[error("the work was broken off")]
pub struct BrokenOff;

impl Turns {
    /// So many at the same time.
    #[must_use]
    pub fn new(together: usize) -> Self {
        Self(Arc::new(Semaphore::new(together)))
    }

    /// Does the work when it is its turn. Whoever goes away while it waits has it not begun. Once it has begun, the turn
    /// lasts as long as the work, also when nobody waits for it any more: a request that is given up frees no processor.
    ///
    /// # Errors
    /// When it did not come to its end.
    pub async fn take<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, BrokenOff> {
        let turn = Arc::clone(&self.0).acquire_owned().await.map_err(|_| BrokenOff)?;
        let work = move || {
            let done = work();
            drop(turn);
            done
        };
        spawn_blocking(work).await.map_err(|_| BrokenOff)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::Turns;

    #[tokio::test]
    async fn a_turn_lasts_as_long_as_the_work_and_not_as_whoever_asked_for_it() {
        let turns = Turns::new(1);
        let ((begins, begun), (finish, finishes)) = (mpsc::channel(), mpsc::channel());
        let work = move || {
            begins.send(()).expect("Anna waits");
            finishes.recv().expect("it is told to finish");
        };
        let annas = tokio::spawn({
            let turns = turns.clone();
            async move { turns.take(work).await }
        });
        let begun = tokio::task::spawn_blocking(move || begun.recv());
        begun.await.expect("no panic").expect("it begins");
        annas.abort();
        assert!(annas.await.is_err_and(|ended| ended.is_cancelled()), "Anna has gone");

        assert_eq!(turns.0.available_permits(), 0, "and the work goes on");
        let bens = tokio::spawn(async move { turns.take(|| "done").await });
        tokio::task::yield_now().await;
        assert!(!bens.is_finished(), "Ben waits");
        finish.send(()).expect("the work is there");

        assert!(bens.await.expect("no panic").is_ok_and(|done| done == "done"));
    }
}
