//! Surveys whose days are counted from the day of consent.

use super::desk::Desk;
use crate::{databases::both, study::noon};
use chrono::TimeDelta;
use records::{
    auth::By,
    links,
    responses::{self, Stage},
};

#[tokio::test(flavor = "multi_thread")]
async fn on_her_own_link_a_survey_that_is_counted_from_consent_opens_on_its_day() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let study = desk.counted_from_consent().await;
        let (wave, by) = (&study.study().waves[1].key, By::CommandLine);
        let token = links::print(&desk.db, by, &study, "1001", wave, noon()).await.expect("a link");
        let comes = async |days: i64| {
            let who = links::open(&desk.db, &token, None, noon() + TimeDelta::days(days))
                .await
                .expect("she comes in");
            responses::stage(&desk.db, &who, noon() + TimeDelta::days(days)).await.expect("a stage")
        };

        assert_eq!(comes(9).await, Stage::NotYet("2026-03-12".parse().ok()));
        assert!(!matches!(comes(10).await, Stage::NotYet(_)), "ten days after she agreed");
    })
    .await;
}
