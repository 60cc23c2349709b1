//! What no file of a cut has: who somebody is, words that were not asked for, and what the terms make coarser.

use std::io::{Cursor, Read};

use chrono::NaiveDate;
use flate2::read::DeflateDecoder;
use records::{
    Db, consent,
    cuts::{CutError, CutRequest},
    exports::Format,
    participants::{self, Enrolment},
    responses,
    studies::StudyHandle,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};

use super::{Bytes, agrees_terms, column, files, for_carys, for_purpose, make, sends, try_make};
use crate::{
    databases::both,
    exporting::annas::{ANSWERS, answer},
    study::{full_consent, noon, person, with_anna},
};

/// Of an invented woman, in every way in which they are stored or typed.
const PLANTED: [&str; 12] = [
    "Quillfeather",
    "Annabel",
    "QQ123456C",
    "QQ 12 34 56 C",
    "9434765919",
    "943 476 5919",
    "07700900123",
    "07700 900123",
    "annabel.q@example.org",
    "12 Invented Lane",
    "ZZ99 3VZ",
    "1971-02-03",
];

/// She wrote everything into the box for words, too.
async fn planted(db: &Db) -> StudyHandle {
    let study = with_anna(db).await;
    let annabel = Enrolment {
        study_number: "1003".to_owned(),
        first_name: Some("Annabel".to_owned()),
        last_name: Some("Quillfeather".to_owned()),
        dob: NaiveDate::from_ymd_opt(1971, 2, 3),
        nino: Some("QQ123456C".to_owned()),
        mobile: Some("07700 900123".to_owned()),
        email: Some("annabel.q@example.org".to_owned()),
        address: Some("12 Invented Lane".to_owned()),
        postcode: Some("ZZ99 3VZ".to_owned()),
        ..Enrolment::default()
    };
    participants::enrol(db, &study, vec![annabel], false, noon()).await.expect("she is enrolled");
    let who = person(db, &study, "1003", None, noon()).await;
    consent::give(db, &who, &full_consent(&study), noon()).await.expect("she agrees");
    let born = ("dob", "dob_day=3&dob_month=2&dob_year=1971");
    let words = ("anyelse", "anyelse=A. Quillfeather, QQ 12 34 56 C");
    answer(db, &who, &[born, ANSWERS[1], ANSWERS[2], words]).await;
    responses::send(db, &who, noon()).await.expect("it is sent");
    study
}

/// Everything that is in the files, also where a format packs it.
fn unpacked(files: &Bytes) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<_> = files.iter().map(|(name, bytes)| (name.clone(), bytes.clone())).collect();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".xlsx")) {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
        for place in 0..archive.len() {
            let mut part = Vec::new();
            archive.by_index(place).expect("a part").read_to_end(&mut part).expect("it opens");
            all.push((format!("{name}, part {place}"), part));
        }
    }
    all
}

/// What is kept, as the JSON that it was.
async fn kept(db: &Db) -> Vec<(String, Vec<u8>)> {
    let query = "SELECT rows FROM cut_row WHERE rows IS NOT NULL";
    let query = Statement::from_string(db.read().get_database_backend(), query);
    let rows = db.read().query_all_raw(query).await.expect("an answer");
    let inflated = rows.iter().map(|row| {
        let bytes: Vec<u8> = row.try_get("", "rows").expect("bytes");
        let mut json = Vec::new();
        DeflateDecoder::new(bytes.as_slice()).read_to_end(&mut json).expect("it is deflated");
        ("what is kept".to_owned(), json)
    });
    inflated.collect()
}

