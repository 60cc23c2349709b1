//! A backup that comes back takes the chain back to where it then ended. That is a fact of its own, written
//! down with a proof: anchors that were kept in between are explained by it, and nothing else is.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use super::{Anchor, end, entries::Packed, hex, to_milliseconds};
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
    /// As anchors name it.
    pub(super) name: String,
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
    row.proof = proof(keys, &row);
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
        if let Some(entry) = entry.filter(|_| proof(keys, &row) == row.proof) {
            let name = name(&row);
            let (on, made_at, sequence) = (entry.at, row.made_at, row.sequence);
            all.push(Restored { on, made_at, sequence, name });
        }
    }
    Ok(all)
}

/// How an anchor names the last backup that was brought back before it.
pub(super) async fn last(connection: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    let rows = restored_backup::Entity::find().order_by_desc(restored_backup::Column::Id);
    Ok(rows.one(connection).await?.as_ref().map(name))
}

/// Whether one of them explains why an anchor is not of this chain: it was kept before that backup was brought
/// back, and after the backup was made.
pub(super) fn explain(all: &[Restored], anchor: &Anchor) -> bool {
    let known = |one: &Restored| Some(&one.name) == anchor.since.as_ref();
    let later = all.iter().rposition(known).map_or(0, |place| place + 1);
    all[later..].iter().any(|one| one.sequence < anchor.sequence)
}

/// Shows that whoever wrote the row had the keys: an older copy of the database with such a row put into it
/// explains nothing.
fn proof(keys: &Keys, row: &restored_backup::Model) -> Vec<u8> {
    let mut packed = Packed::default();
    packed.number(row.entry_id);
    packed.number(row.sequence);
    packed.bytes(row.backup.as_bytes());
    packed.time(to_milliseconds(row.made_at));
    let key = keys.system("audit chain").derive("restored", "");
    secret::keyed(&key, "restored", packed).to_vec()
}

fn name(row: &restored_backup::Model) -> String {
    hex(row.proof.get(..4).unwrap_or_default())
}
