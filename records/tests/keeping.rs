//! What goes because its time has come.

mod databases;

mod study;

mod keeping {
    mod meanwhile;

    mod working;
}

use std::collections::BTreeMap;

use chrono::{DateTime, TimeZone, Utc};
use databases::{Folder, both};
use records::{
    Db,
    auth::{By, Participant},
    consent,
    outbox::{self, Channel, Message, Post, Recipient, Template},
    participants::{self, Enrolment},
    responses,
    retention::{list, take_out},
    senders::{self, Senders},
    staff::{self, Appointment},
    studies::{self, StudyHandle},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, Statement, TransactionTrait};
use study::{anna, full_consent, noon, page, protocol, small_baseline, typed, with_anna};
use surveys::{
    journey::Manner,
    retention::{Due, Kind, Retention},
    roles::Role,
};

async fn told(db: &Db, query: &str) -> Vec<String> {
    let query = Statement::from_string(db.read().get_database_backend(), query);
    let rows = db.read().query_all_raw(query).await.expect("an answer");
    rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
}

fn day(text: &str) -> DateTime<Utc> {
    let day: chrono::NaiveDate = text.parse().expect("a day");
    Utc.from_utc_datetime(&day.and_hms_opt(12, 0, 0).expect("noon"))
}

/// Anna has answered; her date of birth is typed and not in order; both have a National Insurance number.
async fn answered(db: &Db) -> (StudyHandle, Participant) {
    let study = with_anna(db).await;
    let who = anna(db, &study, None).await;
    consent::give(db, &who, &full_consent(&study), noon()).await.expect("Anna agrees");
    for (on, form) in [("dob", "dob_day=4&dob_month=5"), ("empact", "empact=6")] {
        let (on, form) = (page(on), typed(form));
        let saved = responses::save_page(db, &who, &on, form, Manner::Leave, noon());
        saved.await.expect("the page is kept");
    }
    let row = |number: &str| Enrolment {
        study_number: number.to_owned(),
        nino: Some("AB123456C".to_owned()),
        email: Some("somebody@example.org".to_owned()),
        ..Enrolment::default()
    };
    participants::enrol(db, &study, vec![row("1001"), row("1002")], true, noon()).await.unwrap();
    (study, who)
}

async fn with_rules(db: &Db, study: &StudyHandle, retention: Retention) -> StudyHandle {
    let mut file = study.study().as_ref().clone();
    file.retention = retention;
    let mut all = vec![small_baseline()];
    let others = surveys::catalogue::surveys().iter();
    all.extend(others.filter(|survey| survey.key.as_str() != "baseline").cloned());
    studies::load(db, &file, (&protocol(), None), &all, noon()).await.expect("the study loads");
    studies::find(db, &file.key).await.expect("it is there")
}

fn reported() -> Retention {
    Retention { final_report_on: "2026-09-01".parse().ok(), ..Retention::default() }
}

fn files(folder: &Folder) -> senders::Folder {
    senders::Folder::new(folder.0.join("outbox"))
}

async fn goes(
    db: &Db,
    study: &StudyHandle,
    folder: &Folder,
    now: &str,
) -> Vec<(Kind, Vec<String>)> {
    let all = list(db, study, &files(folder), day(now)).await.expect("a list");
    let some = all.into_iter().filter(|going| !going.whose.is_empty());
    some.map(|going| (going.kind, going.whose)).collect()
}

async fn takes(db: &Db, study: &StudyHandle, folder: &Folder, now: &str) {
    take_out(db, study, &files(folder), day(now)).await.expect("it goes");
}

