//! The second factor: six digits from an app, each of which works once, and ten codes for the day when
//! the phone is lost.

use chrono::{DateTime, Utc};
use rand::Rng;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
};
use totp_rs::{Builder, Totp};

use super::sealed::Seal;
use crate::{
    entity::{staff_member, staff_recovery_code},
    secret,
};

const RECOVERY_CODES: usize = 10;
const SECRET_BYTES: usize = 20;
const ISSUER: &str = "Throughline";

/// What an authenticator app is told, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppSecret {
    /// In the letters that are typed into an app.
    pub letters: String,
    /// What the picture holds.
    pub url: String,
}

/// A new secret, sealed.
pub(super) fn fresh(seal: &Seal, staff_id: i32) -> Vec<u8> {
    let mut bytes = [0; SECRET_BYTES];
    rand::rng().fill_bytes(&mut bytes);
    seal.seal(staff_id, &bytes)
}

/// How an app is told a sealed secret.
pub(super) fn told(
    seal: &Seal,
    staff_id: i32,
    email: &str,
    stored: &[u8],
) -> Result<AppSecret, DbErr> {
    let totp = totp(seal, staff_id, Some(email), stored)?;
    let url = totp.to_url().map_err(|_| unusable())?;
    Ok(AppSecret { letters: totp.secret().to_base32(), url })
}

/// The step to which a code belongs, when it is one of a secret's. Clocks may differ by half a minute.
pub(super) fn step(
    seal: &Seal,
    staff_id: i32,
    stored: &[u8],
    code: &str,
    now: DateTime<Utc>,
) -> Result<Option<i64>, DbErr> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let time = u64::try_from(now.timestamp()).unwrap_or_default();
    let step = totp(seal, staff_id, None, stored)?.check(&code, time);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// Uses up a step. False when it, or a later one, was used before.
pub(super) async fn use_up(
    transaction: &impl ConnectionTrait,
    staff_id: i32,
    step: i64,
) -> Result<bool, DbErr> {
    let used = staff_member::ActiveModel { totp_step: Set(Some(step)), ..Default::default() };
    let fresh = Condition::any()
        .add(staff_member::Column::TotpStep.is_null())
        .add(staff_member::Column::TotpStep.lt(step));
    let done = staff_member::Entity::update_many()
        .set(used)
        .filter(staff_member::Column::Id.eq(staff_id))
        .filter(fresh)
        .exec(transaction)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Ten new codes in place of any before: `K7QX-M2PD-4RTW`, 60 bits each.
pub(super) async fn new_recovery_codes(
    transaction: &impl ConnectionTrait,
    staff_id: i32,
    now: DateTime<Utc>,
) -> Result<Vec<String>, DbErr> {
    forget_recovery_codes(transaction, staff_id).await?;
    let code = || {
        let letters = secret::crockford26(&secret::random());
        format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..12])
    };
    let codes: Vec<_> = std::iter::repeat_with(code).take(RECOVERY_CODES).collect();
    let rows = codes.iter().map(|code| staff_recovery_code::ActiveModel {
        staff_id: Set(staff_id),
        code_hash: Set(hashed(staff_id, code)),
        made_at: Set(now),
        ..Default::default()
    });
    staff_recovery_code::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    Ok(codes)
}

pub(super) async fn forget_recovery_codes(
    transaction: &impl ConnectionTrait,
    staff_id: i32,
) -> Result<(), DbErr> {
    staff_recovery_code::Entity::delete_many()
        .filter(staff_recovery_code::Column::StaffId.eq(staff_id))
        .exec(transaction)
        .await
        .map(drop)
}

/// Uses up a recovery code. False when there is no such code, or it was used before.
pub(super) async fn use_recovery_code(
    transaction: &impl ConnectionTrait,
    staff_id: i32,
    code: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let used = staff_recovery_code::ActiveModel { used_at: Set(Some(now)), ..Default::default() };
    let done = staff_recovery_code::Entity::update_many()
        .set(used)
        .filter(staff_recovery_code::Column::StaffId.eq(staff_id))
        .filter(staff_recovery_code::Column::CodeHash.eq(hashed(staff_id, code)))
        .filter(staff_recovery_code::Column::UsedAt.is_null())
        .exec(transaction)
        .await?;
    Ok(done.rows_affected == 1)
}

/// As it may be typed: without the strokes, in small letters, with O for 0 and I or L for 1.
fn hashed(staff_id: i32, code: &str) -> Vec<u8> {
    let plain = code.chars().filter(char::is_ascii_alphanumeric).map(|letter| {
        match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            letter => letter,
        }
    });
    secret::hashed(&format!("{staff_id}|{}", plain.collect::<String>()))
}

fn totp(seal: &Seal, staff_id: i32, email: Option<&str>, stored: &[u8]) -> Result<Totp, DbErr> {
    let secret = seal.open(staff_id, stored)?;
    let builder = Builder::new().with_secret(secret).with_issuer(Some(ISSUER));
    let named = match email {
        // The app shows it beside the code; a colon would end it.
        Some(email) => builder.with_account_name(email.replace(':', " ")),
        None => builder,
    };
    named.build().map_err(|_| unusable())
}

fn unusable() -> DbErr {
    DbErr::Custom("the stored second factor cannot be used".to_owned())
}
