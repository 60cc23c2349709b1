//! What is different between two cuts.

use records::{
    auth::By,
    cuts::{self, Changed, CutError, Response},
    stopping::{self, Erasing},
};
use surveys::consent::Mode;

use super::{annas_key, both_sent, changes, column, enrols, files, for_carys, make, sends};
use crate::{databases::both, exporting::annas::days, study::noon};

#[tokio::test(flavor = "multi_thread")]
async fn two_cuts_of_the_same_answers_differ_in_nothing() {
    both(|db| async move {
        let study = both_sent(&db).await;
        make(&db, &study, &for_carys(), noon()).await;
        make(&db, &study, &for_carys(), noon()).await;

        let diff = cuts::diff(&db, &study, (2, 1)).await.expect("they are compared");

        assert_eq!((diff.older, diff.newer), (1, 2));
        assert!(diff.responses.is_empty() && diff.changed.is_empty() && diff.erased.is_empty());
        assert!(diff.files.iter().all(|file| file.came + file.went == 0), "{:?}", diff.files);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn new_responses_changed_answers_and_erasures_are_counted_and_named_by_the_newer_keys() {
    both(|db| async move {
        let study = both_sent(&db).await;
        enrols(&db, &study, "1003").await;
        sends(&db, &study, "1003", "hours=40").await;
        make(&db, &study, &for_carys(), noon()).await;
        let before = files(&db, &study, 1, &[]).await;
        changes(&db, "UPDATE response SET sheet = REPLACE(sheet, ':12', ':13')").await;
        enrols(&db, &study, "1004").await;
        sends(&db, &study, "1004", "hours=7").await;
        make(&db, &study, &for_carys(), days(1)).await;
        let after = files(&db, &study, 2, &[]).await;
        let hers = ("1001", Erasing::Answers, Mode::Phone);
        let annas = annas_key(&after);
        stopping::erase(&db, &By::CommandLine, &study, hers, days(2)).await.expect("it is done");

        let diff = cuts::diff(&db, &study, (1, 2)).await.expect("they are compared");

        let hours = column(&after, "wide.csv", "w0_hours");
        let key = |of: &str| hours.iter().find(|(_, hours)| *hours == of).expect("a row").0.clone();
        let wave = "baseline".to_owned();
        assert_eq!(diff.responses, [Response { row_key: key("7"), wave: wave.clone() }]);
        let variables = vec!["hours".to_owned()];
        assert_eq!(diff.changed, [Changed { row_key: key("13"), wave, variables }]);
        assert_eq!(diff.changed_answers(), 1);
        let [anna] = diff.erased.as_slice() else { panic!("{:?}", diff.erased) };
        assert_eq!((anna.row_key.as_str(), anna.cut), (annas.as_str(), 2));
        assert_eq!(diff.joined, [key("7")]);
        assert_eq!(diff.left, []);
        let wide = diff.files.iter().find(|file| file.file == "wide").expect("it is compared");
        assert_eq!((wide.came, wide.went), (2, 1), "Ben's row changed, and one came");
        assert!(!before.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_that_only_one_cut_has_are_told_and_not_compared() {
    both(|db| async move {
        let study = both_sent(&db).await;
        make(&db, &study, &for_carys(), noon()).await;
        let hours = Some(vec!["hours".to_owned()]);
        let narrow = cuts::CutRequest { variables: hours, ..for_carys() };
        make(&db, &study, &narrow, noon()).await;

        let diff = cuts::diff(&db, &study, (1, 2)).await.expect("they are compared");
        let missing = cuts::diff(&db, &study, (1, 3)).await;

        let long = diff.files.iter().find(|file| file.file == "long").expect("it is compared");
        assert!(long.only_in_older.contains(&"d_age".to_owned()), "{long:?}");
        assert_eq!((long.only_in_newer.len(), long.came, long.went), (0, 0, 0));
        assert!(matches!(missing, Err(CutError::NoSuchCut(3))), "{missing:?}");
    })
    .await;
}
