//! Inviting somebody: a link that works once, for seven days. Its token is derived from a random seed
//! with a key that the database does not hold, so that the letter can be written when it is sent, and
//! says the same each time.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};

use super::{
    letters,
    roles::{Appointment, RoleError, believed, by_email, give},
};
use crate::{
    Db, audit,
    auth::{Administrator, By},
    entity::{staff_invitation, staff_member},
    sealing::Sealer,
    secret,
};

/// How long an invitation works.
pub(super) const VALID: TimeDelta = TimeDelta::days(7);

/// Somebody who was invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The number of the account.
    pub staff_id: i32,
    /// Where they are written to.
    pub email: String,
    /// What the link ends in: 130 bits, stored nowhere.
    pub token: String,
    /// When the link stops working.
    pub expires_at: DateTime<Utc>,
}

/// What tokens are derived with.
#[derive(Clone)]
pub(super) struct Links(Sealer);

impl Links {
    pub fn of(db: &Db) -> Self {
        Self(db.vault.keys.system("staff invitation"))
    }

    fn token(&self, seed: &[u8]) -> String {
        secret::crockford26(&self.0.derive("token", seed))
    }
}

/// Gives somebody a role, and invites them to the staff site by email. Whoever is invited again keeps
/// their roles; earlier invitations end.
///
/// # Errors
/// When the address is none, the role cannot hold there, or the database fails.
pub async fn invite(
    db: &Db,
    by: By<Administrator>,
    email: &str,
    appointment: Appointment,
    now: DateTime<Utc>,
) -> Result<Invited, RoleError> {
    let (email, links) = (believed(email)?, Links::of(db));
    appointment.check()?;
    db.write(move |transaction| {
        Box::pin(async move {
            let member = account(transaction, &email, now).await?;
            give(transaction, &by, member.id, &appointment, now).await?;
            Ok(fresh(transaction, &links, &by, (member, false), now).await?)
        })
    })
    .await
}

/// The account with this address, made or brought back where it is none.
async fn account(
    transaction: &impl ConnectionTrait,
    email: &str,
    now: DateTime<Utc>,
) -> Result<staff_member::Model, DbErr> {
    let Some(known) = by_email(transaction, email).await? else {
        let row = staff_member::ActiveModel {
            email: Set(email.to_owned()),
            created_at: Set(now),
            ..Default::default()
        };
        return staff_member::Entity::insert(row).exec_with_returning(transaction).await;
    };
    if known.removed_at.is_some() {
        let back = staff_member::ActiveModel {
            id: Set(known.id),
            removed_at: Set(None),
            ..Default::default()
        };
        staff_member::Entity::update(back).exec(transaction).await?;
    }
    Ok(known)
}

/// A new invitation in place of any earlier, and its letter.
pub(super) async fn fresh(
    transaction: &DatabaseTransaction,
    links: &Links,
    by: &By<Administrator>,
    (member, renews): (staff_member::Model, bool),
    now: DateTime<Utc>,
) -> Result<Invited, DbErr> {
    end_all(transaction, member.id, now).await?;
    let seed = secret::random().to_vec();
    let token = links.token(&seed);
    let row = staff_invitation::ActiveModel {
        staff_id: Set(member.id),
        token_hash: Set(secret::hashed(&token)),
        seed: Set(Some(seed)),
        renews: Set(renews),
        invited_at: Set(now),
        expires_at: Set(now + VALID),
        ..Default::default()
    };
    let row = staff_invitation::Entity::insert(row).exec_with_returning(transaction).await?;
    letters::enqueue(transaction, &member, &row, now).await?;
    let object = format!("staff {}", member.id);
    let told = if renews { "staff invited, codes to be set up anew" } else { "staff invited" };
    audit::write(transaction, &by.actor(), told, &object, now).await?;
    let staff_member::Model { id: staff_id, email, .. } = member;
    Ok(Invited { staff_id, email, token, expires_at: row.expires_at })
}

/// The link of somebody's invitation once more, for whoever hands it over themselves. None when no
/// invitation of theirs works.
///
/// # Errors
/// When the database fails.
pub async fn invited(
    db: &Db,
    by: By<Administrator>,
    staff_id: i32,
    now: DateTime<Utc>,
) -> Result<Option<Invited>, DbErr> {
    let links = Links::of(db);
    db.write(move |transaction| {
        Box::pin(async move {
            let open = open_of(transaction, staff_id, now).await?;
            let member = staff_member::Entity::find_by_id(staff_id).one(transaction).await?;
            let (Some(row), Some(member)) = (open, member) else { return Ok(None) };
            let Some(seed) = row.seed else { return Ok(None) };
            let object = format!("staff {staff_id}");
            audit::write(transaction, &by.actor(), "invitation shown", &object, now).await?;
            let (email, token) = (member.email, links.token(&seed));
            Ok(Some(Invited { staff_id, email, token, expires_at: row.expires_at }))
        })
    })
    .await
}

/// What the link of an invitation ends in, while it works.
pub(crate) async fn token(db: &Db, id: i32, now: DateTime<Utc>) -> Result<Option<String>, DbErr> {
    let row = staff_invitation::Entity::find_by_id(id).one(db.read()).await?;
    let row = row.filter(|row| row.ended_at.is_none() && row.expires_at > now);
    Ok(row.and_then(|row| row.seed).map(|seed| Links::of(db).token(&seed)))
}

/// Somebody's invitation that works.
pub(super) async fn open_of(
    db: &impl ConnectionTrait,
    staff_id: i32,
    now: DateTime<Utc>,
) -> Result<Option<staff_invitation::Model>, DbErr> {
    staff_invitation::Entity::find()
        .filter(staff_invitation::Column::StaffId.eq(staff_id))
        .filter(staff_invitation::Column::EndedAt.is_null())
        .filter(staff_invitation::Column::ExpiresAt.gt(now))
        .one(db)
        .await
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
