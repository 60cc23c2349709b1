//! Taking linked records out: for somebody who wants them used no more, as far as they are not frozen, and with answers whose
//! time has come.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
};

use super::sharing;
use crate::{
    audit::Entry,
    entity::{linkage_file, linked_value, participant},
};

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

/// Those of these people of whom anything is kept that owners returned.
pub(crate) async fn have_linked(
    connection: &impl ConnectionTrait,
    people: &[i32],
) -> Result<Vec<i32>, DbErr> {
    linked_value::Entity::find()
        .filter(linked_value::Column::ParticipantId.is_in(people.iter().copied()))
        .select_only()
        .column(linked_value::Column::ParticipantId)
        .distinct()
        .into_tuple()
        .all(connection)
        .await
}

/// Takes out everything that owners returned of somebody, since its time has come.
pub(crate) async fn forget(
    transaction: &impl ConnectionTrait,
    participant: i32,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let theirs = linked_value::Column::ParticipantId.eq(participant);
    let gone = linked_value::Entity::delete_many().filter(theirs).exec(transaction).await?;
    if gone.rows_affected == 0 {
        return Ok(());
    }
    let person = participant::Entity::find_by_id(participant).one(transaction).await?;
    let Some(person) = person else { return Ok(()) };
    let entry = Entry::new(by, "linked records deleted", &person.study_number);
    let entry = entry.in_study(person.study_id).about(participant).to("its time has come");
    entry.write(transaction, now).await.map(drop)
}
