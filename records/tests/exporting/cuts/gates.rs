//! Who is in a cut, and why others are not.

use records::{
    consent,
    cuts::{self, Cut, CutError, LeftOut, Why},
    participants::{self, Enrolment},
};

use super::{
    agrees_terms, annas_key, both_sent, changes, enrols, for_carys, for_purpose, make, try_make,
    written,
};
use crate::{
    databases::both,
    exporting::annas::{days, sent},
    study::{anna, full_consent, noon, person},
};

fn left_out(cut: &Cut) -> Vec<(LeftOut, u64)> {
    cut.manifest.left_out.iter().map(|out| (out.reason, out.people)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_never_took_part_is_left_out_with_the_reason_and_test_people_are_never_in() {
    both(|db| async move {
        let study = sent(&db).await;
        let dev =
            Enrolment { study_number: "T-1".to_owned(), test: Some(true), ..Enrolment::default() };
        participants::enrol(&db, &study, vec![dev], false, noon()).await.expect("he is enrolled");

        let cut = make(&db, &study, &for_carys(), noon()).await;

        assert_eq!((cut.people, left_out(&cut)), (1, vec![(LeftOut::NeverTookPart, 1)]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_randomised_is_in_a_cut_whose_purpose_needs_no_statement() {
    both(|db| async move {
        let study = sent(&db).await;
        agrees_terms(&db, &study, "").await;
        changes(
            &db,
            "INSERT INTO allocation (participant_id, arm, cohort, randomised_on, recorded_at) \
             SELECT id, 'C', 1, '2026-03-02', '2026-03-02 12:00:00+00:00' FROM participant WHERE study_number = '1002'",
        )
        .await;

        let cut = make(&db, &study, &for_purpose("evaluation"), noon()).await;

        assert_eq!((cut.people, left_out(&cut)), (2, vec![]));
        assert_eq!(cut.manifest.terms_version, Some(1));
        assert_eq!(cut.manifest.purpose_title.as_deref(), Some("The evaluation"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_statement_has_to_be_agreed_to_then_and_now() {
    both(|db| async move {
        let study = both_sent(&db).await;
        agrees_terms(&db, &study, "").await;
        // Anna takes it back. Ben had not agreed when he answered, and does now. Carla never said anything.
        let mut changed = full_consent(&study);
        changed.retain(|field| field != "C8");
        changed.add("C8", "no");
        let who = anna(&db, &study, None).await;
        consent::give(&db, &who, &changed, days(3)).await.expect("it is noted");
        let then = "UPDATE response SET consent_at_submit = REPLACE(consent_at_submit, '\"archive\",', '') \
            WHERE participant_id = (SELECT id FROM participant WHERE study_number = '1002')";
        changes(&db, then).await;
        enrols(&db, &study, "1003").await;
        // Dora agrees and answered nothing yet: only now counts.
        enrols(&db, &study, "1004").await;
        let dora = person(&db, &study, "1004", None, noon()).await;
        consent::give(&db, &dora, &full_consent(&study), noon()).await.expect("she agrees");

        let cut = make(&db, &study, &for_purpose("archive"), days(4)).await;

        let expected = vec![(LeftOut::NotAgreedThen, 1), (LeftOut::NotAgreedNow, 2)];
        assert_eq!((cut.people, left_out(&cut)), (1, expected));
        assert_eq!(cut.manifest.statement.as_deref(), Some("C8"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_recipient_is_told_of_whoever_takes_the_statement_back_afterwards() {
    both(|db| async move {
        let study = both_sent(&db).await;
        agrees_terms(&db, &study, "").await;
        make(&db, &study, &for_purpose("archive"), days(1)).await;
        make(&db, &study, &for_purpose("evaluation"), days(1)).await;
        let (before, bytes) = written(&db, &study, 1, &[]).await;
        let hers = annas_key(&bytes);
        let mut changed = full_consent(&study);
        changed.retain(|field| field != "C8");
        changed.add("C8", "no");
        let who = anna(&db, &study, None).await;
        consent::give(&db, &who, &changed, days(3)).await.expect("it is noted");

        let again = written(&db, &study, 1, &[]).await;
        let other = written(&db, &study, 2, &[]).await;
        let archive = cuts::notice(&db, &study, 1, "Carys", days(4)).await.expect("it is told");
        let evaluation = cuts::notice(&db, &study, 2, "Carys", days(4)).await.expect("it is told");

        let [anna] = archive.remove.as_slice() else { panic!("{archive:?}") };
        assert_eq!((anna.row_key.as_str(), anna.because), (hers.as_str(), Why::TakenBack));
        assert_eq!(anna.since, days(3).date_naive().into());
        assert_eq!(evaluation.remove, [], "it needs no statement");
        assert_eq!(again.1, bytes, "the cut is what it was");
        let told = [before.to_remove, again.0.to_remove, other.0.to_remove];
        assert_eq!(told, [0, 1, 0], "whoever writes them again is told of her");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purpose_that_is_missing_or_unknown_is_refused_with_those_there_are() {
    both(|db| async move {
        let study = both_sent(&db).await;
        let early = try_make(&db, &study, &for_purpose("archive"), noon()).await;
        assert!(matches!(early, Err(CutError::NoTerms(_))), "{early:?}");
        agrees_terms(&db, &study, "").await;

        let none = try_make(&db, &study, &for_carys(), noon()).await.expect_err("none is named");
        let other = try_make(&db, &study, &for_purpose("marketing"), noon()).await;

        let there = "evaluation (The evaluation), archive (Other research)";
        assert_eq!(
            none.to_string(),
            format!("say with --purpose what the data are for; the terms name {there}")
        );
        let other = other.expect_err("there is no such purpose").to_string();
        assert_eq!(other, format!("the terms name no purpose “marketing”; they name {there}"));
    })
    .await;
}
