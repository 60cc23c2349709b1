//! Recovery codes: how they are kept, and that those from before work on.

use std::collections::HashSet;

use chrono::TimeDelta;
use records::{
    Db,
    staff::{self, SignedIn, StaffError},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
use sha2::{Digest, Sha256};

use super::{ADA, ada, after, at, databases::both, member, owes_code, signs_in};
use crate::study::noon;

async fn kept(db: &Db) -> Vec<String> {
    let query = "SELECT code_hash FROM staff_recovery_code ORDER BY id";
    let query = Statement::from_string(db.read().get_database_backend(), query);
    let rows = db.read().query_all_raw(query).await.expect("an answer");
    let kept = rows.iter().map(|row| row.try_get::<Vec<u8>>("", "code_hash").expect("bytes"));
    kept.map(|kept| String::from_utf8(kept).unwrap_or_else(|_| "no text".to_owned())).collect()
}

/// Keeps a code as it was kept before: a SHA-256 of it and of its account's number.
async fn keeps_as_before(db: &Db, id: i32, staff_id: i32, code: &str) {
    let hash = Sha256::digest(format!("{staff_id}|{}", code.replace('-', ""))).to_vec();
    let query = "UPDATE staff_recovery_code SET code_hash = $1 WHERE id = $2";
    let backend = db.read().get_database_backend();
    let query = Statement::from_sql_and_values(backend, query, [hash.into(), id.into()]);
    assert_eq!(db.writer().execute_raw(query).await.expect("it is kept").rows_affected(), 1);
}

async fn comes_with(db: &Db, code: &str) -> Result<SignedIn, StaffError> {
    let later = after(TimeDelta::minutes(5));
    let session = signs_in(db, ADA, later).await.expect("signed in").session;
    let who = owes_code(db, &session, later).await;
    staff::give_code(db, &who, code, at(""), later).await
}

#[tokio::test]
async fn each_recovery_code_is_hashed_as_a_password_is_with_a_salt_of_its_own() {
    both(|db| async move {
        ada(&db).await;

        let kept = kept(&db).await;

        let salts: HashSet<_> = kept.iter().filter_map(|hash| hash.split('$').nth(4)).collect();
        assert_eq!((kept.len(), salts.len()), (10, 10));
        for hash in kept {
            assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1,keyid="), "{hash}");
        }
    })
    .await;
}

#[tokio::test]
async fn recovery_codes_from_before_work_on_and_are_hashed_anew() {
    both(|db| async move {
        let (_, session, codes) = ada(&db).await;
        let adas = member(&db, &session, noon()).await.id();
        for (id, code) in (1..).zip(&codes) {
            keeps_as_before(&db, id, adas, code).await;
        }

        assert!(comes_with(&db, &codes[0]).await.is_ok(), "also before it is hashed anew");
        assert!(staff::harden_recovery_codes(&db, noon()).await.expect("they are hashed anew"));
        assert!(!staff::harden_recovery_codes(&db, noon()).await.expect("there are no others"));

        let kept = kept(&db).await;
        assert_eq!(kept.iter().filter(|hash| hash.starts_with("$argon2id$")).count(), 9);
        assert!(matches!(comes_with(&db, &codes[0]).await, Err(StaffError::Wrong)), "it was used");
        assert!(comes_with(&db, &codes[9].to_lowercase()).await.is_ok());
        assert!(matches!(comes_with(&db, &codes[9]).await, Err(StaffError::Wrong)));
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_that_is_given_twice_at_once_lets_in_once() {
    both(|db| async move {
        let (_, _, codes) = ada(&db).await;

        let given =
            futures_util::future::join_all((0..2).map(|_| comes_with(&db, &codes[3]))).await;

        assert_eq!(given.iter().filter(|one| one.is_ok()).count(), 1);
    })
    .await;
}
