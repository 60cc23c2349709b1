//! Every missing value says why it is missing.

use records::{consent, studies};
use surveys::study::Study;

use super::{
    annas::{ANSWERS, answer, days, randomised, sent},
    dataset::take,
};
use crate::{
    databases::both,
    study::{anna, full_consent, noon, person, protocol, small_baseline, with_anna},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_wave_that_is_not_due_is_minus_3_then_open_minus_7_then_closed_minus_4() {
    both(|db| async move {
        let study = randomised(&db).await;
        let situations =
            [(100, "not_due", "-3"), (130, "not_started", "-7"), (250, "closed", "-4")];
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
        studies::load(&db, &definition, (&protocol(), None), &surveys, noon()).await.unwrap();
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
