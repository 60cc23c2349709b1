//! What was erased after a backup stays erased when the backup comes back.

use records::stopping::stop;
use surveys::stopping::Choice;

use crate::{
    safe::{answered, both, count, new_place, told, whole},
    study::noon,
};

#[tokio::test(flavor = "multi_thread")]
async fn who_was_erased_after_the_backup_is_nowhere_when_it_comes_back() {
    both(|safe| async move {
        let db = safe.db().await;
        let (_, anna) = answered(&db).await;
        let file = safe.backup(&db).await;
        for choice in [Choice::DeleteAnswers, Choice::DeleteIdentity] {
            stop(&db, &anna, choice, None, noon()).await.expect("it is erased");
        }
        assert_eq!(count(db.keys_for_copies(), "erased").await, "1");

        let restored = safe.restores(&file).await.expect("it comes back");

        let answers = "SELECT sheet || status AS told FROM response";
        assert_eq!(told(restored.read(), answers).await, [r#"{"answers":{}}erased"#]);
        let changes = told(restored.read(), "SELECT changes AS told FROM history").await;
        assert!(changes.iter().all(|changes| changes == "[]"), "{changes:?}");
        assert_eq!(count(restored.vault_for_copies(), "identity").await, "1", "only Ben is in it");
        let audited = "SELECT object AS told FROM audit WHERE action = 'answers erased'";
        assert_eq!(told(restored.read(), audited).await, ["1001"]);
        whole(&restored).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_copy_of_the_keys_does_not_bring_back_whom_the_answers_say_was_forgotten() {
    both(|safe| async move {
        let db = safe.db().await;
        let (_, anna) = answered(&db).await;
        let keys_then =
            "SELECT CAST(participant_id AS TEXT) || ',' || master AS told FROM person_key";
        assert_eq!(told(db.keys_for_copies(), keys_then).await.len(), 2);
        let (apart, _) =
            records::backups::keys(&db, &crate::safe::keys(), &safe.copies(), ("a test", noon()))
                .await
                .unwrap();
        stop(&db, &anna, Choice::DeleteIdentity, None, noon()).await.expect("it is erased");
        let file = safe.backup(&db).await;

        let (_folder, urls) = new_place(&safe).await;
        let stores = records::stores::Stores::open(&urls).await.unwrap();
        let read = async |file| records::backups::read(file, &crate::safe::keys()).await.unwrap();
        let (keys, backup) = (read(&apart).await, read(&file).await);
        crate::safe::fills_keys(&stores, &keys).await.unwrap();
        crate::safe::fills(&stores, &backup).await.unwrap();
        assert_eq!(count(stores.keys(), "person_key").await, "2", "the old copy had her key");
        let finished =
            records::backups::finish(stores, &backup, crate::safe::master(), noon()).await;
        let (restored, again) = finished.unwrap();

        assert_eq!(again.names, 1);
        assert_eq!(
            count(restored.keys_for_copies(), "person_key").await,
            "1",
            "it is destroyed again"
        );
        assert_eq!(count(restored.keys_for_copies(), "shredded").await, "1");
    })
    .await;
}
