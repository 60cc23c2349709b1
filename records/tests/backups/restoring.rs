//! What a backup brings back, and into what.

use std::{collections::BTreeMap, path::PathBuf, time::SystemTime};

use migrations::{Migrator, MigratorTrait};
use records::{
    Kind,
    auth::By,
    backups::{self, BackupError, BackupKeys, Step},
    chain::{anchor, verify},
    outbox::{self, Channel, Message, Post, Recipient, Template},
    participants::{self, Enrolment},
    people, registers,
    senders::{Folder as Files, Sender},
    stores::{Stores, UnlockError},
    studies,
};

use sea_orm_migration::sea_orm::TransactionTrait;
use surveys::registers::Complaint;

use crate::{
    safe::{Safe, answered, both, count, keys, master, new_place, now, seal, told, up, whole},
    study::{noon, typed},
};

async fn found(db: &records::Db, number: &str) -> Vec<String> {
    let key = surveys::keys::StudyKey::new("bridgeway").unwrap();
    let study = studies::find(db, &key).await.expect("the study");
    people::find(db, &study, (Kind::Mobile, number), "a test", noon()).await.expect("an answer")
}

fn enrolment(number: &str, mobile: &str) -> Enrolment {
    Enrolment {
        study_number: number.to_owned(),
        mobile: Some(mobile.to_owned()),
        ..Enrolment::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_comes_back_as_it_was_and_the_chain_is_whole() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let sheets = "SELECT sheet || status || COALESCE(consent_at_submit, '') AS told FROM response";
        let history = "SELECT page || changes AS told FROM history ORDER BY id";
        let before = (told(db.read(), sheets).await, told(db.read(), history).await);
        let (sealed, end) = (whole(&db).await, anchor(&db, &By::CommandLine).await.unwrap());
        let file = safe.backup(&db).await;

        let restored = safe.restores(&file).await.expect("it comes back");

        assert_eq!((told(restored.read(), sheets).await, told(restored.read(), history).await), before);
        assert_eq!(found(&restored, "07700 900001").await, ["1001"], "she is found by her number");
        assert_eq!(whole(&restored).await, sealed);
        let verdict = verify(&restored, &By::CommandLine, &[end.unwrap()]).await.unwrap();
        assert_eq!((verdict.broken, verdict.whole), (None, sealed));
        seal(&restored).await;
        assert!(whole(&restored).await > sealed, "and it goes on");
        let audited = "SELECT actor || ', ' || object AS told FROM audit WHERE action = 'restored from a backup'";
        assert_eq!(told(restored.read(), audited).await, ["a restore, 2026-03-02T12:00:00+00:00"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_the_number_of_somebody_who_came_after_the_backup() {
    both(|safe| async move {
        let db = safe.db().await;
        let (study, _) = answered(&db).await;
        let file = safe.backup(&db).await;
        let later = vec![enrolment("1003", "07700 900003")];
        participants::enrol(&db, &study, later, false, noon()).await.expect("Carys comes");
        people::forget(&db, &study, "1003", "a test", noon()).await.expect("and is forgotten");

        let restored = safe.restores(&file).await.expect("it comes back");
        let study = studies::find(&restored, &study.study().key).await.unwrap();
        let dev = vec![enrolment("1004", "07700 900004")];
        participants::enrol(&restored, &study, dev, false, noon()).await.expect("Dev comes");

        let ids = "SELECT CAST(id AS TEXT) AS told FROM participant ORDER BY id";
        assert_eq!(told(restored.read(), ids).await, ["1", "2", "4"]);
        assert_eq!(found(&restored, "07700 900004").await, ["1004"], "his details are kept");
        let change = vec![enrolment("1001", "07700 900009")];
        participants::enrol(&restored, &study, change, true, noon()).await.expect("hers change");
        assert_eq!(found(&restored, "07700 900009").await, ["1001"], "and are taken");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_complained_of_comes_back_and_no_entry_gets_the_number_of_a_later_one() {
    both(|safe| async move {
        let db = safe.db().await;
        let (study, anna) = answered(&db).await;
        let complains = async |db: &records::Db, study, words: &str| {
            let complaint = Complaint::read(&typed(&format!("what={words}"))).expect("in order");
            registers::complain(db, study, Some(&anna), complaint, "", noon()).await
        };
        complains(&db, &study, "It was late").await.expect("it is kept");
        let file = safe.backup(&db).await;
        complains(&db, &study, "It was late again").await.expect("it is kept");

        let restored = safe.restores(&file).await.expect("it comes back");
        let study = studies::find(&restored, &study.study().key).await.unwrap();
        complains(&restored, &study, "And once more").await.expect("it is kept");

        let ids = "SELECT CAST(id AS TEXT) AS told FROM register_entry ORDER BY id";
        assert_eq!(told(restored.read(), ids).await, ["1", "3"]);
        let words = "SELECT CAST(entry_id AS TEXT) AS told FROM register_words ORDER BY entry_id";
        assert_eq!(told(restored.vault_for_copies(), words).await, ["1", "3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_with_data_a_backup_of_keys_and_other_keys_are_refused() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let file = safe.backup(&db).await;
        let (apart, _) =
            backups::keys(&db, &keys(), &safe.backups(), ("a test", noon())).await.unwrap();
        let backup = backups::read(&file, &keys()).await.unwrap();
        let before = count(db.read(), "audit").await;

        let stores = Stores::open(&safe.urls).await.unwrap();
        let refused = backups::restore(&stores, &backup, &master(), noon()).await;
        assert!(matches!(refused, Err(BackupError::NotEmpty { .. })), "{refused:?}");
        let keys_of = backups::read(&apart, &keys()).await.unwrap();
        let refused = backups::restore(&stores, &keys_of, &master(), noon()).await;
        assert!(matches!(refused, Err(BackupError::OfOther(_))), "{refused:?}");
        let refused = backups::restore_keys(&stores, &keys_of).await;
        assert!(matches!(refused, Err(BackupError::NotEmpty { store: "key store", .. })));
        assert_eq!(count(db.read(), "audit").await, before);

        let another = Safe::on_sqlite();
        drop(another.db().await);
        if backup.manifest().database == "sqlite" {
            let stores = Stores::open(&another.empty).await.unwrap();
            let refused = backups::restore(&stores, &backup, &master(), noon()).await;
            assert!(matches!(refused, Err(BackupError::OtherKeys)), "{refused:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_loss_of_everything_the_keys_come_back_first() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let file = safe.backup(&db).await;
        let (apart, _) =
            backups::keys(&db, &keys(), &safe.backups(), ("a test", noon())).await.unwrap();
        let (_folder, urls) = new_place(&safe).await;
        let stores = Stores::open(&urls).await.unwrap();
        let backup = backups::read(&file, &keys()).await.unwrap();
        up(&stores).await;
        let first = backups::restore(&stores, &backup, &master(), noon()).await;
        assert!(matches!(first, Err(BackupError::Locked(UnlockError::KeysLost))), "{first:?}");

        let keys_of = backups::read(&apart, &keys()).await.unwrap();
        assert_eq!(backups::restore_keys(&stores, &keys_of).await.unwrap(), Step::Filled);
        assert_eq!(
            backups::restore(&stores, &backup, &master(), noon()).await.unwrap(),
            Step::Filled
        );
        let (restored, _) = backups::finish(stores, &backup, master(), noon()).await.unwrap();

        assert_eq!(found(&restored, "07700 900001").await, ["1001"]);
        whole(&restored).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_an_older_schema_is_filled_into_that_schema_and_brought_up() {
    let safe = Safe::on_sqlite();
    let stores = Stores::open(&safe.urls).await.unwrap();
    up(&stores).await;
    let db = stores.unlock(master(), noon()).await.unwrap();
    answered(&db).await;
    // The last change of the schema is taken back, as if it had not been made yet.
    Migrator::down(db.writer(), Some(1)).await.expect("the change goes");
    let file = safe.backup(&db).await;
    let backup = backups::read(&file, &keys()).await.unwrap();
    let older = backup.manifest().schema["answers"].len();
    assert_eq!(older + 1, Migrator::migrations().len());

    let stores = Stores::open(&safe.empty).await.unwrap();
    assert_eq!(backups::restore(&stores, &backup, &master(), noon()).await.unwrap(), Step::Schema);
    Migrator::up(stores.answers(), u32::try_from(older).ok()).await.unwrap();
    migrations::VaultMigrator::up(stores.vault(), None).await.unwrap();
    assert_eq!(backups::restore(&stores, &backup, &master(), noon()).await.unwrap(), Step::Filled);
    up(&stores).await;
    let (restored, _) = backups::finish(stores, &backup, master(), noon()).await.unwrap();

    assert_eq!(found(&restored, "07700 900001").await, ["1001"]);
    whole(&restored).await;
}

/// An invitation to Anna, by email, that is due.
async fn invited(db: &records::Db, study: &studies::StudyHandle) {
    let email = Some("anna@example.org".to_owned());
    let row = Enrolment { email, mobile: None, ..enrolment("1001", "") };
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
    let sender = Sender::Folder(Files::new(folder.clone()));
    let post = Post::new(sender, "https://survey.example.org".to_owned());
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

#[tokio::test(flavor = "multi_thread")]
async fn another_backup_key_opens_nothing() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let file = safe.backup(&db).await;

        let other = BackupKeys::read(&"ab".repeat(32)).unwrap();
        let refused = backups::read(&file, &other).await;

        assert!(matches!(refused, Err(BackupError::WrongKey { .. })));
        let both = BackupKeys::read(&format!("{}\n{}", "ab".repeat(32), crate::safe::KEY)).unwrap();
        assert!(
            backups::read(&file, &both).await.is_ok(),
            "a key that was used before still opens"
        );
    })
    .await;
}
