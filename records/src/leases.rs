//! Who does a piece of background work that only one worker should do at a time.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, DbBackend, DbErr, EntityTrait, Statement,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use crate::entity::lease;

/// Takes a piece of work for so long, or keeps it: whether it is the holder's now. Whoever has it loses
/// it when the time has passed without their asking again.
pub(crate) async fn take(
    transaction: &impl ConnectionTrait,
    name: &str,
    holder: &str,
    time: TimeDelta,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = lease::ActiveModel {
        name: Set(name.to_owned()),
        holder: Set(holder.to_owned()),
        until: Set(now + time),
    };
    let own = Expr::col((lease::Entity, lease::Column::Holder)).eq(holder);
    let over = Expr::col((lease::Entity, lease::Column::Until)).lt(now);
    let taken = OnConflict::column(lease::Column::Name)
        .update_columns([lease::Column::Holder, lease::Column::Until])
        .action_and_where(own.or(over))
        .to_owned();
    let rows = lease::Entity::insert(row).on_conflict(taken);
    Ok(rows.exec_without_returning(transaction).await? > 0)
}

const RESTORING: &str = "restoring";

/// How far a restore has come that has not ended; none when there is no such.
pub(crate) async fn restoring(connection: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    let sqlite = connection.get_database_backend() == DbBackend::Sqlite;
    let there = if sqlite { "sqlite_master WHERE name" } else { "pg_tables WHERE tablename" };
    let query = format!("SELECT 1 AS found FROM {there} = 'lease'");
    let statement = Statement::from_string(connection.get_database_backend(), query);
    if connection.query_one_raw(statement).await?.is_none() {
        return Ok(None);
    }
    let row = lease::Entity::find_by_id(RESTORING.to_owned()).one(connection).await?;
    Ok(row.map(|row| row.holder))
}

/// Notes how far a restore has come. The stores are not opened while this is noted.
pub(crate) async fn mark_restoring(
    transaction: &impl ConnectionTrait,
    how_far: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    restored(transaction).await?;
    let row = lease::ActiveModel {
        name: Set(RESTORING.to_owned()),
        holder: Set(how_far.to_owned()),
        until: Set(now),
    };
    lease::Entity::insert(row).exec_without_returning(transaction).await.map(drop)
}

/// Notes that a restore has ended.
pub(crate) async fn restored(transaction: &impl ConnectionTrait) -> Result<(), DbErr> {
    lease::Entity::delete_by_id(RESTORING.to_owned()).exec(transaction).await.map(drop)
}
