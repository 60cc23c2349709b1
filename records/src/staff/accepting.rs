//! Accepting an invitation: a name and a password, and somebody is on the staff.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};

use super::{
    PasswordProblem, StaffError, entering, password, recovery_codes, roles, sealed::Seal, sessions,
    sessions::SignedIn, sign_on,
};
use crate::{
    Db, audit,
    entity::{staff_invitation, staff_member},
    secret,
};

const LONGEST_NAME: usize = 100;

/// An invitation that still works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Whom it was sent to.
    pub email: String,
    /// What they are called, where that is known.
    pub name: Option<String>,
    /// Whether they are an administrator, who has a password wherever others come in.
    pub is_administrator: bool,
}

/// What somebody fills in who was invited.
#[derive(Clone, Debug, Default)]
pub struct Accepting {
    /// What they are called.
    pub name: String,
    /// The password they choose.
    pub password: String,
    /// The same again.
    pub again: String,
}

/// Why an invitation was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum Unaccepted {
    /// It never was, was used, was replaced by a later one or is too old. Which, is not said.
    #[error("the invitation does not work")]
    NoSuch,
    /// No name, or none that can be one.
    #[error("no name was given")]
    NoName,
    /// The password cannot be used.
    #[error("the password cannot be used")]
    Password(PasswordProblem),
    /// Something else failed.
    #[error(transparent)]
    Staff(#[from] StaffError),
}

impl From<DbErr> for Unaccepted {
    fn from(error: DbErr) -> Self {
        Self::Staff(error.into())
    }
}

/// Looks at an invitation. Nothing changes.
///
/// # Errors
/// When it does not work, or the database fails.
pub async fn open(db: &Db, token: &str, now: DateTime<Utc>) -> Result<Invitation, Unaccepted> {
    let (_, account) = find(db.read(), token, now).await?.ok_or(Unaccepted::NoSuch)?;
    let is_administrator = roles::is_administrator(db.read(), account.id).await?;
    Ok(Invitation { email: account.email, name: account.name, is_administrator })
}

/// Takes name and password, and begins a session. The invitation is used up by it.
///
/// # Errors
/// When it does not work, or something filled in cannot be used. Then it still works.
pub async fn accept(
    db: &Db,
    token: &str,
    filled: Accepting,
    agent: &str,
    now: DateTime<Utc>,
) -> Result<SignedIn, Unaccepted> {
    let (_, account) = find(db.read(), token, now).await?.ok_or(Unaccepted::NoSuch)?;
    let Accepting { name, password, again } = filled;
    let name = name.trim().to_owned();
    if !is_name(&name) {
        return Err(Unaccepted::NoName);
    }
    if let Err(problem) = password::look_at(db, &password, &[&account.email, &name]).await? {
        return Err(Unaccepted::Password(problem));
    }
    if password != again {
        return Err(Unaccepted::Password(PasswordProblem::NotTheSame));
    }
    let hash = password::hash(db, &password).await?;
    let (token, agent, seal) = (token.to_owned(), agent.to_owned(), Seal::of(db));
    db.write(move |transaction| {
        Box::pin(async move {
            let found = find(transaction, &token, now).await?;
            let (invitation, account) = found.ok_or(Unaccepted::NoSuch)?;
            let chosen = (name, hash);
            begin_account(transaction, &seal, (invitation, account), chosen, &agent, now).await
        })
    })
    .await
}

async fn begin_account(
    transaction: &DatabaseTransaction,
    seal: &Seal,
    (invitation, account): (staff_invitation::Model, staff_member::Model),
    (name, hash): (String, String),
    agent: &str,
    now: DateTime<Utc>,
) -> Result<SignedIn, Unaccepted> {
    if !use_up(transaction, invitation.id, now).await? {
        return Err(Unaccepted::NoSuch);
    }
    let keeps = account.totp_secret.is_some() && !invitation.renews;
    let mut begun = staff_member::ActiveModel {
        id: Set(account.id),
        name: Set(Some(name)),
        password_hash: Set(Some(hash)),
        ..Default::default()
    };
    if !keeps {
        (begun.totp_secret, begun.totp_step) = (Set(None), Set(None));
        recovery_codes::forget(transaction, account.id).await?;
    }
    if invitation.renews {
        sign_on::forget(transaction, account.id).await?;
    }
    staff_member::Entity::update(begun).exec(transaction).await?;
    sessions::end_all(transaction, account.id, None).await?;
    let (session, token) = sessions::begin(transaction, account.id, agent, now).await?;
    let mut device = None;
    if !keeps {
        if roles::need_second_factor(transaction, account.id).await? {
            entering::offer_second_factor(transaction, seal, &session).await?;
        }
        device = sessions::know_device(transaction, account.id, None, now).await?;
    }
    let actor = format!("staff {}", account.id);
    audit::write(transaction, &actor, "invitation accepted", "own account", now).await?;
    Ok(SignedIn { session: token, device })
}

/// Of two who use it at once, one does.
async fn use_up(
    transaction: &impl ConnectionTrait,
    id: i32,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let used = staff_invitation::ActiveModel { ended_at: Set(Some(now)), ..Default::default() };
    let done = staff_invitation::Entity::update_many()
        .set(used)
        .filter(staff_invitation::Column::Id.eq(id))
        .filter(staff_invitation::Column::EndedAt.is_null())
        .exec(transaction)
        .await?;
    Ok(done.rows_affected == 1)
}

async fn find(
    db: &impl ConnectionTrait,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<(staff_invitation::Model, staff_member::Model)>, DbErr> {
    let found = staff_invitation::Entity::find()
        .filter(staff_invitation::Column::TokenHash.eq(secret::hashed(token)))
        .filter(staff_invitation::Column::EndedAt.is_null())
        .filter(staff_invitation::Column::ExpiresAt.gt(now));
    let Some(invitation) = found.one(db).await? else { return Ok(None) };
    let account = staff_member::Entity::find_by_id(invitation.staff_id).one(db).await?;
    let account = account.filter(|account| account.removed_at.is_none());
    Ok(account.map(|account| (invitation, account)))
}

pub(super) fn is_name(name: &str) -> bool {
    let letters = name.chars().count();
    (1..=LONGEST_NAME).contains(&letters) && !name.chars().any(char::is_control)
}
