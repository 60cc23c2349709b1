//! Answers that are erased, with the chain whole.

use records::chain::{self, Sealing};
use sea_orm_migration::sea_orm::TransactionTrait;

use crate::{
    databases::both,
    record::{does, sealed, seals, seconds, verdict},
};

const ERASE: &str = "UPDATE history SET changes = '[]'";

#[tokio::test]
async fn annas_answers_are_erased_and_the_chain_says_that_they_were() {
    both(|db| async move {
        sealed(&db).await;

        let transaction = db.writer().begin().await.expect("a transaction");
        let (with, now) = ((&transaction, db.keys()), seconds(700));
        chain::erased(with, (1, "1001"), "participant", now).await.expect("it is written");
        transaction.commit().await.expect("it is kept");
        does(&db, &[ERASE]).await;
        assert_eq!(seals(&mut Sealing::default(), &db, seconds(701)).await, 1);

        let found = verdict(&db, &[]).await;
        assert_eq!((found.whole, found.erased, found.broken), (10, 2, None));
    })
    .await;
}

#[tokio::test]
async fn answers_that_were_emptied_by_hand_are_found_also_when_they_are_called_erased() {
    both(|db| async move {
        sealed(&db).await;
        let found = "history entry 1 was changed after it was sealed as number 8";

        does(&db, &[ERASE]).await;
        let broken = verdict(&db, &[]).await.broken.expect("it is found");
        assert_eq!(broken.to_string(), found);

        let called = "UPDATE audit SET action = 'answers erased' WHERE id = 7";
        does(&db, &[called, "UPDATE seal SET salt = NULL, erased_by = 7 WHERE sequence > 7"]).await;
        does(&db, &["UPDATE audit SET action = 'consent given' WHERE id = 7"]).await;
        let broken = verdict(&db, &[]).await.broken.expect("it is found");
        assert_eq!(broken.to_string(), found);
    })
    .await;
}
