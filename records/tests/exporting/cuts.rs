//! Cuts: what they keep stays as it was, and what was erased is gone from them.

mod frozen;

mod broken_off;

mod erased;

mod gates;

mod compared;

mod hidden;

mod masked;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use records::{
    Db,
    auth::By,
    consent,
    cuts::{self, Cut, CutError, CutRequest, FilesRequest, Written},
    exports::Format,
    participants::{self, Enrolment},
    responses::{self, Stage},
    studies::StudyHandle,
    terms,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use surveys::authoring::File;

use super::annas::{ANSWERS, answer, sent};
use crate::{
    databases::Folder,
    study::{full_consent, noon, person},
};

/// What a test calls its files.
type Bytes = BTreeMap<String, Vec<u8>>;

fn for_carys() -> CutRequest {
    CutRequest { recipient: "University of Example".to_owned(), ..CutRequest::default() }
}

async fn make(db: &Db, study: &StudyHandle, request: &CutRequest, now: DateTime<Utc>) -> Cut {
    try_make(db, study, request, now).await.expect("the cut is made")
}

async fn try_make(
    db: &Db,
    study: &StudyHandle,
    request: &CutRequest,
    now: DateTime<Utc>,
) -> Result<Cut, CutError> {
    cuts::make(db, study, request, &|_, _| {}, "Carys", now).await
}

/// The files of a cut, by name.
async fn files(db: &Db, study: &StudyHandle, number: u32, formats: &[Format]) -> Bytes {
    written(db, study, number, formats).await.1
}

/// The same, with what is told of them.
async fn written(
    db: &Db,
    study: &StudyHandle,
    number: u32,
    formats: &[Format],
) -> (Written, Bytes) {
    let folder = Folder::new();
    let (out, formats) = (folder.0.join("out"), formats.to_vec());
    let request = FilesRequest { out: out.clone(), formats, replace: false };
    let written = cuts::files(db, study, (number, &request), &|_, _| {}, "Carys", noon())
        .await
        .expect("they are written");
    let mut bytes = Bytes::new();
    for entry in std::fs::read_dir(&out).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        bytes.insert(name, std::fs::read(entry.path()).expect("a file"));
    }
    (written, bytes)
}

fn text(files: &Bytes, name: &str) -> String {
    String::from_utf8(files[name].clone()).expect("it is UTF-8")
}

/// One column of a file, by the row's key.
fn column(files: &Bytes, name: &str, column: &str) -> BTreeMap<String, String> {
    let text = text(files, name);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let place = reader.headers().expect("names").iter().position(|own| own == column);
    let place = place.unwrap_or_else(|| panic!("{name} has no column {column}"));
    let row = |row: csv::StringRecord| (row[0].to_owned(), row[place].to_owned());
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

/// The row keys of a file.
fn keys(files: &Bytes, name: &str) -> BTreeSet<String> {
    column(files, name, "row_key").into_keys().collect()
}

/// Anna's row key: she worked for 30.5 hours.
fn annas_key(files: &Bytes) -> String {
    let hours = column(files, "wide.csv", "w0_hours");
    hours.into_iter().find(|(_, hours)| hours == "30.5").expect("hers is there").0
}

/// What a query tells, as texts.
async fn told(db: &Db, query: &str) -> Vec<String> {
    let query = Statement::from_string(db.read().get_database_backend(), query);
    let rows = db.read().query_all_raw(query).await.expect("an answer");
    rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
}

async fn changes(db: &Db, statement: &str) {
    db.writer().execute_unprepared(statement).await.expect("it is changed");
}

/// Anna and Ben have sent the baseline; he worked for 12 hours.
async fn both_sent(db: &Db) -> StudyHandle {
    let study = sent(db).await;
    sends(db, &study, "1002", "hours=12").await;
    study
}

/// Somebody who is enrolled agrees to everything, and sends the baseline with these hours.
async fn sends(db: &Db, study: &StudyHandle, number: &str, hours: &str) {
    let who = person(db, study, number, None, noon()).await;
    consent::give(db, &who, &full_consent(study), noon()).await.expect("they agree");
    answer(db, &who, &[ANSWERS[0], ANSWERS[1], ("hours", hours), ("anyelse", "anyelse=")]).await;
    let stage = responses::send(db, &who, noon()).await.expect("it is sent");
    assert_eq!(stage, Stage::Sent, "every page was answered");
}

async fn enrols(db: &Db, study: &StudyHandle, number: &str) {
    let one = Enrolment { study_number: number.to_owned(), ..Enrolment::default() };
    participants::enrol(db, study, vec![one], false, noon()).await.expect("they are enrolled");
}

/// Publishes terms with two purposes, and these lines.
async fn agrees_terms(db: &Db, study: &StudyHandle, more: &str) {
    let text = format!(
        "version = 1\n\n[release]\n\n[[release.purposes]]\nkey = \"evaluation\"\ntitle = \"The evaluation\"\n\n\
         [[release.purposes]]\nkey = \"archive\"\ntitle = \"Other research\"\nconsent = \"C8\"\n\n{more}"
    );
    let file = File { name: "terms.toml".to_owned(), text };
    terms::publish(db, &By::CommandLine, study, &file, noon()).await.expect("they are published");
}

fn for_purpose(key: &str) -> CutRequest {
    CutRequest { purpose: Some(key.to_owned()), ..for_carys() }
}
