//! Each thing that somebody with the database's password may do to what was written, and how it is found.

use records::{
    auth::By,
    chain::{self, Sealing},
};

use crate::{
    databases::both,
    record::{does, sealed, seals, seconds, verdict},
};

/// What is found after somebody did this.
async fn check(tampering: &[&str], found: &str) {
    both(|db| async move {
        sealed(&db).await;
        assert_eq!(verdict(&db, &[]).await.broken, None, "before anybody tampers");

        does(&db, tampering).await;

        let broken = verdict(&db, &[]).await.broken;
        assert_eq!(broken.map(|broken| broken.to_string()).as_deref(), Some(found));
    })
    .await;
}

#[tokio::test]
async fn a_byte_of_an_entry_that_was_changed_is_found() {
    check(
        &["UPDATE audit SET action = 'study leaded' WHERE id = 5"],
        "audit entry 5 was changed after it was sealed as number 5",
    )
    .await;
}

#[tokio::test]
async fn a_time_that_was_changed_is_found() {
    check(
        &["UPDATE audit SET at = '2026-03-02T11:59:59+00:00' WHERE id = 6"],
        "audit entry 6 was changed after it was sealed as number 6",
    )
    .await;
}

#[tokio::test]
async fn an_answer_that_was_changed_is_found() {
    check(
        &["UPDATE history SET changes = REPLACE(changes, '37.5', '3.75') WHERE id = 2"],
        "history entry 2 was changed after it was sealed as number 9",
    )
    .await;
}

#[tokio::test]
async fn a_seal_that_was_changed_is_found() {
    check(
        &["UPDATE seal SET commitment = hash WHERE sequence = 3"],
        "seal 3 was changed or put in; it names audit entry 3",
    )
    .await;
}

#[tokio::test]
async fn an_entry_that_is_gone_is_found() {
    check(&["DELETE FROM audit WHERE id = 2"], "audit entry 2 is gone; it was sealed as number 2")
        .await;
}

#[tokio::test]
async fn an_entry_that_is_gone_with_its_seal_is_found() {
    check(
        &["DELETE FROM history WHERE id = 1", "DELETE FROM seal WHERE sequence = 8"],
        "seal 8 is missing",
    )
    .await;
}

#[tokio::test]
async fn an_entry_that_was_put_in_later_is_found_and_never_sealed() {
    let put_in = "INSERT INTO audit (id, at, actor, action, object) \
        VALUES (0, '2026-03-02T12:00:00+00:00', '1001', 'consent given', 'consent')";
    let found = "audit entry 0 was put in later, where the chain had passed already";
    check(&[put_in], found).await;
    both(|db| async move {
        sealed(&db).await;
        does(&db, &[put_in]).await;

        assert_eq!(seals(&mut Sealing::default(), &db, seconds(700)).await, 0);

        let broken = verdict(&db, &[]).await.broken.expect("it is found");
        assert_eq!(broken.to_string(), found);
    })
    .await;
}

#[tokio::test]
async fn a_seal_that_was_put_in_is_found() {
    check(
        &["INSERT INTO seal (sequence, kind, entry_id, commitment, hash, sealed_at) \
            SELECT 10, 'audit', 100, commitment, hash, sealed_at FROM seal WHERE sequence = 9"],
        "seal 10 was changed or put in; it names audit entry 100",
    )
    .await;
}

#[tokio::test]
async fn two_entries_that_were_swapped_are_found() {
    check(
        &[
            "UPDATE audit SET id = -1 WHERE id = 2",
            "UPDATE audit SET id = 2 WHERE id = 3",
            "UPDATE audit SET id = 3 WHERE id = -1",
        ],
        "audit entry 2 was changed after it was sealed as number 2",
    )
    .await;
}

#[tokio::test]
async fn two_seals_that_were_swapped_are_found() {
    check(
        &[
            "UPDATE seal SET sequence = -1 WHERE sequence = 2",
            "UPDATE seal SET sequence = 20 WHERE sequence = 3",
            "UPDATE seal SET sequence = 3 WHERE sequence = -1",
            "UPDATE seal SET sequence = 2 WHERE sequence = 20",
        ],
        "seal 2 was changed or put in; it names audit entry 3",
    )
    .await;
}

#[tokio::test]
async fn an_end_that_was_cut_off_is_found() {
    let cut = ["DELETE FROM history WHERE id = 2", "DELETE FROM seal WHERE sequence = 9"];
    check(&cut, "the end of the chain is gone: it ends at seal 8, and should at 9").await;
    let hidden = "UPDATE chain SET sequence = 8, \
        hash = (SELECT hash FROM seal WHERE sequence = 8)";
    let found = "the record of where the chain ends was changed or is gone";
    check(&[cut[0], cut[1], hidden], found).await;
    check(&["DELETE FROM chain"], found).await;
}

#[tokio::test]
async fn a_chain_that_was_made_anew_is_not_the_one_that_was_anchored() {
    both(|db| async move {
        sealed(&db).await;
        let anchor =
            chain::anchor(&db, &By::CommandLine).await.expect("an answer").expect("an anchor");
        let kept = anchor.to_string().parse().expect("as it was printed");
        assert_eq!(verdict(&db, std::slice::from_ref(&kept)).await.broken, None);

        let anew = ["DELETE FROM seal", "DELETE FROM chain", "DELETE FROM history WHERE id = 1"];
        does(&db, &anew).await;
        let mut worker = Sealing::default();
        seals(&mut worker, &db, seconds(700)).await;
        assert_eq!(seals(&mut worker, &db, seconds(701)).await, 8);

        assert_eq!(verdict(&db, &[]).await.broken, None, "nothing inside shows it");
        let broken = verdict(&db, &[kept]).await.broken.expect("the anchor shows it");
        assert_eq!(
            broken.to_string(),
            "at seal 9 the chain is another than the one that was anchored"
        );
    })
    .await;
}
