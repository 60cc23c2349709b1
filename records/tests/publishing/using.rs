//! Which version new responses begin on.

use records::{
    auth::By,
    studies::{self, StudyError},
    versions::{self, UseError, VersionError, retire, use_for},
};
use surveys::authoring::{self, File};

use super::{another, databases::both, evaluator, eve, key, publish, told, version, with_baseline};
use crate::study::{BASELINE, noon, protocol, small_baseline, wave, with_anna};

#[tokio::test(flavor = "multi_thread")]
async fn new_responses_begin_on_the_version_that_was_put_to_use() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let eve = eve(&db, &study).await;
        publish(&db, &version(2)).await;
        let (baseline, on) = (key("baseline"), wave("baseline"));

        use_for(&db, &eve, (&study, &on), (&baseline, 2), noon()).await.expect("it is used");

        let uses = versions::uses(&db, &By::CommandLine).await.unwrap();
        let used = uses.iter().find(|own| own.wave == on).expect("the wave");
        assert_eq!((used.survey.as_str(), used.version), ("baseline", 2));
        let entries = told(&db, "survey version put").await;
        let entry = format!("{}: survey version put to use baseline: baseline@2", eve.actor());
        assert_eq!(entries, [entry]);
        retire(&db, &eve, (&baseline, 1), "Version 2 is better", noon()).await.expect("retired");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_older_than_what_a_wave_begins_with_takes_nothing_back() {
    both(|db| async move {
        let study = with_anna(&db).await;
        publish(&db, &version(2)).await;
        let (baseline, on) = (key("baseline"), wave("baseline"));
        use_for(&db, &By::CommandLine, (&study, &on), (&baseline, 2), noon()).await.expect("used");

        let surveys = with_baseline(small_baseline());
        let refused =
            studies::load(&db, study.study(), (&protocol(), None), &surveys, noon()).await;

        assert!(matches!(refused, Err(StudyError::Behind { used: 2, given: 1, .. })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_evaluator_puts_nothing_to_use_in_a_study_of_others() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let other = another(&db, &study).await;
        let eve = eve(&db, &study).await;
        publish(&db, &version(2)).await;

        let on = wave("baseline");
        let refused = use_for(&db, &eve, (&other, &on), (&key("baseline"), 2), noon()).await;

        assert!(matches!(refused, Err(UseError::NotTheirs)));
        assert!(told(&db, "survey version put").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_is_retired_or_of_another_survey_is_not_put_to_use() {
    both(|db| async move {
        let study = with_anna(&db).await;
        publish(&db, &version(2)).await;
        let (by, baseline, on) = (By::CommandLine, key("baseline"), wave("baseline"));
        retire(&db, &by, (&baseline, 2), "A slip", noon()).await.expect("nobody begins on it");

        let retired = use_for(&db, &by, (&study, &on), (&baseline, 2), noon()).await;
        let other = use_for(&db, &by, (&study, &on), (&key("exit"), 1), noon()).await;
        let none = use_for(&db, &by, (&study, &on), (&baseline, 9), noon()).await;

        assert!(matches!(retired, Err(UseError::Version(VersionError::Retired(_, 2)))));
        assert!(matches!(other, Err(UseError::NoSuchWave(_))));
        assert!(matches!(none, Err(UseError::NoSuchVersion(_, 9))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_in_which_a_name_means_another_thing_than_in_later_waves_is_not_put_to_use() {
    both(|db| async move {
        let study = with_anna(&db).await;
        // Later waves ask after one of five options by this name.
        let text = BASELINE.replace("anyelse", "genhlth").replace("version = 1", "version = 2");
        let file = File { name: "baseline.toml".to_owned(), text };
        let other = authoring::read(&file, &|_| None).expect("it is in order by itself");
        let told = versions::unfit(&db, &other).await.expect("the waves can be read");
        assert_eq!(versions::unfit(&db, &version(1)).await.expect("they can"), [""; 0]);
        publish(&db, &other).await;

        let by = By::CommandLine;
        let refused =
            use_for(&db, &by, (&study, &wave("baseline")), (&key("baseline"), 2), noon()).await;

        let Err(UseError::Across(faults)) = refused else { panic!("{refused:?}") };
        assert_eq!(told, faults, "whoever publishes it is told the same before");
        assert!(
            faults.iter().all(|fault| fault.starts_with("“genhlth” takes words in “baseline”"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dev_is_told_that_a_survey_is_used_where_he_does_not_see_and_may_not_change_it() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let other = another(&db, &study).await;
        publish(&db, &surveys::definition::Survey { key: key("sleep"), ..version(1) }).await;
        let dev = evaluator(&db, "dev@example.org", &other).await;
        let reads = By::Staff(dev.survey_reader().expect("he reads surveys"));
        let writes = By::Staff(dev.survey_writer().expect("he writes surveys"));
        let of = async |survey: &str| {
            let by = (&reads, Some(&writes));
            versions::standing(&db, by, &key(survey)).await.expect("it is told")
        };

        let baseline = of("baseline").await;
        assert!(baseline.may_change && baseline.unseen == 1, "both studies ask it");
        assert!(baseline.uses.iter().all(|own| own.study == other.study().key));
        let nowhere = of("sleep").await;
        assert!(nowhere.may_change && nowhere.uses.is_empty() && nowhere.unseen == 0);
        let unseen = versions::unseen(&db, &reads).await.expect("it is told");
        assert_eq!(unseen.get(&key("baseline")), Some(&1));
        assert_eq!(unseen.get(&key("sleep")), None);
        let as_reader = versions::standing(&db, (&reads, None), &key("sleep")).await;
        assert!(!as_reader.expect("it is told").may_change, "who only reads changes nothing");
    })
    .await;
}
