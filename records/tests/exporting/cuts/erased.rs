//! Whoever has their answers deleted is gone from every cut.

use records::{
    Db,
    auth::By,
    cuts::{self, Erased, FilesRequest, LeftOut, Out, Why},
    stopping::{self, Erasing},
    studies::StudyHandle,
};
use surveys::consent::Mode;
use tokio::{runtime::Handle, task::block_in_place};

use super::{annas_key, both_sent, changes, files, for_carys, make, text, told};
use crate::{
    databases::{Folder, both},
    exporting::annas::days,
    study::noon,
};

async fn anna_has_hers_deleted(db: &Db, study: &StudyHandle, what: Erasing) {
    let hers = ("1001", what, Mode::Phone);
    stopping::erase(db, &By::CommandLine, study, hers, days(9)).await.expect("it is done");
}

const ANNA_ANSWERS_AS_BEN_DID: &str = "UPDATE response SET erased_at = NULL, \
    status = (SELECT status FROM response WHERE participant_id = \
        (SELECT id FROM participant WHERE study_number = '1002')), \
    sheet = (SELECT sheet FROM response WHERE participant_id = \
        (SELECT id FROM participant WHERE study_number = '1002')) \
    WHERE participant_id = (SELECT id FROM participant WHERE study_number = '1001')";

const HELD: &str = "SELECT sha256 AS told FROM cut_row WHERE rows IS NOT NULL";

