//! Rows on their way into the database, and out of it again where the making was broken off.

use std::sync::Arc;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};
use tokio::sync::mpsc;

use crate::{
    Db,
    cuts::{
        CutError,
        erasing::{self, Deletions},
        keeper::Theirs,
    },
    entity::{cut, cut_row},
    participants,
};

/// People who are taken away together of a cut whose making was broken off.
const TOGETHER: u64 = 500;

/// Puts rows into the database as they come: of how many people the answers were deleted meanwhile. `read` is what was deleted
/// when they were read.
pub(super) async fn keep(
    db: &Db,
    (cut, read): (i32, Deletions),
    mut rows: mpsc::Receiver<Vec<Theirs>>,
) -> Result<u64, CutError> {
    let (mut erased, read) = (0, Arc::new(read));
    while let Some(some) = rows.recv().await {
        let read = Arc::clone(&read);
        let put = db.write(move |transaction| {
            Box::pin(async move { put(transaction, (cut, read.as_ref()), some).await })
        });
        erased += put.await?;
    }
    Ok(erased)
}

/// Whoever deletes somebody's answers holds them, and so do we: either what is put here is there to be erased, or it is known
/// here that it was.
async fn put(
    transaction: &DatabaseTransaction,
    (cut, read): (i32, &Deletions),
    some: Vec<Theirs>,
) -> Result<u64, CutError> {
    if some.is_empty() {
        return Ok(0);
    }
    let people: Vec<_> = some.iter().map(|theirs| theirs.participant).collect();
    participants::hold(transaction, people.iter().copied()).await?;
    let now = erasing::deletions_among(transaction, &people).await?;
    // Whoever deleted before has answered since, perhaps, and deleted again.
    let as_read = |theirs: &Theirs| read.get(&theirs.participant) == now.get(&theirs.participant);
    let (there, gone): (Vec<_>, Vec<_>) = some.into_iter().partition(as_read);
    let row = |theirs: Theirs| cut_row::ActiveModel {
        cut_id: Set(cut),
        participant_id: Set(theirs.participant),
        row_key: Set(theirs.row_key),
        rows: Set(Some(theirs.packed.rows)),
        sha256: Set(Some(theirs.packed.sha256)),
        ..Default::default()
    };
    let rows: Vec<_> = there.into_iter().map(row).collect();
    if !rows.is_empty() {
        cut_row::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(gone.len() as u64)
}

/// Takes away what is left of cuts of the study whose making was broken off.
pub(super) async fn clear_away(db: &Db, study: i32) -> Result<(), CutError> {
    let unmade = cut::Entity::find()
        .filter(cut::Column::StudyId.eq(study))
        .filter(cut::Column::MadeAt.is_null());
    for left in unmade.all(db.read()).await? {
        clear(db, left.id).await?;
    }
    Ok(())
}

/// Takes away what there is of a cut, unless it was made.
pub(super) async fn clear(db: &Db, cut: i32) -> Result<(), CutError> {
    while clear_some(db, cut).await? > 0 {}
    Ok(())
}

/// Takes some people of it away, and the cut with the last of them: how many those were. One that was made keeps them all.
async fn clear_some(db: &Db, cut: i32) -> Result<usize, CutError> {
    db.write(move |transaction| {
        Box::pin(async move {
            let unmade = cut::Entity::find_by_id(cut).filter(cut::Column::MadeAt.is_null());
            if unmade.one(transaction).await?.is_none() {
                return Ok(0);
            }
            let some = cut_row::Entity::find()
                .filter(cut_row::Column::CutId.eq(cut))
                .select_only()
                .column(cut_row::Column::Id)
                .limit(TOGETHER)
                .into_tuple::<i32>()
                .all(transaction)
                .await?;
            let count = some.len();
            if count == 0 {
                cut::Entity::delete_by_id(cut).exec(transaction).await?;
                return Ok(0);
            }
            let theirs = cut_row::Column::Id.is_in(some);
            cut_row::Entity::delete_many().filter(theirs).exec(transaction).await?;
            Ok(count)
        })
    })
    .await
}
