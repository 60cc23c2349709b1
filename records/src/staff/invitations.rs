//! Inviting somebody: a link that works once, for seven days. Only the hash of its token is kept.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::{
    By,
    roles::{Appointment, RoleError, believed, by_email, give},
};
use crate::{
    Db, audit,
    entity::{staff_invitation, staff_member},
    secret,
};

/// How long an invitation works.
pub(super) const VALID: TimeDelta = TimeDelta::days(7);

/// Somebody who was invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The number of the account.
    pub staff_id: i32,
    /// What the link ends in: 130 bits. It is told here and in the message, and stored nowhere.
    pub token: String,
    /// When the link stops working.
    pub expires_at: DateTime<Utc>,
}

/// Gives somebody a role and invites them to the staff site. Whoever is invited again keeps their
/// roles; earlier invitations end.
///
/// # Errors
/// When the address is none, the role cannot hold there, or the database fails.
pub async fn invite(
    db: &Db,
    by: By,
    email: &str,
    appointment: Appointment,
    now: DateTime<Utc>,
) -> Result<Invited, RoleError> {
    let email = believed(email)?;
    appointment.check()?;
    db.write(move |transaction| {
        Box::pin(async move {
            let staff_id = account(transaction, &email, now).await?;
            give(transaction, &by, staff_id, &appointment, now).await?;
            Ok(fresh(transaction, &by, staff_id, false, now).await?)
        })
    })
    .await
}

/// The account with this address, made or brought back where it is none.
async fn account(
    transaction: &impl ConnectionTrait,
    email: &str,
    now: DateTime<Utc>,
) -> Result<i32, DbErr> {
    let Some(known) = by_email(transaction, email).await? else {
        let row = staff_member::ActiveModel {
            email: Set(email.to_owned()),
            created_at: Set(now),
            ..Default::default()
        };
        return Ok(staff_member::Entity::insert(row).exec(transaction).await?.last_insert_id);
    };
    if known.removed_at.is_some() {
        let back = staff_member::ActiveModel {
            id: Set(known.id),
            removed_at: Set(None),
            ..Default::default()
        };
        staff_member::Entity::update(back).exec(transaction).await?;
    }
    Ok(known.id)
}

/// A new invitation in place of any earlier.
pub(super) async fn fresh(
    transaction: &impl ConnectionTrait,
    by: &By,
    staff_id: i32,
    renews: bool,
    now: DateTime<Utc>,
) -> Result<Invited, DbErr> {
    end_all(transaction, staff_id, now).await?;
    let token = secret::crockford26(&secret::random());
    let row = staff_invitation::ActiveModel {
        staff_id: Set(staff_id),
        token_hash: Set(secret::hashed(&token)),
        renews: Set(renews),
        invited_at: Set(now),
        expires_at: Set(now + VALID),
        ..Default::default()
    };
    staff_invitation::Entity::insert(row).exec_without_returning(transaction).await?;
    let object = format!("staff {staff_id}");
    audit::write(transaction, &by.actor(), "staff invited", &object, now).await?;
    Ok(Invited { staff_id, token, expires_at: now + VALID })
}

/// No earlier link works any more.
pub(super) async fn end_all(
    transaction: &impl ConnectionTrait,
    staff_id: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let ended = staff_invitation::ActiveModel { ended_at: Set(Some(now)), ..Default::default() };
    staff_invitation::Entity::update_many()
        .set(ended)
        .filter(staff_invitation::Column::StaffId.eq(staff_id))
        .filter(staff_invitation::Column::EndedAt.is_null())
        .exec(transaction)
        .await
        .map(drop)
}
