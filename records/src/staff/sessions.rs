//! Sessions: a random number in a cookie, of which the database has the hash. A session ends by itself
//! after half an hour without a page, and after half a day in any case.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use crate::{
    Db,
    auth::StaffMember,
    entity::{staff_device, staff_session},
    secret,
};

const IDLE: TimeDelta = TimeDelta::minutes(30);
const LONGEST: TimeDelta = TimeDelta::hours(12);
/// That a session is in use is written no more often.
const NOTED: TimeDelta = TimeDelta::minutes(1);
/// How much of what a browser calls itself is kept.
const DEVICE_LETTERS: usize = 200;

/// What a browser is to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The session: 256 random bits. The database has its hash.
    pub session: String,
    /// By which the browser is known again, when it was not known before.
    pub device: Option<String>,
}

/// A session, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Its number.
    pub id: i32,
    /// What the browser called itself.
    pub device: String,
    /// When it began.
    pub begun_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub seen_at: DateTime<Utc>,
    /// Whether it is the one that looks.
    pub is_this: bool,
}

/// A browser on which somebody signed in before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    pub(super) id: i32,
    pub(super) staff_id: i32,
}

/// 256 random bits, in 64 letters and digits.
pub(super) fn token() -> String {
    crate::sealing::hex(&secret::random())
}

/// Begins a session, which has shown a password and no more.
pub(super) async fn begin(
    transaction: &impl ConnectionTrait,
    staff_id: i32,
    agent: &str,
    now: DateTime<Utc>,
) -> Result<(staff_session::Model, String), DbErr> {
    sweep(transaction, now).await?;
    let token = token();
    let row = staff_session::ActiveModel {
        staff_id: Set(staff_id),
        token_hash: Set(secret::hashed(&token)),
        second_factor: Set(false),
        device: Set(agent.chars().filter(|c| !c.is_control()).take(DEVICE_LETTERS).collect()),
        begun_at: Set(now),
        seen_at: Set(now),
        ..Default::default()
    };
    let row = staff_session::Entity::insert(row).exec_with_returning(transaction).await?;
    Ok((row, token))
}

/// Those that ended by themselves go.
async fn sweep(transaction: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    staff_session::Entity::delete_many()
        .filter(staff_session::Column::BegunAt.lt(now - LONGEST))
        .exec(transaction)
        .await
        .map(drop)
}

/// Gives a session another number, so that whoever knew the old one has nothing.
pub(super) async fn renew(
    transaction: &impl ConnectionTrait,
    session_id: i32,
    second_factor: bool,
) -> Result<String, DbErr> {
    let token = token();
    let renewed = staff_session::ActiveModel {
        id: Set(session_id),
        token_hash: Set(secret::hashed(&token)),
        second_factor: Set(second_factor),
        pending_secret: Set(None),
        ..Default::default()
    };
    staff_session::Entity::update(renewed).exec(transaction).await?;
    Ok(token)
}

/// The session of this number, while it lasts.
pub(crate) async fn find(
    db: &Db,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<staff_session::Model>, DbErr> {
    let found = staff_session::Entity::find()
        .filter(staff_session::Column::TokenHash.eq(secret::hashed(token)))
        .one(db.read())
        .await?;
    Ok(found.filter(|row| lasts(row, now)))
}

fn lasts(row: &staff_session::Model, now: DateTime<Utc>) -> bool {
    now - row.seen_at <= IDLE && now - row.begun_at <= LONGEST
}

/// Notes that a session is in use.
pub(crate) async fn note(
    db: &Db,
    session: &staff_session::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if now - session.seen_at < NOTED {
        return Ok(());
    }
    let id = session.id;
    db.write(move |transaction| {
        Box::pin(async move {
            let seen = staff_session::ActiveModel { seen_at: Set(now), ..Default::default() };
            // It may have been ended meanwhile.
            staff_session::Entity::update_many()
                .set(seen)
                .filter(staff_session::Column::Id.eq(id))
                .exec(transaction)
                .await
                .map(drop)
        })
    })
    .await
}

/// Ends somebody's sessions, but for one that stays.
pub(super) async fn end_all(
    transaction: &impl ConnectionTrait,
    staff_id: i32,
    but: Option<i32>,
) -> Result<u64, DbErr> {
    let ended = staff_session::Entity::delete_many()
        .filter(staff_session::Column::StaffId.eq(staff_id))
        .filter(staff_session::Column::Id.ne(but.unwrap_or_default()));
    Ok(ended.exec(transaction).await?.rows_affected)
}

/// Where somebody is signed in.
///
/// # Errors
/// When the database fails.
pub async fn of_member(
    db: &Db,
    member: &StaffMember,
    now: DateTime<Utc>,
) -> Result<Vec<Signed>, DbErr> {
    let rows = staff_session::Entity::find()
        .filter(staff_session::Column::StaffId.eq(member.id()))
        .order_by_desc(staff_session::Column::SeenAt)
        .all(db.read())
        .await?;
    let rows = rows.into_iter().filter(|row| lasts(row, now)).map(|row| Signed {
        is_this: member.session_id() == Some(row.id),
        id: row.id,
        device: row.device,
        begun_at: row.begun_at,
        seen_at: row.seen_at,
    });
    Ok(rows.collect())
}

/// The browser that shows this token.
pub(super) async fn device(db: &Db, token: Option<&str>) -> Result<Option<Device>, DbErr> {
    let Some(token) = token else { return Ok(None) };
    let found = staff_device::Entity::find()
        .filter(staff_device::Column::TokenHash.eq(secret::hashed(token)))
        .one(db.read())
        .await?;
    Ok(found.map(|row| Device { id: row.id, staff_id: row.staff_id }))
}

/// Somebody came in on a browser: it is known from now on.
pub(super) async fn know_device(
    transaction: &impl ConnectionTrait,
    staff_id: i32,
    known: Option<Device>,
    now: DateTime<Utc>,
) -> Result<Option<String>, DbErr> {
    if let Some(device) = known.filter(|device| device.staff_id == staff_id) {
        let seen = staff_device::ActiveModel {
            id: Set(device.id),
            seen_at: Set(now),
            ..Default::default()
        };
        staff_device::Entity::update(seen).exec(transaction).await?;
        return Ok(None);
    }
    let token = token();
    let row = staff_device::ActiveModel {
        staff_id: Set(staff_id),
        token_hash: Set(secret::hashed(&token)),
        seen_at: Set(now),
        ..Default::default()
    };
    staff_device::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(Some(token))
}
