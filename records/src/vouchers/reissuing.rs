//! Giving another voucher in place of one that did not serve. The one before is spoiled and stays in the books with the
//! reason; a second time needs somebody else than the first.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter,
};
use surveys::{
    calendar,
    vouchers::{GivenBy, Reason},
};

use super::{SPOILED, State, VoucherError, following, issuing, reaching::letters_kept_back};
use crate::{
    Db,
    audit::Entry,
    auth::VoucherKeeper,
    entity::{outbox as message, voucher, voucher_debt},
    outbox, participants,
    studies::StudyHandle,
};

/// Marks the voucher that somebody was given as spoiled, and owes them another, which a worker pays from the stock. They
/// wait no longer for it than whoever has waited since the survey was sent.
///
/// # Errors
/// When the study is not theirs or owes nothing by this number, nothing was given yet, the same person gave the last one in
/// place of another, or the database fails.
pub async fn reissue(
    db: &Db,
    by: &VoucherKeeper,
    study: &StudyHandle,
    (debt, reason, given_by): (i32, Reason, GivenBy),
    now: DateTime<Utc>,
) -> Result<(), VoucherError> {
    if by.study_id() != study.id {
        return Err(VoucherError::NotAllowed);
    }
    let (actor, study) = (by.actor(), study.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let debt = held(transaction, study.id, debt).await?;
            let spoiled = debt.voucher_id.filter(|_| debt.state == State::Given.name());
            let spoiled = match spoiled {
                None if is_stuck(transaction, &debt).await? => debt.voucher_id,
                given => given,
            };
            let spoiled = spoiled.ok_or(VoucherError::NothingGiven)?;
            if debt.reissued_by.as_deref().is_some_and(|before| is_same(before, &actor)) {
                return Err(VoucherError::AnotherPerson);
            }
            let today = calendar::date_in(&study.study().timezone, now);
            spoil(transaction, spoiled, (reason, today), &actor).await?;
            owe_again(transaction, (&debt, spoiled), given_by, (&actor, now)).await?;
            let told = format!("voucher re-issued: {}", reason.name());
            let entry = Entry::new(&actor, &told, &debt.wave_key).about(debt.participant_id);
            entry.in_study(study.id).write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}

/// Sends a voucher in another way whose letter reaches nobody. Nobody has seen its code, so nothing is spoiled: it goes back
/// to the stock, and one is owed as before.
///
/// # Errors
/// When the study is not theirs or owes nothing by this number, a letter may reach them, or the database fails.
pub async fn another_way(
    db: &Db,
    by: &VoucherKeeper,
    study: &StudyHandle,
    (debt, given_by): (i32, GivenBy),
    now: DateTime<Utc>,
) -> Result<(), VoucherError> {
    if by.study_id() != study.id {
        return Err(VoucherError::NotAllowed);
    }
    let (actor, study, own) = (by.actor(), study.clone(), db.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let debt = held(transaction, study.id, debt).await?;
            let is_kept = is_kept_back((transaction, &own), &debt).await?;
            let Some(code) = debt.voucher_id.filter(|_| is_kept) else {
                return Err(VoucherError::NothingGiven);
            };
            let before = voucher::Entity::find_by_id(code).one(transaction).await?;
            following::back_to_stock(transaction, code).await?;
            let owed = owed(&debt, before.and_then(|code| code.replaces), given_by);
            voucher_debt::Entity::update(owed).exec_without_returning(transaction).await?;
            let told = format!("voucher to go another way: {}", given_by.name());
            let entry = Entry::new(&actor, &told, &debt.wave_key).about(debt.participant_id);
            entry.in_study(study.id).write(transaction, now).await?;
            Ok(())
        })
    })
    .await
}

/// Whether it is a letter that reaches nobody.
pub(super) async fn is_kept_back(
    (connection, db): (&impl ConnectionTrait, &Db),
    debt: &voucher_debt::Model,
) -> Result<bool, DbErr> {
    let is_letter = debt.state == State::SetAside.name()
        && debt.given_by.as_deref() == Some(GivenBy::Letter.name());
    if !is_letter {
        return Ok(false);
    }
    let person = debt.participant_id;
    Ok(letters_kept_back((connection, db), &[person]).await?.contains_key(&person))
}

async fn spoil(
    transaction: &DatabaseTransaction,
    voucher: i32,
    (reason, today): (Reason, NaiveDate),
    actor: &str,
) -> Result<(), DbErr> {
    let row = voucher::ActiveModel {
        id: Set(voucher),
        state: Set(SPOILED.to_owned()),
        spoiled_on: Set(Some(today)),
        spoiled_by: Set(Some(actor.to_owned())),
        spoiled_because: Set(Some(reason.name().to_owned())),
        ..Default::default()
    };
    voucher::Entity::update(row).exec_without_returning(transaction).await.map(drop)
}

/// What is owed, which nobody else changes meanwhile.
pub(super) async fn held(
    transaction: &DatabaseTransaction,
    study: i32,
    id: i32,
) -> Result<voucher_debt::Model, VoucherError> {
    let own = || {
        let debt = voucher_debt::Entity::find_by_id(id);
        debt.filter(voucher_debt::Column::StudyId.eq(study)).one(transaction)
    };
    let debt = own().await?.ok_or(VoucherError::NoSuchDebt)?;
    participants::hold(transaction, [debt.participant_id]).await?;
    own().await?.ok_or(VoucherError::NoSuchDebt)
}

/// Whether its mail failed, or may have left: it is not known to have arrived, and its code may be out.
pub(super) async fn is_stuck(
    transaction: &impl ConnectionTrait,
    debt: &voucher_debt::Model,
) -> Result<bool, DbErr> {
    if debt.state != State::SetAside.name() || debt.given_by.as_deref() != Some("email") {
        return Ok(false);
    }
    let once = format!("{}{}", issuing::reasons(debt.id), debt.issues);
    let row = message::Entity::find()
        .filter(message::Column::Once.eq(once))
        .filter(message::Column::State.is_in(["failed", "in doubt"]));
    Ok(row.one(transaction).await?.is_some())
}

async fn owe_again(
    transaction: &DatabaseTransaction,
    (debt, spoiled): (&voucher_debt::Model, i32),
    given_by: GivenBy,
    (actor, now): (&str, DateTime<Utc>),
) -> Result<(), DbErr> {
    let owed = voucher_debt::ActiveModel {
        reissues: Set(debt.reissues + 1),
        reissued_by: Set(Some(actor.to_owned())),
        ..owed(debt, Some(spoiled), given_by)
    };
    voucher_debt::Entity::update(owed).exec_without_returning(transaction).await?;
    let (reasons, why) = (issuing::reasons(debt.id), "another voucher is given in its place");
    outbox::call_off_reasons(transaction, &reasons, why, now).await
}

fn owed(
    debt: &voucher_debt::Model,
    replaces: Option<i32>,
    given_by: GivenBy,
) -> voucher_debt::ActiveModel {
    voucher_debt::ActiveModel {
        id: Set(debt.id),
        state: Set(State::Owed.name().to_owned()),
        by_post: Set(given_by == GivenBy::Letter),
        given_by: Set(None),
        kept_back: Set(None),
        voucher_id: Set(None),
        replaces: Set(replaces),
        ..Default::default()
    }
}

/// Whether two actors are one person: `staff 12, supervisor` and `staff 12, data manager` are two roles of one account.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let account = |actor: &str| actor.split(',').next().map(str::to_owned);
    account(one) == account(other)
}
