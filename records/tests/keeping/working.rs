//! Whoever is at work says so again and again, and nobody begins beside them.

use std::time::Duration;

use chrono::TimeDelta;
use records::{
    Db,
    retention::{RetentionError, Worker},
};
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::{databases::both, study::noon, told};

async fn ends(db: &Db) -> String {
    let told = told(db, "SELECT CAST(until AS TEXT) AS told FROM lease WHERE name = 'retention'");
    told.await.remove(0)
}

/// Looks at the lease until it ends at another time than at first.
async fn until_renewed(db: &Db) {
    let first = ends(db).await;
    for _ in 0..100_000 {
        if ends(db).await != first {
            return;
        }
    }
    panic!("the lease is never renewed, and ends at {first}")
}

#[tokio::test(flavor = "multi_thread")]
async fn work_that_takes_longer_than_its_lease_stays_its_workers() {
    both(|db| async move {
        let (one, other) = (Worker::with_pulse(Duration::from_millis(1)), Worker::default());

        let work = async {
            until_renewed(&db).await;
            // Just after the first lease would have ended another looks whether there is work.
            let then = noon() + TimeDelta::minutes(5) + TimeDelta::microseconds(1);
            other.works(&db, async { "the other" }, then).await.expect("an answer")
        };
        let meanwhile = one.works(&db, work, noon()).await.expect("it comes to its end");

        assert_eq!(meanwhile, Some(None), "the other did not begin");
        let next = other.works(&db, async { "the other" }, noon()).await.expect("an answer");
        assert_eq!(next, Some("the other"), "and may, now that it is done");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_lost_the_work_to_another_does_not_go_on() {
    both(|db| async move {
        let slept = Worker::with_pulse(Duration::from_millis(1));
        let work = async {
            let taken = "UPDATE lease SET holder = 'another' WHERE name = 'retention'";
            db.writer().execute_unprepared(taken).await.expect("another took it");
            std::future::pending::<()>().await;
        };

        let lost = slept.works(&db, work, noon()).await;

        assert!(matches!(lost, Err(RetentionError::Elsewhere)), "{lost:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_fails_for_a_moment_does_not_end_the_work() {
    both(|db| async move {
        let worker = Worker::with_pulse(Duration::from_millis(1));
        let renamed = |from: &str, to: &str| format!("ALTER TABLE {from} RENAME TO {to}");
        let work = async {
            db.writer().execute_unprepared(&renamed("lease", "away")).await.expect("it fails");
            for _ in 0..300 {
                // Each takes a while, in which the lease would be renewed.
                db.writer().execute_unprepared("UPDATE away SET holder = holder").await.unwrap();
            }
            db.writer().execute_unprepared(&renamed("away", "lease")).await.expect("it is back");
            until_renewed(&db).await;
            "done"
        };

        let done = worker.works(&db, work, noon()).await;

        assert!(matches!(done, Ok(Some("done"))), "{done:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_is_told_even_when_it_cannot_be_given_back() {
    both(|db| async move {
        let work = async {
            let fails = "ALTER TABLE lease RENAME TO away";
            db.writer().execute_unprepared(fails).await.expect("it fails from now on");
            "done"
        };

        let done = Worker::default().works(&db, work, noon()).await;

        assert!(matches!(done, Ok(Some("done"))), "{done:?}");
    })
    .await;
}
