//! What somebody does with their own account. Whoever changes how they come in types the password
//! again: a browser that was left open is not its owner.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter,
};

use super::{
    StaffError,
    attempts::{self, Budget},
    entering,
    password::{self, Given},
    recovery_codes,
    sealed::Seal,
    second_factor::{self, AppSecret},
    sessions, sign_in,
};
use crate::{
    Db, audit,
    auth::{StaffMember, Unfinished},
    entity::{staff_member, staff_recovery_code, staff_session},
};

/// Takes a new password. Every other session of theirs ends.
///
/// # Errors
/// When the old one is wrong, or the new one cannot be used.
pub async fn change_password(
    db: &Db,
    member: &StaffMember,
    old: &str,
    new: &str,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    has_password(db, member.id(), old, now).await?;
    let looked = password::look_at(db, new, &[member.email(), member.name()]).await?;
    looked.map_err(StaffError::Password)?;
    let hash = password::hash(db, new).await?;
    let (id, this) = (member.id(), member.session_id());
    db.write(move |transaction| {
        Box::pin(async move {
            let changed = staff_member::ActiveModel {
                id: Set(id),
                password_hash: Set(Some(hash)),
                ..Default::default()
            };
            staff_member::Entity::update(changed).exec(transaction).await?;
            sessions::end_all(transaction, id, this).await?;
            told(transaction, id, "password changed", now).await
        })
    })
    .await
}

/// Makes ready a second factor in place of the one there is, which goes on until the new one is proved.
///
/// # Errors
/// When the password is wrong.
pub async fn new_second_factor(
    db: &Db,
    member: &StaffMember,
    given: &str,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    has_password(db, member.id(), given, now).await?;
    let session_id = member.session_id().ok_or(StaffError::NotBegun)?;
    let seal = Seal::of(db);
    db.write(move |transaction| {
        Box::pin(async move {
            let session = staff_session::Entity::find_by_id(session_id).one(transaction).await?;
            let session = session.ok_or(StaffError::NotBegun)?;
            Ok(entering::offer_second_factor(transaction, &seal, &session).await?)
        })
    })
    .await
}

/// What to type into an app, while a second factor is being set up.
///
/// # Errors
/// When none is.
pub async fn second_factor_to_set_up(db: &Db, who: &Unfinished) -> Result<AppSecret, StaffError> {
    let session = staff_session::Entity::find_by_id(who.session_id()).one(db.read()).await?;
    let pending = session.and_then(|session| session.pending_secret).ok_or(StaffError::NotBegun)?;
    Ok(second_factor::told(&Seal::of(db), who.staff_id(), who.email(), &pending)?)
}

/// Takes the first code of a new second factor. Other sessions end, this one goes on under another
/// number: that, and the recovery codes, which are told only now.
///
/// # Errors
/// When none is being set up, or the code is wrong.
pub async fn confirm_second_factor(
    db: &Db,
    who: &Unfinished,
    code: &str,
    now: DateTime<Utc>,
) -> Result<(String, Vec<String>), StaffError> {
    let (who, code, seal) = (who.clone(), code.to_owned(), Seal::of(db));
    // A wrong code is not worth the work that codes in reserve are.
    proved(db.read(), &seal, &who, &code, now).await?;
    let fresh = recovery_codes::fresh(db, who.staff_id()).await?;
    db.write(move |transaction| {
        Box::pin(async move {
            let (id, session_id) = (who.staff_id(), who.session_id());
            let (pending, step) = proved(transaction, &seal, &who, &code, now).await?;
            let set = staff_member::ActiveModel {
                id: Set(id),
                totp_secret: Set(Some(pending)),
                totp_step: Set(Some(step)),
                ..Default::default()
            };
            staff_member::Entity::update(set).exec(transaction).await?;
            recovery_codes::keep(transaction, id, &fresh, now).await?;
            sessions::end_all(transaction, id, Some(session_id)).await?;
            let token = sessions::renew(transaction, session_id, true).await?;
            told(transaction, id, "second factor set up", now).await?;
            Ok((token, fresh.codes))
        })
    })
    .await
}

