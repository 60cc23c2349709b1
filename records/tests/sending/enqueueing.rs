//! Writing what is to be sent.

use std::collections::BTreeMap;

use records::outbox::{self, Channel, Message, Recipient, Template};
use sea_orm_migration::sea_orm::TransactionTrait;

use crate::{
    databases::both,
    desk::{enqueue, told},
    study::noon,
};

/// Carys is invited to work on the study.
fn invitation(role: &str) -> Message {
    let facts = [("role", role), ("until", "5 March 2026")];
    let facts = facts.map(|(name, fact)| (name.to_owned(), fact.to_owned()));
    Message {
        study_id: None,
        to: Recipient::Staff(7),
        channel: Channel::Email,
        template: Template::StaffInvitation,
        facts: BTreeMap::from(facts),
        once: "staff invitation 7 1".to_owned(),
        not_before: noon(),
    }
}

const ROWS: &str = "SELECT template || ' to ' || staff_id || ': ' || facts AS told FROM outbox";

#[tokio::test]
async fn a_message_for_the_same_reason_is_written_once_and_as_it_first_was() {
    both(|db| async move {
        for role in ["data manager", "evaluator"] {
            enqueue(&db, invitation(role)).await;
        }

        let facts = r#"{"role":"data manager","until":"5 March 2026"}"#;
        assert_eq!(told(&db, ROWS).await, [format!("staff-invitation to 7: {facts}")]);
    })
    .await;
}

#[tokio::test]
async fn a_message_is_taken_back_with_what_caused_it() {
    both(|db| async move {
        let transaction = db.writer().begin().await.expect("a transaction");
        outbox::enqueue(&transaction, invitation("evaluator"), noon()).await.expect("written");
        transaction.rollback().await.expect("it is taken back");

        assert_eq!(told(&db, ROWS).await, Vec::<String>::new());
    })
    .await;
}

#[test]
fn every_message_has_a_subject_of_one_line_and_a_name_of_its_own() {
    let mut names: Vec<_> = Template::ALL.iter().map(|template| template.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Template::ALL.len());
    for template in Template::ALL {
        let subject = template.words().map_or("in the protocol", |words| words.subject);
        assert_eq!(subject.lines().count(), 1, "{}", template.name());
    }
}
