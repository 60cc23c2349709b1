//! Signing in: address and password first, then a code where the account has a second factor.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait};

use super::{
    StaffError,
    attempts::{self, Budget},
    entering::{Shown, enter},
    password::{self, Given},
    recovery_codes, roles,
    sealed::Seal,
    second_factor,
    sessions::{self, SignedIn},
};
use crate::{
    Db, audit,
    auth::Unfinished,
    entity::{staff_member, staff_session},
};

/// Where somebody comes from.
#[derive(Clone, Debug, Default)]
pub struct From {
    /// The address of the network.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
    /// By which it would be known again.
    pub device: Option<String>,
}

/// Begins a session for whoever knows an account's password. What it may do, the account says: one
/// with a second factor gives its code first.
///
/// An account that is not there costs the same work and is answered alike.
///
/// # Errors
/// When address or password is wrong, or was wrong too often.
pub async fn sign_in(
    db: &Db,
    email: &str,
    given: &str,
    from: From,
    now: DateTime<Utc>,
) -> Result<SignedIn, StaffError> {
    by_password(db, (email, given), from, Passwords::Everybody, now).await
}

/// The same where an organisation's own sign-in is the way in: administrators alone still have a
/// password, for the day on which that does not work. Anybody else's is as good as wrong.
///
/// # Errors
/// As for `sign_in`.
pub async fn sign_in_as_administrator(
    db: &Db,
    email: &str,
    given: &str,
    from: From,
    now: DateTime<Utc>,
) -> Result<SignedIn, StaffError> {
    by_password(db, (email, given), from, Passwords::Administrators, now).await
}

/// Whose passwords let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Passwords {
    Everybody,
    Administrators,
}

async fn by_password(
    db: &Db,
    (email, given): (&str, &str),
    from: From,
    whose: Passwords,
    now: DateTime<Utc>,
) -> Result<SignedIn, StaffError> {
    let email: String = email.trim().to_lowercase().chars().take(roles::LONGEST_EMAIL).collect();
    let account = roles::by_email(db.read(), &email).await?;
    let account = account.filter(|account| account.removed_at.is_none());
    let device = sessions::device(db, from.device.as_deref()).await?;
    let meant = account.as_ref().map(|account| account.id);
    let known = device.filter(|device| meant == Some(device.staff_id));
    let budget = match known {
        Some(device) => Budget::on_device(device.staff_id, device.id),
        None => Budget::from_address(&email, &from.address),
    };
    take(db, budget.clone(), now).await?;
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let looked = password::look_up(db, given, hash).await?;
    let seal = Seal::of(db);
    db.write(move |transaction| {
        Box::pin(async move {
            let right = account.filter(|_| !matches!(looked, Given::Wrong));
            let Some(account) = still(transaction, right, whose).await? else {
                refused(transaction, "sign-in refused", meant, now).await?;
                return Ok(Err(StaffError::Wrong));
            };
            if let Given::RightAndHashedAnew(hash) = looked {
                keep_hash(transaction, account.id, hash).await?;
            }
            attempts::forgive(transaction, &budget).await?;
            attempts::forget_old(transaction, now).await?;
            let browser = (known, from.agent.as_str());
            let came = enter(transaction, &seal, &account, browser, Shown::Password, now).await?;
            Ok::<_, StaffError>(Ok(came))
        })
    })
    .await?
}

/// Somebody was not let in. Which account they meant is told by its number, if there is one; what they
/// typed never is.
pub(super) async fn refused(
    transaction: &DatabaseTransaction,
    action: &str,
    meant: Option<i32>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let object = meant.map_or_else(|| "staff".to_owned(), |id| format!("staff {id}"));
    audit::write(transaction, "nobody", action, &object, now).await
}

/// The account, unless it was taken away or given another password while this one was looked at, or
/// has to come in by another way.
async fn still(
    transaction: &DatabaseTransaction,
    before: Option<staff_member::Model>,
    whose: Passwords,
) -> Result<Option<staff_member::Model>, DbErr> {
    let Some(before) = before else { return Ok(None) };
    let row = staff_member::Entity::find_by_id(before.id).one(transaction).await?;
    let same = |row: &staff_member::Model| {
        row.removed_at.is_none() && row.password_hash == before.password_hash
    };
    let Some(row) = row.filter(same) else { return Ok(None) };
    let may = whose == Passwords::Everybody || roles::is_administrator(transaction, row.id).await?;
    Ok(may.then_some(row))
}

