//! What is in the exported dataset, and what never is.

mod databases;

mod study;

mod exporting {
    pub mod dataset;
}

use chrono::{DateTime, TimeDelta, Utc};
use databases::{Folder, both};
use exporting::dataset::{Dataset, request, take, try_take};
use records::{
    Db,
    allocations::{self, AllocationRow},
    auth::Participant,
    consent, demo,
    exports::{ExportError, ExportRequest},
    responses, studies,
    studies::StudyHandle,
};
use study::{anna, full_consent, noon, page, person, small_baseline, typed, wave, with_anna};
use surveys::{journey::Manner, study::Study};

async fn answer(db: &Db, who: &Participant, pages: &[(&str, &str)]) {
    for (on, form) in pages {
        let saved = responses::save_page(db, who, &page(on), typed(form), Manner::Continue, noon());
        saved.await.expect("the page is kept");
    }
}

const ANSWERS: [(&str, &str); 4] = [
    ("dob", "dob_day=4&dob_month=5&dob_year=1980"),
    ("empact", "empact=1"),
    ("hours", "hours=30.5"),
    ("anyelse", "anyelse==SUM(A1), she said"),
];

/// Anna has consented, answered and sent the small baseline; Ben has done nothing.
async fn sent(db: &Db) -> StudyHandle {
    let study = with_anna(db).await;
    let who = anna(db, &study, None).await;
    consent::give(db, &who, &full_consent(&study), noon()).await.unwrap();
    answer(db, &who, &ANSWERS).await;
    responses::send(db, &who, noon()).await.unwrap();
    study
}

async fn randomised(db: &Db) -> StudyHandle {
    let study = sent(db).await;
    let row = AllocationRow {
        study_number: "1001".to_owned(),
        arm: "T".to_owned(),
        randomised_on: noon().date_naive(),
    };
    allocations::bring(db, &study, vec![row], noon()).await.unwrap();
    study
}

fn days(days: i64) -> DateTime<Utc> {
    noon() + TimeDelta::days(days)
}

