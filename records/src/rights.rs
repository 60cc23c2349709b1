//! The rights register: the words that an installation was given for instruments, and the licences for them.
//! A licence that is renewed is another row; none is changed or taken away.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder,
};
use surveys::{
    definition::Survey,
    rights::{self, Ending, Right, Unfit, Unlicensed},
    scoring::{Mode, Packs, TextPack},
};

use crate::{
    Db,
    audit::Entry,
    auth::{By, RightsKeeper, RightsReader},
    entity::instrument_right,
    secret,
};

/// A line of the register.
#[derive(Clone, Debug, PartialEq)]
pub struct OnRecord {
    /// The licence.
    pub right: Right,
    /// The language of the words that came with it.
    pub language: String,
    /// What the owner calls the words' version.
    pub version: String,
    /// Of the words as they were brought, in hexadecimal.
    pub sha256: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Why words and licence were not recorded.
#[derive(Debug, thiserror::Error)]
pub enum RightError {
    /// The licence is not in order, or not for these words.
    #[error("{}", lines(.0))]
    Unfit(Vec<Unfit>),
    /// The words cannot be written as JSON.
    #[error("the words cannot be kept: {0}")]
    Words(#[from] serde_json::Error),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

fn lines(unfit: &[Unfit]) -> String {
    unfit.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Keeps the words and writes the licence into the register: whether anything is new.
///
/// # Errors
/// When the licence is over, incomplete or for other languages, or the database fails.
pub async fn record(
    db: &Db,
    by: &By<RightsKeeper>,
    (pack, right): (&TextPack, &Right),
    now: DateTime<Utc>,
) -> Result<bool, RightError> {
    let unfit = right.unfit(Some(&pack.language), now.date_naive());
    if !unfit.is_empty() {
        return Err(RightError::Unfit(unfit));
    }
    let row = row(by.actor(), (pack, right), now)?;
    db.write(move |transaction| Box::pin(async move { Ok(add(transaction, row, now).await?) }))
        .await
}

async fn add(
    transaction: &DatabaseTransaction,
    row: instrument_right::Model,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let latest = latest(transaction, &row).await?;
    let same = |before: &instrument_right::Model| {
        let instrument_right::Model { id, recorded_by, recorded_at, .. } = before.clone();
        *before == instrument_right::Model { id, recorded_by, recorded_at, ..row.clone() }
    };
    if latest.as_ref().is_some_and(same) {
        return Ok(false);
    }
    let object = format!("{} in {}", row.instrument, row.language);
    let entry = Entry::new(&row.recorded_by, "instrument licence recorded", &object);
    let entry = entry.changing(latest.as_ref().map(|row| row.pack.as_str()), Some(&row.pack));
    entry.write(transaction, now).await?;
    let mut row = instrument_right::ActiveModel::from(row);
    row.id = NotSet;
    instrument_right::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(true)
}

async fn latest(
    transaction: &impl ConnectionTrait,
    row: &instrument_right::Model,
) -> Result<Option<instrument_right::Model>, DbErr> {
    let rows = instrument_right::Entity::find().order_by_desc(instrument_right::Column::Id);
    let rows = rows.all(transaction).await?.into_iter();
    let mut rows = rows.filter(|known| known.instrument == row.instrument);
    Ok(rows.find(|known| known.language == row.language))
}

fn row(
    recorded_by: String,
    (pack, right): (&TextPack, &Right),
    now: DateTime<Utc>,
) -> Result<instrument_right::Model, serde_json::Error> {
    // A `Value`'s maps are sorted by key.
    let words = serde_json::to_value(pack)?.to_string();
    let sha256 = crate::sealing::hex(&secret::hashed(&words));
    let modes: Vec<_> = right.modes.iter().map(|mode| mode.name()).collect();
    Ok(instrument_right::Model {
        id: 0,
        instrument: pack.instrument.clone(),
        language: pack.language.clone(),
        version: pack.version.clone(),
        pack: words,
        sha256,
        reference: right.reference.trim().to_owned(),
        holder: right.holder.trim().to_owned(),
        expires_on: right.expires_on,
        modes: modes.join(","),
        languages: right.languages.join(","),
        recorded_by,
        recorded_at: now,
    })
}

/// The register, oldest first. It is about words and owners and about no person, so looking is no entry of the audit.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &Db, _by: &By<RightsReader>) -> Result<Vec<OnRecord>, DbErr> {
    Ok(all(db.read()).await?.into_iter().map(on_record).collect())
}

/// The words that were brought. Of two for one instrument and language the later ones count.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn packs(db: &Db) -> Result<Packs, DbErr> {
    let packs: Result<Vec<_>, _> = all(db.read()).await?.iter().map(pack).collect();
    packs.map(Packs::new)
}

fn pack(row: &instrument_right::Model) -> Result<TextPack, DbErr> {
    serde_json::from_str(&row.pack).map_err(|error| DbErr::Json(error.to_string()))
}

/// The words that were brought last for an instrument, for whoever brings others or renews their licence. The database does
/// not say of it who looked: the words are about no person.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn words(
    db: &Db,
    _by: &By<RightsKeeper>,
    instrument: &str,
) -> Result<Option<TextPack>, DbErr> {
    let last = instrument_right::Entity::find()
        .filter(instrument_right::Column::Instrument.eq(instrument))
        .order_by_desc(instrument_right::Column::Id);
    let last = last.one(db.read()).await?;
    last.map(|row| pack(&row)).transpose()
}

/// What a survey asks without leave on a day. Surveys are answered on a screen.
///
/// # Errors
/// When the database fails.
pub async fn unlicensed(
    db: &Db,
    survey: &Survey,
    today: NaiveDate,
) -> Result<Vec<Unlicensed>, DbErr> {
    lacking(db.read(), survey, today).await
}

/// Licences that a survey needs and that end within 90 days.
///
/// # Errors
/// When the database fails.
pub async fn ending(db: &Db, survey: &Survey, today: NaiveDate) -> Result<Vec<Ending>, DbErr> {
    let rights: Vec<_> = all(db.read()).await?.iter().map(right).collect();
    Ok(rights::ending(survey, Mode::Web, &rights, today))
}

pub(crate) async fn lacking(
    connection: &impl ConnectionTrait,
    survey: &Survey,
    today: NaiveDate,
) -> Result<Vec<Unlicensed>, DbErr> {
    if !survey.borrowed.iter().any(|borrowed| borrowed.by_licence) {
        return Ok(Vec::new());
    }
    let rights: Vec<_> = all(connection).await?.iter().map(right).collect();
    Ok(rights::unlicensed(survey, Mode::Web, &rights, today))
}

async fn all(connection: &impl ConnectionTrait) -> Result<Vec<instrument_right::Model>, DbErr> {
    let rows = instrument_right::Entity::find().order_by_asc(instrument_right::Column::Id);
    rows.all(connection).await
}

fn on_record(row: instrument_right::Model) -> OnRecord {
    OnRecord {
        right: right(&row),
        language: row.language,
        version: row.version,
        sha256: row.sha256,
        recorded_by: row.recorded_by,
        recorded_at: row.recorded_at,
    }
}

fn right(row: &instrument_right::Model) -> Right {
    let named = |name: &str| Mode::ALL.into_iter().find(|mode| mode.name() == name);
    Right {
        instrument: row.instrument.clone(),
        reference: row.reference.clone(),
        holder: row.holder.clone(),
        expires_on: row.expires_on,
        modes: row.modes.split(',').filter_map(named).collect(),
        languages: row.languages.split(',').map(str::to_owned).collect(),
    }
}
