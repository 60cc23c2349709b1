//! What is to be sent, and what becomes of it.

mod databases;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeZone, Utc};
use databases::both;
use records::{
    Db,
    outbox::{self, Channel, Message, Recipient, Template},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement, TransactionTrait};

/// Noon on the first day.
fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 12, 0, 0).single().expect("a time that there was once")
}

/// Carys is invited to work on the study.
fn invitation(role: &str) -> Message {
    let facts = [("study", "Bridgeway"), ("role", role), ("until", "5 March 2026")];
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

async fn rows(db: &Db) -> Vec<String> {
    let query = "SELECT template || ' to ' || staff_id || ': ' || facts AS told FROM outbox";
    let query = Statement::from_string(db.read().get_database_backend(), query);
    let rows = db.read().query_all_raw(query).await.expect("an answer");
    rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
}

#[tokio::test]
async fn a_message_for_the_same_reason_is_written_once_and_as_it_first_was() {
    both(|db| async move {
        for role in ["data manager", "evaluator"] {
            let transaction = db.for_migrations().begin().await.expect("a transaction");
            outbox::enqueue(&transaction, invitation(role), noon()).await.expect("it is written");
            transaction.commit().await.expect("it is kept");
        }

        let facts = r#"{"role":"data manager","study":"Bridgeway","until":"5 March 2026"}"#;
        assert_eq!(rows(&db).await, [format!("staff-invitation to 7: {facts}")]);
    })
    .await;
}

#[tokio::test]
async fn a_message_is_taken_back_with_what_caused_it() {
    both(|db| async move {
        let transaction = db.for_migrations().begin().await.expect("a transaction");
        outbox::enqueue(&transaction, invitation("evaluator"), noon()).await.expect("written");
        transaction.rollback().await.expect("it is taken back");

        assert_eq!(rows(&db).await, Vec::<String>::new());
    })
    .await;
}

#[test]
fn every_message_has_a_subject_of_one_line_and_a_name_of_its_own() {
    let mut names: Vec<_> = Template::ALL.iter().map(|template| template.name()).collect();
    names.dedup();
    assert_eq!(names.len(), Template::ALL.len());
    for template in Template::ALL {
        assert_eq!(template.words().subject.lines().count(), 1, "{}", template.name());
    }
}
