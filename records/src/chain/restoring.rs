//! A backup that comes back takes the chain back to where it then ended. That is a fact of its own, written
//! down with a proof: anchors that were kept in between are explained by it, and nothing else is.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use super::{Anchor, end, entries::Packed, to_milliseconds};
use crate::{
    audit,
    entity::{audit as entry, restored_backup},
    keys::Keys,
    secret,
};

/// The action of the entry.
const RESTORED: &str = "restored from a backup";
const BY: &str = "a restore";

/// A backup that was brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// When it was.
    pub on: DateTime<Utc>,
    /// When it had been made.
    pub made_at: DateTime<Utc>,
    /// The last seal that came back with it; 0 when nothing had been sealed.
    pub sequence: i64,
}

/// Writes down that a backup was brought back, before anything else is sealed. `backup` is the hash of its file.
pub(crate) async fn restored(
    (transaction, keys): (&impl ConnectionTrait, &Keys),
    (backup, made_at): (&str, DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let object = made_at.to_rfc3339();
    let written = audit::Entry::new(BY, RESTORED, &object).to(&format!("backup {backup}"));
    let mut row = restored_backup::Model {
        id: 0,
        entry_id: written.write(transaction, now).await?,
        backup: backup.to_owned(),
        made_at,
        sequence: end(transaction).await?.map_or(0, |end| end.sequence),
        proof: Vec::new(),
    };
    row.proof = proof(keys, &row, now);
    let row = restored_backup::ActiveModel {
        entry_id: Set(row.entry_id),
        backup: Set(row.backup),
        made_at: Set(row.made_at),
        sequence: Set(row.sequence),
        proof: Set(row.proof),
        ..Default::default()
    };
    restored_backup::Entity::insert(row).exec_without_returning(transaction).await.map(drop)
}

/// When this backup was brought back, where nothing was done since.
pub(crate) async fn is_as_restored(
    connection: &impl ConnectionTrait,
    backup: &str,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    let last = entry::Entity::find().order_by_desc(entry::Column::Id).one(connection).await?;
    let restored = restored_backup::Entity::find()
        .order_by_desc(restored_backup::Column::Id)
        .one(connection)
        .await?;
    let same = last
        .zip(restored)
        .filter(|(last, restored)| restored.entry_id == last.id && restored.backup == backup);
    Ok(same.map(|(last, _)| last.at))
}

/// Every backup that was brought back, oldest first, of which only the program can have said so.
pub(super) async fn all(
    connection: &impl ConnectionTrait,
    keys: &Keys,
) -> Result<Vec<Restored>, DbErr> {
    let rows = restored_backup::Entity::find().order_by_asc(restored_backup::Column::Id);
    let mut all = Vec::new();
    for row in rows.all(connection).await? {
        let entry = entry::Entity::find_by_id(row.entry_id)
            .filter(entry::Column::Action.eq(RESTORED))
            .one(connection)
            .await?;
        if let Some(entry) = entry.filter(|entry| proof(keys, &row, entry.at) == row.proof) {
            let (on, made_at, sequence) = (entry.at, row.made_at, row.sequence);
            all.push(Restored { on, made_at, sequence });
        }
    }
    Ok(all)
}

/// By which anchors know the last backup that was brought back before them: when that was.
pub(super) async fn last(connection: &impl ConnectionTrait) -> Result<Option<i64>, DbErr> {
    let rows = restored_backup::Entity::find().order_by_desc(restored_backup::Column::Id);
    let Some(row) = rows.one(connection).await? else { return Ok(None) };
    let entry = entry::Entity::find_by_id(row.entry_id).one(connection).await?;
    Ok(entry.map(|entry| entry.at.timestamp_millis()))
}

/// Whether one of them explains why an anchor is not of this chain: it was kept before that backup was brought
/// back, and after the backup was made. The restore that an anchor knows may itself be gone, with a later one.
pub(super) fn explain(all: &[Restored], anchor: &Anchor) -> bool {
    let later = |one: &&Restored| Some(one.on.timestamp_millis()) > anchor.since;
    all.iter().filter(later).any(|one| one.sequence < anchor.sequence)
}

/// Shows that whoever wrote the row had the keys: an older copy of the database with such a row put into it
/// explains nothing.
fn proof(keys: &Keys, row: &restored_backup::Model, on: DateTime<Utc>) -> Vec<u8> {
    let mut packed = Packed::default();
    packed.number(row.entry_id);
    packed.number(row.sequence);
    packed.bytes(row.backup.as_bytes());
    packed.time(to_milliseconds(row.made_at));
    packed.time(to_milliseconds(on));
    let key = keys.system("audit chain").derive("restored", "");
    secret::keyed(&key, "restored", packed).to_vec()
}