#[tokio::test(flavor = "multi_thread")]
async fn files_made_again_are_those_of_before_without_annas_rows_and_say_so() {
    both(|db| async move {
        let study = both_sent(&db).await;
        let cut = make(&db, &study, &for_carys(), noon()).await;
        let before = files(&db, &study, 1, &[]).await;
        let hers = annas_key(&before);
        let bens = "SELECT sha256 AS told FROM cut_row JOIN participant ON participant.id = participant_id \
            WHERE study_number = '1002'";
        let of_ben = told(&db, bens).await;

        anna_has_hers_deleted(&db, &study, Erasing::Answers).await;

        let after = files(&db, &study, 1, &[]).await;
        for file in before.keys().filter(|name| *name != "manifest.json") {
            let text = text(&before, file);
            let others = text.split_inclusive('\n').filter(|line| !line.starts_with(&hers));
            assert_eq!(others.collect::<String>(), super::text(&after, file), "{file}");
        }
        assert_eq!(told(&db, HELD).await, of_ben, "the hash of Ben's rows is what it was");
        let manifest: serde_json::Value = serde_json::from_slice(&after["manifest.json"]).unwrap();
        assert_eq!(manifest["erased"], serde_json::json!([{ "on": "2026-03-11", "people": 1 }]));
        assert_eq!(manifest["people"], 2, "so many were in it when it was made");
        assert_eq!(manifest["first_made"], serde_json::to_value(&cut.manifest.first_made).unwrap());
        let gone = "SELECT CAST(COUNT(*) AS text) AS told FROM cut_row WHERE rows IS NULL AND sha256 IS NULL";
        assert_eq!(told(&db, gone).await, ["1"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_name_takes_no_answer_out_of_a_cut() {
    both(|db| async move {
        let study = both_sent(&db).await;
        make(&db, &study, &for_carys(), noon()).await;
        let before = files(&db, &study, 1, &[]).await;

        anna_has_hers_deleted(&db, &study, Erasing::Name).await;

        assert_eq!(files(&db, &study, 1, &[]).await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_recipient_is_told_to_take_anna_out_and_nobody_else() {
    both(|db| async move {
        let study = both_sent(&db).await;
        make(&db, &study, &for_carys(), noon()).await;
        let hers = annas_key(&files(&db, &study, 1, &[]).await);
        let nobody = cuts::notice(&db, &study, 1, "Carys", days(8)).await.expect("it is told");
        anna_has_hers_deleted(&db, &study, Erasing::Everything).await;

        let notice = cuts::notice(&db, &study, 1, "Carys", days(9)).await.expect("it is told");

        assert_eq!(nobody.remove, []);
        let [anna] = notice.remove.as_slice() else { panic!("{notice:?}") };
        assert_eq!((anna.row_key.as_str(), anna.because), (hers.as_str(), Why::AnswersDeleted));
        assert_eq!(anna.since, days(9).date_naive().into());
        let entries =
            "SELECT purpose AS told FROM audit WHERE action = 'notice of a cut told' ORDER BY id";
        let told = told(&db, entries).await;
        let entry = |people| format!("for University of Example: people to remove, {people}");
        assert_eq!(told, [entry(0), entry(1)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_them_deleted_while_a_cut_is_made_is_not_in_it() {
    both(|db| async move {
        let study = both_sent(&db).await;
        let (at, other, of) = (Handle::current(), db.clone(), study.clone());
        let meanwhile = move |_, _| {
            block_in_place(|| at.block_on(anna_has_hers_deleted(&other, &of, Erasing::Answers)));
        };

        let made = cuts::make(&db, &study, &for_carys(), &meanwhile, "Carys", noon()).await;

        let cut = made.expect("the cut is made");
        let erased = Out { reason: LeftOut::ErasedMeanwhile, people: 1 };
        assert_eq!((cut.people, cut.manifest.left_out.as_slice()), (1, &[erased][..]));
        let hours = super::column(&files(&db, &study, 1, &[]).await, "wide.csv", "w0_hours");
        assert_eq!(hours.into_values().collect::<Vec<_>>(), ["12"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_answered_after_a_deletion_and_deletes_again_while_a_cut_is_made_is_not_in_it()
{
    both(|db| async move {
        let study = both_sent(&db).await;
        anna_has_hers_deleted(&db, &study, Erasing::Answers).await;
        changes(&db, ANNA_ANSWERS_AS_BEN_DID).await;
        let (at, other, of) = (Handle::current(), db.clone(), study.clone());
        let meanwhile = move |_, _| {
            block_in_place(|| at.block_on(anna_has_hers_deleted(&other, &of, Erasing::Answers)));
        };

        let made = cuts::make(&db, &study, &for_carys(), &meanwhile, "Carys", noon()).await;

        let cut = made.expect("the cut is made");
        let erased = Out { reason: LeftOut::ErasedMeanwhile, people: 1 };
        assert_eq!((cut.people, cut.manifest.left_out.as_slice()), (1, &[erased][..]));
        let decided = "SELECT choice AS told FROM stop_event WHERE act = 'stops'";
        assert_eq!(told(&db, decided).await, ["delete-answers"; 2], "she decided it twice");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_them_deleted_while_files_are_written_is_in_none_of_them_and_they_say_so() {
    both(|db| async move {
        let study = both_sent(&db).await;
        make(&db, &study, &for_carys(), noon()).await;
        let hers = annas_key(&files(&db, &study, 1, &[]).await);
        let (at, other, of) = (Handle::current(), db.clone(), study.clone());
        let meanwhile = move |_, _| {
            block_in_place(|| at.block_on(anna_has_hers_deleted(&other, &of, Erasing::Answers)));
        };
        let folder = Folder::new();
        let out = folder.0.join("out");
        let request = FilesRequest { out: out.clone(), formats: Vec::new(), replace: false };

        let written = cuts::files(&db, &study, (1, &request), &meanwhile, "Carys", days(9)).await;

        let erased = written.expect("they are written").cut.erased;
        assert_eq!(erased, [Erased { on: days(9).date_naive(), people: 1 }]);
        let read = |name| std::fs::read_to_string(out.join(name)).expect("a file");
        assert!(!read("wide.csv").contains(&hers) && !read("long.csv").contains(&hers));
        let manifest: serde_json::Value = serde_json::from_str(&read("manifest.json")).unwrap();
        assert_eq!(manifest["erased"], serde_json::json!([{ "on": "2026-03-11", "people": 1 }]));
        let noted = "SELECT actor AS told FROM audit WHERE action = 'files of a cut written'";
        assert_eq!(told(&db, noted).await, ["Carys", "Carys"], "once each time");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_answers_were_deleted_before_keeps_a_row_that_says_so() {
    both(|db| async move {
        let study = both_sent(&db).await;
        anna_has_hers_deleted(&db, &study, Erasing::Answers).await;

        let cut = make(&db, &study, &for_carys(), days(10)).await;

        let written = files(&db, &study, 1, &[]).await;
        let statuses = super::column(&written, "wide.csv", "w0_status").into_values();
        let mut statuses: Vec<_> = statuses.collect();
        statuses.sort();
        assert_eq!((cut.people, statuses), (2, vec!["complete".to_owned(), "erased".to_owned()]));
        assert_eq!(told(&db, HELD).await.len(), 2);
    })
    .await;
}
