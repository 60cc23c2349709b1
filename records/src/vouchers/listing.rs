//! What those who look after vouchers see: how the stock stands, who waits, and what one person was given. People by
//! study number; no code, no name.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use surveys::{
    calendar,
    vouchers::{GivenBy, Reason, Standing, Worth},
};

use super::{STOCK, State, VoucherError, reissuing, stock};
use crate::{
    Db,
    auth::VoucherKeeper,
    entity::{outbox, voucher, voucher_debt},
    participants,
    studies::StudyHandle,
};

/// So many who wait are named.
const NAMED: u64 = 50;

/// How a study's vouchers stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// By wave, worth and standing.
    pub counts: Vec<stock::Count>,
    /// In stock, and not given before somebody has said that they were not: a backup was brought back.
    pub doubted: u64,
    /// What is owed and no code is set aside for.
    pub owed: u64,
    /// The first of those, oldest first.
    pub first: Vec<Debt>,
    /// Letters that can be printed.
    pub letters: u64,
    /// Those that were to be printed, and cannot go.
    pub kept_back: Vec<Debt>,
}

/// What one person was promised for one wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debt {
    /// By which it is spoken of.
    pub id: i32,
    /// Whose it is, by study number.
    pub person: String,
    /// For which wave, by its title.
    pub wave: String,
    /// In the words of the protocol.
    pub promised: String,
    /// How it stands.
    pub state: State,
    /// How it goes, or went.
    pub given_by: Option<GivenBy>,
    /// The day on which the survey was sent.
    pub since: NaiveDate,
    /// Why no letter goes: `no address`, `no letters` or `came back`.
    pub kept_back: Option<String>,
}

/// The same, with every voucher that was given for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// What was promised.
    pub debt: Debt,
    /// The vouchers, the latest first.
    pub links: Vec<Link>,
    /// The mail that brought the latest came back.
    pub came_back: bool,
    /// Whether another can be given in place of the latest.
    pub can_be_replaced: bool,
    /// Whether that needs somebody else than whoever looks.
    pub needs_another: bool,
}

/// A voucher that somebody was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// How it is spoken of.
    pub number: String,
    /// What it is worth.
    pub worth: Worth,
    /// How it stands.
    pub standing: Standing,
    /// What the supplier calls it.
    pub supplier_reference: Option<String>,
    /// When it was given, and how.
    pub given: Option<(NaiveDate, GivenBy)>,
    /// When it was spoiled, by whom, and why.
    pub spoiled: Option<(NaiveDate, String, Reason)>,
}

