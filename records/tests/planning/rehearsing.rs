//! A study that is rehearsed: every message of every invented person is accounted for, and nobody real is touched.

use records::rehearsal::{Asked, RehearsalError, Rehearsed, rehearse};
use surveys::protocol::Protocol;

use crate::{
    databases::{Folder, both, in_folder},
    study::noon,
    week::{Week, second},
};

const ASKED: Asked = Asked { participants: 12, seed: 7, days: 400 };

async fn rehearses(week: &Week, asked: Asked) -> Result<Rehearsed, RehearsalError> {
    let folder = Folder::new();
    let empty = in_folder(&folder).await;
    rehearse((&week.db, &week.study), empty, asked, noon()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn four_hundred_days_go_by_and_every_message_is_accounted_for() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let before = week.told("SELECT action AS told FROM audit ORDER BY id").await;

        let rehearsed = rehearses(&week, ASKED).await.expect("it is rehearsed");

        let balance = &rehearsed.balance;
        assert!(balance.adds_up(), "{balance:?}");
        assert!(balance.sent > 50, "{balance:?}");
        assert_eq!((balance.waiting, balance.twice), (0, 0), "{balance:?}");
        let sent = rehearsed.timeline.iter().filter(|line| line.what.ends_with(", sent")).count();
        assert_eq!(sent, balance.sent);
        assert!(rehearsed.timeline.is_sorted_by_key(|line| line.at));
        // The study itself was only read.
        assert_eq!(week.told("SELECT action AS told FROM audit ORDER BY id").await, before);
        assert!(week.outbox().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_rehearses_the_same_and_another_something_else() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let asked = Asked { days: 60, ..ASKED };

        let first = rehearses(&week, asked).await.expect("it is rehearsed");
        let again = rehearses(&week, asked).await.expect("it is rehearsed");
        let other = rehearses(&week, Asked { seed: 8, ..asked }).await.expect("it is rehearsed");

        assert_eq!(first, again);
        assert_ne!(first.timeline, other.timeline);
    })
    .await;
}

#[tokio::test]
async fn a_protocol_without_messages_is_not_rehearsed() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let mut silent = Protocol { version: 3, messages: None, ..second() };
        silent.waves.iter_mut().for_each(|plan| plan.steps.clear());
        week.follows(&silent).await;

        let refused = rehearses(&week, ASKED).await;

        assert!(matches!(refused, Err(RehearsalError::NoMessages)), "{refused:?}");
    })
    .await;
}
