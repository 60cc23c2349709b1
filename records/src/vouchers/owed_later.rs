//! Surveys that were sent while the protocol of their study could not be read. What is owed for them is worked out as soon as
//! it can be; until then staff see whose they are.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};
use surveys::{protocol::Protocol, sheet::Sheet, stopping::Way, study::Study, vouchers::Wish};

use super::promising::{owe, promised_for};
use crate::{
    Db, consent,
    entity::{left_out, participant, response},
    identity, outbox,
    protocols::{self, ProtocolError},
    studies,
};

/// Rows in one transaction.
const TOGETHER: u64 = 100;

/// Keeps in mind that somebody sent this wave.
pub(super) async fn note(
    transaction: &impl ConnectionTrait,
    person: &participant::Model,
    wave: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = left_out::ActiveModel {
        once: Set(format!("sent {} {wave}", person.id)),
        study_id: Set(person.study_id),
        participant_id: Set(person.id),
        wave_key: Set(Some(wave.to_owned())),
        since: Set(now),
        ..Default::default()
    };
    let there = OnConflict::column(left_out::Column::Once).do_nothing().to_owned();
    let new = left_out::Entity::insert(row).on_conflict(there);
    new.exec_without_returning(transaction).await.map(drop)
}

/// Owes what could not be owed when it was earned, and thanks for it, in each study that can be read by now.
pub(super) async fn make_good(db: &Db, now: DateTime<Utc>) -> Result<(), DbErr> {
    let studies = left_out::Entity::find().select_only().column(left_out::Column::StudyId);
    let studies = studies.filter(left_out::Column::WaveKey.is_not_null()).distinct();
    for id in studies.into_tuple::<i32>().all(db.read()).await? {
        match protocols::latest(db.read(), id).await {
            Ok(held) => of_study(db, (id, held.map(|held| held.protocol)), now).await?,
            Err(ProtocolError::Database(error)) => return Err(error),
            Err(_) => {}
        }
    }
    Ok(())
}

async fn of_study(
    db: &Db,
    (id, protocol): (i32, Option<Arc<Protocol>>),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let study = studies::by_id(db, id).await?;
    let rows = left_out::Entity::find()
        .filter(left_out::Column::StudyId.eq(id))
        .filter(left_out::Column::WaveKey.is_not_null())
        .order_by_asc(left_out::Column::Id)
        .limit(TOGETHER);
    for row in rows.all(db.read()).await? {
        let (study, protocol) = (Arc::clone(&study), protocol.clone());
        let addresses = identity::addresses(&db.vault, &[row.participant_id]).await?;
        let has = addresses.get(&row.participant_id).copied().unwrap_or_default();
        let ways = outbox::reached(|way| has.has(way));
        db.write(move |transaction| {
            Box::pin(async move { of_one(transaction, (&study, protocol), (row, ways), now).await })
        })
        .await?;
    }
    Ok(())
}

async fn of_one(
    transaction: &impl ConnectionTrait,
    (study, protocol): (&Study, Option<Arc<Protocol>>),
    (row, ways): (left_out::Model, Vec<Way>),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    // Two workers may do it at once: who takes the row away does the rest.
    let gone = left_out::Entity::delete_by_id(row.id).exec(transaction).await?;
    let person = participant::Entity::find_by_id(row.participant_id).one(transaction).await?;
    let wave = row.wave_key.unwrap_or_default();
    let wish = wish(transaction, (row.participant_id, &wave)).await?;
    let (Some(person), Some(wish), 1..) = (person, wish, gone.rows_affected) else {
        return Ok(());
    };
    if let Some(promised) = protocol.and_then(|protocol| promised_for(&protocol, &wave)) {
        owe(transaction, (&person, &wave), (promised, wish), now).await?;
    }
    let agreed = consent::state(transaction, person.id).await?;
    let whose = (&person, wave.as_str(), study.timezone.as_str());
    outbox::thank_for(transaction, whose, (&agreed, &ways), now).await
}

/// What they said about how it comes; nothing where there is no survey of theirs any more.
async fn wish(
    transaction: &impl ConnectionTrait,
    (person, wave): (i32, &str),
) -> Result<Option<Option<Wish>>, DbErr> {
    let theirs = response::Entity::find()
        .filter(response::Column::ParticipantId.eq(person))
        .filter(response::Column::WaveKey.eq(wave))
        .filter(response::Column::ErasedAt.is_null())
        .one(transaction)
        .await?;
    let sheet = |row: response::Model| serde_json::from_str::<Sheet>(&row.sheet).ok();
    Ok(theirs.map(|row| sheet(row).and_then(|sheet| Wish::of(&sheet.answers))))
}
