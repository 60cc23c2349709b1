//! Deletions that were refused, and what the data protection officer decides on them.

use migrations::{Migrator, MigratorTrait};
use records::{
    auth::By,
    links, outbox,
    refusals::{Outcome, Review, ReviewError, ReviewProblem, list, review},
    responses,
    stopping::{Came, stop},
    studies,
};
use surveys::{journey::Manner, protocol::Protocol, stopping::Choice, typed::Typed, waves::Anchor};

use super::desk::{Desk, surveys};
use crate::{
    databases::both,
    study::{anna, noon, page, protocol, typed, wave},
};

/// The same study, its answers frozen today, and Anna, who wants hers deleted and hears that it is too late.
async fn refused(desk: Desk) -> Desk {
    let mut frozen = desk.study.study().as_ref().clone();
    frozen.analysis_frozen_on = Some(noon().date_naive());
    studies::load(&desk.db, &frozen, (&protocol(), None), &surveys(), noon())
        .await
        .expect("the study loads");
    let study = studies::find(&desk.db, &frozen.key).await.expect("it is there");
    let proof = records::auth::proof(&desk.anna, noon());
    let anna = anna(&desk.db, &study, Some(&proof)).await;
    let receipt = stop(&desk.db, &anna, Choice::DeleteAnswers, None, noon()).await.expect("told");
    assert!(matches!(receipt.came, Came::TooLate(_)));
    Desk { study, anna, ..desk }
}

const UPHELD: &str = "outcome=upheld&decided_by=Data protection officer&note=The results are out";
const ALLOWED: &str =
    "outcome=allowed&decided_by=Data protection officer&note=She was right&sure=yes";

