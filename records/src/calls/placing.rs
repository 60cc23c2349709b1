//! Where cases stand in the order in which they come. It is written beside each, so that the next is found among many; whether
//! it still holds is worked out when somebody is given it, and tended when time has passed.

use std::{slice, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};
use surveys::{
    calls::{Because, Case, Rank, Standing, Waited},
    protocol::Protocol,
    study::Study,
};

use super::{CallError, facts, leasing::nobodys, ringing::Ringing};
use crate::{
    Db,
    entity::{call_case, staff_member},
    studies::StudyHandle,
};

/// The rank of those who cannot be rung now, and are looked at again: after all others.
pub(super) const TO_LOOK_AT: i32 = 200;
/// Where nothing ends.
const NEVER: DateTime<Utc> =
    DateTime::from_timestamp(253_402_214_400, 0).expect("31 December 9999");
/// Cases that are looked at together, and how many at a stretch.
const TOGETHER: u64 = 200;
const AT_A_STRETCH: usize = 20;

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// From when on; never, while nothing else happens.
    pub next_at: Option<DateTime<Utc>>,
    pub rank: i32,
    pub ends_at: DateTime<Utc>,
    /// From when on something else holds.
    pub until: Option<DateTime<Utc>>,
}

impl Place {
    /// The one of a case that stands like this.
    pub fn of(standing: &Standing, case: &Case<'_>, now: DateTime<Utc>) -> Self {
        if let Some(turn) = standing.turn() {
            let Rank { order, ends } = turn.rank(case.closes);
            return Self {
                next_at: Some(turn.at),
                rank: order.into(),
                ends_at: ends.unwrap_or(NEVER),
                until: Some(turn.until),
            };
        }
        let again = match standing {
            Standing::Not(Because::Alert | Because::Held | Because::Shut) => {
                Some(TimeDelta::minutes(15))
            }
            Standing::Not(Because::Complete) | Standing::Over { .. } => None,
            Standing::Not(_) => Some(TimeDelta::days(1)),
            Standing::WaitsFor(Waited::Number) => Some(TimeDelta::hours(1)),
            Standing::WaitsFor(_) | Standing::Now(_) | Standing::Later(_) => None,
        };
        let again = again.map(|again| now + again);
        let again = again.filter(|again| case.closes.is_none_or(|closes| *again < closes));
        Self { next_at: again, rank: TO_LOOK_AT, ends_at: NEVER, until: None }
    }

    /// The one of somebody who asked to be rung at this moment.
    pub fn asked_for(now: DateTime<Utc>) -> Self {
        let rank = surveys::calls::Reason::AskedByText as i32;
        Self { next_at: Some(now), rank, ends_at: NEVER, until: None }
    }

    /// The one of somebody who is still to be looked at.
    pub const fn to_look_at(now: DateTime<Utc>) -> Self {
        Self { next_at: Some(now), rank: TO_LOOK_AT, ends_at: NEVER, until: None }
    }
}

/// The facts of each of these cases; none of whom cannot be read, who keeps nobody else from being rung.
pub(super) async fn each<'z>(
    db: &Db,
    ringing: &'z Ringing,
    rows: &[call_case::Model],
    now: DateTime<Utc>,
) -> Result<Vec<Option<Case<'z>>>, CallError> {
    match facts::of(db, ringing, rows, now).await {
        Ok(cases) => return Ok(cases.into_iter().map(Some).collect()),
        Err(error) if is_away(&error) => return Err(error),
        Err(_) => {}
    }
    let mut cases = Vec::with_capacity(rows.len());
    for row in rows {
        match facts::of(db, ringing, slice::from_ref(row), now).await {
            Ok(case) => cases.extend(case.into_iter().map(Some)),
            Err(error) if is_away(&error) => return Err(error),
            Err(_) => cases.push(None),
        }
    }
    Ok(cases)
}

const fn is_away(error: &CallError) -> bool {
    matches!(error, CallError::Database(DbErr::Conn(_) | DbErr::ConnectionAcquire(_)))
}

