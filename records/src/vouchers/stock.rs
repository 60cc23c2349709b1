//! The stock: codes that were brought, and how many stand how.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult,
    QueryFilter, Statement,
    sea_query::{Expr, OnConflict},
};
use surveys::{
    calendar,
    keys::WaveKey,
    vouchers::{Standing, Worth},
};

use super::{STOCK, VoucherError, sealed};
use crate::{
    Db,
    audit::Entry,
    auth::{By, VoucherKeeper},
    entity::voucher,
    keys::Keys,
    studies::StudyHandle,
};

/// Rows in one statement.
const SOME: usize = 500;

/// A code as it is brought.
#[derive(Clone)]
pub struct Code {
    /// What whoever has it spends.
    pub code: String,
    /// What it is worth.
    pub worth: Worth,
    /// The last day on which it is good, where it has one.
    pub expires_on: Option<NaiveDate>,
    /// What the supplier calls it.
    pub supplier_reference: Option<String>,
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Code({})", self.worth)
    }
}

/// What came of bringing codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brought {
    /// How many there were. All are new.
    pub codes: usize,
}

/// Vouchers that stand alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The wave for which they are kept; none for whichever.
    pub wave: Option<String>,
    /// What each is worth.
    pub worth: Worth,
    /// How they stand.
    pub standing: Standing,
    /// How many.
    pub vouchers: i64,
}

/// Takes codes into the stock, for one wave or for whichever: all of them or none.
///
/// # Errors
/// When the study is not theirs or has no such wave, one of the codes was brought before, in whichever study, or the
/// database fails.
pub async fn bring(
    db: &Db,
    by: &By<VoucherKeeper>,
    study: &StudyHandle,
    (wave, codes): (Option<WaveKey>, Vec<Code>),
    now: DateTime<Utc>,
) -> Result<Brought, VoucherError> {
    if !by.may_in(study) {
        return Err(VoucherError::NotAllowed);
    }
    if let Some(wave) = wave.as_ref().filter(|wave| study.study().wave(wave).is_none()) {
        return Err(VoucherError::NoSuchWave(wave.clone()));
    }
    let (actor, study, keys) = (by.actor(), study.clone(), db.keys().clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let hashes: Vec<_> =
                codes.iter().map(|code| sealed::hashed(&keys, &code.code)).collect();
            none_is_known(transaction, &hashes).await?;
            let today = calendar::date_in(&study.study().timezone, now);
            let at = (study.id, wave.as_ref(), today);
            let rows = codes.iter().zip(hashes);
            let rows = rows.map(|(code, hash)| row(&keys, at, (code, hash), &actor));
            add(transaction, rows.collect()).await?;
            let whose = wave.as_ref().map_or("any wave", WaveKey::as_str);
            let told = format!("{} for {whose}", codes.len());
            let entry = Entry::new(&actor, "vouchers brought", &told).in_study(study.id);
            entry.write(transaction, now).await?;
            Ok(Brought { codes: codes.len() })
        })
    })
    .await
}

async fn none_is_known(
    transaction: &DatabaseTransaction,
    hashes: &[Vec<u8>],
) -> Result<(), VoucherError> {
    let mut known = Vec::new();
    for (chunk, some) in hashes.chunks(SOME).enumerate() {
        let same = voucher::Column::CodeHash.is_in(some.iter().cloned());
        for row in voucher::Entity::find().filter(same).all(transaction).await? {
            let place = some.iter().position(|hash| *hash == row.code_hash);
            known.extend(place.map(|place| chunk * SOME + place));
        }
    }
    known.sort_unstable();
    if known.is_empty() { Ok(()) } else { Err(VoucherError::Known(known)) }
}

fn row(
    keys: &Keys,
    (study, wave, today): (i32, Option<&WaveKey>, NaiveDate),
    (code, hash): (&Code, Vec<u8>),
    actor: &str,
) -> voucher::ActiveModel {
    voucher::ActiveModel {
        study_id: Set(study),
        wave_key: Set(wave.map(ToString::to_string)),
        pence: Set(code.worth.pence()),
        expires_on: Set(code.expires_on),
        supplier_reference: Set(code.supplier_reference.clone()),
        code: Set(Some(sealed::seal(keys, &hash, &code.code))),
        code_hash: Set(hash),
        brought_on: Set(today),
        brought_by: Set(actor.to_owned()),
        state: Set(STOCK.to_owned()),
        ..Default::default()
    }
}

