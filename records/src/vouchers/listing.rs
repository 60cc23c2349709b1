//! What those who look after vouchers see: how the stock stands, who waits, and what one person was given. People by
//! study number; no code, no name.

mod waiting;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use surveys::{
    calendar,
    vouchers::{GivenBy, Reason, Standing, Worth},
};

use self::waiting::Waits;
use super::{STOCK, State, VoucherError, reaching::letters_kept_back, reissuing, stock};
use crate::{
    Db,
    auth::VoucherKeeper,
    entity::{outbox, voucher, voucher_debt},
    letter_files::{self, Holds, LetterFile},
    participants,
    studies::StudyHandle,
};

/// So many who wait are named at once.
const NAMED: usize = 50;

/// Those who wait, some of them by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// How many there are in all.
    pub all: usize,
    /// Some of them, those first that have waited longest.
    pub named: Vec<Debt>,
    /// After how many the next are named, where there are more.
    pub next: Option<usize>,
}

/// After how many of each list names begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct From {
    /// Of those who are owed one.
    pub owed: usize,
    /// Of those whom no letter reaches.
    pub kept_back: usize,
    /// Of those whose mail failed.
    pub failed: usize,
}

/// How a study's vouchers stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// By wave, worth and standing.
    pub counts: Vec<stock::Count>,
    /// In stock, and not given before somebody has said that they were not: a backup was brought back.
    pub doubted: u64,
    /// What is owed and no code is set aside for.
    pub owed: Listed,
    /// Letters that can be printed.
    pub letters: usize,
    /// The files of letters that can be had again, the latest first.
    pub files: Vec<LetterFile>,
    /// Letters that cannot go.
    pub kept_back: Listed,
    /// Mails that failed, or may have left or not.
    pub failed: Listed,
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
    pub kept_back: Option<&'static str>,
    /// Its mail failed, or may have left or not.
    pub mail_failed: bool,
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
    /// Whether it is a letter that reaches nobody, and can go another way.
    pub is_kept_back: bool,
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

/// How the vouchers of a study stand. Names begin where it is asked.
///
/// # Errors
/// When the study is not theirs, or the database fails.
pub async fn overview(
    db: &Db,
    by: &VoucherKeeper,
    study: &StudyHandle,
    from: From,
    now: DateTime<Utc>,
) -> Result<Overview, VoucherError> {
    if by.study_id() != study.id {
        return Err(VoucherError::NotAllowed);
    }
    let doubted = voucher::Entity::find()
        .filter(voucher::Column::StudyId.eq(study.id))
        .filter(voucher::Column::State.eq(STOCK))
        .filter(voucher::Column::DoubtedSince.is_not_null());
    let owed = waiting::in_state(db, study, (State::Owed, None)).await?;
    let by = |given_by| (State::SetAside, Some(given_by));
    let letters = waiting::in_state(db, study, by(GivenBy::Letter)).await?;
    let kept_back = waiting::kept_back(db, &letters).await?;
    let mails = waiting::in_state(db, study, by(GivenBy::Email)).await?;
    let failed = waiting::failed(db, &mails).await?;
    Ok(Overview {
        counts: stock::counts(db, study, now).await?,
        doubted: doubted.count(db.read()).await?,
        letters: letters.len() - kept_back.len(),
        files: letter_files::lately(db.read(), (study.id, Holds::Vouchers), now).await?,
        owed: some(db, study, owed, from.owed).await?,
        kept_back: some(db, study, kept_back, from.kept_back).await?,
        failed: some(db, study, failed, from.failed).await?,
    })
}

/// Some of these by name.
async fn some(db: &Db, study: &StudyHandle, all: Vec<Waits>, from: usize) -> Result<Listed, DbErr> {
    let ids: Vec<_> = all.iter().skip(from).take(NAMED).map(|waits| waits.debt).collect();
    let next = from + ids.len();
    let rows = voucher_debt::Entity::find()
        .filter(voucher_debt::Column::Id.is_in(ids))
        .order_by_asc(voucher_debt::Column::OwedSince)
        .order_by_asc(voucher_debt::Column::Id);
    let named = named(db, study, rows.all(db.read()).await?).await?;
    Ok(Listed { all: all.len(), named, next: (next < all.len()).then_some(next) })
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
    let is_kept_back = reissuing::is_kept_back((db.read(), db), &row).await?;
    let debt = named(db, study, vec![row]).await?.pop().ok_or(VoucherError::NoSuchDebt)?;
    Ok(Chain { debt, links, came_back, is_kept_back, can_be_replaced, needs_another })
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
    let letters = rows.iter().filter(|row| is_on_its_way(row, GivenBy::Letter));
    let letters: Vec<_> = letters.map(|row| row.participant_id).collect();
    let kept_back = letters_kept_back((db.read(), db), &letters).await?;
    let mails = rows.iter().filter(|row| is_on_its_way(row, GivenBy::Email));
    let mails: Vec<_> = mails.map(Waits::of).collect();
    let failed: HashSet<_> =
        waiting::failed(db, &mails).await?.into_iter().map(|waits| waits.debt).collect();
    let debts = rows.into_iter().map(|row| {
        let wave = study.study().waves.iter().find(|wave| wave.key.as_str() == row.wave_key);
        Ok(Debt {
            id: row.id,
            person: numbers.get(&row.participant_id).cloned().unwrap_or_default(),
            wave: wave.map_or_else(|| row.wave_key.clone(), |wave| wave.title.clone()),
            promised: row.promised.clone(),
            state: State::named(&row.state)?,
            given_by: row.given_by.as_deref().and_then(GivenBy::named),
            since: calendar::date_in(zone, row.owed_since),
            kept_back: kept_back
                .get(&row.participant_id)
                .copied()
                .filter(|_| is_on_its_way(&row, GivenBy::Letter)),
            mail_failed: failed.contains(&row.id),
        })
    });
    debts.collect()
}

fn is_on_its_way(row: &voucher_debt::Model, by: GivenBy) -> bool {
    row.state == State::SetAside.name() && row.given_by.as_deref() == Some(by.name())
}
