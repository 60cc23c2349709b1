//! How far Anna has got when the dataset is taken.

use chrono::{DateTime, TimeDelta, Utc};
use records::{
    Db,
    allocations::{self, AllocationRow},
    auth::Participant,
    consent, responses,
    studies::StudyHandle,
};
use surveys::journey::Manner;

use crate::study::{anna, full_consent, noon, page, typed, with_anna};

pub async fn answer(db: &Db, who: &Participant, pages: &[(&str, &str)]) {
    for (on, form) in pages {
        let (on, typed) = (page(on), typed(form));
        let saved = responses::save_page(db, who, &on, typed, Manner::Continue, noon()).await;
        saved.expect("the page is kept");
    }
}

pub const ANSWERS: [(&str, &str); 4] = [
    ("dob", "dob_day=4&dob_month=5&dob_year=1980"),
    ("empact", "empact=1"),
    ("hours", "hours=30.5"),
    ("anyelse", "anyelse==SUM(A1), she said"),
];

/// Anna has consented, answered and sent the small baseline; Ben has done nothing.
pub async fn sent(db: &Db) -> StudyHandle {
    let study = with_anna(db).await;
    let who = anna(db, &study, None).await;
    consent::give(db, &who, &full_consent(&study), noon()).await.unwrap();
    answer(db, &who, &ANSWERS).await;
    responses::send(db, &who, noon()).await.unwrap();
    study
}

pub async fn randomised(db: &Db) -> StudyHandle {
    let study = sent(db).await;
    let row = AllocationRow {
        study_number: "1001".to_owned(),
        arm: "T".to_owned(),
        randomised_on: noon().date_naive(),
    };
    allocations::bring(db, &study, vec![row], noon()).await.unwrap();
    study
}

pub fn days(days: i64) -> DateTime<Utc> {
    noon() + TimeDelta::days(days)
}
