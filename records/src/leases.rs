//! Who does a piece of background work that only one worker should do at a time.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, DbErr, EntityTrait,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use crate::entity::lease;

/// The clocks of two servers are never so far apart. What is written of a later moment was written by a clock that was wrong,
/// and was set back since.
pub(crate) const APART: TimeDelta = TimeDelta::minutes(5);

/// Until when somebody has a piece of work that is taken for so long, or had it; none where nobody ever did, or a clock that
/// was ahead says so.
pub(crate) async fn until(
    connection: &impl ConnectionTrait,
    name: &str,
    (time, now): (TimeDelta, DateTime<Utc>),
) -> Result<Option<DateTime<Utc>>, DbErr> {
    let row = lease::Entity::find_by_id(name).one(connection).await?;
    Ok(row.map(|row| row.until).filter(|until| *until <= now + time + APART))
}

/// Takes a piece of work for so long, or keeps it: whether it is the holder's now. Whoever has it loses
/// it when the time has passed without their asking again; so does whoever took it by a clock that was ahead, since nobody
/// takes it for longer than this.
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
    let until = || Expr::col((lease::Entity, lease::Column::Until));
    let over = until().lt(now).or(until().gt(now + time + APART));
    let taken = OnConflict::column(lease::Column::Name)
        .update_columns([lease::Column::Holder, lease::Column::Until])
        .action_and_where(own.or(over))
        .to_owned();
    let rows = lease::Entity::insert(row).on_conflict(taken);
    Ok(rows.exec_without_returning(transaction).await? > 0)
}
