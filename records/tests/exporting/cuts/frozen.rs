//! Files of a cut are the same whenever they are written.

use records::{
    cuts::{self, CutError},
    exports::Format,
    studies,
};
use sha2::{Digest, Sha256};
use surveys::catalogue;

use super::{
    both_sent, changes, enrols, files, for_carys, keys, make, sends, text, told, try_make,
};
use crate::{
    databases::both,
    exporting::{annas::days, dataset::take},
    study::{noon, protocol, small_baseline},
};

#[tokio::test(flavor = "multi_thread")]
async fn files_are_byte_for_byte_the_same_after_answers_people_and_the_survey_have_changed() {
    both(|db| async move {
        let study = both_sent(&db).await;
        make(&db, &study, &for_carys(), noon()).await;
        let before = files(&db, &study, 1, Format::ALL).await;

        changes(&db, "UPDATE response SET sheet = REPLACE(sheet, '30.5', '8.5')").await;
        enrols(&db, &study, "1003").await;
        sends(&db, &study, "1003", "hours=40").await;
        let mut second = small_baseline();
        second.version = 2;
        second.title = "The baseline once more".to_owned();
        let mut surveys = catalogue::surveys().to_vec();
        surveys.retain(|survey| survey.key != second.key);
        surveys.push(second);
        let file = study.study().as_ref().clone();
        studies::load(&db, &file, (&protocol(), None), &surveys, noon()).await.expect("it loads");
        let study = studies::find(&db, &file.key).await.expect("it is there");

        assert_eq!(files(&db, &study, 1, Format::ALL).await, before);
        let now = take(&db, &study, &["baseline"], noon()).await;
        let mut hours = now.column("wide.csv", "w0_hours");
        hours.sort();
        assert_eq!(hours, ["12", "40", "8.5"], "the study has gone on");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_hash_to_what_the_cut_said_when_it_was_made() {
    both(|db| async move {
        let study = both_sent(&db).await;

        let cut = make(&db, &study, &for_carys(), days(1)).await;

        let written = files(&db, &study, 1, &[]).await;
        let names: Vec<_> = cut.manifest.first_made.iter().map(|file| file.name.clone()).collect();
        let expected =
            ["participants", "wide", "long", "paradata", "calls", "messages", "pages", "codebook"];
        assert!(expected.iter().all(|name| names.contains(&format!("{name}.csv"))), "{names:?}");
        assert_eq!(written.len(), names.len() + 1, "and the manifest");
        for file in &cut.manifest.first_made {
            let hash = Sha256::digest(&written[&file.name]);
            let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hash, file.sha256, "{}", file.name);
        }
        assert_eq!((cut.number, cut.people, cut.made_at), (1, 2, days(1)));
        assert_eq!(cuts::list(&db, &study).await.expect("a list"), std::slice::from_ref(&cut));
        assert_eq!(cuts::find(&db, &study, 1).await.expect("it is there"), cut);
        let audited =
            told(&db, "SELECT action || ': ' || object AS told FROM audit ORDER BY id").await;
        let made = ["cut made: bridgeway cut 1", "files of a cut written: bridgeway cut 1"];
        assert_eq!(audited[audited.len() - 2..], made);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_recipients_cannot_join_their_files_by_row_keys() {
    both(|db| async move {
        let study = both_sent(&db).await;
        make(&db, &study, &for_carys(), noon()).await;
        make(&db, &study, &for_carys(), noon()).await;

        let [first, second] = [files(&db, &study, 1, &[]).await, files(&db, &study, 2, &[]).await];
        let exported = take(&db, &study, &[], noon()).await;

        let own = keys(&first, "wide.csv");
        assert_eq!(own.len(), 2);
        assert!(own.is_disjoint(&keys(&second, "wide.csv")));
        assert!(own.iter().all(|key| {
            let text = String::from_utf8_lossy(&exported.bytes["wide.csv"]);
            !text.contains(key.as_str())
        }));
        let in_order: Vec<_> =
            text(&first, "wide.csv").lines().skip(1).map(|line| line[..26].to_owned()).collect();
        assert!(in_order.is_sorted(), "not in the order in which people were enrolled");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_that_is_not_there_and_one_for_nobody_are_refused() {
    both(|db| async move {
        let study = both_sent(&db).await;

        let nobody = cuts::CutRequest { recipient: "  ".to_owned(), ..for_carys() };
        let nobody = try_make(&db, &study, &nobody, noon()).await;
        let missing = cuts::find(&db, &study, 1).await;

        assert!(matches!(nobody, Err(CutError::NoRecipient)), "{nobody:?}");
        assert!(matches!(missing, Err(CutError::NoSuchCut(1))), "{missing:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_were_changed_behind_our_back_are_never_written() {
    both(|db| async move {
        let study = both_sent(&db).await;
        make(&db, &study, &for_carys(), noon()).await;
        changes(&db, "UPDATE cut_row SET sha256 = 'another'").await;
        let folder = crate::databases::Folder::new();
        let (out, formats) = (folder.0.join("out"), Vec::new());
        let request = cuts::FilesRequest { out: out.clone(), formats, replace: false };

        let refused = cuts::files(&db, &study, (1, &request), &|_, _| {}, "Carys", noon()).await;

        assert!(matches!(refused, Err(CutError::Damaged { number: 1, .. })), "{refused:?}");
        assert!(!out.exists());
    })
    .await;
}
