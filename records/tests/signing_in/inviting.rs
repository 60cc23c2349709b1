//! The letter of an invitation: who it reaches, with which link, and when it is not sent.

use std::fs;

use chrono::TimeDelta;
use records::{
    Db,
    auth::By,
    outbox::{self, Post},
    senders::{Folder, Senders},
    staff::{self, Appointment, Invited},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use surveys::roles::Role;

use super::{
    ADA, EVE, accepted, after,
    databases::{self, both},
    filled, invitation,
};
use crate::study::noon;

/// What a worker sends now, as files with their words.
async fn letters(db: &Db, folder: &databases::Folder) -> Vec<String> {
    let outbox = folder.0.join("outbox");
    let senders = Senders::files(Folder::new(outbox.clone()));
    let post = Post::new(senders, "https://survey.example.org".to_owned());
    outbox::send_due(db, &post, noon()).await.expect("the database answers");
    let files = fs::read_dir(outbox).into_iter().flatten().map(|entry| entry.expect("a file"));
    let files = files.map(|file| fs::read_to_string(file.path()).expect("a text"));
    files.map(|text| text.replace("=\r\n", "").replace("\r\n", "\n")).collect()
}

async fn told(db: &Db, query: &str) -> Vec<String> {
    let query = Statement::from_string(db.read().get_database_backend(), query);
    let rows = db.read().query_all_raw(query).await.expect("an answer");
    rows.iter().map(|row| row.try_get("", "told").expect("a text")).collect()
}

const STANDING: &str =
    "SELECT state || COALESCE(': ' || reason, '') AS told FROM outbox ORDER BY id";

async fn id_of(db: &Db) -> i32 {
    staff::list(db, &By::CommandLine, noon()).await.expect("accounts")[0].id
}

#[tokio::test]
async fn eve_is_sent_the_very_link_that_was_printed_and_no_row_holds_it() {
    both(|db| async move {
        let (token, folder) = (invitation(&db, EVE).await, databases::Folder::new());

        let letters = letters(&db, &folder).await;

        let [letter] = letters.as_slice() else { panic!("one letter, and not {letters:?}") };
        let link = format!("\nhttps://survey.example.org/staff/invitation/{token}\n");
        assert!(letter.contains(&link), "{letter}");
        assert!(letter.contains("To: eve@example.org\n"), "{letter}");
        assert!(letter.contains("What you will be there: evaluator in "), "{letter}");
        assert!(staff::open(&db, &token, noon()).await.is_ok());
        let rows = "SELECT facts || once || template AS told FROM outbox";
        for row in told(&db, rows).await {
            assert!(!row.contains(&token) && !row.contains(EVE), "{row}");
        }
        let last = "SELECT actor || ': ' || action || ' ' || object AS told FROM audit ORDER BY id DESC LIMIT 1";
        let entry = "system: message sent staff-invitation by email to staff 1";
        assert_eq!(told(&db, last).await, [entry]);
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_is_sent_again_breaks_no_link_and_makes_no_other() {
    both(|db| async move {
        let (token, folder) = (invitation(&db, EVE).await, databases::Folder::new());
        let first = letters(&db, &folder).await;
        fs::remove_dir_all(folder.0.join("outbox")).expect("the folder goes");
        // As after a restore of the database, or when a server lost its answer.
        let again = "UPDATE outbox SET state = 'waiting'";
        db.writer().execute_unprepared(again).await.expect("it waits again");

        let second = letters(&db, &folder).await;

        let link = |letters: &[String]| {
            let lines = letters[0].lines().find(|line| line.contains("/staff/invitation/"));
            lines.expect("a link").to_owned()
        };
        assert_eq!(link(&first), link(&second));
        assert!(staff::accept(&db, &token, filled(super::PASSWORD), "", noon()).await.is_ok());
        assert!(staff::open(&db, &token, noon()).await.is_err(), "it works once");
    })
    .await;
}

#[tokio::test]
async fn a_link_that_works_no_more_is_not_sent() {
    both(|db| async move {
        let (_, used) = (invitation(&db, EVE).await, invitation(&db, EVE).await);
        staff::accept(&db, &used, filled(super::PASSWORD), "", noon()).await.expect("accepted");

        let letters = letters(&db, &databases::Folder::new()).await;

        assert_eq!(letters, Vec::<String>::new());
        let over = "not sent: its link no longer works";
        assert_eq!(told(&db, STANDING).await, [over, over]);
    })
    .await;
}

#[tokio::test]
async fn whoever_was_removed_meanwhile_is_written_nothing() {
    both(|db| async move {
        invitation(&db, EVE).await;
        let id = id_of(&db).await;
        staff::remove(&db, By::CommandLine, id, noon()).await.expect("removed");

        assert_eq!(letters(&db, &databases::Folder::new()).await, Vec::<String>::new());
        assert_eq!(told(&db, STANDING).await, ["not sent: its link no longer works"]);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_a_password_is_told_that_they_choose_another() {
    both(|db| async move {
        accepted(&db, EVE).await;
        let folder = databases::Folder::new();
        let id = id_of(&db).await;
        staff::invite_again(&db, By::CommandLine, id, false, noon()).await.expect("invited");

        let letters = letters(&db, &folder).await;

        let [letter] = letters.as_slice() else { panic!("one letter, and not {letters:?}") };
        assert!(letter.contains("Hello Ada Invented,\n"), "{letter}");
        assert!(letter.contains("choose a new password"), "{letter}");
    })
    .await;
}

#[tokio::test]
async fn the_link_can_be_shown_while_it_works_and_that_is_audited() {
    both(|db| async move {
        let token = invitation(&db, ADA).await;
        let id = id_of(&db).await;
        let shown = async |now| {
            let shown = staff::invited(&db, By::CommandLine, id, now).await.expect("an answer");
            shown.map(|Invited { token, .. }| token)
        };

        assert_eq!(shown(noon()).await, Some(token.clone()));
        assert_eq!(shown(after(TimeDelta::days(7))).await, None);
        staff::accept(&db, &token, filled(super::PASSWORD), "", noon()).await.expect("accepted");
        assert_eq!(shown(noon()).await, None);
        let entries =
            "SELECT CAST(COUNT(*) AS TEXT) AS told FROM audit WHERE action = 'invitation shown'";
        assert_eq!(told(&db, entries).await, ["1"]);
    })
    .await;
}

#[tokio::test]
async fn a_letter_names_every_role_and_comes_from_no_study_when_there_are_several() {
    both(|db| async move {
        invitation(&db, EVE).await;
        let role = Appointment { role: Role::Administrator, study: None, site: None };
        staff::invite(&db, By::CommandLine, EVE, role, noon()).await.expect("invited");

        let letters = letters(&db, &databases::Folder::new()).await;

        let [letter] = letters.as_slice() else { panic!("one letter, and not {letters:?}") };
        assert!(letter.contains(", administrator."), "{letter}");
        assert!(letter.contains("From: Throughline <no-reply@survey.example.org>"), "{letter}");
    })
    .await;
}