/// The same password, hashed as it is done today.
async fn keep_hash(
    transaction: &DatabaseTransaction,
    staff_id: i32,
    hash: String,
) -> Result<(), DbErr> {
    let kept = staff_member::ActiveModel {
        id: Set(staff_id),
        password_hash: Set(Some(hash)),
        ..Default::default()
    };
    staff_member::Entity::update(kept).exec(transaction).await.map(drop)
}

/// A try is spent before it is known whether it is right.
pub(super) async fn take(db: &Db, budget: Budget, now: DateTime<Utc>) -> Result<(), StaffError> {
    let wait = db.write(move |transaction| {
        Box::pin(async move { attempts::take(transaction, &budget, now).await })
    });
    let wait: Option<_> = wait.await.map_err(|error: DbErr| error)?;
    wait.map_or(Ok(()), |wait| Err(StaffError::Wait(wait)))
}

/// Takes the code of the second factor, or a recovery code, and lets the session in under another
/// number.
///
/// # Errors
/// When the code is wrong, was used before, or was wrong too often.
pub async fn give_code(
    db: &Db,
    who: &Unfinished,
    code: &str,
    from: From,
    now: DateTime<Utc>,
) -> Result<SignedIn, StaffError> {
    let device = sessions::device(db, from.device.as_deref()).await?;
    let known = device.filter(|device| device.staff_id == who.staff_id());
    let budget = Budget::of_codes(who.staff_id(), known.map(|device| device.id));
    take(db, budget.clone(), now).await?;
    let in_reserve = recovery_codes::look_up(db, who.staff_id(), code).await?;
    let (who, code, seal) = (who.clone(), code.to_owned(), Seal::of(db));
    db.write(move |transaction| {
        Box::pin(async move {
            let (actor, given) = (format!("staff {}", who.staff_id()), (&*code, in_reserve));
            let how = code_is_right(transaction, &seal, who.staff_id(), given, now).await?;
            let Some(how) = how else {
                audit::write(transaction, &actor, "code refused", "staff", now).await?;
                return Ok(Err(StaffError::Wrong));
            };
            attempts::forgive(transaction, &budget).await?;
            audit::write(transaction, &actor, how, "staff", now).await?;
            let session = sessions::renew(transaction, who.session_id(), true).await?;
            let device = sessions::know_device(transaction, who.staff_id(), known, now).await?;
            Ok::<_, StaffError>(Ok(SignedIn { session, device }))
        })
    })
    .await?
}

/// What is audited of a right code, which is used up by this. It may be one of those in reserve.
async fn code_is_right(
    transaction: &DatabaseTransaction,
    seal: &Seal,
    staff_id: i32,
    (code, in_reserve): (&str, Option<i32>),
    now: DateTime<Utc>,
) -> Result<Option<&'static str>, DbErr> {
    let account = staff_member::Entity::find_by_id(staff_id).one(transaction).await?;
    let Some(stored) = account.and_then(|account| account.totp_secret) else { return Ok(None) };
    if let Some(step) = second_factor::step(seal, staff_id, &stored, code, now)? {
        let fresh = second_factor::use_up(transaction, staff_id, step).await?;
        return Ok(fresh.then_some("signed in"));
    }
    let Some(id) = in_reserve else { return Ok(None) };
    let used = recovery_codes::use_up(transaction, id, now).await?;
    Ok(used.then_some("signed in with a recovery code"))
}

/// Ends the session of whoever has this cookie, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(db: &Db, token: &str, now: DateTime<Utc>) -> Result<(), DbErr> {
    let Some(session) = sessions::find(db, token, now).await? else { return Ok(()) };
    db.write(move |transaction| {
        Box::pin(async move {
            let gone = staff_session::Entity::delete_by_id(session.id).exec(transaction).await?;
            if gone.rows_affected == 0 {
                return Ok(());
            }
            let actor = format!("staff {}", session.staff_id);
            audit::write(transaction, &actor, "signed out", "staff", now).await
        })
    })
    .await
}
