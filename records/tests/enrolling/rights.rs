//! The rights register: no word of an instrument is asked without leave, and none leaves in a file.
//!
//! The words are invented: those of the instrument may not be passed on.

use std::path::PathBuf;

use chrono::{NaiveDate, TimeDelta};
use records::{
    Db,
    auth::{By, Participant},
    consent, drafts,
    exports::{self, ExportRequest},
    participants::{self, Enrolment},
    responses::{self, Stage},
    rights::{self, RightError},
    studies::{self, StudyHandle},
    versions::{self, UseError, VersionError},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use surveys::{
    authoring::{self, Beside, File, read_pack},
    catalogue,
    definition::Survey,
    journey::Manner,
    keys::SurveyKey,
    rights::{Right, Unfit},
    scoring::{Mode, Packs, TextPack},
    study::Study,
};

use crate::{
    databases::{Folder, both},
    study::{BASELINE, anna_at, full_consent, noon, page, person, protocol, typed, wave},
};

fn invented() -> TextPack {
    let items = (1..=7).map(|item| format!("\"Invented sentence {item}, of no scale\""));
    let options =
        (1..=5).map(|value| format!("{{ value = {value}, label = \"Invented {value}\" }}"));
    let pack = format!(
        "instrument = \"swemwbs\"\nlanguage = \"en\"\nversion = \"invented-1\"\noptions = [{}]\nitems = [{}]\n",
        options.collect::<Vec<_>>().join(", "),
        items.collect::<Vec<_>>().join(", "),
    );
    read_pack("pack.toml", &pack).expect("the pack is in order")
}

fn right(reference: &str, expires_on: Option<NaiveDate>) -> Right {
    Right {
        instrument: "swemwbs".to_owned(),
        reference: reference.to_owned(),
        holder: "Example Trust".to_owned(),
        expires_on,
        modes: vec![Mode::Web],
        languages: vec!["en".to_owned()],
    }
}

/// The small baseline with the invented scale as its last page.
fn survey(packs: &Packs) -> Survey {
    let last = "{ questions = [\"anyelse\"] },";
    let text = BASELINE.replace(last, &format!("{last}\n  {{ instrument = \"swemwbs\" }},"));
    let file = File { name: "baseline.toml".to_owned(), text };
    authoring::read_with(&file, Beside { packs: Some(packs), ..Beside::default() }, &|_| None)
        .expect("the survey is in order")
}

/// By somebody at the command line.
async fn record(db: &Db, right: &Right) -> Result<bool, RightError> {
    rights::record(db, &By::CommandLine, (&invented(), right), noon()).await
}

async fn entries(db: &Db) -> Vec<String> {
    let query = "SELECT actor || ': ' || action || ' ' || object AS told FROM audit ORDER BY id";
    let query = Statement::from_string(db.read().get_database_backend(), query);
    let rows = db.read().query_all_raw(query).await.expect("an answer");
    rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
}

async fn lantern(db: &Db, expires_on: Option<NaiveDate>) -> StudyHandle {
    record(db, &right("W-1", expires_on)).await.unwrap();
    let survey = survey(&rights::packs(db).await.unwrap());
    let text = include_str!("../../../examples/study/study.toml").to_owned();
    let study = Study::read(&File { name: "study.toml".to_owned(), text }).unwrap();
    let others = catalogue::surveys().iter().filter(|survey| survey.key.as_str() != "baseline");
    let surveys: Vec<_> = others.cloned().chain([survey]).collect();
    studies::load(db, &study, (&protocol(), None), &surveys, noon())
        .await
        .expect("the study loads");
    let study = studies::find(db, &study.key).await.unwrap();
    let person =
        |number: &str| Enrolment { study_number: number.to_owned(), ..Enrolment::default() };
    participants::enrol(db, &study, vec![person("1001"), person("1002")], false, noon())
        .await
        .unwrap();
    study
}

/// Anna has agreed and begun.
async fn begun(db: &Db, study: &StudyHandle) -> Participant {
    let anna = anna_at(db, study, None, noon()).await;
    consent::give(db, &anna, &full_consent(study), noon()).await.unwrap();
    save(db, &anna, "dob", "dob_day=4&dob_month=5&dob_year=1980").await;
    anna
}

async fn save(db: &Db, who: &Participant, on: &str, form: &str) {
    let (on, typed) = (page(on), typed(form));
    let saved = responses::save_page(db, who, &on, typed, Manner::Continue, noon()).await;
    saved.expect("the page is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_in_words_without_a_licence_is_not_published_and_the_instrument_is_named() {
    both(|db| async move {
        let survey = survey(&Packs::new(vec![invented()]));

        let refused =
            versions::publish(&db, &By::CommandLine, &survey, None, noon()).await.unwrap_err();

        assert!(matches!(&refused, VersionError::Unlicensed(lacking) if lacking.len() == 1));
        assert!(
            refused.to_string().starts_with("SWEMWBS may be asked only by licence"),
            "{refused}"
        );
        assert!(versions::list(&db).await.unwrap().is_empty());

        record(&db, &right("W-1", None)).await.unwrap();
        versions::publish(&db, &By::CommandLine, &survey, None, noon())
            .await
            .expect("it is published");
        assert_eq!(
            entries(&db).await,
            [
                "command line: instrument licence recorded swemwbs in en",
                "command line: survey published baseline@1"
            ]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_licence_again_is_one_line_and_a_renewed_one_another() {
    both(|db| async move {
        let record = async |right: &Right| record(&db, right).await.unwrap();
        let today = noon().date_naive();

        assert!(record(&right("W-1", Some(today))).await);
        assert!(!record(&right("W-1", Some(today))).await);
        assert!(record(&right("W-2", None)).await);

        let listed = rights::list(&db, &By::CommandLine).await.unwrap();
        let lines: Vec<_> = listed
            .iter()
            .map(|line| {
                (line.right.reference.as_str(), line.right.expires_on, line.version.as_str())
            })
            .collect();
        assert_eq!(lines, [("W-1", Some(today), "invented-1"), ("W-2", None, "invented-1")]);
        assert_eq!(listed[0].sha256, listed[1].sha256);
        assert_eq!(entries(&db).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_licence_that_is_over_for_another_language_or_half_written_is_not_recorded() {
    both(|db| async move {
        let record = async |right: Right| match record(&db, &right).await {
            Err(RightError::Unfit(unfit)) => unfit,
            other => panic!("{other:?}"),
        };
        let yesterday = noon().date_naive() - TimeDelta::days(1);

        assert_eq!(record(right("W-1", Some(yesterday))).await, [Unfit::Over(yesterday)]);
        let welsh = Right { languages: vec!["cy".to_owned()], ..right("W-1", None) };
        assert!(matches!(record(welsh).await[..], [Unfit::OtherLanguage { .. }]));
        let nothing = Right { modes: Vec::new(), ..right(" ", None) };
        assert_eq!(record(nothing).await, [Unfit::Reference, Unfit::Modes]);
        assert!(rights::list(&db, &By::CommandLine).await.unwrap().is_empty());
        assert_eq!(entries(&db).await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_whose_licence_has_ended_is_not_put_to_use() {
    both(|db| async move {
        let study = lantern(&db, Some(noon().date_naive())).await;
        let next = Survey { version: 2, ..survey(&rights::packs(&db).await.unwrap()) };
        versions::publish(&db, &By::CommandLine, &next, None, noon()).await.expect("in time");
        let (on, which) = (wave("baseline"), (&next.key, 2));
        let after = noon() + TimeDelta::days(1);
        let puts =
            async |when| versions::use_for(&db, &By::CommandLine, (&study, &on), which, when).await;

        let late = puts(after).await;

        assert!(matches!(late, Err(UseError::Version(VersionError::Unlicensed(_)))), "{late:?}");
        puts(noon()).await.expect("on its last day it holds");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_of_the_next_version_begins_with_the_instrument_by_its_name() {
    both(|db| async move {
        lantern(&db, None).await;
        let key = SurveyKey::new("baseline").unwrap();

        let begun = drafts::begin(&db, &By::CommandLine, &key, "", noon()).await.expect("begun");

        assert!(begun.text.contains("{ instrument = \"swemwbs\" }"), "{}", begun.text);
        assert!(!begun.text.contains("Invented"), "{}", begun.text);
        let next = drafts::check(&db, &key, &begun.text).await.unwrap().expect("no faults");
        let before = survey(&rights::packs(&db).await.unwrap());
        assert_eq!(next, Survey { version: 2, ..before });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_licence_has_ended_nobody_begins_and_who_has_begun_goes_on() {
    both(|db| async move {
        let last = noon().date_naive();
        let study = lantern(&db, Some(last)).await;
        let anna = begun(&db, &study).await;
        let after = noon() + TimeDelta::days(1);

        let ben = person(&db, &study, "1002", None, noon()).await;
        assert_eq!(responses::stage(&db, &ben, noon()).await.unwrap(), Stage::Consent);
        assert_eq!(responses::stage(&db, &ben, after).await.unwrap(), Stage::NotYet(None));
        assert!(matches!(responses::stage(&db, &anna, after).await.unwrap(), Stage::Page(_)));

        record(&db, &right("W-2", None)).await.unwrap();
        assert_eq!(responses::stage(&db, &ben, after).await.unwrap(), Stage::Consent);
    })
    .await;
}

/// All files of the baseline's export one after the other, and the wide one.
async fn exported(db: &Db, study: &StudyHandle, out: PathBuf) -> (String, String) {
    let request = ExportRequest {
        out: out.clone(),
        waves: Some(vec![wave("baseline")]),
        include_text: true,
        formats: Vec::new(),
        replace: false,
    };
    exports::write(db, study, &request, &|_, _| {}, noon(), "Carys").await.unwrap();
    let mut all = String::new();
    for entry in std::fs::read_dir(&out).unwrap() {
        all += &std::fs::read_to_string(entry.unwrap().path()).unwrap();
    }
    (all, std::fs::read_to_string(out.join("wide.csv")).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn annas_score_is_exported_and_no_word_of_the_scale() {
    both(|db| async move {
        let study = lantern(&db, None).await;
        let anna = begun(&db, &study).await;
        save(&db, &anna, "empact", "empact=6").await;
        save(&db, &anna, "anyelse", "anyelse=").await;
        let items = [3, 3, 2, 3, 4, 3, 4].into_iter().enumerate();
        let items: Vec<_> =
            items.map(|(place, value)| format!("swemwbs_{}={value}", place + 1)).collect();
        save(&db, &anna, "swemwbs", &items.join("&")).await;
        responses::send(&db, &anna, noon()).await.unwrap();

        let out = Folder::new();
        let (all, wide) = exported(&db, &study, out.0.join("out")).await;
        assert!(!all.contains("Invented"), "{all}");
        assert!(all.contains("SWEMWBS item 7") && all.contains("swemwbs-metric, version 1"));
        let rows: Vec<Vec<&str>> =
            wide.lines().map(|line| line.trim_end().split(',').collect()).collect();
        let of = |name: &str| {
            let place = rows[0].iter().position(|column| *column == name).expect("a column");
            (rows[1][place], rows[2][place])
        };
        assert_eq!(of("w0_swemwbs_metric"), ("19.98", "-7"));
        assert_eq!(of("w0_swemwbs_raw"), ("22", "-7"));
        assert_eq!(of("w0_swemwbs_n_answered"), ("7", "-7"));
        assert_eq!(of("w0_swemwbs_algo"), ("1", "-7"));
    })
    .await;
}
