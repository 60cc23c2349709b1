//! Keeping what came back, in the place of what came back for the file before.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use surveys::linking::terms::Owner;

use super::{TOGETHER, Theirs};
use crate::entity::{linkage_file, linkage_person, linked_value};

/// Takes out what came back of these people for the file before.
pub(super) async fn clear(
    transaction: &DatabaseTransaction,
    file: &linkage_file::Model,
    people: &[i32],
) -> Result<(), DbErr> {
    for some in people.chunks(TOGETHER) {
        let before = linked_value::Entity::delete_many()
            .filter(linked_value::Column::FileId.eq(file.id))
            .filter(linked_value::Column::ParticipantId.is_in(some.iter().copied()));
        before.exec(transaction).await?;
        let nobody = linkage_person::Entity::update_many()
            .col_expr(linkage_person::Column::Pass, Expr::value(None::<String>))
            .filter(linkage_person::Column::FileId.eq(file.id))
            .filter(linkage_person::Column::ParticipantId.is_in(some.iter().copied()));
        nobody.exec(transaction).await?;
    }
    Ok(())
}

/// Keeps what came back. Whoever was found before and changed their mind since stays found.
pub(super) async fn keep(
    transaction: &DatabaseTransaction,
    file: &linkage_file::Model,
    owner: &Owner,
    theirs: &[Theirs],
) -> Result<(), DbErr> {
    let mut by_pass: BTreeMap<&str, Vec<i32>> = BTreeMap::new();
    for one in theirs {
        by_pass.entry(one.pass()).or_default().push(one.participant);
    }
    for (pass, found) in by_pass {
        for some in found.chunks(TOGETHER) {
            let found = linkage_person::Entity::update_many()
                .col_expr(linkage_person::Column::Pass, Expr::value(pass))
                .filter(linkage_person::Column::FileId.eq(file.id))
                .filter(linkage_person::Column::Pass.is_null())
                .filter(linkage_person::Column::ParticipantId.is_in(some.iter().copied()));
            found.exec(transaction).await?;
        }
    }
    let kept = theirs.iter().filter(|one| one.against.is_none());
    let values: Vec<_> = kept.flat_map(|one| rows(one, file, owner)).collect();
    for some in values.chunks(TOGETHER) {
        let rows = linked_value::Entity::insert_many(some.to_vec());
        rows.exec_without_returning(transaction).await?;
    }
    Ok(())
}

fn rows(
    theirs: &Theirs,
    file: &linkage_file::Model,
    owner: &Owner,
) -> impl Iterator<Item = linked_value::ActiveModel> {
    let (participant, file, owner_key) = (theirs.participant, file.id, owner.key.to_string());
    let cells = owner.outcomes.iter().zip(&theirs.returned.outcomes);
    cells.filter_map(move |(outcome, cell)| {
        let value = cell.as_ref()?.to_string();
        Some(linked_value::ActiveModel {
            participant_id: Set(participant),
            file_id: Set(file),
            owner: Set(owner_key.clone()),
            variable: Set(outcome.name.to_string()),
            value: Set(value),
            ..Default::default()
        })
    })
}
