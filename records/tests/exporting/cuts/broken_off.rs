//! A cut whose making does not come to its end is none.

use records::cuts::{self, CutError};
use tokio::{runtime::Handle, task::block_in_place};

use super::{both_sent, changes, for_carys, make, told, try_make};
use crate::{databases::both, exporting::annas::days, study::noon};

const KEPT: &str = "SELECT CAST((SELECT COUNT(*) FROM cut) AS text) || ' ' || \
    CAST((SELECT COUNT(*) FROM cut_row) AS text) AS told";

/// An answer that no archive would take.
const IMPOSSIBLE: &str = "UPDATE response SET \
    sheet = REPLACE(sheet, '\"d_cohort\":{\"c\":2}', '\"d_cohort\":{\"c\":77}')";

/// A cut that somebody else has begun to make.
const ANOTHER: &str = "INSERT INTO cut (study_id, number, begun_at, made_by, recipient, masked, \
    include_text, software_version, schema, manifest, people) SELECT study_id, number + 1, begun_at, \
    made_by, recipient, masked, include_text, software_version, schema, manifest, people FROM cut";

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_whose_making_is_interrupted_leaves_nothing_that_counts_and_is_cleared_away() {
    both(|db| async move {
        let study = both_sent(&db).await;
        let (other, of) = (db.clone(), study.clone());
        let killed = tokio::spawn(async move {
            let killed = |_, _| panic!("the process was killed");
            cuts::make(&other, &of, &for_carys(), &killed, "Carys", noon()).await.map(drop)
        });
        killed.await.expect_err("it does not come to its end");

        assert_eq!(cuts::list(&db, &study).await.expect("a list"), []);
        let at_once = try_make(&db, &study, &for_carys(), noon()).await;
        assert!(
            matches!(at_once, Err(CutError::Elsewhere)),
            "it may be at work still: {at_once:?}"
        );
        let next = make(&db, &study, &for_carys(), days(1)).await;

        assert_eq!((next.number, next.people), (1, 2));
        assert_eq!(told(&db, KEPT).await, ["1 2"], "what was left of the first is gone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_no_archive_would_take_stops_the_cut_with_a_list_that_tells_no_answer() {
    both(|db| async move {
        let study = both_sent(&db).await;
        changes(&db, IMPOSSIBLE).await;

        let refused = try_make(&db, &study, &for_carys(), noon()).await;

        let Err(CutError::Findings(list)) = refused else { panic!("it was made: {refused:?}") };
        let of = |file: &str| list.iter().filter(|line| line.starts_with(file)).count();
        assert_eq!((of("wide: “w0_d_cohort”"), of("long: “d_cohort”")), (1, 1), "{list:?}");
        assert!(!list.concat().contains("77"), "{list:?}");
        assert_eq!(told(&db, KEPT).await, ["0 0"]);
        changes(&db, "UPDATE response SET sheet = REPLACE(sheet, '\"c\":77', '\"c\":2')").await;
        assert_eq!(make(&db, &study, &for_carys(), noon()).await.number, 1, "at once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_that_fails_leaves_one_alone_that_is_being_made_by_then() {
    both(|db| async move {
        let study = both_sent(&db).await;
        changes(&db, IMPOSSIBLE).await;
        let (at, other) = (Handle::current(), db.clone());
        let meanwhile = move |_, _| block_in_place(|| at.block_on(changes(&other, ANOTHER)));

        let refused = cuts::make(&db, &study, &for_carys(), &meanwhile, "Carys", noon()).await;

        assert!(matches!(refused, Err(CutError::Findings(_))), "{refused:?}");
        let left = told(&db, "SELECT CAST(number AS text) AS told FROM cut").await;
        assert_eq!(left, ["2"], "its own is gone");
    })
    .await;
}
