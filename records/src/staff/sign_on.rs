//! Coming in by an organisation's own sign-in. Whoever it vouches for must be on the staff already: it
//! makes no account. The first time an account is found by its address; from then on by what the
//! organisation calls the person, whatever becomes of the address.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};

use super::{
    accepting,
    entering::{Shown, enter},
    invitations, recovery_codes, roles,
    sealed::Seal,
    sessions::{self, SignedIn},
    sign_in::{From, refused},
};
use crate::{
    Db, audit,
    entity::{staff_member, staff_sign_on},
    secret,
};

/// What an organisation vouches for, when its word was checked.
#[derive(Clone, Debug)]
pub struct Vouched {
    /// Which organisation, by the address of its sign-in.
    pub issuer: String,
    /// What it calls the person: the same always, and nobody else's ever.
    pub subject: String,
    /// An address that it has checked.
    pub email: Option<String>,
    /// What the person is called.
    pub name: Option<String>,
    /// Whether it asked for a second factor.
    pub with_second_factor: bool,
}

/// Why somebody was not let in whom an organisation vouched for.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedOn {
    /// It vouches for no address, and has not let in this person before.
    #[error("the organisation vouches for no address")]
    NoAddress,
    /// Nobody was invited who has this address, or the invitation is over.
    #[error("there is no account for this person")]
    NoAccount,
    /// The account belongs to somebody else of the same organisation, who had this address before.
    #[error("the account belongs to another person of the organisation")]
    AnotherPerson,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Lets in whoever an organisation vouches for. What the account owes besides, as with a password: an
/// account with a second factor gives its code, unless the organisation has asked for one.
///
/// # Errors
/// When there is no account for the person.
pub async fn sign_on(
    db: &Db,
    vouched: Vouched,
    from: From,
    now: DateTime<Utc>,
) -> Result<SignedIn, NotSignedOn> {
    let (seal, device) = (Seal::of(db), sessions::device(db, from.device.as_deref()).await?);
    db.write(move |transaction| {
        Box::pin(async move {
            let account = match account(transaction, &vouched, now).await? {
                Ok(account) => account,
                Err((not, meant)) => {
                    refused(transaction, "single sign-on refused", meant, now).await?;
                    return Ok(Err(not));
                }
            };
            let browser = (device.filter(|one| one.staff_id == account.id), from.agent.as_str());
            let with_second_factor = vouched.with_second_factor;
            let shown = Shown::SignOn { with_second_factor };
            let came = enter(transaction, &seal, &account, browser, shown, now).await?;
            Ok::<_, NotSignedOn>(Ok(came))
        })
    })
    .await?
}

/// The account, or why there is none for the person, and which was meant.
type Whose = Result<staff_member::Model, (NotSignedOn, Option<i32>)>;

/// The account of somebody who comes again; or of one with their address, which is theirs from now on.
async fn account(
    transaction: &DatabaseTransaction,
    vouched: &Vouched,
    now: DateTime<Utc>,
) -> Result<Whose, DbErr> {
    let subject = secret::hashed(&format!("{}|{}", vouched.issuer, vouched.subject));
    let known = staff_sign_on::Entity::find()
        .filter(staff_sign_on::Column::SubjectHash.eq(subject.clone()))
        .one(transaction)
        .await?;
    let Some(known) = known else { return by_address(transaction, vouched, subject, now).await };
    let row = staff_member::Entity::find_by_id(known.staff_id).one(transaction).await?;
    let Some(row) = row.filter(|row| row.removed_at.is_none()) else {
        return Ok(Err((NotSignedOn::NoAccount, Some(known.staff_id))));
    };
    match invitations::open_of(transaction, row.id, now).await? {
        Some(invitation) if invitation.renews => renew(transaction, row, now).await.map(Ok),
        _ => Ok(Ok(row)),
    }
}

/// The account with the address that the organisation vouches for. Somebody who never came needs an
/// invitation that works.
async fn by_address(
    transaction: &DatabaseTransaction,
    vouched: &Vouched,
    subject_hash: Vec<u8>,
    now: DateTime<Utc>,
) -> Result<Whose, DbErr> {
    let email = vouched.email.as_deref().and_then(|email| roles::believed(email).ok());
    let Some(email) = email else { return Ok(Err((NotSignedOn::NoAddress, None))) };
    let row = roles::by_email(transaction, &email).await?;
    let Some(mut row) = row.filter(|row| row.removed_at.is_none()) else {
        return Ok(Err((NotSignedOn::NoAccount, None)));
    };
    let invitation = invitations::open_of(transaction, row.id, now).await?;
    if invitation.as_ref().is_some_and(|invitation| invitation.renews) {
        forget(transaction, row.id).await?;
        row = renew(transaction, row, now).await?;
    }
    let others = staff_sign_on::Entity::find()
        .filter(staff_sign_on::Column::StaffId.eq(row.id))
        .filter(staff_sign_on::Column::Issuer.eq(&vouched.issuer));
    if others.one(transaction).await?.is_some() {
        return Ok(Err((NotSignedOn::AnotherPerson, Some(row.id))));
    }
    if row.password_hash.is_none() && invitation.is_none() {
        return Ok(Err((NotSignedOn::NoAccount, Some(row.id))));
    }
    link(transaction, &row, vouched, subject_hash, now).await?;
    Ok(Ok(row))
}

/// An administrator said that somebody's phone and codes are lost: they are set up anew.
async fn renew(
    transaction: &DatabaseTransaction,
    account: staff_member::Model,
    now: DateTime<Utc>,
) -> Result<staff_member::Model, DbErr> {
    invitations::end_all(transaction, account.id, now).await?;
    recovery_codes::forget(transaction, account.id).await?;
    sessions::end_all(transaction, account.id, None).await?;
    let actor = format!("staff {}", account.id);
    audit::write(transaction, &actor, "second factor taken away", "own account", now).await?;
    let anew = staff_member::ActiveModel {
        id: Set(account.id),
        totp_secret: Set(None),
        totp_step: Set(None),
        ..Default::default()
    };
    staff_member::Entity::update(anew).exec(transaction).await
}

/// From now on the account is known by what the organisation calls the person. An invitation is
/// accepted by it.
async fn link(
    transaction: &DatabaseTransaction,
    account: &staff_member::Model,
    vouched: &Vouched,
    subject_hash: Vec<u8>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = staff_sign_on::ActiveModel {
        staff_id: Set(account.id),
        issuer: Set(vouched.issuer.clone()),
        subject_hash: Set(subject_hash),
        linked_at: Set(now),
        ..Default::default()
    };
    staff_sign_on::Entity::insert(row).exec_without_returning(transaction).await?;
    if account.password_hash.is_none() {
        invitations::end_all(transaction, account.id, now).await?;
    }
    let name = vouched.name.as_deref().map(str::trim).filter(|name| accepting::is_name(name));
    if let (None, Some(name)) = (&account.name, name) {
        let named = staff_member::ActiveModel {
            id: Set(account.id),
            name: Set(Some(name.to_owned())),
            ..Default::default()
        };
        staff_member::Entity::update(named).exec(transaction).await?;
    }
    let actor = format!("staff {}", account.id);
    audit::write(transaction, &actor, "single sign-on begun", "own account", now).await
}

/// What organisations call somebody is forgotten: the next time they are found by their address.
pub(super) async fn forget(transaction: &impl ConnectionTrait, staff_id: i32) -> Result<(), DbErr> {
    staff_sign_on::Entity::delete_many()
        .filter(staff_sign_on::Column::StaffId.eq(staff_id))
        .exec(transaction)
        .await
        .map(drop)
}
