//! When a task is late, and how little is written of it.

use records::safeguarding::tick;
use surveys::journey::Manner::Continue;

use super::lantern::{alerts, anna, at, nine, save, ten, told};
use crate::databases::both;

#[tokio::test(flavor = "multi_thread")]
async fn neither_message_nor_audit_says_more_than_that_there_is_a_task() {
    both(|db| async move {
        let (_, anna) = anna(&db).await;
        save(&db, &anna, ("feelings", &nine(3, 3)), Continue, ten()).await;
        tick(&db, at("2026-11-12 12:00")).await.unwrap();

        let mut all = told(&db, "SELECT once || ' ' || facts || ' ' || template AS told FROM outbox").await;
        all.extend(told(&db, "SELECT actor || ' ' || action || ' ' || object AS told FROM audit WHERE action LIKE 'safeguarding%'").await);
        assert!(all.len() > 1, "{all:?}");
        for word in ["phq", "Anna", "1001", "07700", "suicid", "harm", "dead", "health", "feelings"] {
            assert!(!all.iter().any(|line| line.contains(word)), "{word} in {all:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn over_a_weekend_the_clock_stands_still_and_then_it_is_late() {
    both(|db| async move {
        // The afternoon before Christmas, a Thursday; the next working day is Tuesday the 29th.
        let (_, anna) = anna(&db).await;
        save(&db, &anna, ("feelings", &nine(0, 2)), Continue, at("2026-12-24 15:00")).await;
        for quiet in
            ["2026-12-24 17:00", "2026-12-25 12:00", "2026-12-27 12:00", "2026-12-28 12:00"]
        {
            assert_eq!(tick(&db, at(quiet)).await.unwrap().escalated, 0, "{quiet}");
        }

        assert_eq!(tick(&db, at("2026-12-29 11:59")).await.unwrap().escalated, 0);
        assert_eq!(tick(&db, at("2026-12-29 12:00")).await.unwrap().escalated, 1);
        assert_eq!(tick(&db, at("2026-12-29 12:01")).await.unwrap().escalated, 0);
        assert_eq!(tick(&db, at("2026-12-29 17:00")).await.unwrap().escalated, 1);
        assert_eq!(tick(&db, at("2026-12-31 17:00")).await.unwrap().escalated, 0);

        assert_eq!(alerts(&db).await, ["phq9: raised 2, escalated at half, escalated at the end"]);
    })
    .await;
}