async fn add(
    transaction: &DatabaseTransaction,
    rows: Vec<voucher::ActiveModel>,
) -> Result<(), VoucherError> {
    for some in rows.chunks(SOME) {
        let there = OnConflict::column(voucher::Column::CodeHash).do_nothing().to_owned();
        let added = voucher::Entity::insert_many(some.to_vec()).on_conflict(there);
        let added = added.exec_without_returning(transaction).await?;
        if usize::try_from(added) != Ok(some.len()) {
            return Err(VoucherError::BroughtMeanwhile);
        }
    }
    Ok(())
}

/// A backup was brought back: what is in stock may have been given since it was made, and nobody gives it before somebody
/// has said that it was not.
pub(crate) async fn doubt(
    transaction: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    voucher::Entity::update_many()
        .col_expr(voucher::Column::DoubtedSince, Expr::value(now))
        .filter(voucher::Column::State.eq(STOCK))
        .exec(transaction)
        .await
        .map(drop)
}

/// Somebody has found out, at the supplier, that what is in stock and in doubt was not given: how many vouchers that are.
///
/// # Errors
/// When the study is not theirs, or the database fails.
pub async fn vouch(
    db: &Db,
    by: &VoucherKeeper,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<u64, VoucherError> {
    if by.study_id() != study.id {
        return Err(VoucherError::NotAllowed);
    }
    let (actor, study) = (by.actor(), study.id);
    db.write(move |transaction| {
        Box::pin(async move {
            let known = voucher::Entity::update_many()
                .col_expr(voucher::Column::DoubtedSince, Expr::cust("NULL"))
                .filter(voucher::Column::StudyId.eq(study))
                .filter(voucher::Column::State.eq(STOCK))
                .filter(voucher::Column::DoubtedSince.is_not_null())
                .exec(transaction)
                .await?
                .rows_affected;
            let entry = Entry::new(&actor, "vouchers found not to be given", &known.to_string());
            entry.in_study(study).write(transaction, now).await?;
            Ok(known)
        })
    })
    .await
}

#[derive(FromQueryResult)]
struct Counted {
    wave: Option<String>,
    pence: i32,
    standing: String,
    vouchers: i64,
}

/// How many vouchers of a study stand how.
///
/// # Errors
/// When the database fails.
pub async fn counts(db: &Db, study: &StudyHandle, now: DateTime<Utc>) -> Result<Vec<Count>, DbErr> {
    let (connection, study_id) = (db.read(), study.id);
    let today = calendar::date_in(&study.study().timezone, now);
    let words = format!(
        "SELECT wave_key AS wave, pence, CASE \
         WHEN state = 'stock' AND expires_on < '{today}' THEN 'expired' \
         WHEN state = 'stock' THEN 'in stock' \
         WHEN state = 'given' AND replaces IS NOT NULL THEN 're-issued' \
         ELSE state END AS standing, COUNT(*) AS vouchers FROM voucher WHERE study_id = {study_id} \
         GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    );
    let statement = Statement::from_string(connection.get_database_backend(), words);
    let rows = Counted::find_by_statement(statement).all(connection).await?;
    let counts = rows.into_iter().map(|Counted { wave, pence, standing, vouchers }| {
        let standing = Standing::ALL.into_iter().find(|one| one.name() == standing);
        let unreadable = || DbErr::Custom("a voucher cannot be read".to_owned());
        let (standing, worth) = (standing.ok_or_else(unreadable)?, Worth::of_pence(pence));
        Ok(Count { wave, worth: worth.ok_or_else(unreadable)?, standing, vouchers })
    });
    counts.collect()
}

/// How a voucher stands on a day.
pub(super) fn standing(row: &voucher::Model, today: NaiveDate) -> Standing {
    match row.state.as_str() {
        STOCK if is_over(row, today) => Standing::Expired,
        STOCK => Standing::InStock,
        super::SET_ASIDE => Standing::SetAside,
        super::SPOILED => Standing::Spoiled,
        _ if row.replaces.is_some() => Standing::Reissued,
        _ => Standing::Given,
    }
}

/// Whether its last day has gone.
pub(super) fn is_over(row: &voucher::Model, today: NaiveDate) -> bool {
    row.expires_on.is_some_and(|last| last < today)
}
