//! Taking linked records out: for somebody who wants them used no more, as far as they are not frozen, and with answers whose
//! time has come.

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
};

use super::sharing;
use crate::entity::{linkage_file, linked_value};

/// Takes out what owners returned of somebody whose records are not frozen on this day. Where nothing says that they are frozen,
/// they are not.
pub(crate) async fn drop_linked(
    transaction: &impl ConnectionTrait,
    participant: i32,
    today: NaiveDate,
) -> Result<(), DbErr> {
    let theirs = linked_value::Entity::find()
        .filter(linked_value::Column::ParticipantId.eq(participant))
        .select_only()
        .column(linked_value::Column::FileId);
    let files = linkage_file::Entity::find()
        .filter(linkage_file::Column::Id.in_subquery(theirs.into_query()))
        .all(transaction)
        .await?;
    for file in files {
        let known = sharing::known_owner(transaction, &file).await?;
        let stays = known.is_some_and(|(kept, owner)| !kept.terms.may_drop(&owner, today));
        if !stays {
            let dropped = linked_value::Entity::delete_many()
                .filter(linked_value::Column::FileId.eq(file.id))
                .filter(linked_value::Column::ParticipantId.eq(participant));
            dropped.exec(transaction).await?;
        }
    }
    Ok(())
}

/// Takes out everything that owners returned of somebody.
pub(crate) async fn forget(
    transaction: &impl ConnectionTrait,
    participant: i32,
) -> Result<(), DbErr> {
    let theirs = linked_value::Column::ParticipantId.eq(participant);
    linked_value::Entity::delete_many().filter(theirs).exec(transaction).await.map(drop)
}