/// Writes where some cases stand, of which nothing was changed since they were read.
pub(super) async fn place(db: &Db, places: Vec<(call_case::Model, Place)>) -> Result<(), DbErr> {
    let differs = |(row, place): &(call_case::Model, Place)| {
        (row.next_at, row.rank, row.ends_at, row.until)
            != (place.next_at, place.rank, place.ends_at, place.until)
    };
    let places: Vec<_> = places.into_iter().filter(differs).collect();
    if places.is_empty() {
        return Ok(());
    }
    db.write(move |transaction| {
        Box::pin(async move {
            for (row, place) in places {
                put(transaction, (row.id, row.revision), place).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Writes where one stands, unless it was changed.
pub(super) async fn put(
    transaction: &DatabaseTransaction,
    (id, revision): (i32, i32),
    place: Place,
) -> Result<(), DbErr> {
    use call_case::Column;
    call_case::Entity::update_many()
        .col_expr(Column::NextAt, Expr::value(place.next_at))
        .col_expr(Column::Rank, Expr::value(place.rank))
        .col_expr(Column::EndsAt, Expr::value(place.ends_at))
        .col_expr(Column::Until, Expr::value(place.until))
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::Revision.eq(revision))
        .exec(transaction)
        .await
        .map(drop)
}

/// Puts cases where they stand whose time has passed, and ends leases that are over: how many cases were looked at. Interviewers
/// may be given the next at the same time.
///
/// # Errors
/// When the protocol or the rules cannot be read, or the database fails.
pub async fn tend(db: &Db, study: &StudyHandle, now: DateTime<Utc>) -> Result<usize, CallError> {
    let ringing = Ringing::of(db, study, now).await?;
    tend_in(db, &ringing, now).await
}

/// The same for whoever has the study's file and its protocol at hand.
///
/// # Errors
/// As above.
pub(crate) async fn tend_by(
    db: &Db,
    study: i32,
    (file, protocol): (&Arc<Study>, &Protocol),
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    let any = call_case::Entity::find().filter(call_case::Column::StudyId.eq(study));
    if any.one(db.read()).await?.is_none() {
        return Ok(());
    }
    let ringing = Ringing::by(db, study, (file, protocol.holidays.clone()), now).await?;
    tend_in(db, &ringing, now).await.map(drop)
}

async fn tend_in(db: &Db, ringing: &Ringing, now: DateTime<Utc>) -> Result<usize, CallError> {
    end_leases(db, ringing.study, now).await?;
    if ringing.is_held {
        return Ok(0);
    }
    let mut looked_at = 0;
    for _ in 0..AT_A_STRETCH {
        let rows = stale(db, ringing.study, now).await?;
        if rows.is_empty() {
            break;
        }
        looked_at += rows.len();
        look_at(db, ringing, rows, now).await?;
    }
    Ok(looked_at)
}

/// Puts some cases where they stand now.
pub(super) async fn look_at(
    db: &Db,
    ringing: &Ringing,
    rows: Vec<call_case::Model>,
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    let cases = each(db, ringing, &rows, now).await?;
    let places = rows.into_iter().zip(cases).map(|(row, case)| {
        let place = match case {
            Some(case) => Place::of(&ringing.standing(&case, None, now), &case, now),
            None => unread(now),
        };
        (row, place)
    });
    Ok(place(db, places.collect()).await?)
}

/// Every case of a study is looked at again, those that were over, too: its rules or its waves have changed.
pub(crate) async fn look_at_all(
    transaction: &DatabaseTransaction,
    study: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    use call_case::Column;
    let Place { next_at, rank, ends_at, until } = Place::to_look_at(now);
    call_case::Entity::update_many()
        .col_expr(Column::NextAt, Expr::value(next_at))
        .col_expr(Column::Rank, Expr::value(rank))
        .col_expr(Column::EndsAt, Expr::value(ends_at))
        .col_expr(Column::Until, Expr::value(until))
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(Column::StudyId.eq(study))
        .exec(transaction)
        .await
        .map(drop)
}

/// Whose data cannot be read is looked at again in an hour.
pub(super) fn unread(now: DateTime<Utc>) -> Place {
    Place::to_look_at(now + TimeDelta::hours(1))
}

/// Those of whom something else may hold.
async fn stale(db: &Db, study: i32, now: DateTime<Utc>) -> Result<Vec<call_case::Model>, DbErr> {
    use call_case::Column;
    let waited = Condition::all().add(Column::Rank.eq(TO_LOOK_AT)).add(Column::NextAt.lte(now));
    let passed = Condition::any().add(Column::Until.lte(now)).add(waited);
    call_case::Entity::find()
        .filter(Column::StudyId.eq(study))
        .filter(Column::LeasedTo.is_null())
        .filter(passed)
        .order_by_asc(Column::Id)
        .limit(TOGETHER)
        .all(db.read())
        .await
}

/// Ends the leases that are over, and those of who is on the staff no more. Until when somebody had a case stays beside it: whoever
/// is in a call goes on with it.
pub(super) async fn end_leases(db: &Db, study: i32, now: DateTime<Utc>) -> Result<(), DbErr> {
    use call_case::Column;
    let left = staff_member::Entity::find()
        .select_only()
        .column(staff_member::Column::Id)
        .filter(staff_member::Column::RemovedAt.is_not_null())
        .into_query();
    let leased =
        Condition::all().add(Column::StudyId.eq(study)).add(Column::LeasedTo.is_not_null());
    let (has_left, is_over) = (Column::LeasedTo.in_subquery(left), Column::LeasedUntil.lte(now));
    // Which of all are leased stands outside of the choice: SQLite then reads those alone.
    let either = Condition::any().add(has_left.clone()).add(is_over.clone());
    let (gone, over) = (leased.clone().add(has_left), leased.clone().add(is_over));
    if call_case::Entity::find().filter(leased.add(either)).one(db.read()).await?.is_none() {
        return Ok(());
    }
    db.write(move |transaction| {
        Box::pin(async move {
            nobodys().filter(over).exec(transaction).await?;
            let never = Expr::value(None::<DateTime<Utc>>);
            let gone = nobodys().col_expr(Column::LeasedUntil, never).filter(gone);
            gone.exec(transaction).await.map(drop)
        })
    })
    .await
}
