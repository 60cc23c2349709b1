//! Whoever waits for a page comes before messages: that a reminder goes a minute later nobody sees.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::time::sleep;

/// How many messages are under way at once in each way.
const AT_ONCE: usize = 4;
/// So many requests at once are more than people make who fill in pages, each a few milliseconds' work: somebody waits.
const MUCH: usize = 8;
/// So long a message waits then before it begins.
const REST: Duration = Duration::from_millis(50);

/// How much this process is asked for at this moment. Clones count together.
#[derive(Clone, Debug, Default)]
pub struct Asked(Arc<AtomicUsize>);

/// A request that is being answered, until this is dropped.
#[derive(Debug)]
pub struct Answering(Asked);

impl Asked {
    /// A request has come in.
    #[must_use]
    pub fn begins(&self) -> Answering {
        self.0.fetch_add(1, Ordering::Relaxed);
        Answering(self.clone())
    }

    fn is_much(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= MUCH
    }

    /// How many messages may be under way at once.
    pub(super) fn at_once(&self) -> usize {
        if self.is_much() { 1 } else { AT_ONCE }
    }

    /// Waits a little before a message begins while much is asked for. It never waits for long: an alert has to leave.
    pub(super) async fn give_way(&self) {
        if self.is_much() {
            sleep(REST).await;
        }
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_many_wait_for_pages_one_message_is_under_way_and_then_all_again() {
        let asked = Asked::default();
        let mut answering: Vec<_> = (1..MUCH).map(|_| asked.begins()).collect();
        assert_eq!(asked.at_once(), AT_ONCE, "a few people fill in pages");

        answering.push(asked.clone().begins());
        assert_eq!(asked.at_once(), 1);

        answering.pop();
        assert_eq!(asked.at_once(), AT_ONCE);
    }

    #[tokio::test(start_paused = true)]
    async fn a_message_waits_for_a_moment_and_goes_also_where_requests_never_end() {
        let asked = Asked::default();
        let begun = tokio::time::Instant::now();
        asked.give_way().await;
        assert_eq!(begun.elapsed(), Duration::ZERO);

        let _answering: Vec<_> = (0..MUCH).map(|_| asked.begins()).collect();
        asked.give_way().await;

        assert_eq!(begun.elapsed(), REST);
    }
}
