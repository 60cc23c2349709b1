//! Letters, for whoever cannot have a voucher by email or would rather not. Whoever prints them takes them as given: the
//! file is made once, and once more on the same day if it was lost.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use surveys::{
    calendar,
    stopping::Way,
    vouchers::{GivenBy, Worth},
};

use super::{State, VoucherError, following, sealed, stock::is_over};
use crate::{
    Db, Person,
    audit::Entry,
    auth::Supervisor,
    entity::{voucher, voucher_debt},
    identity, outbox, participants, stopping,
    studies::StudyHandle,
};

/// Letters in one file.
const TOGETHER: u64 = 500;

/// Which letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that nobody has printed yet.
    New,
    /// Those that were printed today, once more.
    Again,
}

/// A letter with a voucher.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub name: String,
    /// Where they live, a line each.
    pub address: Vec<String>,
    /// What the voucher is worth.
    pub worth: Worth,
    /// Its code.
    pub code: String,
    /// The last day on which it is good, where it has one.
    pub expires_on: Option<NaiveDate>,
    /// How it is spoken of.
    pub voucher: String,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Letter({})", self.voucher)
    }
}

/// The letters, with names, addresses and codes. That they were read, and that the vouchers are given, is in the audit
/// before anything is told. Whoever has no address, or wants no letters, is told of on the list instead.
///
/// # Errors
/// When the study is not theirs, or the database fails.
pub async fn print(
    db: &Db,
    by: &Supervisor,
    study: &StudyHandle,
    which: Which,
    now: DateTime<Utc>,
) -> Result<Vec<Letter>, VoucherError> {
    if by.study_id() != study.id {
        return Err(VoucherError::NotAllowed);
    }
    let (actor, study, own) = (by.actor(), study.clone(), db.clone());
    db.write(move |transaction| {
        Box::pin(async move { letters_in((transaction, &own), &study, which, (&actor, now)).await })
    })
    .await
}

async fn letters_in(
    (transaction, db): (&DatabaseTransaction, &Db),
    study: &StudyHandle,
    which: Which,
    (actor, now): (&str, DateTime<Utc>),
) -> Result<Vec<Letter>, VoucherError> {
    let today = calendar::date_in(&study.study().timezone, now);
    let mut letters = Vec::new();
    for (debt, code) in to_print(transaction, study.id, (which, today)).await? {
        let person = identity::person(db, debt.participant_id).await?;
        let reached = reached((transaction, db), &debt, person).await?;
        let (person, address) = match reached {
            Ok(reached) => reached,
            Err(why) => {
                keep_back(transaction, &debt, why, (actor, now)).await?;
                continue;
            }
        };
        let Some(letter) = letter(db, &code, (person, address))? else { continue };
        match which {
            Which::New => {
                let by = (GivenBy::Letter, today);
                following::given(transaction, (&debt, &code), by, (actor, now)).await?;
            }
            Which::Again => read_again(transaction, &debt, (actor, now)).await?,
        }
        letters.push(letter);
    }
    let again = if which == Which::Again {
        "voucher letters printed again"
    } else {
        "voucher letters printed"
    };
    let entry = Entry::new(actor, again, &letters.len().to_string());
    entry.in_study(study.id).write(transaction, now).await?;
    Ok(letters)
}

/// What is owed and goes by letter, with the voucher for each, those first that have waited longest.
async fn to_print(
    transaction: &DatabaseTransaction,
    study: i32,
    (which, today): (Which, NaiveDate),
) -> Result<Vec<(voucher_debt::Model, voucher::Model)>, DbErr> {
    let state = match which {
        Which::New => State::SetAside,
        Which::Again => State::Given,
    };
    let debts = voucher_debt::Entity::find()
        .filter(voucher_debt::Column::StudyId.eq(study))
        .filter(voucher_debt::Column::State.eq(state.name()))
        .filter(voucher_debt::Column::GivenBy.eq(GivenBy::Letter.name()))
        .filter(voucher_debt::Column::VoucherId.is_not_null())
        .order_by_asc(voucher_debt::Column::OwedSince)
        .order_by_asc(voucher_debt::Column::Id);
    let debts = match which {
        Which::New => debts.limit(TOGETHER),
        Which::Again => debts,
    };
    let debts = debts.all(transaction).await?;
    participants::hold(transaction, debts.iter().map(|debt| debt.participant_id)).await?;
    let mut found = Vec::new();
    for debt in debts {
        let code = debt.voucher_id.unwrap_or_default();
        let code = voucher::Entity::find_by_id(code).one(transaction).await?;
        let wanted = |code: &voucher::Model| match which {
            Which::New => code.state == super::SET_ASIDE && !is_over(code, today),
            Which::Again => code.given_on == Some(today),
        };
        found.extend(code.filter(wanted).map(|code| (debt, code)));
    }
    Ok(found)
}

/// Name and address, or why no letter goes there.
async fn reached(
    (transaction, db): (&DatabaseTransaction, &Db),
    debt: &voucher_debt::Model,
    person: Option<Person>,
) -> Result<Result<(String, Vec<String>), &'static str>, DbErr> {
    let stopped = stopping::state(transaction, debt.participant_id).await?;
    if stopped.may_give(Way::Post).is_err() {
        return Ok(Err("no letters"));
    }
    let person = person.unwrap_or_default();
    let Some(address) = person.address else { return Ok(Err("no address")) };
    let came_back = outbox::whose_came_back(db, &[debt.participant_id]).await?;
    if came_back.contains_key(&(debt.participant_id, Way::Post)) {
        return Ok(Err("came back"));
    }
    let name: Vec<_> = [person.first_name, person.last_name].into_iter().flatten().collect();
    let lines = address.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
    Ok(Ok((name.join(" "), lines.chain(person.postcode).collect())))
}

async fn read_again(
    transaction: &DatabaseTransaction,
    debt: &voucher_debt::Model,
    (actor, now): (&str, DateTime<Utc>),
) -> Result<(), DbErr> {
    let entry = Entry::new(actor, "voucher letter read again", &debt.wave_key);
    let entry = entry.about(debt.participant_id).in_study(debt.study_id);
    entry.write(transaction, now).await.map(drop)
}

/// Says on the list why no letter goes to somebody. Who they are was looked up all the same.
async fn keep_back(
    transaction: &DatabaseTransaction,
    debt: &voucher_debt::Model,
    why: &str,
    (actor, now): (&str, DateTime<Utc>),
) -> Result<(), DbErr> {
    let row = voucher_debt::ActiveModel {
        id: Set(debt.id),
        kept_back: Set(Some(why.to_owned())),
        ..Default::default()
    };
    voucher_debt::Entity::update(row).exec_without_returning(transaction).await?;
    let entry = Entry::new(actor, "voucher cannot go by letter", &debt.wave_key).to(why);
    let entry = entry.about(debt.participant_id).in_study(debt.study_id);
    entry.write(transaction, now).await.map(drop)
}

fn letter(
    db: &Db,
    row: &voucher::Model,
    (name, address): (String, Vec<String>),
) -> Result<Option<Letter>, DbErr> {
    let code = sealed::open(db.keys(), row)?;
    let (Some(code), Some(worth)) = (code, Worth::of_pence(row.pence)) else { return Ok(None) };
    Ok(Some(Letter {
        name,
        address,
        worth,
        code: code.to_string(),
        expires_on: row.expires_on,
        voucher: super::number(row.id),
    }))
}
