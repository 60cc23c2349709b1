//! Whoever changes their mind: they are in no later file, on the list for the owner, and what came back goes as far as it is not
//! frozen.

use std::{fs, path::Path};

use records::{
    Db,
    auth::By,
    linkage::{self, LinkageError, Withdrawals},
    studies::StudyHandle,
};
use surveys::{keys::OwnerKey, stopping::Choice};

use super::{
    TERMS, asked, at, dwp, import, kept,
    owner::{Records, returns, rows},
    publish, release, released, stops, told, with_terms,
};
use crate::databases::{Folder, both};

/// Both are found.
fn records() -> Records {
    Records::from([("AB123456C", "30,,,1"), ("AB123457C", "12,,,0")])
}

async fn list(db: &Db, study: &StudyHandle, out: &Path) -> Result<Withdrawals, LinkageError> {
    linkage::withdrawals(db, &By::CommandLine, study, (&dwp(), out), at("2027-06-02")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stops_linkage_is_on_the_owners_list_and_in_no_later_file_and_keeps_what_came() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let (number, identifiers) = released(&db, &study, "2026-10-01").await;
        import(&db, &study, number, &returns(&identifiers, &records())).await.expect("taken");
        let folder = Folder::new();
        let nobody = list(&db, &study, &folder.0.join("none")).await;
        assert!(matches!(nobody, Err(LinkageError::NothingToTell(_))));
        assert!(!folder.0.join("none").exists());
        stops(&db, &study, "1001", Choice::StopLinkage, "2027-06-01").await;

        let listed = list(&db, &study, &folder.0.join("first")).await.expect("a list");

        assert_eq!(listed, Withdrawals { numbers: 1, new: 1 });
        let text = fs::read_to_string(folder.0.join("first/withdrawals.csv")).expect("a list");
        let annas = rows(&identifiers)
            .into_iter()
            .find(|row| row["first_name"] == "Anna")
            .expect("Anna was in it");
        assert_eq!(text, format!("linkage_file,linkage_id\n1,{}\n", annas["linkage_id"]));
        let again = list(&db, &study, &folder.0.join("again")).await.expect("a list");
        assert_eq!(again, Withdrawals { numbers: 1, new: 0 });
        let (_, next) = released(&db, &study, "2027-06-03").await;
        let names: Vec<_> = rows(&next).into_iter().map(|row| row["first_name"].clone()).collect();
        assert_eq!(names, ["Ben"]);
        assert_eq!(kept(&db).await.len(), 4, "no more is asked for, and what came stays");
        let entries = "SELECT p.study_number AS told FROM audit a \
             JOIN participant p ON p.id = a.participant_id \
             WHERE a.action = 'owner of records told to stop'";
        assert_eq!(told(&db, entries).await, ["1001"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_linked_records_used_no_more_has_none_unless_they_are_frozen() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let (number, identifiers) = released(&db, &study, "2026-10-01").await;
        import(&db, &study, number, &returns(&identifiers, &records())).await.expect("taken");
        stops(&db, &study, "1001", Choice::DropLinked, "2028-03-30").await;
        stops(&db, &study, "1002", Choice::DropLinked, "2028-03-31").await;

        assert_eq!(kept(&db).await, ["1002 benefit 0", "1002 weeks_worked 12"]);
        let columns = linkage::columns(db.read(), &study).await.expect("columns");
        let linked = linkage::values_of(db.read(), &columns, &[1, 2]).await.expect("values");
        assert_eq!(linked[&1].found[&dwp()], linkage::Found::Dropped);
        assert!(linked[&1].values.is_empty());
        assert_eq!(linked[&2].values.len(), 2, "frozen a day before he said so");
        let folder = Folder::new();
        let none = release(&db, &study, &folder.0.join("out"), "2028-04-03").await;
        assert!(matches!(none, Err(LinkageError::Nobody(_))), "neither is asked about again");
        let listed = list(&db, &study, &folder.0.join("list")).await.expect("a list");
        assert_eq!(listed.numbers, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_without_a_day_of_its_own_freezes_with_the_dataset() {
    both(|db| async move {
        let study = asked(&db).await;
        let freeze = "gives = \"returns\"\nfrozen_on = \"2028-03-31\"";
        publish(&db, &study, &TERMS.replace(freeze, "gives = \"returns\"")).await;
        let (number, identifiers) = released(&db, &study, "2026-10-01").await;
        import(&db, &study, number, &returns(&identifiers, &records())).await.expect("taken");

        stops(&db, &study, "1001", Choice::DropLinked, "2028-03-31").await;

        assert_eq!(kept(&db).await.len(), 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_name_was_deleted_is_told_to_the_owner_and_is_in_no_later_file() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let (_, identifiers) = released(&db, &study, "2026-10-01").await;
        stops(&db, &study, "1001", Choice::DeleteIdentity, "2027-06-01").await;

        let folder = Folder::new();
        let listed = list(&db, &study, &folder.0.join("list")).await.expect("a list");

        assert_eq!(listed.numbers, 1);
        let text = fs::read_to_string(folder.0.join("list/withdrawals.csv")).expect("a list");
        let annas = rows(&identifiers).into_iter().find(|row| row["first_name"] == "Anna");
        assert!(text.contains(&annas.expect("Anna was in it")["linkage_id"]));
        let (_, next) = released(&db, &study, "2027-06-03").await;
        assert!(!next.contains("Anna") && next.contains("Ben"));
    })
    .await;
}

/// The next version of the terms, which names this owner no more.
fn without_dwp() -> String {
    let (before, owners) = TERMS.split_once("[[linkage.owners]]\n").expect("an owner");
    let (_, others) = owners.split_once("[[linkage.owners]]\n").expect("another");
    format!("{before}[[linkage.owners]]\n{others}").replace("version = 1", "version = 2")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_that_later_terms_do_not_name_is_still_told_whom_to_stop_using() {
    both(|db| async move {
        let study = with_terms(&db).await;
        released(&db, &study, "2026-10-01").await;
        publish(&db, &study, &without_dwp()).await;
        stops(&db, &study, "1001", Choice::StopLinkage, "2027-06-01").await;
        let folder = Folder::new();

        let listed = list(&db, &study, &folder.0.join("list")).await.expect("a list");

        assert_eq!(listed, Withdrawals { numbers: 1, new: 1 }, "Anna, and Ben agrees as before");
        let log = linkage::log(&db, &By::CommandLine, &study).await.expect("a log");
        assert_eq!((log[0].withdrawn, log[0].not_told), (1, 0));
        let (council, out) = (OwnerKey::new("council").expect("a key"), folder.0.join("none"));
        let asked = (&council, out.as_path());
        let now = at("2027-06-02");
        let unknown = linkage::withdrawals(&db, &By::CommandLine, &study, asked, now).await;
        assert!(matches!(unknown, Err(LinkageError::NoSuchOwner(..))));
    })
    .await;
}
