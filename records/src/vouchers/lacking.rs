//! Whether the stock is enough for those who may still send a survey that a voucher is given for, and who is told when it
//! is not.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};
use surveys::{
    calendar,
    messages::Messages,
    roles::{Act, may},
    vouchers::Worth,
    waves::Wave,
};

use super::{State, VoucherError};
use crate::{
    Db,
    entity::{participant, staff_role, voucher, voucher_debt},
    outbox::{self, Channel, Message, Recipient, Template},
    people::{self, Stands},
    protocols,
    staff::with_role,
    studies::{self, StudyError, StudyHandle},
};

/// How far ahead is looked: surveys that open later are not counted, or the stock would be too low for a year.
const AHEAD: Days = Days::new(30);
/// People in one question to the database.
const SOME: usize = 500;

/// A wave for which there are too few vouchers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// The wave, by its title.
    pub wave: String,
    /// Vouchers in stock that can be given for it.
    pub stock: i64,
    /// People whose survey is open, or opens within 30 days.
    pub may: i64,
    /// People who are owed one already.
    pub owed: i64,
}

#[derive(FromQueryResult)]
struct Shelf {
    wave: Option<String>,
    pence: i32,
    vouchers: i64,
}

/// The waves for which there are too few vouchers: fewer in stock than are owed or may be earned within 30 days. What is
/// kept for any wave is counted once.
///
/// # Errors
/// When the database fails, or the protocol that holds cannot be read.
pub async fn lacking(
    db: &Db,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Vec<Lacking>, VoucherError> {
    let protocol = protocols::current(db, study).await;
    let protocol = protocol.map_err(studies::StudyError::from)?;
    let promised =
        protocol.protocol.messages.as_ref().map(|messages: &Messages| &messages.vouchers);
    let Some(promised) = promised.filter(|promised| !promised.is_empty()) else {
        return Ok(Vec::new());
    };
    let giving: Vec<&Wave> =
        study.study().waves.iter().filter(|wave| promised.contains_key(&wave.key)).collect();
    let may = may_earn(db, study, &giving, now).await?;
    let owed = owed(db.read(), study.id).await?;
    let mut shelves = shelves(db, study, now).await?;
    let mut lacking = Vec::new();
    for wave in giving {
        let key = wave.key.as_str();
        let count = |of: &BTreeMap<String, i64>| of.get(key).copied().unwrap_or_default();
        let (may, owed) = (count(&may), count(&owed));
        let pence =
            promised.get(&wave.key).and_then(|words| Worth::named_in(words)).map(Worth::pence);
        let stock = take(&mut shelves, (key, pence), may + owed);
        if stock < may + owed {
            lacking.push(Lacking { wave: wave.title.clone(), stock, may, owed });
        }
    }
    Ok(lacking)
}

/// Takes so many that fit, those that are for this wave first: how many there were.
fn take(shelves: &mut [Shelf], (wave, pence): (&str, Option<i32>), wanted: i64) -> i64 {
    let mut taken = 0;
    for own in [true, false] {
        let fits = |shelf: &&mut Shelf| {
            pence.is_none_or(|pence| shelf.pence == pence)
                && if own { shelf.wave.as_deref() == Some(wave) } else { shelf.wave.is_none() }
        };
        for shelf in shelves.iter_mut().filter(fits) {
            let some = shelf.vouchers.min(wanted - taken);
            shelf.vouchers -= some;
            taken += some;
        }
    }
    taken
}

/// What can be given, by wave and worth.
async fn shelves(db: &Db, study: &StudyHandle, now: DateTime<Utc>) -> Result<Vec<Shelf>, DbErr> {
    let today = calendar::date_in(&study.study().timezone, now);
    let words = format!(
        "SELECT wave_key AS wave, pence, COUNT(*) AS vouchers FROM voucher WHERE study_id = {} \
         AND state = 'stock' AND doubted_since IS NULL \
         AND (expires_on IS NULL OR expires_on >= '{today}') GROUP BY wave_key, pence",
        study.id
    );
    let statement = Statement::from_string(db.read().get_database_backend(), words);
    Shelf::find_by_statement(statement).all(db.read()).await
}

/// By wave, how many are owed one.
async fn owed(
    connection: &impl ConnectionTrait,
    study: i32,
) -> Result<BTreeMap<String, i64>, DbErr> {
    let rows = voucher_debt::Entity::find()
        .select_only()
        .column(voucher_debt::Column::WaveKey)
        .column_as(voucher_debt::Column::Id.count(), "owed")
        .filter(voucher_debt::Column::StudyId.eq(study))
        .filter(voucher_debt::Column::State.eq(State::Owed.name()))
        .group_by(voucher_debt::Column::WaveKey);
    Ok(rows.into_tuple::<(String, i64)>().all(connection).await?.into_iter().collect())
}

/// By wave, how many may earn one within 30 days.
async fn may_earn(
    db: &Db,
    study: &StudyHandle,
    giving: &[&Wave],
    now: DateTime<Utc>,
) -> Result<BTreeMap<String, i64>, DbErr> {
    let today = calendar::date_in(&study.study().timezone, now);
    let until = today.checked_add_days(AHEAD).unwrap_or(today);
    let keys: BTreeSet<_> = giving.iter().map(|wave| &wave.key).collect();
    let people = participant::Entity::find()
        .select_only()
        .column(participant::Column::Id)
        .filter(participant::Column::StudyId.eq(study.id))
        .order_by_asc(participant::Column::Id);
    let people: Vec<i32> = people.into_tuple().all(db.read()).await?;
    let mut earned = BTreeMap::new();
    for some in people.chunks(SOME) {
        let waves = people::waves_of_all(db.read(), study.study(), some, now).await?;
        for wave in waves.into_values().flatten().filter(|wave| keys.contains(&wave.wave)) {
            let is_near = match wave.stands {
                Stands::Open(_) | Stands::Begun(..) => true,
                Stands::NotYet(opens) => opens.is_some_and(|opens| opens <= until),
                _ => false,
            };
            *earned.entry(wave.wave.to_string()).or_default() += i64::from(is_near);
        }
    }
    Ok(earned)
}

/// Tells those who look after vouchers that there are too few: once for each time that codes were brought, and once more
/// when somebody is owed one.
///
/// # Errors
/// When the database fails, or a study or its protocol cannot be read, which keeps no other from its turn. What was told stays
/// told.
pub async fn warn(db: &Db, now: DateTime<Utc>) -> Result<usize, VoucherError> {
    let (mut told, mut failed) = (0, None);
    for study in studies::each(db).await? {
        match warn_of(db, study, now).await {
            Ok(some) => told += some,
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    failed.map_or(Ok(told), Err)
}

async fn warn_of(
    db: &Db,
    study: Result<StudyHandle, StudyError>,
    now: DateTime<Utc>,
) -> Result<usize, VoucherError> {
    let study = study?;
    let lacking = lacking(db, &study, now).await?;
    if lacking.is_empty() { Ok(0) } else { Ok(tell(db, &study, &lacking, now).await?) }
}

fn facts(study: &StudyHandle, lacking: &[Lacking]) -> BTreeMap<String, String> {
    let sum = |of: fn(&Lacking) -> i64| lacking.iter().map(of).sum::<i64>().to_string();
    let facts = [
        ("key", study.study().key.to_string()),
        ("stock", sum(|one| one.stock)),
        ("may", sum(|one| one.may)),
        ("owed", sum(|one| one.owed)),
    ];
    BTreeMap::from(facts.map(|(name, fact)| (name.to_owned(), fact)))
}

async fn tell(
    db: &Db,
    study: &StudyHandle,
    lacking: &[Lacking],
    now: DateTime<Utc>,
) -> Result<usize, DbErr> {
    let how = if lacking.iter().any(|one| one.owed > 0) { "owed" } else { "low" };
    let (facts, id) = (facts(study, lacking), study.id);
    db.write(move |transaction| {
        Box::pin(async move {
            let newest = voucher::Entity::find()
                .filter(voucher::Column::StudyId.eq(id))
                .order_by_desc(voucher::Column::Id)
                .one(transaction)
                .await?;
            let newest = newest.map_or(0, |row| row.id);
            let here = staff_role::Column::StudyId.eq(id);
            let keepers = with_role(transaction, |role| may(role, Act::TendVouchers), here).await?;
            for keeper in &keepers {
                let message = Message {
                    study_id: Some(id),
                    to: Recipient::Staff(keeper.id),
                    channel: Channel::Email,
                    template: Template::VouchersLow,
                    facts: facts.clone(),
                    once: format!("vouchers of {id}: {how} since {newest}, staff {}", keeper.id),
                    not_before: now,
                };
                outbox::enqueue(transaction, message, now).await?;
            }
            Ok(keepers.len())
        })
    })
    .await
}
