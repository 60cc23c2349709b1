//! Whoever has their answers deleted is gone from every cut in the same transaction. What stays is that they were in it, under
//! which key: whoever was given the files has to be told.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr,
};
use surveys::stopping::Choice;

use crate::{
    entity::{cut_row, response, stop_event},
    gather::of_few_lengths,
};

/// Takes the rows of somebody out of every cut, and their hash: what few people answered could be tried until it fits.
pub(crate) async fn erase(
    transaction: &impl ConnectionTrait,
    participant: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    cut_row::Entity::update_many()
        .col_expr(cut_row::Column::Rows, Expr::value(None::<Vec<u8>>))
        .col_expr(cut_row::Column::Sha256, Expr::value(None::<String>))
        .col_expr(cut_row::Column::ErasedOn, Expr::value(now.date_naive()))
        .filter(cut_row::Column::ParticipantId.eq(participant))
        .filter(cut_row::Column::ErasedOn.is_null())
        .exec(transaction)
        .await
        .map(drop)
}

/// Those of these people whose rows a cut still holds. An older backup may have brought them back.
pub(crate) async fn still_held(
    connection: &impl ConnectionTrait,
    people: &[i32],
) -> Result<Vec<i32>, DbErr> {
    cut_row::Entity::find()
        .filter(cut_row::Column::ParticipantId.is_in(of_few_lengths(people.to_vec())))
        .filter(cut_row::Column::Rows.is_not_null())
        .select_only()
        .column(cut_row::Column::ParticipantId)
        .distinct()
        .into_tuple()
        .all(connection)
        .await
}

/// Those of these people whose answers were deleted.
pub(super) async fn erased_among(
    connection: &impl ConnectionTrait,
    people: &[i32],
) -> Result<BTreeSet<i32>, DbErr> {
    let theirs = || of_few_lengths(people.to_vec());
    let mut erased: BTreeSet<i32> = response::Entity::find()
        .filter(response::Column::ParticipantId.is_in(theirs()))
        .filter(response::Column::ErasedAt.is_not_null())
        .select_only()
        .column(response::Column::ParticipantId)
        .into_tuple::<i32>()
        .all(connection)
        .await?
        .into_iter()
        .collect();
    let decided = stop_event::Entity::find()
        .filter(stop_event::Column::ParticipantId.is_in(theirs()))
        .filter(stop_event::Column::Act.eq("stops"))
        .filter(stop_event::Column::Choice.eq(Choice::DeleteAnswers.name()))
        .select_only()
        .column(stop_event::Column::ParticipantId);
    erased.extend(decided.into_tuple::<i32>().all(connection).await?);
    Ok(erased)
}
