//! What administrators do with the accounts of others.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr,
    EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::LockType,
};
use surveys::roles::Role;

use super::{
    invitations::{self, Invited, Links},
    recovery_codes,
    roles::{self, Appointment, RoleError},
    sessions, sign_on,
};
use crate::{
    Db, audit,
    auth::{Administrator, By},
    entity::{staff_invitation, staff_member, staff_role, staff_session, staff_sign_on, study},
    safeguarding,
};

/// Somebody on the staff, as administrators see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The number of the account.
    pub id: i32,
    /// Where they are written to.
    pub email: String,
    /// What they are called, once they have said so.
    pub name: Option<String>,
    /// What they are.
    pub roles: Vec<Held>,
    /// Whether they can come in.
    pub standing: Standing,
    /// Whether an invitation of theirs works.
    pub is_invited: bool,
    /// Whether they have a second factor.
    pub has_second_factor: bool,
    /// When they last did anything, while a session shows it.
    pub seen_at: Option<DateTime<Utc>>,
}

/// A role that somebody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// By which it is taken away.
    pub id: i32,
    /// The role.
    pub role: Role,
    /// The key of the study.
    pub study: Option<String>,
    /// The key of the site.
    pub site: Option<String>,
}

/// Whether somebody can come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They have chosen a password, or come in by single sign-on.
    Active,
    /// They were invited until then, and have not come yet.
    Invited(DateTime<Utc>),
    /// They never came, and the invitation no longer works.
    Lapsed,
}

/// Everybody who is on the staff, by address.
///
/// # Errors
/// When the database fails.
pub async fn list(
    db: &Db,
    _by: &By<Administrator>,
    now: DateTime<Utc>,
) -> Result<Vec<Account>, DbErr> {
    let read = db.read();
    let members = staff_member::Entity::find()
        .filter(staff_member::Column::RemovedAt.is_null())
        .order_by_asc(staff_member::Column::Email)
        .all(read)
        .await?;
    let mut held = held(read).await?;
    let mut seen: HashMap<i32, DateTime<Utc>> = HashMap::new();
    for row in staff_session::Entity::find().all(read).await? {
        let latest = seen.entry(row.staff_id).or_insert(row.seen_at);
        *latest = row.seen_at.max(*latest);
    }
    let open = staff_invitation::Entity::find()
        .filter(staff_invitation::Column::EndedAt.is_null())
        .filter(staff_invitation::Column::ExpiresAt.gt(now));
    let open = open.all(read).await?.into_iter();
    let open: HashMap<_, _> = open.map(|row| (row.staff_id, row.expires_at)).collect();
    let by_sign_on = staff_sign_on::Entity::find().all(read).await?.into_iter();
    let by_sign_on: HashSet<_> = by_sign_on.map(|row| row.staff_id).collect();
    let accounts = members.into_iter().map(|row| Account {
        standing: match open.get(&row.id) {
            _ if row.password_hash.is_some() || by_sign_on.contains(&row.id) => Standing::Active,
            Some(until) => Standing::Invited(*until),
            None => Standing::Lapsed,
        },
        is_invited: open.contains_key(&row.id),
        roles: held.remove(&row.id).unwrap_or_default(),
        has_second_factor: row.totp_secret.is_some(),
        seen_at: seen.get(&row.id).copied(),
        id: row.id,
        email: row.email,
        name: row.name,
    });
    Ok(accounts.collect())
}

/// The roles of everybody, by account.
async fn held(db: &impl ConnectionTrait) -> Result<HashMap<i32, Vec<Held>>, DbErr> {
    let studies = study::Entity::find().all(db).await?.into_iter();
    let studies: HashMap<_, _> = studies.map(|study| (study.id, study.key)).collect();
    let roles = staff_role::Entity::find().order_by_asc(staff_role::Column::Id).all(db).await?;
    let mut held: HashMap<i32, Vec<Held>> = HashMap::new();
    for row in roles {
        // A role that this program does not know gives nothing.
        let Ok(role) = row.role.parse() else { continue };
        let study = row.study_id.and_then(|id| studies.get(&id).cloned());
        let one = Held { id: row.id, role, study, site: row.site };
        held.entry(row.staff_id).or_default().push(one);
    }
    Ok(held)
}

/// Gives somebody another role.
///
/// # Errors
/// When there is no such account, or the role cannot hold there.
pub async fn give_role(
    db: &Db,
    by: By<Administrator>,
    staff_id: i32,
    appointment: Appointment,
    now: DateTime<Utc>,
) -> Result<(), RoleError> {
    appointment.check()?;
    db.write(move |transaction| {
        Box::pin(async move {
            account(transaction, staff_id).await?;
            Ok(roles::give(transaction, &by, staff_id, &appointment, now).await?)
        })
    })
    .await
}

