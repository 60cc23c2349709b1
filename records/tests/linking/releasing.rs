//! The file of identifiers: who is in it and what, and that it is there whole or not at all.

use std::{collections::BTreeSet, fs};

use records::{
    auth::By,
    linkage::{self, LinkageError, Request},
};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::{keys::OwnerKey, linking::sending::Reason, stopping::Choice};

use super::{
    at, day, dwp, import,
    owner::{Records, returns, rows},
    release, released, stops, told, with_terms,
};
use crate::databases::{Folder, both};

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_agreed_by_the_cut_and_agree_now_are_in_the_file_with_the_agreed_columns() {
    both(|db| async move {
        let study = with_terms(&db).await;
        stops(&db, &study, "1002", Choice::StopLinkage, "2026-09-20").await;
        let folder = Folder::new();

        let made = release(&db, &study, &folder.0.join("out"), "2026-10-01").await;

        let made = made.expect("it is made");
        let text = fs::read_to_string(&made.path).expect("it is there");
        let header = text.lines().next().expect("a header");
        assert_eq!(header, "linkage_id,nino,first_name,last_name,dob,postcode,sex");
        let rows = rows(&text);
        assert_eq!(rows.len(), 1, "Anna alone: {:?}", made.tally);
        let cell = |column: &str| rows[0][column].as_str();
        assert_eq!(cell("nino"), "AB123456C");
        assert_eq!((cell("first_name"), cell("last_name")), ("Anna", "Ashworth"));
        assert_eq!((cell("dob"), cell("postcode"), cell("sex")), ("1984-03-02", "LS1 4AP", ""));
        assert_eq!(cell("linkage_id").len(), 26);
        let left_out: Vec<_> = made.tally.left_out.iter().map(|(why, of)| (*why, *of)).collect();
        let expected = [
            (Reason::StoppedLinkage, 1),
            (Reason::AgreedLater, 1),
            (Reason::Declined, 1),
            (Reason::TooLittleOnRecord, 1),
        ];
        assert_eq!(left_out, expected, "and Fay, who tries the study, is counted nowhere");
        let beside = fs::read_dir(folder.0.join("out")).expect("a folder").count();
        assert_eq!(beside, 1, "nothing lies beside it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobodys_number_in_one_file_is_their_number_in_another() {
    both(|db| async move {
        let study = with_terms(&db).await;

        let (first, one) = released(&db, &study, "2026-10-01").await;
        let (second, other) = released(&db, &study, "2026-10-02").await;

        assert_eq!((first, second), (1, 2));
        let numbers = |text: &str| -> BTreeSet<String> {
            rows(text).into_iter().map(|row| row["linkage_id"].clone()).collect()
        };
        let (one, other) = (numbers(&one), numbers(&other));
        assert_eq!((one.len(), other.len()), (2, 2));
        assert!(one.is_disjoint(&other));
        let stored = "SELECT CAST(participant_id AS TEXT) AS told FROM linkage_person";
        assert_eq!(told(&db, stored).await.len(), 4, "who was in which, without a number");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn that_identifiers_were_read_and_whose_were_given_is_in_the_audit() {
    both(|db| async move {
        let study = with_terms(&db).await;
        released(&db, &study, "2026-10-01").await;

        let entries = "SELECT a.action || ', ' || COALESCE(p.study_number, 'nobody') || ', ' || a.object AS told \
             FROM audit a LEFT JOIN participant p ON p.id = a.participant_id \
             WHERE a.at >= '2026-10-01' ORDER BY a.id";

        let expected = [
            "identifiers read for linkage, nobody, dwp-hmrc",
            "identifiers given to an owner of records, 1001, linkage file 1",
            "identifiers given to an owner of records, 1002, linkage file 1",
            "linkage file made, nobody, linkage file 1",
        ];
        assert_eq!(told(&db, entries).await, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_may_or_can_be_sent_no_file_is_made_and_none_is_noted() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let folder = Folder::new();
        let ask = async |owner: &str, cut: &str, out: &str, now: &str| {
            let owner = OwnerKey::new(owner).expect("a key");
            let request = Request { owner, cut_on: day(cut), out: folder.0.join(out) };
            linkage::release(&db, &By::CommandLine, &study, &request, at(now)).await.unwrap_err()
        };

        let (cut, now) = ("2026-03-05", "2026-10-01");
        let unknown = ask("council", cut, "out", now).await.to_string();
        assert_eq!(unknown, "the terms name no owner “council”; they name dwp-hmrc, nhs-england");
        assert!(matches!(ask("nhs-england", cut, "out", now).await, LinkageError::NotNow(..)));
        assert!(matches!(
            ask("dwp-hmrc", "2026-10-02", "out", now).await,
            LinkageError::CutAhead(_)
        ));
        assert!(matches!(ask("dwp-hmrc", "2026-03-01", "out", now).await, LinkageError::Nobody(_)));
        fs::write(folder.0.join("in the way"), "a file").expect("it is written");
        let unwritable = ask("dwp-hmrc", cut, "in the way/out", now).await;
        assert!(matches!(unwritable, LinkageError::File(_)), "{unwritable:?}");
        assert!(matches!(ask("dwp-hmrc", cut, "in the way", now).await, LinkageError::NotEmpty(_)));

        let left: Vec<_> = fs::read_dir(&folder.0).expect("a folder").collect();
        assert_eq!(left.len(), 1, "no file and no half of one: {left:?}");
        assert_eq!(told(&db, "SELECT owner AS told FROM linkage_file").await, [""; 0]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_an_owners_hashes_is_its_own_and_giving_it_is_in_the_audit() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let by = By::CommandLine;
        let nhs = OwnerKey::new("nhs-england").expect("a key");

        let key = linkage::key(&db, &by, &study, &nhs, at("2027-01-02")).await.expect("a key");

        assert_eq!(key.len(), 64);
        let again = linkage::key(&db, &by, &study, &nhs, at("2027-02-02")).await;
        assert_eq!(again.expect("the same"), key);
        let none = linkage::key(&db, &by, &study, &dwp(), at("2027-01-02")).await;
        assert!(matches!(none, Err(LinkageError::NoHashes(_))));
        let given = "SELECT object AS told FROM audit WHERE action = 'linkage key given'";
        assert_eq!(told(&db, given).await, ["nhs-england", "nhs-england"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_could_not_be_written_keeps_its_number_and_nothing_comes_back_for_it() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let (first, identifiers) = released(&db, &study, "2026-10-01").await;
        // As it is noted where the folder cannot be put in its place.
        for statement in ["DELETE FROM linkage_person", "UPDATE linkage_file SET people = 0"] {
            db.writer().execute_unprepared(statement).await.expect("it is noted");
        }

        let (second, _) = released(&db, &study, "2026-10-02").await;

        assert_eq!((first, second), (1, 2));
        let returned = returns(&identifiers, &Records::new());
        let refused = import(&db, &study, first, &returned).await;
        assert!(matches!(refused, Err(LinkageError::NotWritten(1))), "{refused:?}");
        let sent = (first, day("2026-10-01"));
        let sent = linkage::sent(&db, &By::CommandLine, &study, sent, at("2026-10-02")).await;
        assert!(matches!(sent, Err(LinkageError::NotWritten(1))));
        let log = linkage::log(&db, &By::CommandLine, &study).await.expect("a log");
        let people: Vec<_> = log.iter().map(|file| (file.number, file.people)).collect();
        assert_eq!(people, [(2, 2), (1, 0)]);
    })
    .await;
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn what_a_process_that_was_killed_left_of_a_file_goes_when_the_next_is_made_in_its_place() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let folder = Folder::new();
        // No process has a number beyond 2²², and the first one always runs.
        let left = [
            ".out.being-written.4194305-0",
            ".out.being-written.1-0",
            ".other.being-written.4194305-0",
        ];
        for name in left {
            fs::create_dir(folder.0.join(name)).expect("a folder");
            fs::write(folder.0.join(name).join("identifiers.csv"), "Anna").expect("it is written");
        }

        release(&db, &study, &folder.0.join("out"), "2026-10-01").await.expect("it is made");

        let stays: Vec<_> = left.iter().filter(|name| folder.0.join(name).exists()).collect();
        assert_eq!(stays, [&left[1], &left[2]]);
        assert_eq!(fs::read_dir(&folder.0).expect("a folder").count(), 3, "and the file's own");
    })
    .await;
}
