//! What is kept of a password, and what somebody can do with a stolen copy of it.

use argon2::{Argon2, PasswordHasher};
use records::{
    Db,
    staff::{self, StaffError},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};

use super::{
    ADA, EVE, PASSWORD, accepted,
    databases::{Folder, both, in_folder},
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
