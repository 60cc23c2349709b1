//! Messages that were due when the backup was made may have left since.

use std::{collections::BTreeMap, path::PathBuf, time::SystemTime};

use records::{
    outbox::{self, Channel, Message, Post, Recipient, Template},
    participants::{self, Enrolment},
    senders::{Folder as Files, Senders},
    studies,
};
use sea_orm_migration::sea_orm::TransactionTrait;

use crate::{
    safe::{answered, both, now, told},
    study::noon,
};

/// An invitation to Anna, by email, that is due.
async fn invited(db: &records::Db, study: &studies::StudyHandle) {
    let email = Some("anna@example.org".to_owned());
    let row = Enrolment { study_number: "1001".to_owned(), email, ..Enrolment::default() };
    participants::enrol(db, study, vec![row], true, noon()).await.expect("her address is known");
    let message = Message {
        study_id: Some(1),
        to: Recipient::Participant(1),
        channel: Channel::Email,
        template: Template::SurveyInvitation,
        facts: BTreeMap::from([("wave".to_owned(), "baseline".to_owned())]),
        once: "once".to_owned(),
        not_before: noon(),
    };
    let transaction = db.writer().begin().await.unwrap();
    outbox::enqueue(&transaction, message, noon()).await.unwrap();
    transaction.commit().await.unwrap();
}

/// Sends what is due: each file that lies there afterwards, and when it was written.
async fn sent(db: &records::Db, folder: PathBuf) -> Vec<(PathBuf, SystemTime)> {
    let senders = Senders::files(Files::new(folder.clone()));
    let post = Post::new(senders, "https://survey.example.org".to_owned());
    while outbox::send_due(db, &post, now()).await.unwrap() > 0 {}
    let files = std::fs::read_dir(folder).expect("something was sent");
    let paths = files.map(|file| file.unwrap().path());
    paths.map(|path| (path.clone(), path.metadata().unwrap().modified().unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_left_after_the_backup_is_not_sent_again() {
    both(|safe| async move {
        let db = safe.db().await;
        let (study, _) = answered(&db).await;
        invited(&db, &study).await;
        let file = safe.backup(&db).await;
        let folder = safe.folder.0.join("outbox");
        let before = sent(&db, folder.clone()).await;

        let restored = safe.restores(&file).await.expect("it comes back");

        assert_eq!(before.len(), 1);
        assert_eq!(sent(&restored, folder).await, before, "it was looked up, not sent");
        assert_eq!(told(restored.read(), "SELECT state AS told FROM outbox").await, ["sent"]);
    })
    .await;
}
