//! A dummy release looks like the real one, and like nothing that anybody takes for it.

use std::sync::Mutex;

use datasets::Outline;
use records::{
    Db,
    auth::By,
    cuts::{self, CutRequest},
    dummy::DummyRequest,
    exports::Format,
    participants::{self, Enrolment},
    studies::StudyHandle,
    terms,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use surveys::authoring::File;

use super::{asked, release, released, rows};
use crate::{
    databases::both,
    exporting::annas::{days, randomised, sent},
    study::{noon, wave},
};

async fn told(db: &Db, query: &str) -> Vec<String> {
    let query = Statement::from_string(db.read().get_database_backend(), query);
    let rows = db.read().query_all_raw(query).await.expect("an answer");
    rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
}

/// Makes a real cut and a dummy release by one request, and lays their files beside each other.
async fn compares(db: &Db, study: &StudyHandle, of: CutRequest) {
    let request = DummyRequest { of: of.clone(), ..asked(24, &[]) };
    let (written, files) = released(db, study, &request).await;
    let of = CutRequest { recipient: "University of Example".to_owned(), ..of };
    let real = cuts::make(db, study, &of, &|_, _| {}, "Carys", noon()).await;

    let real = real.expect("the cut is made");
    let schema = told(db, "SELECT schema AS told FROM cut ORDER BY id DESC LIMIT 1").await;
    let expected: Vec<Outline> = serde_json::from_str(&schema[0]).expect("outlines");
    assert_eq!(written.outlines.len(), expected.len(), "{of:?}");
    for (own, expected) in written.outlines.iter().zip(expected) {
        let unmarked = Outline {
            title: own.title.replacen("INVENTED PEOPLE. ", "", 1),
            notes: own.notes[1..].to_vec(),
            ..own.clone()
        };
        assert_eq!(unmarked, expected);
        assert_ne!(own.title, expected.title);
        assert!(own.notes[0].starts_with("Nobody in this file exists."), "{:?}", own.notes);
    }
    let names = |made: &[cuts::Made]| {
        made.iter().map(|file| (file.name.clone(), file.columns)).collect::<Vec<_>>()
    };
    assert_eq!(names(&written.manifest.first_made), names(&real.manifest.first_made));
    assert_eq!(written.manifest.surveys, real.manifest.surveys, "every version");
    assert_eq!(written.manifest.waves, real.manifest.waves);
    assert_eq!(written.manifest.terms_version, real.manifest.terms_version);
    assert!(files["codebook.csv"].len() > 1_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dummy_has_the_schema_of_a_real_cut_with_the_same_request() {
    both(|db| async move {
        let study = randomised(&db).await;
        compares(&db, &study, CutRequest::default()).await;
        let masked = CutRequest { masked: true, ..CutRequest::default() };
        compares(&db, &study, masked).await;
        let with_words = CutRequest { include_text: true, ..CutRequest::default() };
        compares(&db, &study, with_words).await;

        let text = "version = 1\n\n[release]\n\n[[release.purposes]]\nkey = \"archive\"\ntitle = \"Other research\"\n\
            consent = \"C8\"\n\n[[release.bands]]\nvariable = \"d_age\"\nfrom = [18, 50]\n";
        let file = File { name: "terms.toml".to_owned(), text: text.to_owned() };
        terms::publish(&db, &By::CommandLine, &study, &file, noon()).await.expect("terms");
        let few = CutRequest {
            purpose: Some("archive".to_owned()),
            waves: Some(vec![wave("baseline"), wave("exit")]),
            variables: Some(vec!["d_age".to_owned(), "w0_hours".to_owned()]),
            ..CutRequest::default()
        };
        compares(&db, &study, few).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_of_the_study_is_in_it_and_the_study_has_nothing_more_than_an_entry() {
    both(|db| async move {
        let study = sent(&db).await;
        let counts = "SELECT CAST((SELECT COUNT(*) FROM participant) + (SELECT COUNT(*) FROM response) + \
            (SELECT COUNT(*) FROM cut) + (SELECT COUNT(*) FROM survey_version) AS text) AS told";
        let entries = "SELECT action || ': ' || object || ', ' || COALESCE(purpose, '') AS told FROM audit ORDER BY id";
        let before = (told(&db, counts).await, told(&db, entries).await);
        let request = DummyRequest { formats: Format::ALL.to_vec(), ..asked(24, &[]) };

        let (written, files) = released(&db, &study, &request).await;

        let own = "dummy release written: bridgeway, 24 invented people by seed 1".to_owned();
        assert_eq!(told(&db, counts).await, before.0);
        assert_eq!(told(&db, entries).await, [before.1, vec![own]].concat());
        let people = rows(&files, "participants.csv");
        assert_eq!(people.len() as u64, written.manifest.people);
        for row in &people {
            let key = &row["row_key"];
            assert!(key.starts_with("FAKEFAKE") && key.len() == 26, "{key}");
        }
        let long = rows(&files, "long.csv");
        assert!(long.iter().all(|row| row["row_key"].starts_with("FAKEFAKE")));
        let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).expect("JSON");
        assert_eq!((&manifest["dummy"], &manifest["seed"]), (&true.into(), &1.into()));
        assert_eq!(manifest["effects"], serde_json::json!([]));
        assert!(files["INVENTED-PEOPLE.txt"].starts_with(b"INVENTED PEOPLE\n"));
        for file in ["wide.sav", "wide.dta", "wide.parquet"].iter().filter(|name| files.contains_key(**name)) {
            let marked = files[*file].windows(15).any(|bytes| bytes == b"INVENTED PEOPLE");
            assert!(marked, "{file}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seed_means_the_same_people_on_another_day_in_another_database_and_with_others_in_the_study()
 {
    let made = Mutex::new(Vec::new());
    both(|db| async {
        let db = db;
        let study = sent(&db).await;
        let (_, mut first) = released(&db, &study, &asked(24, &[])).await;
        let one = Enrolment { study_number: "1003".to_owned(), ..Enrolment::default() };
        participants::enrol(&db, &study, vec![one], false, noon())
            .await
            .expect("they are enrolled");
        let later = release(&db, &study, &asked(24, &[]), days(500)).await;
        let (_, mut later) = later.expect("it is written");
        let other = DummyRequest { seed: 2, ..asked(24, &[]) };
        let (_, mut other) = released(&db, &study, &other).await;

        for files in [&mut first, &mut later, &mut other] {
            files.remove("manifest.json");
        }
        assert!(first == later, "the files differ");
        assert!(first["wide.csv"] != other["wide.csv"]);
        made.lock().expect("files").push(first);
    })
    .await;
    let made = made.into_inner().expect("files");
    assert!(made[0] == made[1], "the files differ");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_randomised_has_come_to_the_end_of_every_wave() {
    both(|db| async move {
        let study = sent(&db).await;

        let (_, files) = released(&db, &study, &asked(60, &[])).await;

        let people = rows(&files, "participants.csv");
        let randomised: Vec<_> = people.iter().filter(|row| row["randomised"] == "1").collect();
        assert!(randomised.len() > 30, "{}", randomised.len());
        for arm in ["T", "C"] {
            assert!(randomised.iter().any(|row| row["arm"] == arm));
        }
        let over = ["complete", "partial", "breakoff", "closed"];
        for row in randomised {
            let both = [&row["w1_status"], &row["w2_status"]];
            assert!(both.iter().all(|status| over.contains(&status.as_str())), "{both:?}");
        }
    })
    .await;
}
