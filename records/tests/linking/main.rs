//! Linking: terms are published, identifiers go to an owner of records, outcomes come back, and whoever changes their mind is
//! followed everywhere. Everybody here is invented, and so are their numbers.

#[path = "../databases/mod.rs"]
mod databases;

#[path = "../study/mod.rs"]
#[expect(dead_code, reason = "nobody answers a survey here")]
mod study;

mod owner;

mod publishing;

mod releasing;

mod importing;

mod withdrawing;

mod cutting;

mod told;

mod keeping;

use std::path::Path;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use databases::Folder;
use records::{
    Db,
    auth::By,
    consent,
    linkage::{self, Imported, LinkageError, Released, Request},
    participants::{self, Enrolment},
    stopping::{self, Decider, Wish},
    studies::StudyHandle,
    terms,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use study::{full_consent, noon, person, with_anna};
use surveys::{authoring::File, consent::Mode, keys::OwnerKey, stopping::Choice, typed::Typed};

const TERMS: &str = include_str!("../../../examples/study/terms.toml");

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Noon of a day.
fn at(text: &str) -> DateTime<Utc> {
    noon() + (day(text) - noon().date_naive())
}

fn file(text: &str) -> File {
    File { name: "terms.toml".to_owned(), text: text.to_owned() }
}

fn dwp() -> OwnerKey {
    OwnerKey::new("dwp-hmrc").expect("a key")
}

/// The column `told` of each row.
async fn told(db: &Db, query: &str) -> Vec<String> {
    let query = Statement::from_string(db.read().get_database_backend(), query);
    let rows = db.read().query_all_raw(query).await.expect("an answer");
    rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
}

/// Anna, Ben and Ed agree on the first day, Cleo to all but this, Dilys a week later; Fay agrees and tries the study. Of Ed
/// nothing is on record by which anybody could be found.
async fn asked(db: &Db) -> StudyHandle {
    let study = with_anna(db).await;
    let row = |number: &str, name: &str, nino: Option<&str>| Enrolment {
        study_number: number.to_owned(),
        first_name: Some(name.to_owned()),
        last_name: nino.map(|_| "Ashworth".to_owned()),
        dob: nino.map(|_| day("1984-03-02")),
        nino: nino.map(str::to_owned),
        postcode: nino.map(|_| "ls1 4ap".to_owned()),
        test: Some(name == "Fay"),
        ..Enrolment::default()
    };
    let rows = vec![
        row("1001", "Anna", Some("AB 12 34 56 C")),
        row("1002", "Ben", Some("AB123457C")),
        row("2001", "Cleo", Some("AB123458C")),
        row("2002", "Dilys", Some("AB123459C")),
        row("2003", "Ed", None),
        row("2004", "Fay", Some("AB123460C")),
    ];
    participants::enrol(db, &study, rows, true, noon()).await.expect("they are enrolled");
    for (number, days) in
        [("1001", 0), ("1002", 0), ("2001", 0), ("2002", 7), ("2003", 0), ("2004", 0)]
    {
        let now = noon() + TimeDelta::days(days);
        let who = person(db, &study, number, None, now).await;
        let said = match number {
            "2001" => all_but_records(&study),
            _ => full_consent(&study),
        };
        consent::give(db, &who, &said, now).await.expect("it is kept");
    }
    study
}

fn all_but_records(study: &StudyHandle) -> Typed {
    let mut typed = full_consent(study);
    typed.retain(|code| code != "C5");
    typed.add("C5", "no");
    typed
}

async fn publish(db: &Db, study: &StudyHandle, text: &str) {
    let published =
        terms::publish(db, &By::CommandLine, study, &file(text), at("2026-09-01")).await;
    published.expect("the terms are published");
}

/// The same with terms that hold.
async fn with_terms(db: &Db) -> StudyHandle {
    let study = asked(db).await;
    publish(db, &study, TERMS).await;
    study
}

async fn release(
    db: &Db,
    study: &StudyHandle,
    out: &Path,
    now: &str,
) -> Result<Released, LinkageError> {
    let request = Request { owner: dwp(), cut_on: day("2026-03-05"), out: out.to_owned() };
    linkage::release(db, &By::CommandLine, study, &request, at(now)).await
}

/// A file for the owner, and what stands in it.
async fn released(db: &Db, study: &StudyHandle, now: &str) -> (u32, String) {
    let folder = Folder::new();
    let released = release(db, study, &folder.0.join("out"), now).await.expect("it is made");
    (released.number, std::fs::read_to_string(&released.path).expect("it is there"))
}

async fn import(
    db: &Db,
    study: &StudyHandle,
    number: u32,
    text: &str,
) -> Result<Imported, LinkageError> {
    let now = at("2027-05-01");
    linkage::import(db, &By::CommandLine, study, (number, text.as_bytes(), false), now).await
}

async fn stops(db: &Db, study: &StudyHandle, number: &str, choice: Choice, on: &str) {
    let wish = Wish { choice, decided_by: Decider::Participant, mode: Mode::Phone, reason: None };
    let baseline = &study.study().waves[0].key;
    let recorded =
        stopping::record(db, By::CommandLine, study, number, baseline, wish, at(on)).await;
    recorded.expect("it is recorded");
}

/// What is kept of what owners returned: study number, variable and value.
async fn kept(db: &Db) -> Vec<String> {
    let query = "SELECT p.study_number || ' ' || v.variable || ' ' || v.value AS told FROM linked_value v \
         JOIN participant p ON p.id = v.participant_id ORDER BY p.study_number, v.variable";
    told(db, query).await
}
