//! What a backup brings back, and into what.

use migrations::{Migrator, MigratorTrait};
use records::{
    Kind,
    auth::By,
    backups::{self, BackupError, BackupKeys, Begun},
    chain::{anchor, verify},
    participants::{self, Enrolment},
    people, registers,
    stopping::{self, Erasing},
    stores::{Stores, UnlockError},
    studies,
};

use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::{consent::Mode, registers::Complaint};

use crate::{
    safe::{
        Safe, answered, both, count, fills, fills_keys, keys, master, new_place, seal, told, whole,
    },
    study::{noon, typed},
};

async fn found(db: &records::Db, number: &str) -> Vec<String> {
    let key = surveys::keys::StudyKey::new("bridgeway").unwrap();
    let study = studies::find(db, &key).await.expect("the study");
    people::find(db, &study, (Kind::Mobile, number), noon()).await.expect("an answer")
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
        let hers = ("1003", Erasing::Name, Mode::Paper);
        let erased = stopping::erase(&db, &By::CommandLine, &study, hers, noon());
        erased.await.expect("and is forgotten");

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
        let (study, _) = answered(&db).await;
        let file = safe.backup(&db).await;
        let (apart, _) =
            backups::keys(&db, &keys(), &safe.copies(), ("a test", noon())).await.unwrap();
        let carys = vec![enrolment("1003", "07700 900003")];
        participants::enrol(&db, &study, carys, false, noon()).await.expect("Carys comes");
        let backup = backups::read(&file, &keys()).await.unwrap();
        let before = count(db.read(), "audit").await;

        let stores = Stores::open(&safe.urls).await.unwrap();
        let refused = backups::begin(&stores, &backup, &master()).await;
        assert!(matches!(refused, Err(BackupError::NotEmpty { .. })), "{refused:?}");
        let keys_of = backups::read(&apart, &keys()).await.unwrap();
        let refused = backups::begin(&stores, &keys_of, &master()).await;
        assert!(matches!(refused, Err(BackupError::OfOther(_))), "{refused:?}");
        let refused = backups::begin_keys(&stores, &keys_of, &master()).await;
        assert!(matches!(refused, Err(BackupError::NotEmpty { store: "key store", .. })));
        assert_eq!(count(db.read(), "audit").await, before);
        assert!(stores.are_whole().await.is_ok(), "and no mark is left");

        let another = Safe::on_sqlite();
        drop(another.db().await);
        if backup.manifest().database == "sqlite" {
            let stores = Stores::open(&another.empty).await.unwrap();
            let refused = backups::begin(&stores, &backup, &master()).await;
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
            backups::keys(&db, &keys(), &safe.copies(), ("a test", noon())).await.unwrap();
        let (_place, urls) = new_place(&safe).await;
        let stores = Stores::open(&urls).await.unwrap();
        let backup = backups::read(&file, &keys()).await.unwrap();
        let first = backups::begin(&stores, &backup, &master()).await;
        assert!(matches!(first, Err(BackupError::NoKeys)), "{first:?}");

        let keys_of = backups::read(&apart, &keys()).await.unwrap();
        assert_eq!(fills_keys(&stores, &keys_of).await.unwrap(), Begun::Empty);
        let again = backups::begin_keys(&stores, &keys_of, &master()).await.unwrap();
        assert_eq!(again, Begun::Complete(None), "they are here already");
        assert_eq!(fills(&stores, &backup).await.unwrap(), Begun::Empty);
        let (restored, _) = backups::finish(stores, &backup, master(), noon()).await.unwrap();

        assert_eq!(found(&restored, "07700 900001").await, ["1001"]);
        whole(&restored).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_master_key_is_found_out_before_its_keys_are_written() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let (apart, _) =
            backups::keys(&db, &keys(), &safe.copies(), ("a test", noon())).await.unwrap();
        let (_place, urls) = new_place(&safe).await;
        let stores = Stores::open(&urls).await.unwrap();
        let keys_of = backups::read(&apart, &keys()).await.unwrap();
        let other = records::sealing::MasterKeys::read(&"cd".repeat(32)).unwrap();

        let refused = backups::begin_keys(&stores, &keys_of, &other).await;

        let needed = master().names()[0].to_owned();
        assert!(
            matches!(&refused, Err(BackupError::Locked(UnlockError::WrongMaster { needed: one, .. })) if *one == needed),
            "{refused:?}"
        );
        assert!(stores.are_whole().await.is_ok(), "no mark is left");
        assert!(matches!(stores.have_keys().await, Ok(false)), "nothing is there");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_store_that_cannot_be_read_is_not_told_to_be_empty() {
    both(|safe| async move {
        let db = safe.db().await;
        let file = safe.backup(&db).await;
        let backup = backups::read(&file, &keys()).await.unwrap();
        let stores = Stores::open(&safe.empty).await.unwrap();
        let broken = "ALTER TABLE root_key RENAME COLUMN wrapped TO away";
        stores.keys().execute_unprepared(broken).await.unwrap();

        let refused = backups::begin(&stores, &backup, &master()).await;

        assert!(matches!(refused, Err(BackupError::Database(_))), "{refused:?}");
        assert!(stores.have_keys().await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_a_newer_program_is_refused_by_its_schema() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_newer', 0)";
        db.writer().execute_unprepared(newer).await.expect("a change that nobody knows yet");
        let file = safe.backup(&db).await;
        let backup = backups::read(&file, &keys()).await.unwrap();
        let known = migrations::names::<Migrator>();

        let refused = backup.manifest().changes("answers", &known);

        assert!(
            matches!(&refused, Err(BackupError::Newer(program)) if program == "0.1.0"),
            "{refused:?}"
        );
        let stores = Stores::open(&safe.urls).await.unwrap();
        let pending = Migrator::get_pending_migrations(stores.answers()).await;
        assert!(pending.is_err(), "such stores are not brought anywhere by this program");
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
