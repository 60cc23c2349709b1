//! What finance is given: every voucher with what became of it, and sums that come to the stock. No name, no group, no code,
//! and nothing by which a voucher could be tied to somebody's answers.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use surveys::{
    calendar,
    vouchers::{Standing, Worth},
};

use super::{VoucherError, number, stock};
use crate::{
    Db,
    audit::Entry,
    auth::{By, VoucherKeeper},
    entity::voucher,
    studies::StudyHandle,
};

/// One voucher.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns of the file, under their own names")]
pub struct Line {
    pub voucher: String,
    pub value: Worth,
    pub supplier_reference: Option<String>,
    /// The wave that it was given for, or is kept for.
    pub wave: Option<String>,
    pub state: Standing,
    pub brought_on: NaiveDate,
    pub expires_on: Option<NaiveDate>,
    pub issued_on: Option<NaiveDate>,
    pub issued_by: Option<String>,
    pub replaces: Option<String>,
    pub replaced_by: Option<String>,
    pub spoiled_on: Option<NaiveDate>,
    pub reason: Option<String>,
}

/// Vouchers of one value that came to stand alike in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// In which they came to: `2026-03`.
    pub month: String,
    /// What each is worth.
    pub value: Worth,
    /// How they stand.
    pub state: Standing,
    /// How many there are.
    pub vouchers: u32,
}

/// Everything that finance is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciled {
    /// The day, where the study is.
    pub on: NaiveDate,
    /// Every voucher that was ever brought.
    pub lines: Vec<Line>,
    /// The same, added up.
    pub sums: Vec<Sum>,
}

/// Accounts for every voucher of a study. That somebody asked is in the audit before anything is told.
///
/// # Errors
/// When the study is not theirs, or the database fails.
pub async fn reconcile(
    db: &Db,
    by: &By<VoucherKeeper>,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Reconciled, VoucherError> {
    if !by.may_in(study) {
        return Err(VoucherError::NotAllowed);
    }
    let (actor, id) = (by.actor(), study.id);
    let on = calendar::date_in(&study.study().timezone, now);
    let rows = db.write(move |transaction| {
        Box::pin(async move {
            let entry = Entry::new(&actor, "vouchers reconciled", &on.to_string()).in_study(id);
            entry.write(transaction, now).await?;
            let rows = voucher::Entity::find().filter(voucher::Column::StudyId.eq(id));
            Ok::<_, VoucherError>(rows.order_by_asc(voucher::Column::Id).all(transaction).await?)
        })
    });
    let rows = rows.await?;
    let later: HashMap<_, _> =
        rows.iter().filter_map(|row| Some((row.replaces?, number(row.id)))).collect();
    let mut sums: BTreeMap<(String, Worth, Standing), u32> = BTreeMap::new();
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(value) = Worth::of_pence(row.pence) else { continue };
        let state = stock::standing(&row, on);
        let month = since(&row, state).format("%Y-%m").to_string();
        *sums.entry((month, value, state)).or_default() += 1;
        let replaced_by = later.get(&row.id).cloned();
        lines.push(line(row, (value, state), replaced_by));
    }
    let sums = sums.into_iter();
    let sums = sums.map(|((month, value, state), vouchers)| Sum { month, value, state, vouchers });
    Ok(Reconciled { on, lines, sums: sums.collect() })
}

/// Since when a voucher stands as it does.
fn since(row: &voucher::Model, state: Standing) -> NaiveDate {
    let since = match state {
        Standing::InStock => None,
        Standing::SetAside => row.set_aside_on,
        Standing::Given | Standing::Reissued => row.given_on,
        Standing::Spoiled => row.spoiled_on,
        Standing::Expired => row.expires_on,
    };
    since.unwrap_or(row.brought_on)
}

fn line(
    row: voucher::Model,
    (value, state): (Worth, Standing),
    replaced_by: Option<String>,
) -> Line {
    Line {
        voucher: number(row.id),
        value,
        supplier_reference: row.supplier_reference,
        wave: row.given_for.or(row.wave_key),
        state,
        brought_on: row.brought_on,
        expires_on: row.expires_on,
        issued_on: row.given_on,
        issued_by: row.given_by,
        replaces: row.replaces.map(number),
        replaced_by,
        spoiled_on: row.spoiled_on,
        reason: row.spoiled_because,
    }
}
