//! Whose voucher letters are printed next: those first that were never kept back, each of them that have waited longest.
//! Everybody is looked at until a file is full, so nobody who cannot be reached stands before somebody who can.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use surveys::vouchers::GivenBy;

use crate::{
    Db,
    audit::Entry,
    entity::{voucher, voucher_debt},
    letter_files::TOGETHER,
    participants,
    vouchers::{SET_ASIDE, SYSTEM, State, reaching::letters_kept_back, stock::is_over},
};

/// What is owed, with the voucher that is set aside for it.
pub(super) type Candidate = (voucher_debt::Model, voucher::Model);

/// So many are looked at together.
const SOME: usize = 500;

/// The first that a letter can go to. Why none goes to the others is written down for the list, once.
pub(super) async fn first(
    (transaction, db): (&DatabaseTransaction, &Db),
    study: i32,
    (actor, today): (&str, NaiveDate),
    now: DateTime<Utc>,
) -> Result<Vec<Candidate>, DbErr> {
    let (together, mut first) = (usize::try_from(TOGETHER).unwrap_or(SOME), Vec::new());
    for some in waiting(transaction, study).await?.chunks(SOME) {
        let debts = held(transaction, some).await?;
        let whose: Vec<_> = debts.iter().map(|debt| debt.participant_id).collect();
        let kept_back = letters_kept_back((transaction, db), &whose).await?;
        let (kept, going): (Vec<_>, Vec<_>) =
            debts.into_iter().partition(|debt| kept_back.contains_key(&debt.participant_id));
        keep_each(transaction, kept, &kept_back, (actor, now)).await?;
        let good = |(_, code): &Candidate| code.state == SET_ASIDE && !is_over(code, today);
        first.extend(with_codes(transaction, going).await?.into_iter().filter(good));
        if first.len() >= together {
            break;
        }
    }
    first.truncate(together);
    Ok(first)
}

/// All that waits to go by letter.
async fn waiting(transaction: &DatabaseTransaction, study: i32) -> Result<Vec<i32>, DbErr> {
    voucher_debt::Entity::find()
        .select_only()
        .column(voucher_debt::Column::Id)
        .filter(voucher_debt::Column::StudyId.eq(study))
        .filter(voucher_debt::Column::State.eq(State::SetAside.name()))
        .filter(voucher_debt::Column::GivenBy.eq(GivenBy::Letter.name()))
        .filter(voucher_debt::Column::VoucherId.is_not_null())
        .order_by_asc(Expr::col(voucher_debt::Column::KeptBack).is_not_null())
        .order_by_asc(voucher_debt::Column::OwedSince)
        .order_by_asc(voucher_debt::Column::Id)
        .into_tuple()
        .all(transaction)
        .await
}

/// Some of them in their order, which nobody else changes meanwhile. Somebody may have been forgotten before they were held.
async fn held(
    transaction: &DatabaseTransaction,
    ids: &[i32],
) -> Result<Vec<voucher_debt::Model>, DbErr> {
    let theirs = || {
        voucher_debt::Entity::find()
            .filter(voucher_debt::Column::Id.is_in(ids.iter().copied()))
            .filter(voucher_debt::Column::State.eq(State::SetAside.name()))
            .filter(voucher_debt::Column::VoucherId.is_not_null())
    };
    let whose = theirs().all(transaction).await?;
    participants::hold(transaction, whose.iter().map(|debt| debt.participant_id)).await?;
    let debts = theirs().all(transaction).await?;
    let mut debts: HashMap<_, _> = debts.into_iter().map(|debt| (debt.id, debt)).collect();
    Ok(ids.iter().filter_map(|id| debts.remove(id)).collect())
}

/// What is owed, with the vouchers.
pub(super) async fn with_codes(
    transaction: &DatabaseTransaction,
    debts: Vec<voucher_debt::Model>,
) -> Result<Vec<Candidate>, DbErr> {
    let codes = debts.iter().filter_map(|debt| debt.voucher_id);
    let codes = voucher::Entity::find().filter(voucher::Column::Id.is_in(codes));
    let codes = codes.all(transaction).await?;
    let mut codes: HashMap<_, _> = codes.into_iter().map(|code| (code.id, code)).collect();
    let pair = |debt: voucher_debt::Model| {
        let code = codes.remove(&debt.voucher_id?)?;
        Some((debt, code))
    };
    Ok(debts.into_iter().filter_map(pair).collect())
}

/// Those of them to whom letters may go still.
pub(super) async fn who_takes_letters(
    (transaction, db): (&DatabaseTransaction, &Db),
    candidates: Vec<Candidate>,
) -> Result<Vec<Candidate>, DbErr> {
    let whose: Vec<_> = candidates.iter().map(|(debt, _)| debt.participant_id).collect();
    let kept_back = letters_kept_back((transaction, db), &whose).await?;
    let goes = |(debt, _): &Candidate| !kept_back.contains_key(&debt.participant_id);
    Ok(candidates.into_iter().filter(goes).collect())
}

/// Says on the list of those of them whom no letter reaches. They are letters since this moment.
pub(in crate::vouchers) async fn keep_back_at_once(
    (transaction, db): (&DatabaseTransaction, &Db),
    letters: Vec<voucher_debt::Model>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if letters.is_empty() {
        return Ok(());
    }
    let whose: Vec<_> = letters.iter().map(|debt| debt.participant_id).collect();
    let kept_back = letters_kept_back((transaction, db), &whose).await?;
    keep_each(transaction, letters, &kept_back, (SYSTEM, now)).await
}

async fn keep_each(
    transaction: &DatabaseTransaction,
    debts: Vec<voucher_debt::Model>,
    kept_back: &HashMap<i32, &'static str>,
    (actor, now): (&str, DateTime<Utc>),
) -> Result<(), DbErr> {
    let mut because: HashMap<&str, Vec<voucher_debt::Model>> = HashMap::new();
    for debt in debts {
        if let Some(why) = kept_back.get(&debt.participant_id) {
            because.entry(why).or_default().push(debt);
        }
    }
    for (why, debts) in because {
        keep_back(transaction, &debts, why, (actor, now)).await?;
    }
    Ok(())
}

/// Says on the list why no letter goes to these.
pub(super) async fn keep_back(
    transaction: &DatabaseTransaction,
    debts: &[voucher_debt::Model],
    why: &str,
    (actor, now): (&str, DateTime<Utc>),
) -> Result<(), DbErr> {
    let news: Vec<_> = debts.iter().filter(|debt| debt.kept_back.as_deref() != Some(why)).collect();
    if news.is_empty() {
        return Ok(());
    }
    voucher_debt::Entity::update_many()
        .col_expr(voucher_debt::Column::KeptBack, Expr::value(why))
        .filter(voucher_debt::Column::Id.is_in(news.iter().map(|debt| debt.id)))
        .exec(transaction)
        .await?;
    let entry = |debt: &&voucher_debt::Model| {
        let entry = Entry::new(actor, "voucher cannot go by letter", &debt.wave_key).to(why);
        entry.about(debt.participant_id).in_study(debt.study_id)
    };
    Entry::write_all(news.iter().map(entry), transaction, now).await
}
