//! What is left behind of what was done: an entry for each change, and none of what was only looked at.

use records::{
    Db,
    events::{self, EventKind, EventRow},
    responses,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};

use super::{annas::randomised, dataset::take};
use crate::{
    databases::both,
    study::{anna, noon, page},
};

async fn told(db: &Db, query: &str) -> Vec<String> {
    let backend = db.read().get_database_backend();
    let rows = db.read().query_all_raw(Statement::from_string(backend, query)).await;
    let told = rows.expect("an answer").into_iter().map(|row| row.try_get("", "told"));
    told.collect::<Result<_, _>>().expect("texts")
}

pub async fn entries(db: &Db) -> Vec<String> {
    let entries = "SELECT actor || ': ' || action || ' ' || object AS told FROM audit ORDER BY id";
    told(db, entries).await
}

#[tokio::test]
async fn each_change_leaves_an_entry_that_names_nobody() {
    both(|db| async move {
        let study = randomised(&db).await;
        let support_ended = || EventRow {
            study_number: "1001".to_owned(),
            kind: EventKind::SupportEnd,
            on: noon().date_naive(),
        };
        for _ in 0..2 {
            events::import(&db, &study, vec![support_ended()], noon()).await.expect("it is taken");
        }
        take(&db, &study, &[], noon()).await;

        let expected = [
            "study load: protocol published protocol 1",
            "study load: survey published baseline@1",
            "study load: survey published four-month@1",
            "study load: survey published exit@1",
            "command line: study loaded bridgeway",
            "command line: participants enrolled bridgeway: 2 new, 0 of them test people, 0 changed",
            "1001: consent given consent",
            "1001: response sent baseline",
            "command line: allocation brought bridgeway: 1 people",
            "command line: events imported bridgeway: 1 events",
            "Carys: dataset exported bridgeway",
        ];
        assert_eq!(entries(&db).await, expected);
    })
    .await;
}

#[tokio::test]
async fn whoever_only_looks_changes_no_row_of_any_table() {
    both(|db| async move {
        let study = randomised(&db).await;
        anna(&db, &study, None).await;
        let before = everything(&db).await;

        let who = anna(&db, &study, None).await;
        responses::overview(&db, &who, noon()).await.expect("it is shown");
        responses::stage(&db, &who, noon()).await.expect("it is told");
        drop(responses::show_page(&db, &who, &page("empact"), noon()).await);
        drop(responses::review(&db, &who, noon()).await);

        assert_eq!(everything(&db).await, before);
    })
    .await;
}

/// Of each table how many rows there are, and of those that change in place what they hold.
async fn everything(db: &Db) -> Vec<String> {
    const TABLES: [&str; 13] = [
        "study",
        "protocol_version",
        "wave",
        "survey_version",
        "participant",
        "vault_step",
        "link",
        "consent_event",
        "allocation",
        "event",
        "response",
        "history",
        "audit",
    ];
    let mut everything = Vec::new();
    for table in TABLES {
        let rows = format!("SELECT CAST(COUNT(*) AS TEXT) AS told FROM {table}");
        everything.extend(told(db, &rows).await);
    }
    let links = "SELECT CAST(wrong_tries AS TEXT) AS told FROM link ORDER BY id";
    everything.extend(told(db, links).await);
    let responses = "SELECT sheet || saved_at AS told FROM response ORDER BY id";
    everything.extend(told(db, responses).await);
    everything
}
