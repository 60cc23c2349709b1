//! The waves of a study, noted beside its protocol when it is published. Where the text of the protocol was damaged nobody is
//! sent anything by it; but which surveys there are, and when they are open, is known all the same, and whoever answers one
//! goes on. What is noted is believed only while it is whole, and is that of the version that holds.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};
use surveys::{protocol::Protocol, waves::Wave};

use super::{ProtocolError, latest};
use crate::{
    Db,
    entity::{known_waves, protocol_version, study},
    sealing::hex,
    secret,
    studies::StudyHandle,
};

/// Notes the waves of the version that holds from now on.
pub(super) async fn note(
    transaction: &impl ConnectionTrait,
    study: i32,
    protocol: &Protocol,
) -> Result<(), ProtocolError> {
    let waves = serde_json::to_string(&protocol.only_waves())?;
    let row = known_waves::ActiveModel {
        study_id: Set(study),
        protocol_version: Set(protocol.version.cast_signed()),
        sha256: Set(hash(study, protocol.version.cast_signed(), &waves)),
        waves: Set(waves),
        ..Default::default()
    };
    let newest = OnConflict::column(known_waves::Column::StudyId)
        .update_columns([
            known_waves::Column::ProtocolVersion,
            known_waves::Column::Waves,
            known_waves::Column::Sha256,
        ])
        .to_owned();
    let row = known_waves::Entity::insert(row).on_conflict(newest);
    Ok(row.exec_without_returning(transaction).await.map(drop)?)
}

/// The waves of the version that holds, as they were noted; none where they were not, or are not as they were noted.
///
/// # Errors
/// When the database fails.
pub(crate) async fn waves(
    connection: &impl ConnectionTrait,
    study: i32,
) -> Result<Option<Vec<Wave>>, DbErr> {
    let holds = version(connection, study).await?;
    let of_study = known_waves::Column::StudyId.eq(study);
    let noted = known_waves::Entity::find().filter(of_study).one(connection).await?;
    let noted = noted.filter(|row| {
        holds == Some(row.protocol_version)
            && row.sha256 == hash(study, row.protocol_version, &row.waves)
    });
    Ok(noted.and_then(|row| serde_json::from_str(&row.waves).ok()))
}

/// Notes the waves of every study whose protocol can be read, and which an earlier version of this program published. Those
/// of a study that cannot be read stay as they were noted.
///
/// # Errors
/// When the database fails.
pub async fn know_waves(db: &Db) -> Result<(), DbErr> {
    let ids = study::Entity::find().select_only().column(study::Column::Id);
    for id in ids.into_tuple::<i32>().all(db.read()).await? {
        if waves(db.read(), id).await?.is_some() {
            continue;
        }
        let noted = db.write::<_, ProtocolError>(move |transaction| {
            Box::pin(async move {
                match latest(transaction, id).await {
                    Ok(Some(held)) => note(transaction, id, &held.protocol).await,
                    Ok(None) | Err(_) => Ok(()),
                }
            })
        });
        noted.await?;
    }
    Ok(())
}

/// Why the protocol that holds cannot be read, in words for whoever looks after the study; none where it can be.
///
/// # Errors
/// When the database is away.
pub async fn unreadable(db: &Db, study: &StudyHandle) -> Result<Option<String>, DbErr> {
    match latest(db.read(), study.id).await {
        Ok(_) => Ok(None),
        Err(ProtocolError::Database(away @ (DbErr::Conn(_) | DbErr::ConnectionAcquire(_)))) => {
            Err(away)
        }
        Err(error) => Ok(Some(error.to_string())),
    }
}

/// The number of the version that holds, which is read where its text is not.
pub(super) async fn version(
    connection: &impl ConnectionTrait,
    study: i32,
) -> Result<Option<i32>, DbErr> {
    protocol_version::Entity::find()
        .select_only()
        .column(protocol_version::Column::Version)
        .filter(protocol_version::Column::StudyId.eq(study))
        .order_by_desc(protocol_version::Column::Version)
        .into_tuple()
        .one(connection)
        .await
}

fn hash(study: i32, version: i32, waves: &str) -> String {
    hex(&secret::hashed(&format!("{study}|{version}|{waves}")))
}