fn both_of_them() -> Vec<String> {
    vec!["1001".to_owned(), "1002".to_owned()]
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_final_report_names_and_answers_stay_and_it_is_said_why() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let folder = Folder::new();

        let all = list(&db, &study, &files(&folder), day("2046-01-01")).await.unwrap();

        let due = |kind| all.iter().find(|going| going.kind == kind).map(|going| going.due);
        assert_eq!(due(Kind::Identifiers), Some(Due::NoFinalReport));
        assert_eq!(due(Kind::Numbers), Some(Due::NoLastLinkage));
        assert_eq!(due(Kind::Answers), Some(Due::NoFinalReport));
        takes(&db, &study, &folder, "2046-01-01").await;
        assert_eq!(told(&db, "SELECT status AS told FROM response").await, ["begun"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_go_a_year_after_the_report_and_answers_stay_nine_more() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let (study, folder) = (with_rules(&db, &study, reported()).await, Folder::new());
        let names = (Kind::Identifiers, both_of_them());

        let before = goes(&db, &study, &folder, "2027-08-31").await;
        assert!(!before.iter().any(|(kind, _)| *kind == Kind::Identifiers), "{before:?}");
        assert!(goes(&db, &study, &folder, "2027-09-01").await.contains(&names));
        takes(&db, &study, &folder, "2027-09-01").await;

        assert_eq!(goes(&db, &study, &folder, "2027-09-02").await, []);
        let audited = "SELECT actor || ' | ' || action || ' | ' || object AS told FROM audit WHERE actor = 'retention' ORDER BY id";
        let entries = told(&db, audited).await;
        assert!(entries.contains(&"retention | identity destroyed | 1001".to_owned()), "{entries:?}");
        assert!(told(&db, "SELECT sheet AS told FROM response").await[0].contains("empact"));

        takes(&db, &study, &folder, "2036-08-31").await;
        assert_eq!(told(&db, "SELECT status AS told FROM response").await, ["begun"]);
        takes(&db, &study, &folder, "2036-09-01").await;
        assert_eq!(told(&db, "SELECT status AS told FROM response").await, ["erased"]);
        let erased = "SELECT actor || ' | ' || object AS told FROM audit WHERE action = 'answers erased'";
        assert_eq!(told(&db, erased).await, ["retention | 1001"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_go_after_the_last_linkage_and_other_details_stay() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let last_linkage_on = "2026-05-01".parse().ok();
        let study = with_rules(&db, &study, Retention { last_linkage_on, ..reported() }).await;
        let folder = Folder::new();

        assert_eq!(
            goes(&db, &study, &folder, "2026-05-01").await,
            [(Kind::Numbers, both_of_them())]
        );
        takes(&db, &study, &folder, "2026-05-01").await;

        assert_eq!(goes(&db, &study, &folder, "2026-05-02").await, []);
        let again = Enrolment {
            study_number: "1002".to_owned(),
            email: Some("somebody@example.org".to_owned()),
            ..Enrolment::default()
        };
        let report = participants::enrol(&db, &study, vec![again], false, noon()).await.unwrap();
        assert_eq!(report.unchanged, 1, "the address is known still");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_about_oneself_and_never_finished_goes_after_ninety_days() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let folder = Folder::new();

        assert_eq!(goes(&db, &study, &folder, "2026-05-30").await, []);
        let going = goes(&db, &study, &folder, "2026-05-31").await;
        assert_eq!(going, [(Kind::Unfinished, vec!["1001".to_owned()])]);
        takes(&db, &study, &folder, "2026-05-31").await;

        assert_eq!(goes(&db, &study, &folder, "2026-06-01").await, []);
        let drafts = "SELECT object AS told FROM audit WHERE action = 'unfinished details deleted'";
        assert_eq!(told(&db, drafts).await, ["1001"]);
    })
    .await;
}

/// Sends Anna a message as a file.
async fn send(db: &Db, folder: &Folder, once: &str) {
    let message = Message {
        study_id: Some(1),
        to: Recipient::Participant(1),
        channel: Channel::Email,
        template: Template::SurveyInvitation,
        facts: BTreeMap::from([("wave".to_owned(), "baseline".to_owned())]),
        once: once.to_owned(),
        not_before: noon(),
    };
    let transaction = db.writer().begin().await.unwrap();
    outbox::enqueue(&transaction, message, noon()).await.unwrap();
    transaction.commit().await.unwrap();
    let post = Post::new(Senders::files(files(folder)), "https://survey.example.org".to_owned());
    while outbox::send_due(db, &post, noon()).await.unwrap() > 0 {}
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_a_message_goes_a_month_after_it_was_sent_and_the_row_stays() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let folder = Folder::new();
        send(&db, &folder, "once").await;
        let there = || std::fs::read_dir(folder.0.join("outbox")).unwrap().count();

        takes(&db, &study, &folder, "2026-03-31").await;
        assert_eq!(there(), 1);
        takes(&db, &study, &folder, "2026-04-01").await;

        assert_eq!(there(), 0);
        assert_eq!(told(&db, "SELECT state AS told FROM outbox").await, ["sent"]);
        assert_eq!(goes(&db, &study, &folder, "2026-04-01").await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_nobody_used_goes_thirty_days_after_it_ended() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let folder = Folder::new();
        let role = Appointment { role: Role::Evaluator, study: Some(study.clone()), site: None };
        staff::invite(&db, By::CommandLine, "dev@example.org", role, noon()).await.unwrap();

        let going = goes(&db, &study, &folder, "2026-04-08").await;
        assert_eq!(going, [(Kind::StaffSessions, vec!["staff 1".to_owned()])]);
        assert_eq!(goes(&db, &study, &folder, "2026-04-07").await, []);
        takes(&db, &study, &folder, "2026-04-08").await;
        assert_eq!(goes(&db, &study, &folder, "2026-04-09").await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_changes_nothing_in_any_table() {
    both(|db| async move {
        let (study, _) = answered(&db).await;
        let (study, folder) = (with_rules(&db, &study, reported()).await, Folder::new());
        let before = everything(&db).await;

        let going = goes(&db, &study, &folder, "2046-01-01").await;

        assert_eq!(going.len(), 4, "{going:?}");
        assert_eq!(everything(&db).await, before);
    })
    .await;
}

/// Every row of every table of the answers and the vault.
async fn everything(db: &Db) -> Vec<String> {
    let mut all = Vec::new();
    for store in [db.read(), db.vault_for_copies(), db.keys_for_copies()] {
        let backend = store.get_database_backend();
        let names = match backend {
            DbBackend::Sqlite => "SELECT name AS told FROM sqlite_master WHERE type = 'table'",
            _ => {
                "SELECT tablename::text AS told FROM pg_tables WHERE schemaname = current_schema()"
            }
        };
        let names = store.query_all_raw(Statement::from_string(backend, names)).await.unwrap();
        for name in names {
            let name: String = name.try_get("", "told").unwrap();
            let rows = Statement::from_string(backend, format!("SELECT * FROM \"{name}\""));
            let rows = store.query_all_raw(rows).await.unwrap();
            all.extend(rows.iter().map(|row| format!("{name}: {row:?}")));
        }
    }
    all.sort();
    all
}
