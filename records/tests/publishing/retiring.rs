//! A retired version opens nobody new, and whoever has begun finishes.

use records::{
    auth::{By, Participant},
    consent, responses,
    responses::Stage,
    studies::{self, StudyError},
    versions::{self, RetireError, VersionError, retire},
};
use surveys::journey::Manner;

use super::{databases::both, eve, key, publish, told, version, with_baseline};
use crate::study::{anna, full_consent, noon, page, protocol, typed, with_anna};

/// Anna agrees and answers the first page of version 1.
async fn begun(db: &records::Db, anna: &Participant, study: &studies::StudyHandle) {
    consent::give(db, anna, &full_consent(study), noon()).await.expect("Anna agrees");
    let form = typed("dob_day=4&dob_month=5&dob_year=1980");
    let saved = responses::save_page(db, anna, &page("dob"), form, Manner::Continue, noon()).await;
    saved.expect("the page is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_on_which_people_begin_is_not_retired_and_the_waves_are_named() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;

        let refused = retire(&db, &eve, (&key("baseline"), 1), "It is old", noon()).await;

        let Err(RetireError::InUse(uses)) = refused else { panic!("{refused:?}") };
        let named: Vec<_> =
            uses.iter().map(|own| (own.study.as_str(), own.wave.as_str())).collect();
        assert_eq!(named, [("bridgeway", "baseline")]);
        assert!(told(&db, "survey retired").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anna_finishes_on_a_version_that_was_retired_after_she_began() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let who = anna(&db, &study, None).await;
        begun(&db, &who, &study).await;
        let surveys = with_baseline(version(2));
        studies::load(&db, study.study(), (&protocol(), None), &surveys, noon())
            .await
            .expect("version 2 is in use");
        let eve = eve(&db, &study).await;

        retire(&db, &eve, (&key("baseline"), 1), "It is old", noon()).await.expect("it is retired");

        let who = anna(&db, &study, None).await;
        for (on, form) in [("empact", "empact=6"), ("anyelse", "anyelse=")] {
            let (on, form) = (page(on), typed(form));
            let saved = responses::save_page(&db, &who, &on, form, Manner::Continue, noon()).await;
            saved.expect("the page is kept");
        }
        assert_eq!(responses::send(&db, &who, noon()).await.expect("sent"), Stage::Sent);
        let affected = versions::affected(&db, &By::CommandLine, &key("baseline")).await.unwrap();
        assert_eq!(affected.versions, [(1, 0, 1)]);
        assert_eq!(affected.to_come[0].2, 1, "Ben is still to come");
        let stored = versions::find(&db, &key("baseline"), Some(1)).await.unwrap().expect("there");
        let retired = stored.retired.expect("it is retired");
        assert_eq!((retired.by, retired.reason.as_str()), (eve.actor(), "It is old"));
        let entries = told(&db, "survey retired").await;
        assert_eq!(entries, [format!("{}: survey retired baseline@1", eve.actor())]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retired_version_is_neither_loaded_nor_published_nor_retired_again() {
    both(|db| async move {
        let study = with_anna(&db).await;
        publish(&db, &version(2)).await;
        let (by, baseline) = (By::CommandLine, key("baseline"));
        retire(&db, &by, (&baseline, 2), "A slip", noon()).await.expect("nobody begins on it");

        let loaded = studies::load(
            &db,
            study.study(),
            (&protocol(), None),
            &with_baseline(version(2)),
            noon(),
        )
        .await;
        let published = versions::publish(&db, &by, &version(2), None, noon()).await;
        let again = retire(&db, &by, (&baseline, 2), "A slip", noon()).await;

        assert!(matches!(loaded, Err(StudyError::Version(VersionError::Retired(_, 2)))));
        assert!(matches!(published, Err(VersionError::Retired(_, 2))));
        assert!(matches!(again, Err(RetireError::Already(_, 2))));
        assert_eq!(told(&db, "survey retired").await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn retiring_needs_a_reason_and_a_version() {
    both(|db| async move {
        with_anna(&db).await;
        publish(&db, &version(2)).await;
        let (by, baseline) = (By::CommandLine, key("baseline"));

        let silent = retire(&db, &by, (&baseline, 2), " \n ", noon()).await;
        let long = retire(&db, &by, (&baseline, 2), &"a".repeat(2001), noon()).await;
        let nothing = retire(&db, &by, (&baseline, 7), "It is old", noon()).await;

        assert!(matches!(silent, Err(RetireError::NoReason)));
        assert!(matches!(long, Err(RetireError::LongReason)));
        assert!(matches!(nothing, Err(RetireError::NoSuchVersion(_, 7))));
    })
    .await;
}
