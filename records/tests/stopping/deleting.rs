//! What is deleted is gone, what is not is all there, and what comes too late is refused with a reason.

use chrono::NaiveDate;
use records::{
    choices,
    participants::{self, Enrolment},
    remains,
    responses::{self, Stage},
    stopping::{Came, stop},
    studies,
};
use surveys::{
    journey::Manner,
    stopping::{Choice, Ending, Part},
};

use crate::{
    answered, at_four_months,
    databases::{Folder, both, in_folder},
    save, stopped, stops,
    study::{noon, page, protocol, small_baseline, typed},
    told, told_by,
};

const ANSWERS: &str = "SELECT sheet || COALESCE(status, '') AS told FROM response";
const CHANGES: &str = "SELECT changes AS told FROM history";
const VAULT: &str = "SELECT CAST(COUNT(*) AS TEXT) AS told FROM identity";

#[tokio::test(flavor = "multi_thread")]
async fn deleted_answers_are_nowhere_and_the_row_says_so() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        responses::send(&db, &who, noon()).await.expect("it is sent");

        let receipt = stops(&db, &who, Choice::DeleteAnswers).await;

        assert_eq!(stopped(&receipt), [Part::UsingAnswers]);
        assert_eq!(told(&db, ANSWERS).await, [r#"{"answers":{}}erased"#]);
        assert!(told(&db, CHANGES).await.iter().all(|changes| changes == "[]"));
        let stage = responses::stage(&db, &who, noon()).await.unwrap();
        assert_eq!(stage, Stage::Stopped(Ending::AnswersDeleted));
        assert_eq!(told_by(db.vault_for_copies(), VAULT).await, ["2"], "her contact details stay");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_she_answers_after_a_deletion_is_used_and_can_be_deleted_in_its_turn() {
    both(|db| async move {
        let (study, who) = answered(&db).await;
        responses::send(&db, &who, noon()).await.expect("it is sent");
        let (there, later) = at_four_months(&db, &study, &who).await;
        let first = stops(&db, &who, Choice::DeleteAnswers).await;
        let begun = typed("empact=6");
        responses::save_page(&db, &there, &page("empact"), begun, Manner::Leave, later)
            .await
            .expect("she begins the next survey");

        let standing = choices::standing(&db, &there, later).await.unwrap().expect("known");
        assert!(standing.goes_on().contains(&Part::UsingAnswers));
        assert!(standing.can_stop().contains(&Choice::DeleteAnswers));
        let second =
            stop(&db, &there, Choice::DeleteAnswers, None, later).await.expect("it is done");

        assert!(stopped(&second).contains(&Part::UsingAnswers));
        assert_ne!(second.reference, first.reference);
        assert_eq!(told(&db, ANSWERS).await, [r#"{"answers":{}}erased"#; 2]);
        let again = stop(&db, &there, Choice::DeleteAnswers, None, later).await.expect("told");
        assert_eq!(again.reference, second.reference, "there is nothing left to delete");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_saved_at_the_same_moment_leaves_no_answer_behind() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        let saves = (0..12).map(|n| {
            let (db, who) = (db.clone(), who.clone());
            let form = format!("hours={n}");
            tokio::spawn(async move { save(&db, &who, "hours", &form).await.map(drop) })
        });
        let saves: Vec<_> = saves.collect();
        stops(&db, &who, Choice::DeleteAnswers).await;
        for save in saves {
            drop(save.await.expect("no save panics"));
        }

        assert_eq!(told(&db, ANSWERS).await, [r#"{"answers":{}}erased"#]);
        assert!(told(&db, CHANGES).await.iter().all(|changes| changes == "[]"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_freeze_answers_stay_and_the_officer_has_one_entry() {
    both(|db| async move {
        let (study, who) = answered(&db).await;
        let frozen_on = NaiveDate::from_ymd_opt(2026, 3, 2);
        let mut frozen = study.study().as_ref().clone();
        frozen.analysis_frozen_on = frozen_on;
        let mut surveys = vec![small_baseline()];
        let others = surveys::catalogue::surveys().iter();
        surveys.extend(others.filter(|survey| survey.key.as_str() != "baseline").cloned());
        studies::load(&db, &frozen, (&protocol(), None), &surveys, noon())
            .await
            .expect("the study loads");
        let study = studies::find(&db, &frozen.key).await.expect("it is there");
        let who = crate::study::anna(&db, &study, Some(&records::auth::proof(&who, noon()))).await;

        let first = stops(&db, &who, Choice::DeleteAnswers).await;
        let again = stops(&db, &who, Choice::DeleteAnswers).await;

        assert_eq!(first.came, Came::TooLate(frozen_on.unwrap()));
        assert_eq!(first, again);
        let shown = records::stopping::receipt(&db, &who, &first.reference).await.unwrap();
        assert_eq!(shown, Some(first));
        assert!(told(&db, ANSWERS).await[0].contains("37.5"));
        let log = "SELECT choice || ', ' || because AS told FROM refusal";
        assert_eq!(told(&db, log).await, ["delete-answers, answers frozen on 2026-03-02"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_was_deleted_does_not_come_back_with_the_enrolment_file() {
    both(|db| async move {
        let (study, who) = answered(&db).await;
        stops(&db, &who, Choice::DeleteIdentity).await;
        let row = Enrolment {
            study_number: "1001".to_owned(),
            first_name: Some("Anna".to_owned()),
            mobile: Some("07700 900001".to_owned()),
            ..Enrolment::default()
        };
        let report = participants::enrol(&db, &study, vec![row], true, noon()).await.unwrap();

        assert_eq!((report.unchanged, report.changed.len()), (1, 0));
        assert_eq!(told_by(db.vault_for_copies(), VAULT).await, ["1"], "only Ben is in it");
        assert!(told(&db, ANSWERS).await[0].contains("37.5"), "her answers stay");
        let links = "SELECT permission AS told FROM consent_event WHERE answer = 'withdrawn' AND permission LIKE 'link%' ORDER BY id";
        assert_eq!(told(&db, links).await, ["link_dwp_hmrc", "link_nhs"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_but_deleting_them_leaves_every_answer_as_it_was() {
    both(|db| async move {
        let (_, who) = answered(&db).await;
        let before = (told(&db, ANSWERS).await, told(&db, CHANGES).await);

        for choice in Choice::ALL.into_iter().filter(|choice| !choice.is_for_staff()) {
            if choice != Choice::DeleteAnswers {
                stop(&db, &who, choice, None, noon()).await.expect("it is done");
            }
        }

        assert_eq!((told(&db, ANSWERS).await, told(&db, CHANGES).await), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_were_deleted_are_in_no_file_once_the_logs_are_cleared() {
    let folder = Folder::new();
    let db = in_folder(&folder).await;
    let (_, who) = answered(&db).await;
    let words = "marmalade on the ferry";
    save(&db, &who, "anyelse", &format!("anyelse={words}")).await.expect("it is kept");
    let hold_them = || {
        let files =
            std::fs::read_dir(&folder.0).expect("the folder").map(|file| file.unwrap().path());
        let bytes = files.map(|file| std::fs::read(file).expect("a file"));
        bytes.filter(|bytes| bytes.windows(words.len()).any(|at| at == words.as_bytes())).count()
    };
    assert!(hold_them() > 0, "they were written");

    stops(&db, &who, Choice::DeleteAnswers).await;
    remains::clear(&db).await.expect("the logs are emptied");

    assert_eq!(hold_them(), 0);
}
