//! The second factor: six digits from an app, each of which works once.

use chrono::{DateTime, Utc};
use rand::Rng;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
};
use totp_rs::{Builder, Totp};

use super::sealed::Seal;
use crate::entity::staff_member;

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
