//! Saving pages together: everybody's are kept, and nobody's trouble is another's.

use records::{
    Db,
    auth::Participant,
    consent,
    participants::{self, Enrolment},
    responses::{ResponseError, Stage},
    studies::StudyHandle,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement, TransactionTrait};

use crate::{
    databases::{both, on_postgres},
    study::{full_consent, noon, page, person, with_anna},
    try_save,
};

/// Anna's study with Carla, whose pages go the same way as Anna's: every second person's do.
async fn with_carla(db: &Db) -> StudyHandle {
    let study = with_anna(db).await;
    let carla = Enrolment { study_number: "1003".to_owned(), ..Enrolment::default() };
    participants::enrol(db, &study, vec![carla], false, noon()).await.expect("she is enrolled");
    study
}

/// Somebody who agreed and gave their date of birth.
async fn begun(db: &Db, study: &StudyHandle, number: &str) -> Participant {
    let who = person(db, study, number, None, noon()).await;
    consent::give(db, &who, &full_consent(study), noon()).await.expect("they agree");
    try_save(db, &who, "dob", "dob_day=4&dob_month=5&dob_year=1980").await.expect("it is kept");
    who
}

async fn number(db: &Db, query: &str) -> i64 {
    let backend = db.read().get_database_backend();
    let row = db.read().query_one_raw(Statement::from_string(backend, query)).await;
    row.expect("an answer").expect("a row").try_get("", "n").expect("a number")
}

async fn change(db: &Db, statement: &str) {
    db.writer().execute_unprepared(statement).await.expect("it is changed");
}

/// On one thread all of these wait before the first is answered, and so are saved together.
#[tokio::test]
async fn pages_that_are_saved_together_are_all_kept_also_two_of_one_person() {
    both(|db| async move {
        let study = with_carla(&db).await;
        let (anna, carla) = tokio::join!(begun(&db, &study, "1001"), begun(&db, &study, "1003"));

        let (first, second, third, fourth) = tokio::join!(
            try_save(&db, &anna, "empact", "empact=1"),
            try_save(&db, &carla, "empact", "empact=6"),
            try_save(&db, &anna, "hours", "hours=30"),
            try_save(&db, &carla, "nosuchpage", "empact=6"),
        );

        assert_eq!(first.unwrap(), Stage::Page(page("hours")));
        assert_eq!(second.unwrap(), Stage::Page(page("anyelse")));
        assert_eq!(third.unwrap(), Stage::Page(page("anyelse")));
        assert!(matches!(fourth, Err(ResponseError::NoSuchPage)));
        assert_eq!(number(&db, "SELECT CAST(SUM(saves) AS BIGINT) AS n FROM response").await, 5);
        let changes = "SELECT COUNT(*) AS n FROM history WHERE page IN ('empact', 'hours')";
        assert_eq!(number(&db, changes).await, 3);
    })
    .await;
}

#[tokio::test]
async fn somebody_whose_answers_cannot_be_read_keeps_nobody_else_from_saving() {
    both(|db| async move {
        let study = with_carla(&db).await;
        let (anna, carla) = tokio::join!(begun(&db, &study, "1001"), begun(&db, &study, "1003"));
        let annas = "participant_id = (SELECT id FROM participant WHERE study_number = '1001')";
        change(&db, &format!("UPDATE response SET sheet = 'broken' WHERE {annas}")).await;

        let (before, broken, after) = tokio::join!(
            try_save(&db, &carla, "empact", "empact=1"),
            try_save(&db, &anna, "empact", "empact=1"),
            try_save(&db, &carla, "hours", "hours=30"),
        );

        assert_eq!(before.unwrap(), Stage::Page(page("hours")));
        assert!(matches!(broken, Err(ResponseError::Database(_))));
        assert_eq!(after.unwrap(), Stage::Page(page("anyelse")));
        let saves = format!("SELECT CAST(saves AS BIGINT) AS n FROM response WHERE NOT {annas}");
        assert_eq!(number(&db, &saves).await, 3);
    })
    .await;
}

#[tokio::test]
async fn somebody_whom_another_server_holds_keeps_nobody_else_from_saving() {
    on_postgres(|db| async move {
        let study = with_carla(&db).await;
        let (anna, carla) = tokio::join!(begun(&db, &study, "1001"), begun(&db, &study, "1003"));
        let other = db.writer().begin().await.expect("a transaction");
        let hold = "SELECT id FROM participant WHERE study_number = '1001' FOR UPDATE";
        other.execute_unprepared(hold).await.expect("Anna is held");

        let (held, free) = tokio::join!(
            try_save(&db, &anna, "empact", "empact=1"),
            try_save(&db, &carla, "empact", "empact=1"),
        );
        other.rollback().await.expect("Anna is let go");
        let again = try_save(&db, &anna, "empact", "empact=1").await;

        assert!(matches!(held, Err(ResponseError::Database(_))));
        assert_eq!(free.unwrap(), Stage::Page(page("hours")));
        assert_eq!(again.unwrap(), Stage::Page(page("hours")));
    })
    .await;
}
