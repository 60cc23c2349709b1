//! A survey that can raise an alert opens only where somebody acts on one.

use chrono::TimeDelta;
use records::{
    responses::{self, Stage},
    safeguarding::{counts, unmanned as missing, unmanned_of},
    studies::{self, StudyError},
};
use surveys::{journey::Manner::Continue, roles::Role};

use super::lantern::{
    ROSA, TOMAS, anna, at, check_in, comes_in, lantern, member, nine, person, protocol, save,
    study_file, taking_part, ten, unmanned,
};
use crate::databases::both;

#[tokio::test(flavor = "multi_thread")]
async fn a_study_that_nobody_could_act_in_does_not_load() {
    both(|db| async move {
        let mut study = study_file();
        study.safeguarding.as_mut().unwrap().duty.truncate(1);

        let refused = studies::load(&db, &study, (&protocol(), None), &[check_in()], ten()).await;

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

#[tokio::test(flavor = "multi_thread")]
async fn each_study_is_counted_and_manned_by_itself() {
    both(|db| async move {
        let (study, anna) = anna(&db).await;
        let mut file = study_file();
        file.key = surveys::keys::StudyKey::new("otherway").unwrap();
        studies::load(&db, &file, (&protocol(), None), &[check_in()], ten())
            .await
            .expect("it loads");
        let other = studies::find(&db, &file.key).await.expect("it is there");
        comes_in(&db, &other, ROSA, Role::SafeguardingLead).await;
        save(&db, &anna, ("feelings", &nine(0, 3)), Continue, ten()).await;
        let rosa = member(&db, ROSA).await;
        let both = [other, study].map(|study| (rosa.safeguarding_lead(&study).unwrap(), study));

        let counts = counts(&db, &both, ten()).await.unwrap();
        let unmanned = unmanned_of(&db, &both.map(|(_, study)| study)).await.unwrap();

        assert_eq!(counts.iter().map(|own| own.open).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(unmanned, [Some(vec![TOMAS.to_owned()]), None]);
    })
    .await;
}
