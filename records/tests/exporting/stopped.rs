//! How stopping stands in the dataset. Everyone keeps a row, whatever they chose.

use records::{
    Db,
    auth::{self, By},
    stopping,
    studies::StudyHandle,
};
use surveys::stopping::Choice;

use super::{
    annas::{days, randomised, sent},
    dataset::take,
};
use crate::{
    databases::both,
    study::{anna, anna_at, noon},
};

pub async fn stops(db: &Db, study: &StudyHandle, choice: Choice, day: i64) {
    let stranger = anna(db, study, None).await;
    let proof = auth::show_who(db, &stranger, "4", "5", days(day)).await.expect("it is Anna");
    let who = anna_at(db, study, Some(&proof), days(day)).await;
    stopping::stop(db, &who, choice, None, days(day)).await.expect("it is done");
}

#[tokio::test(flavor = "multi_thread")]
async fn surveys_after_anna_stopped_are_withdrawn_and_her_answers_before_stay() {
    both(|db| async move {
        let study = randomised(&db).await;
        stops(&db, &study, Choice::NoMoreSurveys, 30).await;

        let data = take(&db, &study, &[], days(130)).await;

        let of_anna = |file: &str, column: &str| data.column(file, column)[0].clone();
        assert_eq!(of_anna("participants.csv", "stop_surveys_on"), "2026-04-01");
        assert_eq!(of_anna("participants.csv", "consent_then_contact_email"), "1");
        assert_eq!(of_anna("participants.csv", "consent_now_contact_email"), "0");
        assert_eq!(of_anna("participants.csv", "consent_now_link_nhs"), "1");
        assert_eq!(of_anna("wide.csv", "w0_status"), "complete");
        assert_eq!(of_anna("wide.csv", "w0_hours"), "30.5");
        for wave in ["w1", "w2"] {
            assert_eq!(of_anna("wide.csv", &format!("{wave}_status")), "withdrawn");
            assert_eq!(of_anna("wide.csv", &format!("{wave}_genhlth")), "-5");
        }
        assert_eq!(data.column("long.csv", "wave"), ["baseline", "four-month", "baseline"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_is_told_apart_from_a_refusal_and_a_wave_that_closed_before_stays_closed() {
    both(|db| async move {
        let study = randomised(&db).await;
        let wish = stopping::Wish {
            choice: Choice::Died,
            decided_by: stopping::Decider::Staff,
            mode: surveys::consent::Mode::Phone,
            reason: None,
        };
        let baseline = &study.study().waves[0].key;
        stopping::record(&db, By::CommandLine, &study, "1001", baseline, wish, days(250))
            .await
            .expect("recorded");

        let data = take(&db, &study, &[], days(400)).await;

        assert_eq!(data.column("wide.csv", "w1_status")[0], "closed");
        assert_eq!(data.column("wide.csv", "w2_status")[0], "died");
        assert_eq!(data.column("participants.csv", "ended")[0], "died");
        assert_eq!(data.column("participants.csv", "ended_on")[0], "2026-11-07");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deleted_answers_leave_a_row_that_says_so_and_ben_as_he_was() {
    both(|db| async move {
        let study = sent(&db).await;
        let before = take(&db, &study, &["baseline"], noon()).await;
        stops(&db, &study, Choice::DeleteAnswers, 0).await;

        let after = take(&db, &study, &["baseline"], noon()).await;

        assert_eq!(after.column("wide.csv", "w0_status"), ["erased", "not_started"]);
        assert_eq!(after.column("wide.csv", "w0_hours"), ["-5", "-7"]);
        assert_eq!(after.column("wide.csv", "w0_started_utc"), ["", ""]);
        assert_eq!(after.column("participants.csv", "answers_deleted_on")[0], "2026-03-02");
        let bens = |data: &super::dataset::Dataset| {
            data.file("wide.csv").lines().nth(2).map(str::to_owned)
        };
        assert_eq!(bens(&after), bens(&before));
    })
    .await;
}
