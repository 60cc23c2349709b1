//! Paying what is owed, oldest first. One worker does it at a time, by lease; a voucher is one person's by a unique
//! constraint, whoever works. What is owed and cannot be paid waits, and holds nobody else up.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Statement,
    sea_query::{Expr, ExprTrait, NullOrdering},
};
use std::collections::BTreeMap;
use surveys::{calendar, vouchers::GivenBy};

use super::{SET_ASIDE, STOCK, SYSTEM, State, VoucherError, following, owed_later};
use crate::{
    Db,
    audit::Entry,
    entity::{voucher, voucher_debt},
    leases,
    outbox::{self, Channel, Message, Recipient, Template},
    participants, secret,
    studies::{self, StudyError, StudyHandle},
};

/// What is paid in one transaction.
const TOGETHER: u64 = 100;
/// How long the work is its worker's, when they vanish with it.
const LEASE: TimeDelta = TimeDelta::minutes(1);

/// A worker that gives vouchers. No two are the same.
#[derive(Clone, Debug)]
pub struct Worker(String);

impl Default for Worker {
    fn default() -> Self {
        Self(secret::crockford26(&secret::random()))
    }
}

/// Pays what is owed and can be paid, and takes note of what has left: how many vouchers something was done about. It may
/// run on several servers at once, and again after it was cut off.
///
/// # Errors
/// When a database fails, or a study cannot be read, which keeps no other from its turn. What was done stays done.
pub async fn tick(db: &Db, worker: &Worker, now: DateTime<Utc>) -> Result<usize, VoucherError> {
    owed_later::make_good(db, now).await?;
    let open = [State::Owed, State::SetAside].map(State::name);
    let open = voucher_debt::Entity::find().filter(voucher_debt::Column::State.is_in(open));
    if open.one(db.read()).await?.is_none() {
        return Ok(0);
    }
    let (mut done, mut failed) = (0, None);
    for study in studies::each(db).await? {
        match in_whole_study(db, study, worker, now).await {
            Ok(some) => done += some,
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    failed.map_or(Ok(done), Err)
}

async fn in_whole_study(
    db: &Db,
    study: Result<StudyHandle, StudyError>,
    worker: &Worker,
    now: DateTime<Utc>,
) -> Result<usize, VoucherError> {
    let (study, mut done) = (study?, 0);
    loop {
        match in_study(db, &study, worker, now).await? {
            0 => return Ok(done),
            some => done += some,
        }
    }
}

async fn in_study(
    db: &Db,
    study: &StudyHandle,
    Worker(holder): &Worker,
    now: DateTime<Utc>,
) -> Result<usize, DbErr> {
    let (study, holder) = (study.clone(), holder.clone());
    let today = calendar::date_in(&study.study().timezone, now);
    db.write(move |transaction| {
        Box::pin(async move {
            if !leases::take(transaction, "vouchers", &holder, LEASE, now).await? {
                return Ok(0);
            }
            let followed = following::follow(transaction, &study, now).await?;
            let mut paid = 0;
            let owed = payable(transaction, study.id, today).await?;
            participants::hold(transaction, owed.iter().map(|debt| debt.participant_id)).await?;
            for debt in owed {
                // Somebody may have been forgotten before they were held.
                let Some(debt) = still_owed(transaction, debt.id).await? else { continue };
                let Some(code) = pick(transaction, &debt, today).await? else { continue };
                set_aside(transaction, debt, &code, today, now).await?;
                paid += 1;
            }
            Ok(followed + paid)
        })
    })
    .await
}

/// What is owed and could be paid from the stock, oldest first.
async fn payable(
    transaction: &DatabaseTransaction,
    study: i32,
    today: NaiveDate,
) -> Result<Vec<voucher_debt::Model>, DbErr> {
    let words = format!(
        "SELECT d.* FROM voucher_debt d WHERE d.study_id = {study} AND d.state = 'owed' AND EXISTS \
         (SELECT 1 FROM voucher v WHERE v.study_id = d.study_id AND v.state = 'stock' \
         AND v.doubted_since IS NULL AND (v.expires_on IS NULL OR v.expires_on >= '{today}') \
         AND (v.wave_key IS NULL OR v.wave_key = d.wave_key) \
         AND (d.pence IS NULL OR v.pence = d.pence)) ORDER BY d.owed_since, d.id LIMIT {TOGETHER}"
    );
    let statement = Statement::from_string(transaction.get_database_backend(), words);
    voucher_debt::Entity::find().from_raw_sql(statement).all(transaction).await
}

async fn still_owed(
    transaction: &DatabaseTransaction,
    debt: i32,
) -> Result<Option<voucher_debt::Model>, DbErr> {
    let debt = voucher_debt::Entity::find_by_id(debt);
    debt.filter(voucher_debt::Column::State.eq(State::Owed.name())).one(transaction).await
}

/// The voucher that is given next: of those for this wave before those for any, what runs out first, and then what was
/// brought first.
async fn pick(
    transaction: &DatabaseTransaction,
    debt: &voucher_debt::Model,
    today: NaiveDate,
) -> Result<Option<voucher::Model>, DbErr> {
    use voucher::Column;
    let wave = Column::WaveKey.is_null().or(Column::WaveKey.eq(debt.wave_key.as_str()));
    let good = Column::ExpiresOn.is_null().or(Column::ExpiresOn.gte(today));
    let worth = debt.pence.map(|pence| Column::Pence.eq(pence));
    voucher::Entity::find()
        .filter(Column::StudyId.eq(debt.study_id))
        .filter(Column::State.eq(STOCK))
        .filter(Column::DoubtedSince.is_null())
        .filter(wave)
        .filter(good)
        .filter(Condition::all().add_option(worth))
        .order_by_with_nulls(Column::WaveKey, sea_orm::Order::Asc, NullOrdering::Last)
        .order_by_with_nulls(Column::ExpiresOn, sea_orm::Order::Asc, NullOrdering::Last)
        .order_by_asc(Column::Id)
        .limit(1)
        .one(transaction)
        .await
}

/// Makes a voucher somebody's, and has it brought to them.
pub(super) async fn set_aside(
    transaction: &DatabaseTransaction,
    debt: voucher_debt::Model,
    code: &voucher::Model,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let taken = voucher::Entity::update_many()
        .col_expr(voucher::Column::State, Expr::value(SET_ASIDE))
        .col_expr(voucher::Column::GivenFor, Expr::value(debt.wave_key.clone()))
        .col_expr(voucher::Column::SetAsideOn, Expr::value(today))
        .col_expr(voucher::Column::Replaces, Expr::value(debt.replaces))
        .filter(voucher::Column::Id.eq(code.id))
        .filter(voucher::Column::State.eq(STOCK))
        .exec(transaction)
        .await?;
    if taken.rows_affected == 0 {
        return Ok(());
    }
    let (by, issue) =
        (if debt.by_post { GivenBy::Letter } else { GivenBy::Email }, debt.issues + 1);
    let owes_no_more = voucher_debt::ActiveModel {
        id: Set(debt.id),
        state: Set(State::SetAside.name().to_owned()),
        given_by: Set(Some(by.name().to_owned())),
        kept_back: Set(None),
        voucher_id: Set(Some(code.id)),
        replaces: Set(None),
        issues: Set(issue),
        ..Default::default()
    };
    voucher_debt::Entity::update(owes_no_more).exec_without_returning(transaction).await?;
    if by == GivenBy::Email {
        outbox::enqueue(transaction, mail(&debt, issue, now), now).await?;
    }
    // Which voucher it is stands in no entry: the two are parted when somebody is forgotten, and entries stay.
    let entry = Entry::new(SYSTEM, "voucher set aside", &debt.wave_key);
    let entry = entry.about(debt.participant_id).in_study(debt.study_id).to(by.name());
    entry.write(transaction, now).await.map(drop)
}

fn mail(debt: &voucher_debt::Model, issue: i32, now: DateTime<Utc>) -> Message {
    let facts = [("debt", debt.id.to_string()), ("issue", issue.to_string())];
    Message {
        study_id: Some(debt.study_id),
        to: Recipient::Participant(debt.participant_id),
        channel: Channel::Email,
        template: Template::Voucher,
        facts: BTreeMap::from(facts.map(|(name, fact)| (name.to_owned(), fact))),
        once: format!("{}{issue}", reasons(debt.id)),
        not_before: now,
    }
}

/// How the reasons begin for which messages bring what is owed by this number.
pub(super) fn reasons(debt: i32) -> String {
    format!("voucher {debt}, issue ")
}
