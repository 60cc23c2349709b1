//! A survey that can raise an alert opens only where somebody acts on one.

use chrono::TimeDelta;
use records::{
    responses::{self, Stage},
    safeguarding::unmanned as missing,
    studies::{self, StudyError},
};
use surveys::{journey::Manner::Continue, roles::Role};

use super::lantern::{
    ROSA, TOMAS, at, check_in, comes_in, lantern, nine, person, save, study_file, taking_part, ten,
    unmanned,
};
use crate::databases::both;

#[tokio::test(flavor = "multi_thread")]
async fn a_study_that_nobody_could_act_in_does_not_load() {
    both(|db| async move {
        let mut study = study_file();
        study.safeguarding.as_mut().unwrap().duty.truncate(1);

        let refused = studies::load(&db, &study, &[check_in()], ten()).await;

        assert!(
            matches!(refused, Err(StudyError::NotPrepared { lacking, .. }) if lacking.len() == 1)
        );
        assert!(studies::list(&db).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_begins_when_the_help_texts_are_too_old_and_who_has_begun_goes_on() {
    both(|db| async move {
        let study = lantern(&db).await;
        let anna = taking_part(&db, &study, "1001").await;
        save(&db, &anna, ("feelings", &nine(0, 0)), Continue, ten()).await;
        let last = at("2027-03-01 12:00");
        let after = last + TimeDelta::days(1);

        let ben = person(&db, &study, "1002", last).await;
        assert_eq!(responses::stage(&db, &ben, last).await.unwrap(), Stage::Consent);
        assert_eq!(responses::stage(&db, &ben, after).await.unwrap(), Stage::NotYet(None));
        let stage = save(&db, &anna, ("safe", "safe=3"), Continue, after).await;
        assert_eq!(stage, Stage::Support);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_begins_before_the_people_on_duty_can_sign_in() {
    both(|db| async move {
        let study = unmanned(&db).await;
        let anna = taking_part(&db, &study, "1001").await;
        assert_eq!(responses::stage(&db, &anna, ten()).await.unwrap(), Stage::NotYet(None));
        assert_eq!(missing(&db, &study).await.unwrap().unwrap(), [ROSA, TOMAS]);
        comes_in(&db, &study, ROSA, Role::SafeguardingLead).await;
        // Tomas has an account, and not for this.
        comes_in(&db, &study, TOMAS, Role::Evaluator).await;
        assert_eq!(responses::stage(&db, &anna, ten()).await.unwrap(), Stage::NotYet(None));
        assert_eq!(missing(&db, &study).await.unwrap().unwrap(), [TOMAS]);

        comes_in(&db, &study, TOMAS, Role::SafeguardingLead).await;

        assert!(matches!(responses::stage(&db, &anna, ten()).await.unwrap(), Stage::Page(_)));
        assert_eq!(missing(&db, &study).await.unwrap(), None);
    })
    .await;
}
