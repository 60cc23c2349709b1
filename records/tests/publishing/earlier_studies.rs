//! What a study said before it was loaded again, and whom it concerns when that changes.

use chrono::TimeDelta;
use records::studies::{self, Concerned, EarlierError, Loaded, StudyHandle};
use surveys::{catalogue, definition::Survey, study::Study};

use super::databases::both;
use crate::study::{noon, protocol, small_baseline, with_anna};

/// The surveys with which the study is loaded.
fn asked() -> Vec<Survey> {
    let others = catalogue::surveys().iter().filter(|survey| survey.key.as_str() != "baseline");
    [small_baseline()].into_iter().chain(others.cloned()).collect()
}

/// The study under another organisation.
fn run_by(study: &StudyHandle, organisation: &str) -> Study {
    Study { organisation: organisation.to_owned(), ..study.study().as_ref().clone() }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_study_said_is_kept_when_it_is_loaded_with_other_words_and_only_then() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let (protocol, surveys) = (protocol(), asked());
        let at = |minutes| noon() + TimeDelta::minutes(minutes);
        let load = async |study: &Study, minutes| {
            studies::load(&db, study, (&protocol, None), &surveys, at(minutes))
                .await
                .expect("it loads")
        };

        let same = load(study.study().as_ref(), 1).await;
        assert_eq!(same, Loaded::Unchanged);
        assert_eq!(studies::earlier(&db, &study).await.expect("a list"), []);
        load(&run_by(&study, "Larkfield Trust"), 2).await;
        load(&run_by(&study, "Larkfield College"), 3).await;

        let told = studies::earlier(&db, &study).await.expect("a list");
        let told: Vec<_> =
            told.iter().map(|one| (one.number, one.loaded_at, one.replaced_at)).collect();
        assert_eq!(told, [(2, at(2), at(3)), (1, noon(), at(2))]);
        let second = studies::former(&db, &study, 2).await.expect("it is there").study;
        assert_eq!(second.organisation, "Larkfield Trust");
        let first = studies::former(&db, &study, 1).await.expect("it is there").study;
        assert_eq!(first.organisation, study.study().organisation);
        let third = studies::former(&db, &study, 3).await;
        assert!(matches!(third, Err(EarlierError::NoSuchText { number: 3, .. })), "that one holds");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_study_concerns_everybody_in_it_wave_by_wave() {
    both(|db| async move {
        let study = with_anna(&db).await;

        let concerned = studies::concerned(&db, &study).await.expect("they are counted");

        let titles = study.study().waves.iter().map(|wave| (wave.title.clone(), 2));
        let to_send: Vec<_> = titles.collect();
        assert_eq!(to_send.len(), 3);
        assert_eq!(concerned, Concerned { people: 2, to_send }, "Anna and Ben");
    })
    .await;
}
