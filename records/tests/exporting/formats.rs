//! The same dataset in each format, and columns that hold what every version of a survey asks.

use chrono::NaiveDate;
use datasets::{Extent, dta, missing::of_stata_letter, sav};
use records::{
    Db,
    exports::{ExportError, ExportRequest, Format},
    studies::{self, StudyHandle},
};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::{
    catalogue,
    definition::{Kind, Survey},
};

use super::{
    annas::{ANSWERS, answer, days, randomised, sent},
    dataset::{request, take, try_take},
};
use crate::{
    databases::{Folder, both},
    study::{full_consent, noon, person, protocol, small_baseline, with_anna},
};

/// What is exported, without words.
const FILES: [&str; 8] =
    ["participants", "wide", "long", "paradata", "calls", "messages", "pages", "codebook"];

/// What tells of the files.
const DOCUMENTS: [&str; 3] = ["codebook.html", "ddi.xml", "long.questionnaire.json"];

/// Whether a file is written in a format: nobody needs a setup file for the codebook.
fn is_in(file: &str, format: Format) -> bool {
    match format.extent() {
        Extent::Each => file != "codebook" || format.has_rows(),
        Extent::Answers => file == "long",
        Extent::Once => false,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_analyst_who_asks_for_every_format_has_each_file_in_each_with_as_many_rows() {
    both(|db| async move {
        let (study, folder) = (sent(&db).await, Folder::new());
        let formats = Format::ALL.to_vec();
        let all = ExportRequest { formats, ..request(&folder, &["baseline"]) };

        let data = try_take(&db, &study, all, noon()).await.expect("all are written");

        let alone = take(&db, &study, &["baseline"], noon()).await;
        let mut expected: Vec<_> =
            DOCUMENTS.into_iter().chain(["manifest.json"]).map(str::to_owned).collect();
        for file in FILES {
            let held = |format: &Format| {
                let name = format!("{file}{}", format.ending());
                let entry = data.manifest.files.iter().find(|entry| entry.name == name);
                entry.map(|entry| (name.clone(), entry.rows, entry.columns))
            };
            let (csv, rows, columns) = held(&Format::Csv).expect("CSV is one of them");
            assert_eq!(data.file(&csv), alone.file(&csv));
            for format in Format::ALL.iter().filter(|own| own.extent() != Extent::Once) {
                let written = held(format);
                assert_eq!(written.is_some(), is_in(file, *format), "{file} in {format}");
                let Some((name, own, as_many)) = written else { continue };
                let rows = if format.has_rows() { rows } else { 0 };
                assert_eq!((own, as_many), (rows, columns), "{name}");
                expected.push(name);
            }
        }
        expected.sort();
        assert_eq!(data.files, expected, "nothing that was put aside is left");
    })
    .await;
}

/// The cells of a file of SPSS, as CSV has them.
fn in_sav(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = sav::Reader::open(bytes).expect("a system file");
    let mut rows = Vec::new();
    while let Some(row) = reader.next_row().expect("a row") {
        let cell = |(_, value): (&sav::Column, sav::Value<'_>)| match value {
            sav::Value::Blank => String::new(),
            sav::Value::Number(number) => number.to_string(),
            sav::Value::Text(words) => words.into_owned(),
            sav::Value::Date(date) => date.to_string(),
            sav::Value::Moment(moment) => moment.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        };
        rows.push(row.cells().map(|own| cell(own.expect("a cell"))).collect());
    }
    rows
}

/// The cells of a file of Stata, as CSV has them.
fn in_dta(bytes: &[u8]) -> Vec<Vec<String>> {
    let file = std::io::Cursor::new(bytes);
    let mut reader = dta::Reader::open(file, dta::Limits::default()).expect("a file of Stata");
    let cell = |value: dta::Value| match value {
        dta::Value::Blank => String::new(),
        dta::Value::Missing(letter) => {
            of_stata_letter(letter).expect("one of our letters").to_string()
        }
        dta::Value::Number(number) => number.to_string(),
        dta::Value::Decimal(number) => number.to_string(),
        dta::Value::Text(words) => words,
        dta::Value::Date(date) => date.to_string(),
        dta::Value::Moment(moment) => moment.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
    };
    let rows = std::iter::from_fn(|| reader.row().expect("a row"));
    rows.map(|row| row.into_iter().map(cell).collect()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn spss_and_stata_hold_cell_by_cell_what_csv_holds() {
    both(|db| async move {
        let (study, folder) = (randomised(&db).await, Folder::new());
        let formats = vec![Format::Csv, Format::Sav, Format::Dta];
        let all = ExportRequest { formats, include_text: true, ..request(&folder, &[]) };

        let data = try_take(&db, &study, all, days(130)).await.expect("all are written");

        for file in ["participants", "wide", "long", "paradata", "calls", "messages", "pages"] {
            let csv = data.bytes[&format!("{file}.csv")].as_slice();
            let rows = csv::Reader::from_reader(csv).into_records();
            let row = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
            let rows: Vec<Vec<String>> = rows.map(|own| row(own.expect("a row"))).collect();
            assert_eq!(in_sav(&data.bytes[&format!("{file}.sav")]), rows, "{file}");
            assert_eq!(in_dta(&data.bytes[&format!("{file}.dta")]), rows, "{file}");
        }
        let said = "=SUM(A1), she said".to_owned();
        assert_eq!(data.column("text.csv", "text"), [format!("'{said}")]);
        let [sav, dta] = [in_sav(&data.bytes["text.sav"]), in_dta(&data.bytes["text.dta"])];
        assert_eq!([&sav[0][3], &dta[0][3]], [&said; 2], "only a spreadsheet would run it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_for_what_labels_csv_in_spss_has_the_csv_beside_it() {
    both(|db| async move {
        let (study, folder) = (with_anna(&db).await, Folder::new());
        let formats = vec![Format::SpssSetup];
        let setup = ExportRequest { formats, ..request(&folder, &["baseline"]) };

        let data = try_take(&db, &study, setup, noon()).await.expect("it is written");

        for file in FILES {
            assert!(data.files.contains(&format!("{file}.csv")), "{:?}", data.files);
        }
        assert!(data.files.contains(&"wide.sps".to_owned()), "{:?}", data.files);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_in_no_format_unless_they_are_asked_for() {
    both(|db| async move {
        let (study, folder) = (sent(&db).await, Folder::new());
        let formats = Format::ALL.to_vec();
        let all = ExportRequest { formats, ..request(&folder, &["baseline"]) };

        let data = try_take(&db, &study, all, noon()).await.expect("all are written");

        let said = b"she said";
        for (file, bytes) in &data.bytes {
            assert!(!file.starts_with("text."), "{file}");
            assert!(!bytes.windows(said.len()).any(|part| part == said), "{file}");
        }
    })
    .await;
}

/// The baseline once more, as its second version, with another kind of answer to the question about hours.
fn with_hours(kind: Kind) -> Survey {
    let mut second = small_baseline();
    second.version = 2;
    let pages = second.sections.iter_mut().flat_map(|section| &mut section.pages);
    let hours = pages.flat_map(|page| &mut page.questions).find(|own| own.key.as_str() == "hours");
    hours.expect("it is asked").kind = kind;
    second
}

const fn number(least: f64, most: f64, places: u8) -> Kind {
    Kind::Number { least, most, most_fact: None, places, unit: None, unit_of_one: None }
}

/// Anna answered 30.5 to the first version. Ben answers this to the second.
async fn asked_again(db: &Db, second: Survey, hours: &str) -> StudyHandle {
    let study = sent(db).await;
    let mut surveys = catalogue::surveys().to_vec();
    surveys.retain(|survey| survey.key != second.key);
    surveys.push(second);
    let file = study.study().as_ref().clone();
    studies::load(db, &file, (&protocol(), None), &surveys, noon()).await.expect("it loads");
    let study = studies::find(db, &file.key).await.expect("it is there");
    let ben = person(db, &study, "1002", None, noon()).await;
    records::consent::give(db, &ben, &full_consent(&study), noon()).await.expect("he agrees");
    answer(db, &ben, &ANSWERS[..2]).await;
    answer(db, &ben, &[("hours", hours)]).await;
    study
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_has_room_for_what_either_version_takes() {
    both(|db| async move {
        let study = asked_again(&db, with_hours(number(0.0, 150.0, 0)), "hours=120").await;

        let data = take(&db, &study, &["baseline"], noon()).await;

        assert_eq!(data.column("wide.csv", "w0_hours"), ["30.5", "120"]);
        assert_eq!(data.column("long.csv", "hours"), ["30.5", "120"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_below_zero_is_told_from_withdrawn_since_what_is_missing_is_blank_there() {
    both(|db| async move {
        let study = asked_again(&db, with_hours(number(-20.0, 40.0, 1)), "hours=-5").await;
        let carla = records::participants::Enrolment {
            study_number: "1003".to_owned(),
            ..Default::default()
        };
        records::participants::enrol(&db, &study, vec![carla], false, noon()).await.expect("taken");

        let data = take(&db, &study, &["baseline"], noon()).await;

        assert_eq!(data.column("wide.csv", "w0_hours"), ["30.5", "-5", ""]);
        assert_eq!(data.column("wide.csv", "w0_d_age"), ["45", "45", "-7"]);
        let (file, name) =
            (data.column("codebook.csv", "file"), data.column("codebook.csv", "name"));
        let codes = data.column("codebook.csv", "codes");
        let place =
            (0..file.len()).find(|row| file[*row] == "wide.csv" && name[*row] == "w0_hours");
        assert_eq!(codes[place.expect("it is told")], "", "no number of it is a reason");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_became_a_date_is_a_column_of_words() {
    both(|db| async move {
        let date = "hours_day=5&hours_month=1&hours_year=2026";
        let study = asked_again(&db, with_hours(Kind::Date { age: None }), date).await;

        let data = take(&db, &study, &["baseline"], noon()).await;

        let day = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a date").to_string();
        assert_eq!(data.column("wide.csv", "w0_hours"), ["30.5", day.as_str()]);
        assert_eq!(data.column("wide.csv", "w0_hours_st"), ["-2", "0"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_nobody_could_give_ends_the_export_and_no_file_is_left() {
    both(|db| async move {
        let (study, folder) = (sent(&db).await, Folder::new());
        let changed = "UPDATE response SET sheet = REPLACE(sheet, '\"d_cohort\":{\"c\":2}', '\"d_cohort\":{\"c\":77}')";
        db.writer().execute_unprepared(changed).await.expect("it is changed");

        let refused = try_take(&db, &study, request(&folder, &["baseline"]), noon()).await;

        let Err(error @ ExportError::NotWritten { .. }) = refused else {
            panic!("it was written: {:?}", refused.map(|data| data.manifest))
        };
        let told = error.to_string();
        assert!(told.contains("long.csv, study number 1001: row 1, “d_cohort”"), "{told}");
        assert!(!told.contains("77"), "{told}");
        assert_eq!(std::fs::read_dir(&folder.0).expect("a folder").count(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_names_a_format_twice_has_it_once() {
    both(|db| async move {
        let (study, folder) = (with_anna(&db).await, Folder::new());
        let formats = vec![Format::Csv, Format::Csv];
        let twice = ExportRequest { formats, ..request(&folder, &["baseline"]) };

        let data = try_take(&db, &study, twice, noon()).await.expect("it is written");

        assert_eq!(data.manifest.files.len(), FILES.len());
    })
    .await;
}
