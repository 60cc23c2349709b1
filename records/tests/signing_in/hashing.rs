//! What is kept of a password, and what somebody can do with a stolen copy of it.

use argon2::{Argon2, PasswordHasher};
use records::{
    Db, keys,
    sealing::MasterKeys,
    staff::{self, StaffError},
    stores::Urls,
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};

use super::{
    ADA, EVE, PASSWORD, accepted,
    databases::{Folder, MASTER, both, in_folder, migrated},
    signs_in,
};
use crate::study::noon;

async fn kept(db: &Db) -> String {
    let query = "SELECT password_hash AS told FROM staff_member";
    let query = Statement::from_string(db.read().get_database_backend(), query);
    let row = db.read().query_one_raw(query).await.expect("an answer").expect("a row");
    row.try_get("", "told").expect("a hash")
}

async fn keeps(db: &Db, hash: &str) {
    let kept = format!("UPDATE staff_member SET password_hash = '{hash}'");
    db.writer().execute_unprepared(&kept).await.expect("it is kept");
}

#[tokio::test]
async fn a_hash_from_before_there_was_a_pepper_lets_in_once_more_and_is_made_anew() {
    both(|db| async move {
        accepted(&db, EVE).await;
        let old = Argon2::default().hash_password(PASSWORD.as_bytes()).expect("a hash");
        keeps(&db, &old.to_string()).await;

        let wrong = staff::sign_in(&db, EVE, "not the password", super::at(""), noon()).await;
        assert!(matches!(wrong, Err(StaffError::Wrong)));
        assert_eq!(kept(&db).await, old.to_string(), "a guess changes nothing");
        assert!(signs_in(&db, EVE, noon()).await.is_ok());

        let new = kept(&db).await;
        assert!(new.contains(",keyid=") && !old.to_string().contains("keyid"), "{new}");
        assert!(signs_in(&db, EVE, noon()).await.is_ok());
        assert_eq!(kept(&db).await, new, "it is made anew once");
    })
    .await;
}

#[tokio::test]
async fn whoever_steals_the_hashes_without_the_key_store_can_try_nothing() {
    let folders = (Folder::new(), Folder::new());
    let (ours, thiefs) = (in_folder(&folders.0).await, in_folder(&folders.1).await);
    accepted(&ours, ADA).await;
    accepted(&thiefs, ADA).await;
    let stolen = kept(&ours).await;

    // The thief knows the program, the hash and even the password, and has a key store of another.
    keeps(&thiefs, &stolen).await;

    assert!(matches!(signs_in(&thiefs, ADA, noon()).await, Err(StaffError::Wrong)));
    assert!(signs_in(&ours, ADA, noon()).await.is_ok());
}

#[tokio::test]
async fn another_master_key_changes_nobodys_password() {
    const NEW: &str = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";
    let folder = Folder::new();
    let before = in_folder(&folder).await;
    accepted(&before, ADA).await;
    before.close().await.expect("it closes");

    let unlocked = async |master: &str| {
        let stores = migrated(&Urls::in_folder(&folder.0)).await;
        let master = MasterKeys::read(master).expect("keys");
        stores.unlock(master, noon()).await.expect("the stores open")
    };
    let both = unlocked(&format!("{NEW}\n{MASTER}")).await;
    keys::rotate(&both, "command line", noon()).await.expect("the keys are wrapped anew");
    both.close().await.expect("it closes");

    assert!(signs_in(&unlocked(NEW).await, ADA, noon()).await.is_ok());
}
