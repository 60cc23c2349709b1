//! What is broken off, cut off or changed.

use std::fs;

use records::{
    backups::{self, BackupError, Begun},
    stores::{Stores, UnlockError, Urls},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::{
    safe::{Safe, answered, both, count, fills, fills_keys, keys, master, new_place, up, whole},
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

/// The stores are not served.
async fn is_shut(safe: &Safe) {
    let stores = Stores::open(&safe.empty).await.unwrap();
    let shut = stores.unlock(master(), noon()).await;
    assert!(matches!(shut, Err(UnlockError::RestoreBegun)), "{shut:?}");
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
        assert_eq!(backups::begin(&stores, &backup, &master()).await.unwrap(), Begun::Empty);
        up(&stores).await;
        let rename = |a: &str, b: &str| format!("ALTER TABLE {a} RENAME TO {b}");
        stores.answers().execute_unprepared(&rename("history", "away")).await.unwrap();
        assert!(backups::fill(&stores, &backup, noon()).await.is_err());
        assert_eq!(count(stores.vault(), "identity").await, "2", "the vault is filled");
        stores.answers().execute_unprepared(&rename("away", "history")).await.unwrap();
        assert_eq!(count(stores.answers(), "participant").await, "0", "the answers are not");
        is_shut(&safe).await;

        // Killed when all was filled and nothing was erased again.
        let stores = safe.fills(&backup).await.expect("it begins anew");
        is_shut(&safe).await;

        assert_eq!(fills(&stores, &backup).await.unwrap(), Begun::Filled);
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
async fn a_restore_that_was_broken_off_at_once_is_known_where_the_key_store_knows_nobody() {
    both(|safe| async move {
        let db = safe.db().await;
        assert_eq!(count(db.keys_for_copies(), "person_key").await, "0");
        let file = safe.backup(&db).await;
        let backup = backups::read(&file, &keys()).await.unwrap();

        let stores = Stores::open(&safe.empty).await.unwrap();
        backups::begin(&stores, &backup, &master()).await.expect("it begins");
        drop(stores);

        is_shut(&safe).await;
        assert!(safe.restores(&file).await.is_ok());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_was_killed_after_its_end_says_that_all_is_there() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let file = safe.backup(&db).await;
        let backup = backups::read(&file, &keys()).await.unwrap();
        let restored = safe.restores(&file).await.expect("it comes back");
        let stores = Stores::open(&safe.empty).await.unwrap();

        let again = backups::begin(&stores, &backup, &master()).await.unwrap();
        assert_eq!(again, Begun::Complete(Some(noon())));

        people_are_looked_for(&restored).await;
        let later = backups::begin(&stores, &backup, &master()).await;
        assert!(matches!(later, Err(BackupError::NotEmpty { .. })), "{later:?}");
    })
    .await;
}

async fn study_of(db: &records::Db) -> records::studies::StudyHandle {
    let key = surveys::keys::StudyKey::new("bridgeway").unwrap();
    records::studies::find(db, &key).await.expect("the study")
}

/// Something that leaves an entry in the audit.
async fn people_are_looked_for(db: &records::Db) {
    let who = (records::Kind::Mobile, "07700 900001");
    records::people::find(db, &study_of(db).await, who, noon()).await.expect("an answer");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_restore_that_was_broken_off_another_backup_may_come_back_instead() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let file = safe.backup(&db).await;
        let other = safe.folder.0.join("backups/other.backup");
        people_are_looked_for(&db).await;
        backups::answers(&db, &keys(), &other, ("a test", noon())).await.expect("a backup");
        let backup = backups::read(&file, &keys()).await.unwrap();
        drop(safe.fills(&backup).await.expect("it is filled"));

        let restored = safe.restores(&other).await.expect("it comes back");

        assert_eq!(count(restored.read(), "participant").await, "2");
        assert_eq!(
            count(restored.read(), "audit WHERE action LIKE '%looked up%'").await,
            count(db.read(), "audit WHERE action LIKE '%looked up%'").await
        );
        whole(&restored).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vault_that_no_restore_began_in_is_never_emptied() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let file = safe.backup(&db).await;
        let backup = backups::read(&file, &keys()).await.unwrap();
        let wrong = Urls { vault: safe.urls.vault.clone(), ..safe.empty.clone() };
        let stores = Stores::open(&safe.empty).await.unwrap();
        backups::begin(&stores, &backup, &master()).await.expect("it begins");

        for half in ["begun", "filled"] {
            let stores = Stores::open(&wrong).await.unwrap();
            let refused = backups::begin(&stores, &backup, &master()).await;
            assert!(matches!(refused, Err(BackupError::NotEmpty { .. })), "{half}: {refused:?}");
            assert_eq!(count(stores.vault(), "identity").await, "2", "{half}");
            safe.fills(&backup).await.expect("the right ones are filled");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_was_killed_before_the_vault_knew_its_end_is_shut_until_it_is_run_again() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let file = safe.backup(&db).await;
        let backup = backups::read(&file, &keys()).await.unwrap();
        safe.restores(&file).await.expect("it comes back").close().await.unwrap();
        let stores = Stores::open(&safe.empty).await.unwrap();
        let (made, id) = (
            "CREATE TABLE restoring (store varchar NOT NULL PRIMARY KEY, how_far varchar NOT NULL)",
            &backup.whole().sha256,
        );
        stores.vault().execute_unprepared(made).await.unwrap();
        let mark = format!("INSERT INTO restoring VALUES ('vault', 'filled {id}')");
        stores.vault().execute_unprepared(&mark).await.unwrap();
        is_shut(&safe).await;

        let again = backups::begin(&stores, &backup, &master()).await.unwrap();

        assert_eq!(again, Begun::Complete(Some(noon())));
        assert!(stores.unlock(master(), noon()).await.is_ok(), "and is then served");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_were_half_brought_back_are_not_used() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let (apart, _) =
            backups::keys(&db, &keys(), &safe.copies(), ("a test", noon())).await.unwrap();
        let keys_of = backups::read(&apart, &keys()).await.unwrap();
        let (_place, urls) = new_place(&safe).await;

        let stores = Stores::open(&urls).await.unwrap();
        backups::begin_keys(&stores, &keys_of, &master()).await.expect("it begins");
        drop(stores);

        let stores = Stores::open(&urls).await.unwrap();
        let shut = stores.unlock(master(), noon()).await;
        assert!(matches!(shut, Err(UnlockError::RestoreBegun)), "{shut:?}");
        let stores = Stores::open(&urls).await.unwrap();
        fills_keys(&stores, &keys_of).await.expect("it comes to its end");
        assert_eq!(count(stores.keys(), "person_key").await, "2");
        assert!(stores.are_whole().await.is_ok());
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

#[tokio::test(flavor = "multi_thread")]
async fn no_entry_says_that_there_is_a_backup_when_what_it_says_of_itself_cannot_be_written() {
    both(|safe| async move {
        let db = safe.db().await;
        answered(&db).await;
        let (id, name) = (std::process::id(), "throughline-2026-03-02T120000Z.backup");
        let in_the_way = format!(".{name}.{id}.being-written.json.being-written");
        fs::create_dir_all(safe.backups().join(in_the_way)).unwrap();

        let failed = backups::answers(&db, &keys(), &safe.backups(), ("a test", noon())).await;

        assert!(matches!(failed, Err(BackupError::File(_))), "{failed:?}");
        assert!(!safe.backups().join(name).exists());
        assert_eq!(count(db.read(), "audit WHERE action = 'backup made'").await, "0");
    })
    .await;
}
