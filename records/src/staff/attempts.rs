//! Guessing is slowed down, and nobody can lock anybody else out: wrong tries count for the pair of
//! account and address they came from, and a browser on which somebody signed in before has tries of
//! its own.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{LockType, OnConflict},
};

use crate::{entity::staff_attempt, secret};

/// Wrong tries before waiting.
const FREE: i32 = 5;
/// The first wait. Each wrong try after it doubles the wait.
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(30);
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);
/// After so long without a try, all tries are there again.
const FORGOTTEN: TimeDelta = TimeDelta::hours(24);

/// Whose tries are counted, as a hash: no list of addresses lies in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Budget(Vec<u8>);

impl Budget {
    /// Passwords from an address, for an account that may or may not be there.
    pub fn from_address(email: &str, address: &str) -> Self {
        Self(secret::hashed(&format!("password|{email}|{address}")))
    }

    /// Passwords on a browser that is known.
    pub fn on_device(staff_id: i32, device_id: i32) -> Self {
        Self(secret::hashed(&format!("password|{staff_id}|{device_id}")))
    }

    /// The password again, of whoever is in already.
    pub fn of_own_password(staff_id: i32) -> Self {
        Self(secret::hashed(&format!("again|{staff_id}")))
    }

    /// Codes of an account. Only who knows its password comes so far.
    pub fn of_codes(staff_id: i32, device_id: Option<i32>) -> Self {
        let device = device_id.map(|id| id.to_string()).unwrap_or_default();
        Self(secret::hashed(&format!("code|{staff_id}|{device}")))
    }
}

/// Takes one try before it is known whether it is right, so that a hundred at once are a hundred.
///
/// Returns how long to wait when there is none.
pub(super) async fn take(
    transaction: &impl ConnectionTrait,
    budget: &Budget,
    now: DateTime<Utc>,
) -> Result<Option<TimeDelta>, DbErr> {
    let first = staff_attempt::ActiveModel {
        about: Set(budget.0.clone()),
        wrong: Set(0),
        tried_at: Set(now),
        ..Default::default()
    };
    let there = OnConflict::column(staff_attempt::Column::About).do_nothing().to_owned();
    let first = staff_attempt::Entity::insert(first).on_conflict(there);
    first.exec_without_returning(transaction).await?;
    // Held until the end of the transaction: of those who come at once, each sees the one before.
    let mine = staff_attempt::Column::About.eq(budget.0.clone());
    let mut held = staff_attempt::Entity::find().filter(mine);
    if transaction.get_database_backend() == DbBackend::Postgres {
        held = held.lock(LockType::Update);
    }
    let Some(row) = held.one(transaction).await? else { return Ok(None) };
    let ago = now - row.tried_at;
    let wrong = if ago > FORGOTTEN { 0 } else { row.wrong };
    let left = wait_after(wrong) - ago;
    if left > TimeDelta::zero() {
        return Ok(Some(left));
    }
    let counted = staff_attempt::ActiveModel {
        id: Set(row.id),
        wrong: Set(wrong.saturating_add(1)),
        tried_at: Set(now),
        ..Default::default()
    };
    staff_attempt::Entity::update(counted).exec(transaction).await?;
    Ok(None)
}

/// Whoever tries every address there is fills no table for good.
pub(super) async fn forget_old(
    transaction: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    staff_attempt::Entity::delete_many()
        .filter(staff_attempt::Column::TriedAt.lt(now - FORGOTTEN))
        .exec(transaction)
        .await
        .map(drop)
}

/// It was right: all tries are there again.
pub(super) async fn forgive(
    transaction: &impl ConnectionTrait,
    budget: &Budget,
) -> Result<(), DbErr> {
    staff_attempt::Entity::delete_many()
        .filter(staff_attempt::Column::About.eq(budget.0.clone()))
        .exec(transaction)
        .await
        .map(drop)
}

/// How long to wait after so many wrong tries.
fn wait_after(wrong: i32) -> TimeDelta {
    let Some(over) = wrong.checked_sub(FREE).filter(|over| *over >= 0) else {
        return TimeDelta::zero();
    };
    let doubled = u32::try_from(over).ok().and_then(|over| 2_i32.checked_pow(over));
    let wait = doubled.and_then(|times| FIRST_WAIT.checked_mul(times));
    wait.map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_tries_are_free_and_then_each_doubles_the_wait_up_to_a_quarter_of_an_hour() {
        let seconds = |wrong| wait_after(wrong).num_seconds();

        assert_eq!([4, 5, 6, 7].map(seconds), [0, 30, 60, 120]);
        assert_eq!([10, 40, i32::MAX].map(seconds), [900, 900, 900]);
    }
}
