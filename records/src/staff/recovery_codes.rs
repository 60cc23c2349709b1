//! Ten codes for the day when the phone is lost. They are short enough to be typed, so they are kept as
//! passwords are: hashed slowly, each with a salt of its own and the pepper of the key store.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder,
};
use subtle::ConstantTimeEq;

use super::{
    StaffError,
    password::{Pepper, slowly},
};
use crate::{Db, audit, entity::staff_recovery_code, secret};

const CODES: usize = 10;
/// 60 bits, in groups of four.
const LETTERS: usize = 12;
/// What was kept before codes were hashed as passwords are: a SHA-256, and no salt.
const OLD_BYTES: usize = 32;

/// Codes that are not kept yet.
pub(super) struct Fresh {
    /// As they are told, once: `K7QX-M2PD-4RTW`.
    pub codes: Vec<String>,
    hashes: Vec<String>,
}

/// Ten new codes.
pub(super) async fn fresh(db: &Db, staff_id: i32) -> Result<Fresh, StaffError> {
    let code = || {
        let letters = secret::crockford26(&secret::random());
        format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..LETTERS])
    };
    let codes: Vec<_> = std::iter::repeat_with(code).take(CODES).collect();
    let typed: Vec<_> = codes.iter().filter_map(|code| as_typed(staff_id, code)).collect();
    let pepper = Pepper::of(db);
    let hashes = slowly(move || typed.iter().map(|code| pepper.hashed(code)).collect());
    let hashes: Option<Vec<_>> = hashes.await?;
    Ok(Fresh { codes, hashes: hashes.ok_or(StaffError::Hash)? })
}

/// Keeps new codes in place of any before.
pub(super) async fn keep(
    transaction: &impl ConnectionTrait,
    staff_id: i32,
    fresh: &Fresh,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    forget(transaction, staff_id).await?;
    let rows = fresh.hashes.iter().map(|hash| staff_recovery_code::ActiveModel {
        staff_id: Set(staff_id),
        code_hash: Set(hash.as_bytes().to_vec()),
        made_at: Set(now),
        ..Default::default()
    });
    staff_recovery_code::Entity::insert_many(rows)
        .exec_without_returning(transaction)
        .await
        .map(drop)
}

pub(super) async fn forget(transaction: &impl ConnectionTrait, staff_id: i32) -> Result<(), DbErr> {
    staff_recovery_code::Entity::delete_many()
        .filter(staff_recovery_code::Column::StaffId.eq(staff_id))
        .exec(transaction)
        .await
        .map(drop)
}

/// The number of the unused code that was typed. What cannot be one costs no work.
pub(super) async fn look_up(
    db: &Db,
    staff_id: i32,
    typed: &str,
) -> Result<Option<i32>, StaffError> {
    let Some(typed) = as_typed(staff_id, typed) else { return Ok(None) };
    let rows = staff_recovery_code::Entity::find()
        .filter(staff_recovery_code::Column::StaffId.eq(staff_id))
        .filter(staff_recovery_code::Column::UsedAt.is_null())
        .all(db.read())
        .await?;
    let pepper = Pepper::of(db);
    slowly(move || {
        let mut rows = rows.into_iter();
        rows.find(|row| is_it(&pepper, &typed, &row.code_hash)).map(|row| row.id)
    })
    .await
}

/// Uses up a code. False when it was used meanwhile, or others were made.
pub(super) async fn use_up(
    transaction: &impl ConnectionTrait,
    id: i32,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let used = staff_recovery_code::ActiveModel { used_at: Set(Some(now)), ..Default::default() };
    let done = staff_recovery_code::Entity::update_many()
        .set(used)
        .filter(staff_recovery_code::Column::Id.eq(id))
        .filter(staff_recovery_code::Column::UsedAt.is_null())
        .exec(transaction)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Hashes anew the codes of one account that were kept in the old way; false when there are none. What
/// was kept is hashed again, so nobody has to type them, and they go on to work.
///
/// # Errors
/// When the database fails.
pub async fn harden(db: &Db, now: DateTime<Utc>) -> Result<bool, StaffError> {
    let unused = staff_recovery_code::Entity::find()
        .filter(staff_recovery_code::Column::UsedAt.is_null())
        .order_by_asc(staff_recovery_code::Column::StaffId)
        .all(db.read())
        .await?;
    let mut old = unused.into_iter().filter(|row| row.code_hash.len() == OLD_BYTES).peekable();
    let Some(staff_id) = old.peek().map(|row| row.staff_id) else { return Ok(false) };
    let old: Vec<_> = old.take_while(|row| row.staff_id == staff_id).collect();
    let pepper = Pepper::of(db);
    let hashed = slowly(move || {
        let hashed =
            |row: staff_recovery_code::Model| Some((row.id, pepper.hashed(&row.code_hash)?));
        old.into_iter().map(hashed).collect()
    });
    let hashed: Option<Vec<_>> = hashed.await?;
    let hashed = hashed.ok_or(StaffError::Hash)?;
    let kept = db.write(move |transaction| Box::pin(replace(transaction, staff_id, hashed, now)));
    kept.await.map_err(|error: DbErr| error)?;
    Ok(true)
}

async fn replace(
    transaction: &DatabaseTransaction,
    staff_id: i32,
    hashed: Vec<(i32, String)>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    for (id, hash) in hashed {
        let kept = staff_recovery_code::ActiveModel {
            code_hash: Set(hash.into_bytes()),
            ..Default::default()
        };
        // It may have been forgotten meanwhile.
        let row = staff_recovery_code::Entity::update_many().set(kept);
        row.filter(staff_recovery_code::Column::Id.eq(id)).exec(transaction).await?;
    }
    let object = format!("staff {staff_id}");
    audit::write(transaction, "system", "recovery codes hashed anew", &object, now).await
}

/// What is hashed of a code, which may be typed without the strokes, in small letters, with O for 0 and I
/// or L for 1. None when it has not the length of one.
fn as_typed(staff_id: i32, code: &str) -> Option<Vec<u8>> {
    let letters = code.chars().filter(char::is_ascii_alphanumeric);
    let plain: String = letters.map(secret::as_printed).collect();
    (plain.len() == LETTERS).then(|| secret::hashed(&format!("{staff_id}|{plain}")))
}

fn is_it(pepper: &Pepper, typed: &[u8], kept: &[u8]) -> bool {
    if kept.len() == OLD_BYTES {
        return typed.ct_eq(kept).into();
    }
    let hash = str::from_utf8(kept).ok();
    hash.and_then(|hash| pepper.fits(typed, hash)).is_some_and(|(is_it, _)| is_it)
}
