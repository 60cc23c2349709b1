//! What became of vouchers that were set aside: a mail that has left gave one; what cannot go by mail, or was refused at the
//! door, goes in a letter; and what ran out before it left makes room for another.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult,
    Statement,
};
use surveys::{calendar, vouchers::GivenBy};

use super::{GIVEN, STOCK, SYSTEM, State, stock::is_over};
use crate::{
    audit::Entry,
    entity::{voucher, voucher_debt},
    participants,
    studies::StudyHandle,
};

/// What is looked at in one transaction.
const TOGETHER: usize = 200;

#[derive(FromQueryResult)]
struct Ended {
    debt: i32,
    person: i32,
    state: Option<String>,
    settled_at: Option<DateTime<Utc>>,
}

/// Takes note of what has come to its end, in a study: how many vouchers that were, and what goes by letter from now on.
pub(super) async fn follow(
    transaction: &DatabaseTransaction,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<(usize, Vec<voucher_debt::Model>), DbErr> {
    let (id, zone) = (study.id, &study.study().timezone);
    let today = calendar::date_in(zone, now);
    let words = format!(
        "SELECT d.id AS debt, d.participant_id AS person, o.state AS state, o.settled_at AS settled_at FROM voucher_debt d \
         JOIN outbox o ON o.once = 'voucher ' || d.id || ', issue ' || d.issues \
         WHERE d.study_id = {id} AND d.state = 'set aside' AND d.given_by = 'email' \
         AND (o.state IN ('sent', 'not sent') OR o.state = 'failed' AND o.delivery = 'bounced') UNION ALL \
         SELECT d.id AS debt, d.participant_id AS person, NULL AS state, NULL AS settled_at FROM voucher_debt d \
         JOIN voucher v ON v.id = d.voucher_id WHERE d.study_id = {id} AND d.state = 'set aside' \
         AND d.given_by = 'letter' AND v.expires_on < '{today}' LIMIT {TOGETHER}"
    );
    let statement = Statement::from_string(transaction.get_database_backend(), words);
    let ended = Ended::find_by_statement(statement).all(transaction).await?;
    participants::hold(transaction, ended.iter().map(|one| one.person)).await?;
    let mut letters = Vec::new();
    for Ended { debt, state, settled_at, .. } in &ended {
        let Some((debt, code)) = held(transaction, *debt).await? else { continue };
        match (state.as_deref(), settled_at) {
            (Some("sent"), at) => {
                let on = calendar::date_in(zone, at.unwrap_or(now));
                given(transaction, (&debt, &code), (GivenBy::Email, on), (SYSTEM, now)).await?;
            }
            _ if is_over(&code, today) => release(transaction, (&debt, &code), now).await?,
            _ => {
                by_letter(transaction, &debt, now).await?;
                letters.push(debt);
            }
        }
    }
    Ok((ended.len(), letters))
}

/// What is owed, with the voucher that is set aside for it.
async fn held(
    transaction: &DatabaseTransaction,
    debt: i32,
) -> Result<Option<(voucher_debt::Model, voucher::Model)>, DbErr> {
    let debt = voucher_debt::Entity::find_by_id(debt).one(transaction).await?;
    let Some(debt) = debt.filter(|debt| debt.state == State::SetAside.name()) else {
        return Ok(None);
    };
    let Some(code) = debt.voucher_id else { return Ok(None) };
    let code = voucher::Entity::find_by_id(code).one(transaction).await?;
    Ok(code.map(|code| (debt, code)))
}

/// A voucher was given.
async fn given(
    transaction: &DatabaseTransaction,
    (debt, code): (&voucher_debt::Model, &voucher::Model),
    (by, on): (GivenBy, NaiveDate),
    (actor, now): (&str, DateTime<Utc>),
) -> Result<(), DbErr> {
    let row = voucher::ActiveModel {
        id: Set(code.id),
        state: Set(GIVEN.to_owned()),
        given_on: Set(Some(on)),
        given_by: Set(Some(by.name().to_owned())),
        ..Default::default()
    };
    voucher::Entity::update(row).exec_without_returning(transaction).await?;
    let paid = voucher_debt::ActiveModel {
        id: Set(debt.id),
        state: Set(State::Given.name().to_owned()),
        given_by: Set(Some(by.name().to_owned())),
        kept_back: Set(None),
        ..Default::default()
    };
    voucher_debt::Entity::update(paid).exec_without_returning(transaction).await?;
    note(transaction, (actor, "voucher given"), debt, Some(by.name()), now).await
}

/// It cannot go by email, for whichever reason: their address is unknown or takes nothing, or they want no emails.
async fn by_letter(
    transaction: &DatabaseTransaction,
    debt: &voucher_debt::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let letter = voucher_debt::ActiveModel {
        id: Set(debt.id),
        given_by: Set(Some(GivenBy::Letter.name().to_owned())),
        ..Default::default()
    };
    voucher_debt::Entity::update(letter).exec_without_returning(transaction).await?;
    note(transaction, (SYSTEM, "voucher to go by letter"), debt, None, now).await
}

/// It ran out before it left: another is owed.
async fn release(
    transaction: &DatabaseTransaction,
    (debt, code): (&voucher_debt::Model, &voucher::Model),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    back_to_stock(transaction, code.id).await?;
    let owed = voucher_debt::ActiveModel {
        id: Set(debt.id),
        state: Set(State::Owed.name().to_owned()),
        voucher_id: Set(None),
        replaces: Set(code.replaces),
        ..Default::default()
    };
    voucher_debt::Entity::update(owed).exec_without_returning(transaction).await?;
    note(transaction, (SYSTEM, "voucher ran out before it left"), debt, None, now).await
}

/// Nobody has seen its code.
pub(super) async fn back_to_stock(
    transaction: &impl ConnectionTrait,
    voucher: i32,
) -> Result<(), DbErr> {
    let row = voucher::ActiveModel {
        id: Set(voucher),
        state: Set(STOCK.to_owned()),
        given_for: Set(None),
        set_aside_on: Set(None),
        replaces: Set(None),
        ..Default::default()
    };
    voucher::Entity::update(row).exec_without_returning(transaction).await.map(drop)
}

async fn note(
    transaction: &DatabaseTransaction,
    (actor, what): (&str, &str),
    debt: &voucher_debt::Model,
    purpose: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let entry = Entry::new(actor, what, &debt.wave_key);
    let mut entry = entry.about(debt.participant_id).in_study(debt.study_id);
    if let Some(purpose) = purpose {
        entry = entry.to(purpose);
    }
    entry.write(transaction, now).await.map(drop)
}
