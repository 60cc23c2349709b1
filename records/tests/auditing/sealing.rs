//! Sealing what was written: all of it, once, by whoever has the work.

use records::chain::Sealing;
use sea_orm_migration::sea_orm::{ConnectionTrait, TransactionTrait};

use crate::{
    databases::{both, on_postgres},
    record::{begins, does, seals, seconds, verdict},
    study::noon,
};

const ENTRY: &str = "INSERT INTO audit (at, actor, action, object) \
    VALUES ('2026-03-02T12:00:00+00:00', 'Dev', 'tried', 'something')";

#[tokio::test]
async fn what_was_written_is_the_unsealed_tail_until_it_is_sealed() {
    both(|db| async move {
        begins(&db).await;
        let before = verdict(&db, &[]).await;
        assert_eq!((before.whole, before.unsealed), (0, 9));
        assert_eq!(before.unsealed_since, Some(noon()));

        let mut worker = Sealing::default();
        let beginning = seals(&mut worker, &db, noon()).await;
        assert_eq!(beginning, 0, "first the chain is begun");
        assert_eq!(seals(&mut worker, &db, seconds(1)).await, 9);

        let after = verdict(&db, &[]).await;
        assert_eq!((after.whole, after.unsealed, after.broken), (9, 0, None));
        assert_eq!(seals(&mut worker, &db, seconds(2)).await, 0, "once");
    })
    .await;
}

#[tokio::test]
async fn workers_of_several_servers_at_once_never_fork_the_chain() {
    both(|db| async move {
        begins(&db).await;
        let mut workers = [Sealing::default(), Sealing::default(), Sealing::default()];
        for second in 0..40 {
            does(&db, &[ENTRY]).await;
            // Later than the lease of whoever sealed last, so that each of them may.
            let now = seconds(second * 10);
            let [one, two, three] = &mut workers;
            let (one, two, three) =
                tokio::join!(one.seal(&db, now), two.seal(&db, now), three.seal(&db, now));
            for sealed in [one, two, three] {
                sealed.expect("the database answers");
            }
        }
        for worker in &mut workers {
            seals(worker, &db, seconds(1000)).await;
        }

        let verdict = verdict(&db, &[]).await;
        assert_eq!((verdict.whole, verdict.unsealed, verdict.broken), (49, 0, None));
    })
    .await;
}

#[tokio::test]
async fn the_work_is_one_workers_until_it_has_not_asked_for_five_seconds() {
    both(|db| async move {
        begins(&db).await;
        let (mut one, mut other) = (Sealing::default(), Sealing::default());
        seals(&mut one, &db, noon()).await;
        assert_eq!(seals(&mut one, &db, noon()).await, 9);
        does(&db, &[ENTRY]).await;

        assert_eq!(seals(&mut other, &db, seconds(4)).await, 0);
        assert_eq!(seals(&mut other, &db, seconds(6)).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_was_committed_after_later_entries_is_sealed_too() {
    on_postgres(|db| async move {
        begins(&db).await;
        let mut worker = Sealing::default();
        seals(&mut worker, &db, noon()).await;
        let slow = db.writer().begin().await.expect("a transaction");
        slow.execute_unprepared(ENTRY).await.expect("an entry");
        does(&db, &[ENTRY]).await;
        assert_eq!(seals(&mut worker, &db, seconds(1)).await, 10);
        assert_eq!(seals(&mut worker, &db, seconds(2)).await, 0);

        slow.commit().await.expect("it is kept");

        assert_eq!(seals(&mut worker, &db, seconds(60)).await, 1);
        let verdict = verdict(&db, &[]).await;
        assert_eq!((verdict.whole, verdict.unsealed, verdict.broken), (11, 0, None));
    })
    .await;
}

#[tokio::test]
async fn more_than_is_sealed_at_a_time_is_sealed_one_part_after_the_other() {
    both(|db| async move {
        begins(&db).await;
        let many = "INSERT INTO audit (at, actor, action, object) SELECT a.at, a.actor, a.action, \
            b.object FROM audit a, audit b, audit c, audit d";
        does(&db, &[many]).await;
        let mut worker = Sealing::default();
        seals(&mut worker, &db, noon()).await;

        assert_eq!(seals(&mut worker, &db, seconds(1)).await, 2410);

        let verdict = verdict(&db, &[]).await;
        assert_eq!((verdict.whole, verdict.unsealed, verdict.broken), (2410, 0, None));
    })
    .await;
}
