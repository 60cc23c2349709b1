//! Forgetting whose a voucher was. Finance keeps number, value and days; the person goes, and with them the code, so that
//! nobody can ask the supplier who spent it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QuerySelect, sea_query::Expr,
};
use surveys::vouchers::GivenBy;

use super::{GIVEN, SPOILED, State, following::back_to_stock, issuing};
use crate::{
    Db,
    audit::Entry,
    entity::{outbox as message, voucher, voucher_debt},
    outbox,
};

/// Why a voucher is spoiled of which nobody can find out any more whether it arrived.
const NOBODY_KNOWS: &str = "forgotten on its way";

/// Parts somebody from their vouchers. One that has not left goes back to the stock: there is nobody left to whom it could
/// go.
pub(crate) async fn forget(
    transaction: &DatabaseTransaction,
    person: i32,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let debts = voucher_debt::Entity::find().filter(voucher_debt::Column::ParticipantId.eq(person));
    for debt in debts.all(transaction).await? {
        if debt.state == State::Released.name() || debt.state == State::Declined.name() {
            continue;
        }
        let before = debt.voucher_id.or(debt.replaces);
        if debt.state == State::SetAside.name() {
            settle(transaction, &debt, now).await?;
        }
        let was_given = debt.state == State::Given.name();
        let state = if was_given { State::Given } else { State::Released };
        let parted = voucher_debt::ActiveModel {
            id: Set(debt.id),
            state: Set(state.name().to_owned()),
            voucher_id: Set(None),
            replaces: Set(None),
            letter_file_id: Set(None),
            ..Default::default()
        };
        voucher_debt::Entity::update(parted).exec_without_returning(transaction).await?;
        burn(transaction, before).await?;
        if before.is_some() || !was_given {
            let entry = Entry::new(actor, "vouchers parted from the person", &debt.wave_key);
            let entry = entry.about(person).in_study(debt.study_id);
            entry.write(transaction, now).await?;
        }
    }
    Ok(())
}

/// What becomes of a voucher that was on its way.
async fn settle(
    transaction: &DatabaseTransaction,
    debt: &voucher_debt::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(voucher) = debt.voucher_id else { return Ok(()) };
    if debt.given_by.as_deref() == Some(GivenBy::Letter.name()) {
        return back_to_stock(transaction, voucher).await;
    }
    let why = "who they are was deleted";
    let reasons = issuing::reasons(debt.id);
    outbox::call_off_reasons(transaction, &reasons, why, now).await?;
    let once = format!("{reasons}{}", debt.issues);
    let mail = message::Entity::find().filter(message::Column::Once.eq(once));
    let mail = mail.one(transaction).await?;
    let on = mail.as_ref().and_then(|mail| mail.settled_at).unwrap_or(now).date_naive();
    let row = match mail.as_ref().map(|mail| mail.state.as_str()) {
        None | Some("not sent") => return back_to_stock(transaction, voucher).await,
        Some("sent") => voucher::ActiveModel {
            state: Set(GIVEN.to_owned()),
            given_on: Set(Some(on)),
            given_by: Set(Some(GivenBy::Email.name().to_owned())),
            ..Default::default()
        },
        Some(_) => voucher::ActiveModel {
            state: Set(SPOILED.to_owned()),
            spoiled_on: Set(Some(on)),
            spoiled_by: Set(Some(super::SYSTEM.to_owned())),
            spoiled_because: Set(Some(NOBODY_KNOWS.to_owned())),
            ..Default::default()
        },
    };
    let row = voucher::ActiveModel { id: Set(voucher), ..row };
    voucher::Entity::update(row).exec_without_returning(transaction).await.map(drop)
}

/// Takes out the codes of a voucher and of those before it, unless it is in stock again.
async fn burn(transaction: &DatabaseTransaction, mut next: Option<i32>) -> Result<(), DbErr> {
    while let Some(id) = next {
        let Some(row) = voucher::Entity::find_by_id(id).one(transaction).await? else { break };
        next = row.replaces;
        let gone = [GIVEN, SPOILED].contains(&row.state.as_str());
        if gone {
            voucher::Entity::update_many()
                .col_expr(voucher::Column::Code, Expr::cust("NULL"))
                .filter(voucher::Column::Id.eq(id))
                .exec(transaction)
                .await?;
        }
    }
    Ok(())
}

/// The same of everybody whose key was destroyed: an older backup brings their vouchers back.
pub(crate) async fn forget_destroyed(
    db: &Db,
    actor: &'static str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let open = [State::Owed, State::SetAside].map(State::name);
    let tied = Condition::any()
        .add(voucher_debt::Column::VoucherId.is_not_null())
        .add(voucher_debt::Column::Replaces.is_not_null())
        .add(voucher_debt::Column::State.is_in(open));
    let people = voucher_debt::Entity::find()
        .select_only()
        .column(voucher_debt::Column::ParticipantId)
        .filter(tied);
    let people: BTreeSet<i32> = people.into_tuple().all(db.read()).await?.into_iter().collect();
    let people: Vec<_> = people.into_iter().collect();
    let gone = db.keys().destroyed(&people).await?;
    db.write(move |transaction| {
        Box::pin(async move {
            for person in gone {
                forget(transaction, person, actor, now).await?;
            }
            Ok(())
        })
    })
    .await
}