fn has(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|part| part == words.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_says_who_somebody_is_stands_in_any_byte_of_a_cut() {
    both(|db| async move {
        let study = planted(&db).await;
        make(&db, &study, &for_carys(), noon()).await;

        let written = files(&db, &study, 1, Format::ALL).await;

        assert!(!written.contains_key("text.csv"));
        let all = unpacked(&written).into_iter().chain(kept(&db).await);
        let mut looked = 0;
        for (name, bytes) in all {
            looked += 1;
            for secret in PLANTED {
                assert!(!has(&bytes, secret), "{secret} is in {name}");
            }
        }
        assert!(looked > 50, "{looked}");
        let worked = column(&written, "wide.csv", "w0_hours").into_values();
        assert!(worked.into_iter().any(|hours| hours == "30.5"), "her answers are there");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_in_a_cut_only_where_they_were_asked_for() {
    both(|db| async move {
        let study = planted(&db).await;
        let with = CutRequest { include_text: true, ..for_carys() };
        let of_others = Some(vec!["hours".to_owned()]);
        make(&db, &study, &with, noon()).await;
        make(&db, &study, &CutRequest { variables: of_others, ..with }, noon()).await;

        let [all, others] = [files(&db, &study, 1, &[]).await, files(&db, &study, 2, &[]).await];

        assert_eq!(
            column(&all, "text.csv", "variable").into_values().collect::<Vec<_>>(),
            ["anyelse"]
        );
        assert_eq!(column(&others, "text.csv", "variable").len(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_variables_that_were_named_leave_with_whose_row_it_is_and_how_the_wave_stands() {
    both(|db| async move {
        let study = planted(&db).await;
        let named = |name: &str| {
            let variables = Some(vec![name.to_owned()]);
            CutRequest { variables, ..for_carys() }
        };
        make(&db, &study, &named("hours"), noon()).await;

        let refused = try_make(&db, &study, &named("horses"), noon()).await;

        let written = files(&db, &study, 1, &[]).await;
        let names = super::text(&written, "long.csv").lines().next().expect("names").to_owned();
        assert_eq!(names, "row_key,wave,status,hours");
        assert!(!written.contains_key("pages.csv") && !written.contains_key("calls.csv"));
        let refused = refused.expect_err("there is no such variable").to_string();
        assert_eq!(refused, "no file has “horses”, which is to stay");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ages_are_bands_where_the_terms_say_so_and_else_end_with_80() {
    both(|db| async move {
        let study = planted(&db).await;
        make(&db, &study, &for_carys(), noon()).await;
        agrees_terms(&db, &study, "[[release.bands]]\nvariable = \"d_age\"\nfrom = [18, 50, 80]\n")
            .await;
        make(&db, &study, &for_purpose("evaluation"), noon()).await;

        let [without, with] = [files(&db, &study, 1, &[]).await, files(&db, &study, 2, &[]).await];

        let ages = |files: &Bytes| {
            let ages = column(files, "wide.csv", "w0_d_age").into_values();
            ages.filter(|age| !age.starts_with('-')).collect::<Vec<_>>()
        };
        assert_eq!((ages(&without), ages(&with)), (vec!["55".to_owned()], vec!["50".to_owned()]));
        let told = super::text(&without, "codebook.csv");
        assert!(told.contains("80=80 or more"), "the codebook says what the oldest have");
        assert!(super::text(&with, "codebook.csv").contains("50=50 to 79"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_that_few_people_have_are_put_together_in_every_file() {
    both(|db| async move {
        let study = with_anna(&db).await;
        agrees_terms(
            &db,
            &study,
            "[[release.rare]]\nvariable = \"d_cohort\"\nunder = 3\nother = 9\n",
        )
        .await;
        for number in ["1003", "1004", "1005", "1006"] {
            super::enrols(&db, &study, number).await;
            sends(&db, &study, number, "hours=20").await;
        }
        let change = "UPDATE response SET sheet = REPLACE(sheet, '\"d_cohort\":{\"c\":2}', '\"d_cohort\":{\"c\":1}') \
            WHERE participant_id = (SELECT id FROM participant WHERE study_number = '1003')";
        super::changes(&db, change).await;

        make(&db, &study, &for_purpose("evaluation"), noon()).await;

        let written = files(&db, &study, 1, &[]).await;
        for (file, name) in [("wide.csv", "w0_d_cohort"), ("long.csv", "d_cohort")] {
            let mut codes: Vec<_> = column(&written, file, name).into_values().collect();
            codes.sort();
            // One alone would be as rare as before, so the next rarest joined them.
            assert_eq!(codes, ["9", "9", "9", "9"], "{file}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_about_a_variable_that_no_survey_has_are_told() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let terms = "[[release.bands]]\nvariable = \"shoe_size\"\nfrom = [20, 40]\n";
        agrees_terms(&db, &study, terms).await;

        let refused = try_make(&db, &study, &for_purpose("evaluation"), noon()).await;

        assert!(
            matches!(&refused, Err(CutError::Unknown(named)) if named.len() == 1),
            "{refused:?}"
        );
    })
    .await;
}
