//! What is broken off, cut off or changed.

use std::fs;

use records::{
    backups::{self, BackupError, Step},
    stores::{Stores, UnlockError},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::{
    safe::{answered, both, count, keys, master, up, whole},
    study::noon,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_cut_off_or_changed_is_refused_before_anything_is_written() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let file = safe.backup(&db).await;
        let whole = fs::read(&file).unwrap();
        let places = [40, 120, whole.len() / 2, whole.len() - 1];
        for place in places {
            let mut changed = whole.clone();
            changed[place] ^= 1;
            for odd in [&changed[..], &whole[..place]] {
                fs::write(&file, odd).unwrap();
                assert!(backups::read(&file, &keys()).await.is_err(), "at {place}");
                assert!(safe.restores(&file).await.is_err(), "at {place}");
            }
        }
        fs::write(&file, &whole).unwrap();

        let restored = safe.restores(&file).await.expect("the empty stores are empty still");
        assert_eq!(count(restored.read(), "response").await, "1");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_was_broken_off_is_not_served_and_goes_on_when_begun_again() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let file = safe.backup(&db).await;
        let backup = backups::read(&file, &keys()).await.unwrap();

        // Killed when the vault was filled and the answers were not: a table of theirs is away.
        let stores = Stores::open(&safe.empty).await.unwrap();
        up(&stores).await;
        let rename = |a: &str, b: &str| format!("ALTER TABLE {a} RENAME TO {b}");
        stores.answers().execute_unprepared(&rename("history", "away")).await.unwrap();
        let killed = backups::restore(&stores, &backup, &master(), noon()).await;
        assert!(killed.is_err());
        assert_eq!(count(stores.vault(), "identity").await, "2", "the vault is filled");
        stores.answers().execute_unprepared(&rename("away", "history")).await.unwrap();
        assert_eq!(count(stores.answers(), "participant").await, "0", "the answers are not");
        let shut = stores.unlock(master(), noon()).await;
        assert!(matches!(shut, Err(UnlockError::RestoreBegun)), "{shut:?}");

        // Killed when all was filled and nothing was erased again.
        let stores = safe.fills(&backup).await.expect("it goes on");
        let shut = stores.unlock(master(), noon()).await;
        assert!(matches!(shut, Err(UnlockError::RestoreBegun)), "{shut:?}");

        let stores = Stores::open(&safe.empty).await.unwrap();
        let again = backups::restore(&stores, &backup, &master(), noon()).await.unwrap();
        assert_eq!(again, Step::Filled);
        let (restored, _) = backups::finish(stores, &backup, master(), noon()).await.unwrap();
        assert_eq!(count(restored.read(), "participant").await, "2");
        whole(&restored).await;
        restored.close().await.unwrap();
        let stores = Stores::open(&safe.empty).await.unwrap();
        assert!(stores.unlock(master(), noon()).await.is_ok(), "and is then served");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_cannot_be_ended_leaves_no_file_and_no_entry() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        fs::create_dir_all(safe.backups()).unwrap();
        let odd = match db.read().get_database_backend() {
            DbBackend::Sqlite => "CREATE TABLE zz_odd (seen real)",
            _ => "CREATE TABLE zz_odd (seen double precision)",
        };
        db.writer().execute_unprepared(odd).await.unwrap();

        let failed = backups::answers(&db, &keys(), &safe.backups(), ("a test", noon())).await;

        let told = failed.expect_err("no backup holds it").to_string();
        assert!(told.contains("zz_odd.seen is of a kind no backup can hold"), "{told}");
        assert_eq!(fs::read_dir(safe.backups()).unwrap().count(), 0);
        assert_eq!(count(db.read(), "audit WHERE action = 'backup made'").await, "0");
        let there = safe.folder.0.join("there");
        fs::write(&there, "something").unwrap();
        let refused = backups::answers(&db, &keys(), &there, ("a test", noon())).await;
        assert!(matches!(refused, Err(BackupError::There(_))));
        assert_eq!(fs::read(&there).unwrap(), b"something");
    })
    .await;
}