/// Takes a role away. It is gone at the person's next step.
///
/// # Errors
/// When they do not have it, or are the last administrator.
pub async fn take_role(
    db: &Db,
    by: By<Administrator>,
    staff_id: i32,
    role_id: i32,
    now: DateTime<Utc>,
) -> Result<(), RoleError> {
    db.write(move |transaction| {
        Box::pin(async move {
            let row = staff_role::Entity::find_by_id(role_id).one(transaction).await?;
            let row = row.filter(|row| row.staff_id == staff_id).ok_or(RoleError::NoSuchStaff)?;
            if row.role == Role::Administrator.key() {
                another_administrator(transaction, staff_id).await?;
            }
            staff_role::Entity::delete_by_id(role_id).exec(transaction).await?;
            safeguarding::release(transaction, staff_id, now).await?;
            let object = format!("staff {staff_id}: {}", row.role.replace('-', " "));
            Ok(audit::write(transaction, &by.actor(), "role taken", &object, now).await?)
        })
    })
    .await
}

/// Takes somebody's access away: their sessions, roles, password and second factor. The row stays, for
/// the audit names them by it.
///
/// # Errors
/// When there is no such account, or they are the last administrator.
pub async fn remove(
    db: &Db,
    by: By<Administrator>,
    staff_id: i32,
    now: DateTime<Utc>,
) -> Result<(), RoleError> {
    db.write(move |transaction| {
        Box::pin(async move {
            account(transaction, staff_id).await?;
            another_administrator(transaction, staff_id).await?;
            sessions::end_all(transaction, staff_id, None).await?;
            invitations::end_all(transaction, staff_id, now).await?;
            recovery_codes::forget(transaction, staff_id).await?;
            sign_on::forget(transaction, staff_id).await?;
            staff_role::Entity::delete_many()
                .filter(staff_role::Column::StaffId.eq(staff_id))
                .exec(transaction)
                .await?;
            let gone = staff_member::ActiveModel {
                id: Set(staff_id),
                password_hash: Set(None),
                totp_secret: Set(None),
                totp_step: Set(None),
                removed_at: Set(Some(now)),
                ..Default::default()
            };
            staff_member::Entity::update(gone).exec(transaction).await?;
            safeguarding::release(transaction, staff_id, now).await?;
            let object = format!("staff {staff_id}");
            Ok(audit::write(transaction, &by.actor(), "access taken away", &object, now).await?)
        })
    })
    .await
}

/// Invites somebody again, to choose another password. With `renews` the second factor is set up anew,
/// too: for somebody who lost the phone and the codes.
///
/// # Errors
/// When there is no such account.
pub async fn invite_again(
    db: &Db,
    by: By<Administrator>,
    staff_id: i32,
    renews: bool,
    now: DateTime<Utc>,
) -> Result<Invited, RoleError> {
    let links = Links::of(db);
    db.write(move |transaction| {
        Box::pin(async move {
            let member = account(transaction, staff_id).await?;
            Ok(invitations::fresh(transaction, &links, &by, (member, renews), now).await?)
        })
    })
    .await
}

/// Ends every session of somebody: how many there were.
///
/// # Errors
/// When there is no such account.
pub async fn end_sessions(
    db: &Db,
    by: By<Administrator>,
    staff_id: i32,
    now: DateTime<Utc>,
) -> Result<u64, RoleError> {
    db.write(move |transaction| {
        Box::pin(async move {
            account(transaction, staff_id).await?;
            let ended = sessions::end_all(transaction, staff_id, None).await?;
            let object = format!("staff {staff_id}");
            audit::write(transaction, &by.actor(), "sessions ended", &object, now).await?;
            Ok(ended)
        })
    })
    .await
}

async fn account(
    transaction: &DatabaseTransaction,
    staff_id: i32,
) -> Result<staff_member::Model, RoleError> {
    let row = staff_member::Entity::find_by_id(staff_id).one(transaction).await?;
    row.filter(|row| row.removed_at.is_none()).ok_or(RoleError::NoSuchStaff)
}

/// Without any administrator nobody could let anybody in.
async fn another_administrator(
    transaction: &DatabaseTransaction,
    staff_id: i32,
) -> Result<(), RoleError> {
    let mut all = staff_role::Entity::find()
        .filter(staff_role::Column::Role.eq(Role::Administrator.key()))
        .order_by_asc(staff_role::Column::Id);
    if transaction.get_database_backend() == DbBackend::Postgres {
        // Held until the end of the transaction, all in one order: of two who take each other's role away
        // at once, one sees what the other did.
        all = all.lock(LockType::Update);
    }
    let all = all.all(transaction).await?;
    let is_one = all.iter().any(|row| row.staff_id == staff_id);
    let others = all.iter().any(|row| row.staff_id != staff_id);
    if is_one && !others { Err(RoleError::LastAdministrator) } else { Ok(()) }
}
