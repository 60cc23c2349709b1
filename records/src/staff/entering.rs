//! Somebody has shown who they are: a session begins, and what the account owes before it may do anything.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait};

use super::{
    roles,
    sealed::Seal,
    second_factor,
    sessions::{self, Device, SignedIn},
};
use crate::{
    audit,
    entity::{staff_member, staff_session},
};

/// By what they have shown it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Their password.
    Password,
    /// Their organisation vouches for them, and says whether it asked for a second factor, too.
    SignOn { with_second_factor: bool },
}

impl Shown {
    /// What is audited when a code is still owed, and when nothing is.
    fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Password => ("password given", "signed in"),
            Self::SignOn { .. } => ("single sign-on given", "signed in by single sign-on"),
        }
    }
}

/// Begins the session. One whose account has a second factor is let in by its code, unless another has
/// asked for one.
pub(super) async fn enter(
    transaction: &DatabaseTransaction,
    seal: &Seal,
    account: &staff_member::Model,
    (known, agent): (Option<Device>, &str),
    shown: Shown,
    now: DateTime<Utc>,
) -> Result<SignedIn, DbErr> {
    let (session, mut token) = sessions::begin(transaction, account.id, agent, now).await?;
    let (actor, (halfway, done)) = (format!("staff {}", account.id), shown.told());
    if shown == (Shown::SignOn { with_second_factor: true }) {
        token = sessions::renew(transaction, session.id, true).await?;
    } else if account.totp_secret.is_some() {
        audit::write(transaction, &actor, halfway, "staff", now).await?;
        return Ok(SignedIn { session: token, device: None });
    } else if roles::need_second_factor(transaction, account.id).await? {
        offer_second_factor(transaction, seal, &session).await?;
    }
    audit::write(transaction, &actor, done, "staff", now).await?;
    let device = sessions::know_device(transaction, account.id, known, now).await?;
    Ok(SignedIn { session: token, device })
}

/// Makes ready the secret of a second factor, for whoever has just given the password.
pub(super) async fn offer_second_factor(
    transaction: &impl ConnectionTrait,
    seal: &Seal,
    session: &staff_session::Model,
) -> Result<(), DbErr> {
    let offered = staff_session::ActiveModel {
        id: Set(session.id),
        pending_secret: Set(Some(second_factor::fresh(seal, session.staff_id))),
        ..Default::default()
    };
    staff_session::Entity::update(offered).exec(transaction).await.map(drop)
}
