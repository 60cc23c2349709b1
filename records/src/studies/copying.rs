//! A study as it is, in another database: where it is tried with people who do not exist.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ConnectionTrait, DbBackend, DbErr, EntityTrait,
    IntoActiveModel,
};
use surveys::protocol::Protocol;

use super::{StudyError, StudyHandle, find, load};
use crate::{Db, entity::instrument_right, protocols, versions};

/// Copies a study with the surveys that it asks, the protocol that holds and what licences are on record. Nobody who takes
/// part is copied, and nothing that anybody said.
pub(crate) async fn copy(
    (from, study): (&Db, &StudyHandle),
    to: &Db,
    now: DateTime<Utc>,
) -> Result<(StudyHandle, Arc<Protocol>), StudyError> {
    let holds = protocols::current(from, study).await?;
    copy_rights(from, to).await?;
    let surveys = versions::asked(&from.cache, from.read(), study.id).await?;
    load(to, study.study(), (&*holds.protocol, None), &surveys, now).await?;
    Ok((find(to, &study.study().key).await?, holds.protocol))
}

/// Nothing has to outlive it, so nothing waits for the disk.
pub(crate) async fn writes_fast(db: &Db) -> Result<(), DbErr> {
    for store in [db.writer(), db.vault_for_copies(), db.keys_for_copies()] {
        if store.get_database_backend() == DbBackend::Sqlite {
            store.execute_unprepared("PRAGMA synchronous = OFF").await?;
        }
    }
    Ok(())
}

async fn copy_rights(from: &Db, to: &Db) -> Result<(), DbErr> {
    let rights = instrument_right::Entity::find().all(from.read()).await?;
    if rights.is_empty() {
        return Ok(());
    }
    let rows = rights.into_iter().map(|right| {
        let right = right.into_active_model().reset_all();
        instrument_right::ActiveModel { id: NotSet, ..right }
    });
    let rows: Vec<_> = rows.collect();
    to.write(move |transaction| {
        Box::pin(async move {
            instrument_right::Entity::insert_many(rows).exec_without_returning(transaction).await
        })
    })
    .await?;
    Ok(())
}
