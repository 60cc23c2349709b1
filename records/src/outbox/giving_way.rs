//! Whoever waits for a page comes before messages: that a reminder goes a minute later nobody sees.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::time::{Instant, sleep};

use super::Template;
use crate::entity::outbox;

/// How many messages are under way at once in each way.
const AT_ONCE: usize = 4;
/// So many requests at once are more than people make who fill in pages, each a few milliseconds' work: somebody waits.
const MUCH: usize = 8;
/// So long a message waits then before it begins, and looks again whether it is still so.
const REST: Duration = Duration::from_millis(50);
/// So long it waits at most that nobody waits for: each costs several writes, and whoever saves a page meanwhile waits for them.
const PATIENCE: Duration = Duration::from_secs(1);

/// How soon a message has to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Haste {
    /// It is an alert, an answer, or for staff.
    Soon,
    /// It is of those that a hold keeps, too.
    CanWait,
}

impl Haste {
    pub(super) fn of(row: &outbox::Model) -> Self {
        match Template::by_name(&row.template).is_some_and(Template::can_be_held) {
            true => Self::CanWait,
            false => Self::Soon,
        }
    }
}

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

    /// Waits before a message begins while much is asked for. It never waits for long: an alert has to leave, and stands behind
    /// one that waits.
    pub(super) async fn give_way(&self, haste: Haste) {
        let begun = Instant::now();
        while self.is_much() && begun.elapsed() < PATIENCE {
            sleep(REST).await;
            if haste == Haste::Soon {
                return;
            }
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
        let begun = Instant::now();
        asked.give_way(Haste::Soon).await;
        asked.give_way(Haste::CanWait).await;
        assert_eq!(begun.elapsed(), Duration::ZERO);

        let _answering: Vec<_> = (0..MUCH).map(|_| asked.begins()).collect();
        asked.give_way(Haste::Soon).await;
        assert_eq!(begun.elapsed(), REST);
        asked.give_way(Haste::CanWait).await;

        assert_eq!(begun.elapsed(), REST + PATIENCE);
    }

    #[tokio::test(start_paused = true)]
    async fn a_reminder_goes_as_soon_as_nobody_waits_for_a_page_any_more() {
        let asked = Asked::default();
        let answering: Vec<_> = (0..MUCH).map(|_| asked.begins()).collect();
        let begun = Instant::now();

        let are_answered = async {
            sleep(REST * 4).await;
            drop(answering);
        };
        tokio::join!(asked.give_way(Haste::CanWait), are_answered);

        assert!(begun.elapsed() <= REST * 5, "{:?}", begun.elapsed());
    }
}