#[tokio::test(flavor = "multi_thread")]
async fn annas_answers_stand_in_her_row_and_ben_who_did_nothing_has_one_too() {
    both(|db| async move {
        let data = take(&db, &sent(&db).await, &["baseline"], noon()).await;
        insta::assert_snapshot!(data.file("wide.csv"), @"");
        insta::assert_snapshot!(data.file("long.csv"), @"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn participants_lists_everyone_with_what_they_agreed_to() {
    both(|db| async move {
        let data = take(&db, &sent(&db).await, &["baseline"], noon()).await;
        insta::assert_snapshot!(data.turned("participants.csv"), @"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consent_is_told_as_it_was_when_anna_answered_and_as_it_is_now() {
    both(|db| async move {
        let study = sent(&db).await;
        let mut changed = full_consent(&study);
        changed.retain(|field| field != "C6");
        changed.add("C6", "no");
        let who = anna(&db, &study, None).await;
        consent::give(&db, &who, &changed, days(9)).await.unwrap();

        let data = take(&db, &study, &[], days(10)).await;

        assert_eq!(data.column("participants.csv", "consent_then_link_nhs"), ["1", "0"]);
        assert_eq!(data.column("participants.csv", "consent_now_link_nhs"), ["0", "0"]);
        assert_eq!(data.column("participants.csv", "consent_then_form"), ["1", "-7"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wave_that_is_not_due_is_minus_3_then_open_minus_7_then_closed_minus_4() {
    both(|db| async move {
        let study = randomised(&db).await;
        let situations = [(100, "not_due", "-3"), (130, "not_started", "-7"), (250, "closed", "-4")];
        for (after, status, code) in situations {
            let data = take(&db, &study, &[], days(after)).await;
            // Ben was never randomised, so nothing is due.
            assert_eq!(data.column("wide.csv", "w1_status"), [status, "not_due"]);
            assert_eq!(data.column("wide.csv", "w1_empact_01"), [code, "-3"]);
            assert_eq!(data.column("wide.csv", "w1_exposure_days"), [code, "-3"]);
            assert_eq!(data.column("wide.csv", "w1_started_utc"), ["", ""]);
            assert_eq!(data.column("participants.csv", "w1_status"), [status, "not_due"]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_reason_for_no_answer_has_its_own_code() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let who = anna(&db, &study, None).await;
        consent::give(&db, &who, &full_consent(&study), noon()).await.unwrap();
        let in_work = async |empact: &str, hours: &str| {
            let hours = format!("hours={hours}");
            answer(&db, &who, &[("empact", empact), ("hours", &hours), ("hours", &hours)]).await;
            let data = take(&db, &study, &["baseline"], noon()).await;
            data.column("wide.csv", "w0_hours")[0].clone()
        };
        answer(&db, &who, &ANSWERS[..1]).await;

        let unseen = take(&db, &study, &["baseline"], noon()).await;
        assert_eq!(unseen.column("wide.csv", "w0_empact_01"), ["-6", "-7"]);
        assert_eq!(unseen.column("wide.csv", "w0_hours"), ["-7", "-7"]);
        assert_eq!(unseen.column("wide.csv", "w0_status"), ["breakoff", "not_started"]);
        assert_eq!(in_work("empact=1", "").await, "-6");
        assert_eq!(in_work("empact=1", "&hours_none=-8").await, "-8");
        assert_eq!(in_work("empact=1", "&hours_none=-9").await, "-9");
        assert_eq!(in_work("empact=6", "").await, "-1");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_later_version_asks_is_minus_2_for_those_who_answered_the_earlier_one() {
    both(|db| async move {
        let study = sent(&db).await;
        let mut second = small_baseline();
        second.version = 2;
        let mut more = second.questions().find(|q| q.key.as_str() == "hours").unwrap().clone();
        more.key = surveys::keys::QuestionKey::new("overtime").unwrap();
        second.sections[0].pages[2].questions.push(more);
        let mut surveys = surveys::catalogue::surveys().to_vec();
        surveys.retain(|survey| survey.key != second.key);
        surveys.push(second);
        let definition: Study = (**study.study()).clone();
        studies::load(&db, &definition, &surveys, noon()).await.unwrap();
        let study = studies::find(&db, &definition.key).await.unwrap();
        let ben = person(&db, &study, "1002", None, noon()).await;
        consent::give(&db, &ben, &full_consent(&study), noon()).await.unwrap();
        answer(&db, &ben, &ANSWERS[..2]).await;
        answer(&db, &ben, &[("hours", "hours=20&overtime=2")]).await;

        let data = take(&db, &study, &["baseline"], noon()).await;

        assert_eq!(data.column("wide.csv", "w0_overtime"), ["-2", "2"]);
        assert_eq!(data.column("wide.csv", "w0_hours"), ["30.5", "20"]);
        assert_eq!(data.column("wide.csv", "w0_q_version"), ["1", "2"]);
        assert_eq!(data.manifest.surveys.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_with_many_answers_has_a_column_for_each() {
    both(|db| async move {
        let data = take(&db, &with_anna(&db).await, &["four-month"], noon()).await;
        let names = data.names("wide.csv");
        let barrier: Vec<_> = names.iter().filter(|name| name.starts_with("w1_barrier")).collect();
        assert_eq!(barrier.len(), 16);
        assert_eq!([barrier[0], barrier[14]], ["w1_barrier_01", "w1_barrier_96"]);
        assert_eq!(barrier[15], "w1_barrier_97");
        assert!(names.iter().all(|name| name.len() <= 32), "Stata takes 32 characters");
        assert!(data.names("long.csv").contains(&"barrier_97".to_owned()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_file_has_a_name_a_number_a_birthday_or_a_telephone_in_it() {
    both(|db| async move {
        let study = sent(&db).await;
        let folder = Folder::new();
        let all = ExportRequest { include_text: true, ..request(&folder, &[]) };
        let data = try_take(&db, &study, all, noon()).await.unwrap();
        for secret in ["Anna", "Ben,", "1001", "1002", "1980-05", "04/05", "07700"] {
            for file in &data.files {
                assert!(!data.file(file).contains(secret), "{secret} is in {file}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_left_out_unless_asked_for_and_never_run_in_a_spreadsheet() {
    both(|db| async move {
        let study = sent(&db).await;
        let folder = Folder::new();
        let without = take(&db, &study, &[], noon()).await;
        let with = ExportRequest { include_text: true, ..request(&folder, &[]) };
        let with = try_take(&db, &study, with, noon()).await.unwrap();

        assert!(!without.files.contains(&"text.csv".to_owned()));
        assert!(without.files.iter().all(|file| !without.file(file).contains("she said")));
        insta::assert_snapshot!(with.file("text.csv"), @"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_codebook_explains_every_column_of_every_file() {
    both(|db| async move {
        let data = take(&db, &sent(&db).await, &["baseline"], noon()).await;
        let names = data.column("codebook.csv", "name");
        let mut columns = data.names("participants.csv");
        columns.extend(data.names("wide.csv"));
        columns.extend(data.names("long.csv"));
        assert_eq!(names, columns);
        let about = data.file("codebook.csv");
        let about = about.lines().filter(|line| line.contains("w0_empact_01") || line.contains("w0_hours"));
        insta::assert_snapshot!(about.collect::<Vec<_>>().join("\n"), @"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_data_give_the_same_bytes_and_the_manifest_knows_them() {
    both(|db| async move {
        let study = sent(&db).await;
        let first = take(&db, &study, &[], noon()).await;
        let again = take(&db, &study, &[], noon() + TimeDelta::hours(3)).await;
        assert_eq!(first.bytes, again.bytes);
        assert_eq!(first.manifest, again.manifest);
        insta::assert_snapshot!(first.without_hashes("manifest.json"), @"");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_in_use_is_replaced_only_when_asked_and_strangers_stay() {
    both(|db| async move {
        let (study, folder) = (sent(&db).await, Folder::new());
        let out = folder.0.join("out");
        std::fs::create_dir(&out).unwrap();
        std::fs::write(out.join("analysis.R"), "mine").unwrap();
        std::fs::write(out.join("text.csv"), "from before").unwrap();

        let refused = try_take(&db, &study, request(&folder, &[]), noon()).await;
        assert!(matches!(refused, Err(ExportError::NotEmpty(_))));
        assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 1);

        let replacing = ExportRequest { replace: true, ..request(&folder, &[]) };
        try_take(&db, &study, replacing, noon()).await.unwrap();
        assert_eq!(std::fs::read_to_string(out.join("analysis.R")).unwrap(), "mine");
        assert!(out.join("wide.csv").exists() && !out.join("text.csv").exists());
        assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 1, "nothing is left beside it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wave_that_the_study_does_not_have_is_named_and_nothing_is_written() {
    both(|db| async move {
        let (study, folder) = (with_anna(&db).await, Folder::new());
        let refused = try_take(&db, &study, request(&folder, &["autumn"]), noon()).await;
        assert!(matches!(refused, Err(ExportError::NoSuchWave(key)) if key == wave("autumn")));
        assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 0);
    })
    .await;
}

async fn demonstration(db: &Db) -> StudyHandle {
    let text = include_str!("../../examples/study/study.toml").to_owned();
    let file = surveys::authoring::File { name: "study.toml".to_owned(), text };
    let study = Study::read(&file).expect("the example study is in order");
    studies::load(db, &study, surveys::catalogue::surveys(), noon()).await.expect("it loads");
    studies::find(db, &study.key).await.expect("it is there")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_has_people_at_every_stage_and_is_the_same_again() {
    both(|db| async move {
        let study = demonstration(&db).await;
        let first = demo::fill(&db, &study, 60, 1, noon(), &|_, _| {}).await.unwrap();
        let before = take(&db, &study, &[], noon()).await;
        let again = demo::fill(&db, &study, 60, 1, noon(), &|_, _| {}).await.unwrap();
        let after = take(&db, &study, &[], noon()).await;

        assert_eq!((first.participants, first.tour.as_str()), (60, "DEMO-00001"));
        assert_eq!(first, again);
        assert_eq!(before.bytes, after.bytes);
        let stages = |column| before.distinct("participants.csv", column);
        let later = ["breakoff", "closed", "complete", "not_due", "not_started", "partial"];
        assert_eq!(stages("w0_status"), ["breakoff", "complete", "not_started", "partial"]);
        assert_eq!(stages("w1_status"), later);
        assert_eq!(stages("w2_status"), later);
        assert_eq!(stages("arm"), ["", "C", "T"]);
        assert_eq!(stages("cohort"), ["-3", "1", "2"]);
        assert_eq!(before.distinct("wide.csv", "w1_outwindow"), ["-3", "-4", "-7", "0", "1"]);
        assert_eq!(before.column("participants.csv", "w0_status")[0], "not_started");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn invented_people_are_never_put_among_others() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let refused = demo::fill(&db, &study, 20, 1, noon(), &|_, _| {}).await;
        assert!(matches!(refused, Err(demo::DemoError::NotInvented)));
        assert_eq!(studies::list(&db).await.unwrap()[0].participants, 2);
    })
    .await;
}