/// The secret that is being set up, sealed, and the step of it to which a code belongs.
async fn proved(
    db: &impl ConnectionTrait,
    seal: &Seal,
    who: &Unfinished,
    code: &str,
    now: DateTime<Utc>,
) -> Result<(Vec<u8>, i64), StaffError> {
    let session = staff_session::Entity::find_by_id(who.session_id()).one(db).await?;
    let pending = session.and_then(|session| session.pending_secret);
    let pending = pending.ok_or(StaffError::NotBegun)?;
    let step = second_factor::step(seal, who.staff_id(), &pending, code, now)?;
    Ok((pending, step.ok_or(StaffError::Wrong)?))
}

/// Ten new recovery codes in place of the old.
///
/// # Errors
/// When the password is wrong.
pub async fn new_recovery_codes(
    db: &Db,
    member: &StaffMember,
    given: &str,
    now: DateTime<Utc>,
) -> Result<Vec<String>, StaffError> {
    has_password(db, member.id(), given, now).await?;
    let (id, fresh) = (member.id(), recovery_codes::fresh(db, member.id()).await?);
    db.write(move |transaction| {
        Box::pin(async move {
            recovery_codes::keep(transaction, id, &fresh, now).await?;
            told(transaction, id, "recovery codes made", now).await?;
            Ok(fresh.codes)
        })
    })
    .await
}

/// How many recovery codes were not used yet.
///
/// # Errors
/// When the database fails.
pub async fn recovery_codes_left(db: &Db, member: &StaffMember) -> Result<u64, DbErr> {
    staff_recovery_code::Entity::find()
        .filter(staff_recovery_code::Column::StaffId.eq(member.id()))
        .filter(staff_recovery_code::Column::UsedAt.is_null())
        .count(db.read())
        .await
}

/// Ends one session of somebody's own. Another's number ends nothing.
///
/// # Errors
/// When the database fails.
pub async fn end_session(
    db: &Db,
    member: &StaffMember,
    session_id: i32,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    let id = member.id();
    db.write(move |transaction| {
        Box::pin(async move {
            let ended = staff_session::Entity::delete_many()
                .filter(staff_session::Column::Id.eq(session_id))
                .filter(staff_session::Column::StaffId.eq(id));
            if ended.exec(transaction).await?.rows_affected == 0 {
                return Ok(());
            }
            told(transaction, id, "session ended", now).await
        })
    })
    .await
}

/// Ends every session of somebody's own but the one they are in.
///
/// # Errors
/// When the database fails.
pub async fn end_other_sessions(
    db: &Db,
    member: &StaffMember,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    let (id, this) = (member.id(), member.session_id());
    db.write(move |transaction| {
        Box::pin(async move {
            sessions::end_all(transaction, id, this).await?;
            told(transaction, id, "other sessions ended", now).await
        })
    })
    .await
}

/// The password again, as often as at the door.
async fn has_password(
    db: &Db,
    staff_id: i32,
    given: &str,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    let budget = Budget::of_own_password(staff_id);
    sign_in::take(db, budget.clone(), now).await?;
    let account = staff_member::Entity::find_by_id(staff_id).one(db.read()).await?;
    let hash = account.and_then(|account| account.password_hash);
    if let Given::Wrong = password::look_up(db, given, hash).await? {
        return Err(StaffError::Wrong);
    }
    db.write(move |transaction| {
        Box::pin(async move { Ok(attempts::forgive(transaction, &budget).await?) })
    })
    .await
}

async fn told(
    transaction: &DatabaseTransaction,
    staff_id: i32,
    action: &str,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    Ok(audit::write(transaction, &format!("staff {staff_id}"), action, "own account", now).await?)
}
