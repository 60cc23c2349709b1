//! What the people on duty read in their mail.

use std::fs;

use records::{
    auth::By,
    outbox::{Post, send_due},
    safeguarding::tick,
    senders::{Folder, Senders},
    staff::{self},
};
use surveys::{journey::Manner::Continue, roles::Role};

use super::lantern::{ROSA, TOMAS, anna, at, comes_in, nine, save, ten};
use crate::databases::{self, both};

/// What a mail says of anybody, or of what they answered.
const TELLING: [&str; 22] = [
    "Anna",
    "1001",
    "07700",
    "phq",
    "item",
    "suicid",
    "harm",
    "hurt",
    "dead",
    "die",
    "risk",
    "health",
    "mood",
    "feel",
    "depress",
    "answer",
    "survey",
    "level",
    "urgent",
    "emergency",
    "check-in",
    "question",
];

/// Sends what is due, and reads all that was ever sent, oldest first.
async fn mails(db: &records::Db, folder: &databases::Folder, now: &str) -> Vec<String> {
    let senders = Senders::files(Folder::new(folder.0.clone()));
    let post = Post::new(senders, "https://study.example.org".to_owned());
    while send_due(db, &post, at(now)).await.expect("the database answers") > 0 {}
    let mut files: Vec<_> = fs::read_dir(&folder.0)
        .expect("a folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
        .collect();
    files.sort();
    let text = |path| fs::read_to_string(path).expect("a text").replace("\r\n", "\n");
    let is_task = |mail: &String| !mail.contains("Subject: Your invitation");
    files.into_iter().map(text).filter(is_task).collect()
}

/// Subject and text of a mail.
fn shown(mail: &str) -> String {
    let subject = mail.lines().find(|line| line.starts_with("Subject")).unwrap_or_default();
    // Of the two parts the first is the text.
    let (_, parts) = mail.split_once("\n\n").unwrap_or_default();
    let (_, text) = parts.split_once("\n\n").unwrap_or_default();
    let text = text.split("\n--").next().unwrap_or_default();
    format!("{subject}\n\n{text}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_says_that_there_is_a_task_where_and_nothing_else() {
    both(|db| async move {
        let (study, anna) = anna(&db).await;
        comes_in(&db, &study, "ada@example.org", Role::Administrator).await;
        save(&db, &anna, ("feelings", &nine(3, 3)), Continue, ten()).await;
        tick(&db, at("2026-11-10 12:00")).await.unwrap();
        tick(&db, at("2026-11-10 14:00")).await.unwrap();
        for account in staff::list(&db, &By::CommandLine, ten()).await.unwrap() {
            if [ROSA, TOMAS].contains(&account.email.as_str()) {
                staff::remove(&db, By::CommandLine, account.id, ten()).await.unwrap();
            }
        }
        save(&db, &anna, ("safe", "safe=3"), Continue, at("2026-11-10 14:00")).await;
        comes_in(&db, &study, ROSA, Role::SafeguardingLead).await;
        comes_in(&db, &study, TOMAS, Role::SafeguardingLead).await;

        let folder = databases::Folder::new();
        let mails = mails(&db, &folder, "2026-11-10 14:30").await;

        assert_eq!(mails.len(), 5, "{mails:?}");
        for mail in &mails {
            let plain = mail.to_lowercase();
            for word in TELLING {
                assert!(!plain.contains(&word.to_lowercase()), "{word} in {mail}");
            }
        }
        insta::assert_snapshot!("new_task", shown(&mails[0]));
        insta::assert_snapshot!("half_gone", shown(&mails[2]));
        insta::assert_snapshot!("nobody", shown(&mails[4]));
    })
    .await;
}
