//! Messages that wait when somebody stops: what is called off, what still goes, and the receipt.

use std::collections::BTreeMap;

use records::{
    Db,
    outbox::{self, Channel, Message, Recipient, Template},
};
use sea_orm_migration::sea_orm::TransactionTrait;
use surveys::stopping::{Choice, Way};

use crate::{answered, databases::both, stops, study::noon, told};

const OUTBOX: &str =
    "SELECT channel || ' ' || template || ': ' || state AS told FROM outbox ORDER BY id";

/// A text and an email wait to be sent to Anna.
async fn something_waits(db: &Db) {
    let transaction = db.writer().begin().await.expect("a transaction");
    for channel in [Channel::Sms, Channel::Email] {
        let message = Message {
            study_id: None,
            to: Recipient::Participant(1),
            channel,
            template: Template::StaffInvitation,
            facts: BTreeMap::new(),
            once: format!("a message by {}", channel.name()),
            not_before: noon(),
        };
        outbox::enqueue(&transaction, message, noon()).await.expect("it is written");
    }
    transaction.commit().await.expect("it is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_that_wait_are_called_off_emails_go_and_a_text_confirms_it_once() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        something_waits(&db).await;

        for _ in 0..2 {
            stops(&db, &who, Choice::Contact(Way::Sms)).await;
        }

        let expected = [
            "sms staff-invitation: not sent",
            "email staff-invitation: waiting",
            "sms stop-receipt-text: waiting",
        ];
        assert_eq!(told(&db, OUTBOX).await, expected);
        let facts = told(&db, "SELECT facts AS told FROM outbox WHERE template LIKE 'stop%'").await;
        assert!(facts[0].contains("We send you no more texts."));
        assert!(!facts[0].contains("07700") && !facts[0].contains("Anna"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_nothing_more_gets_a_receipt_and_then_nothing() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        something_waits(&db).await;

        stops(&db, &who, Choice::NoMoreSurveys).await;
        stops(&db, &who, Choice::StopLinkage).await;

        let expected = [
            "sms staff-invitation: not sent",
            "email staff-invitation: not sent",
            "sms stop-receipt-text: waiting",
        ];
        assert_eq!(told(&db, OUTBOX).await, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stopping_something_else_calls_nothing_off() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        something_waits(&db).await;

        stops(&db, &who, Choice::StopLinkage).await;

        let waiting = told(&db, OUTBOX).await;
        assert!(waiting.iter().all(|row| row.ends_with("waiting")), "{waiting:?}");
        assert_eq!(waiting.len(), 3);
    })
    .await;
}