#[test]
fn a_decision_says_who_why_and_that_it_is_meant() {
    let open = |form: &str| Review::parse(&typed(form)).expect_err("something is open");

    let blank = Review::parse(&Typed::default()).unwrap_err();
    let all = [ReviewProblem::NoOutcome, ReviewProblem::NoDecider, ReviewProblem::NoNote];
    assert_eq!(blank, all);
    assert_eq!(open(&ALLOWED.replace("&sure=yes", "")), [ReviewProblem::NotSure]);
    let long = format!("{UPHELD}{}", "a".repeat(2000));
    assert_eq!(open(&long), [ReviewProblem::TooLong]);
    assert_eq!(Review::parse(&typed(UPHELD)).unwrap().outcome, Outcome::Upheld);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_decision_is_a_row_more_and_the_refusal_stays_as_it_was() {
    both(|db| async move {
        let desk = refused(Desk::open(db).await).await;
        let carys = desk.carys().await;
        let (db, study) = (&desk.db, &desk.study);
        let before = desk.told("SELECT because || reference AS told FROM refusal").await;

        let id = list(db, &carys, study).await.unwrap()[0].id;
        for _ in 0..2 {
            review(db, &carys, study, (id, &typed(UPHELD)), noon()).await.expect("written down");
        }
        let nobody = review(db, &carys, study, (id + 1, &typed(UPHELD)), noon()).await;

        assert!(matches!(nobody, Err(ReviewError::NoSuchRefusal)));
        let all = list(db, &carys, study).await.unwrap();
        assert_eq!((all.len(), all[0].reviews.len(), all[0].number.as_str()), (1, 2, "1001"));
        assert_eq!(all[0].reviews[0].1.decided_by, "Data protection officer");
        assert_eq!(desk.told("SELECT because || reference AS told FROM refusal").await, before);
        let erased = "SELECT 'erased' AS told FROM response WHERE erased_at IS NOT NULL";
        assert_eq!(desk.told(erased).await, Vec::<String>::new());
        let line = format!("{}: refusal reviewed: upheld, {}", carys.actor(), all[0].reference);
        assert_eq!(desk.trail().await, [line.clone(), line]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_of_the_freeze_is_kept_and_what_cannot_be_read_is_an_error_and_no_guess() {
    both(|db| async move {
        let desk = refused(Desk::open(db).await).await;
        let carys = desk.carys().await;
        let (db, study) = (&desk.db, &desk.study);
        desk.does("UPDATE refusal SET because = 'in other words'").await;
        let all = list(db, &carys, study).await.unwrap();
        assert_eq!(all[0].frozen_on, Some(noon().date_naive()));
        review(db, &carys, study, (all[0].id, &typed(UPHELD)), noon()).await.expect("written down");

        desk.does("UPDATE refusal_review SET outcome = 'postponed'").await;

        let told = list(db, &carys, study).await.expect_err("nobody knows it").to_string();
        assert!(told.contains("cannot be read"), "{told}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_in_sentences_before_is_told_outright_after_the_change() {
    both(|db| async move {
        let desk = refused(Desk::open(db).await).await;
        let carys = desk.carys().await;
        desk.does("UPDATE outbox SET state = 'failed', reason = 'whoever sent it never came back'")
            .await;
        let names = migrations::names::<Migrator>();
        let before =
            names.iter().position(|name| name == "m0021_may_have_left").expect("it is there");
        let steps = u32::try_from(names.len() - before).expect("a few");

        Migrator::down(desk.db.writer(), Some(steps)).await.expect("it is undone");
        Migrator::up(desk.db.writer(), None).await.expect("and done again");

        let all = list(&desk.db, &carys, &desk.study).await.unwrap();
        assert_eq!(all[0].frozen_on, Some(noon().date_naive()));
        let listed = outbox::list(&desk.db, None).await.unwrap();
        assert!(listed.failed.is_empty() && !listed.in_doubt.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_that_is_allowed_after_all_is_done_in_the_same_moment_and_once() {
    both(|db| async move {
        let desk = refused(Desk::open(db).await).await;
        let carys = desk.carys().await;
        let (db, study) = (&desk.db, &desk.study);
        let id = list(db, &carys, study).await.unwrap()[0].id;

        review(db, &carys, study, (id, &typed(ALLOWED)), noon()).await.expect("written down");
        let again = review(db, &carys, study, (id, &typed(UPHELD)), noon()).await;

        assert!(matches!(again, Err(ReviewError::Allowed)));
        let events = "SELECT choice || ' ' || decided_by || ' ' || actor AS told FROM stop_event";
        let expected = format!("delete-answers participant {}", carys.actor());
        assert_eq!(desk.told(events).await, [expected]);
        let told = "SELECT template || ': ' || state AS told FROM outbox WHERE staff_id IS NULL";
        assert_eq!(desk.told(told).await, ["stop-receipt-text: waiting"], "and Anna hears of it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_deleted_after_all_is_told_of_the_survey_that_she_has_begun_since() {
    both(|db| async move {
        let desk = refused(Desk::open(db).await).await;
        let carys = desk.carys().await;
        let (file, mut protocol) = (desk.study.study(), Protocol { version: 2, ..protocol() });
        protocol.waves[1].steps.clear();
        let [first, second, _] = protocol.waves.as_mut_slice() else { panic!("three waves") };
        (first.wave.open_for, first.wave.until_randomised) = (Some(30), false);
        (second.wave.anchor, second.wave.opens_after) = (Anchor::Consent, 31);
        let db = &desk.db;
        studies::load(db, file, (&protocol, Some("sooner")), &surveys(), noon())
            .await
            .expect("the study loads");
        let study = &studies::find(db, &file.key).await.expect("it is there");
        let later = noon() + chrono::TimeDelta::days(60);
        let second = wave("four-month");
        let token = links::print(db, By::CommandLine, study, "1001", &second, later).await;
        let there = links::open(db, &token.expect("a link"), None, later).await.expect("it opens");
        let (on, form) = (page("empact"), typed("empact=6"));
        let saved = responses::save_page(db, &there, &on, form, Manner::Leave, later);
        saved.await.expect("she begins it");

        let id = list(db, &carys, study).await.unwrap()[0].id;
        review(db, &carys, study, (id, &typed(ALLOWED)), later).await.expect("written down");

        let asked = "SELECT COALESCE(asked_wave, '-') AS told FROM stop_event";
        assert_eq!(desk.told(asked).await, ["four-month"]);
    })
    .await;
}
