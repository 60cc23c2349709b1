//! Who does a piece of background work that only one worker should do at a time.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, DbErr, EntityTrait,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use crate::entity::lease;

/// Until when somebody has a piece of work, or had it; none where nobody ever did.
pub(crate) async fn until(
    connection: &impl ConnectionTrait,
    name: &str,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    let row = lease::Entity::find_by_id(name).one(connection).await?;
    Ok(row.map(|row| row.until))
}

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
