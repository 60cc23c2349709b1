//! Whoever has their answers deleted is gone from every cut in the same transaction. What stays is that they were in it, under
//! which key: whoever was given the files has to be told.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::Expr,
};
use surveys::stopping::Choice;

use crate::{
    entity::{cut_row, participant, response, stop_event},
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

/// Which deletion of somebody's answers was the last: the decision, and the moment. Answers whose time is over go without a
/// decision, and where nothing was answered yet a decision deletes nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Deletion {
    decision: Option<i32>,
    at: Option<DateTime<Utc>>,
}

/// The last deletion of each, by participant; whoever had none is not among them.
pub(super) type Deletions = BTreeMap<i32, Deletion>;

/// Those of everybody in the study.
pub(super) async fn deletions_in(
    connection: &impl ConnectionTrait,
    study: i32,
) -> Result<Deletions, DbErr> {
    let of_study = participant::Entity::find().filter(participant::Column::StudyId.eq(study));
    deletions(connection, of_study).await
}

/// Those of these people.
pub(super) async fn deletions_among(
    connection: &impl ConnectionTrait,
    people: &[i32],
) -> Result<Deletions, DbErr> {
    let theirs = participant::Column::Id.is_in(of_few_lengths(people.to_vec()));
    deletions(connection, participant::Entity::find().filter(theirs)).await
}

async fn deletions(
    connection: &impl ConnectionTrait,
    whose: Select<participant::Entity>,
) -> Result<Deletions, DbErr> {
    let whose = whose.select_only().column(participant::Column::Id).into_query();
    let mut deletions = Deletions::new();
    let erased = response::Entity::find()
        .filter(response::Column::ParticipantId.in_subquery(whose.clone()))
        .filter(response::Column::ErasedAt.is_not_null())
        .select_only()
        .columns([response::Column::ParticipantId, response::Column::ErasedAt])
        .into_tuple::<(i32, DateTime<Utc>)>();
    for (participant, at) in erased.all(connection).await? {
        let deletion: &mut Deletion = deletions.entry(participant).or_default();
        deletion.at = deletion.at.max(Some(at));
    }
    let decided = stop_event::Entity::find()
        .filter(stop_event::Column::ParticipantId.in_subquery(whose))
        .filter(stop_event::Column::Act.eq("stops"))
        .filter(stop_event::Column::Choice.eq(Choice::DeleteAnswers.name()))
        .select_only()
        .columns([stop_event::Column::ParticipantId, stop_event::Column::Id])
        .into_tuple::<(i32, i32)>();
    for (participant, decision) in decided.all(connection).await? {
        let deletion = deletions.entry(participant).or_default();
        deletion.decision = deletion.decision.max(Some(decision));
    }
    Ok(deletions)
}