/// How the vouchers of a study stand.
///
/// # Errors
/// When the study is not theirs, or the database fails.
pub async fn overview(
    db: &Db,
    by: &VoucherKeeper,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Overview, VoucherError> {
    if by.study_id() != study.id {
        return Err(VoucherError::NotAllowed);
    }
    let doubted = voucher::Entity::find()
        .filter(voucher::Column::StudyId.eq(study.id))
        .filter(voucher::Column::State.eq(STOCK))
        .filter(voucher::Column::DoubtedSince.is_not_null());
    let owed = in_state(study, State::Owed);
    let letters = in_state(study, State::SetAside)
        .filter(voucher_debt::Column::GivenBy.eq(GivenBy::Letter.name()));
    let kept_back = letters.clone().filter(voucher_debt::Column::KeptBack.is_not_null());
    let (owed_in_all, letters_in_all) =
        (owed.clone().count(db.read()).await?, letters.count(db.read()).await?);
    let kept_back_in_all = kept_back.clone().count(db.read()).await?;
    Ok(Overview {
        counts: stock::counts(db, study, now).await?,
        doubted: doubted.count(db.read()).await?,
        owed: owed_in_all,
        first: named(db, study, owed.limit(NAMED).all(db.read()).await?).await?,
        letters: letters_in_all - kept_back_in_all,
        kept_back: named(db, study, kept_back.limit(NAMED).all(db.read()).await?).await?,
    })
}

fn in_state(study: &StudyHandle, state: State) -> Select<voucher_debt::Entity> {
    voucher_debt::Entity::find()
        .filter(voucher_debt::Column::StudyId.eq(study.id))
        .filter(voucher_debt::Column::State.eq(state.name()))
        .order_by_asc(voucher_debt::Column::OwedSince)
        .order_by_asc(voucher_debt::Column::Id)
}

/// What somebody was promised, by a study number as it was typed; none when it is nobody's.
///
/// # Errors
/// When the study is not theirs, or the database fails.
pub async fn of_person(
    db: &Db,
    by: &VoucherKeeper,
    study: &StudyHandle,
    typed: &str,
) -> Result<Option<Vec<Debt>>, VoucherError> {
    if by.study_id() != study.id {
        return Err(VoucherError::NotAllowed);
    }
    let person = participants::by_typed_number(db.read(), study.id, typed).await?;
    let Some(person) = person else { return Ok(None) };
    let rows = voucher_debt::Entity::find()
        .filter(voucher_debt::Column::ParticipantId.eq(person.id))
        .order_by_asc(voucher_debt::Column::Id);
    Ok(Some(named(db, study, rows.all(db.read()).await?).await?))
}

/// What was promised by this number, with every voucher that was given for it.
///
/// # Errors
/// When the study is not theirs or has no such, or the database fails.
pub async fn one(
    db: &Db,
    by: &VoucherKeeper,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Chain, VoucherError> {
    let row = voucher_debt::Entity::find_by_id(id)
        .filter(voucher_debt::Column::StudyId.eq(by.study_id()))
        .one(db.read())
        .await?
        .filter(|row| row.study_id == study.id)
        .ok_or(VoucherError::NoSuchDebt)?;
    let today = calendar::date_in(&study.study().timezone, now);
    let (mut links, mut next) = (Vec::new(), row.voucher_id.or(row.replaces));
    while let Some(id) = next {
        let voucher = voucher::Entity::find_by_id(id).one(db.read()).await?;
        let Some(voucher) = voucher else { break };
        next = voucher.replaces;
        links.extend(link(&voucher, today));
    }
    let can_be_replaced = row.voucher_id.is_some()
        && (row.state == State::Given.name() || reissuing::is_stuck(db.read(), &row).await?);
    let needs_another =
        row.reissued_by.as_deref().is_some_and(|before| reissuing::is_same(before, &by.actor()));
    let came_back = came_back(db, &row).await?;
    let debt = named(db, study, vec![row]).await?.pop().ok_or(VoucherError::NoSuchDebt)?;
    Ok(Chain { debt, links, came_back, can_be_replaced, needs_another })
}

fn link(row: &voucher::Model, today: NaiveDate) -> Option<Link> {
    let by = row.given_by.as_deref().and_then(GivenBy::named);
    let because = row.spoiled_because.as_deref().and_then(Reason::named);
    let spoiled = row.spoiled_on.zip(row.spoiled_by.clone()).zip(because);
    Some(Link {
        number: super::number(row.id),
        worth: Worth::of_pence(row.pence)?,
        standing: stock::standing(row, today),
        supplier_reference: row.supplier_reference.clone(),
        given: row.given_on.zip(by),
        spoiled: spoiled.map(|((on, by), because)| (on, by, because)),
    })
}

/// Whether the mail with the latest voucher came back.
async fn came_back(db: &Db, row: &voucher_debt::Model) -> Result<bool, DbErr> {
    let once = format!("{}{}", super::issuing::reasons(row.id), row.issues);
    let message = outbox::Entity::find()
        .filter(outbox::Column::Once.eq(once))
        .filter(outbox::Column::Delivery.is_not_null());
    Ok(message.one(db.read()).await?.is_some())
}

async fn named(
    db: &Db,
    study: &StudyHandle,
    rows: Vec<voucher_debt::Model>,
) -> Result<Vec<Debt>, DbErr> {
    let numbers = participants::numbers(db.read(), rows.iter().map(|row| row.participant_id));
    let numbers: HashMap<i32, String> = numbers.await?;
    let zone = &study.study().timezone;
    let debts = rows.into_iter().map(|row| {
        let wave = study.study().waves.iter().find(|wave| wave.key.as_str() == row.wave_key);
        Ok(Debt {
            id: row.id,
            person: numbers.get(&row.participant_id).cloned().unwrap_or_default(),
            wave: wave.map_or_else(|| row.wave_key.clone(), |wave| wave.title.clone()),
            promised: row.promised,
            state: State::named(&row.state)?,
            given_by: row.given_by.as_deref().and_then(GivenBy::named),
            since: calendar::date_in(zone, row.owed_since),
            kept_back: row.kept_back,
        })
    });
    debts.collect()
}
