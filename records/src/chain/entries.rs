//! What is sealed: rows of the audit and of the history, as bytes that no other row has.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait, IntoColumnRef, Query, SelectStatement},
};

use crate::entity::{audit, history, seal};

/// Which table an entry is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Audit,
    History,
}

impl Kind {
    pub const ALL: [Self; 2] = [Self::Audit, Self::History];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Audit => "audit",
            Self::History => "history",
        }
    }

    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// An entry as it stands.
pub(super) struct Entry {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub packed: Packed,
}

/// Values one after the other, each with its length, so that no two lists of values are the same bytes.
#[derive(Default)]
pub(super) struct Packed(Vec<u8>);

impl Packed {
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend((bytes.len() as u64).to_be_bytes());
        self.0.extend(bytes);
    }

    pub fn maybe(&mut self, bytes: Option<&[u8]>) {
        self.0.push(u8::from(bytes.is_some()));
        self.bytes(bytes.unwrap_or_default());
    }

    pub fn number(&mut self, number: i64) {
        self.bytes(&number.to_be_bytes());
    }

    /// Whole seconds and nanoseconds: databases round, but what was read is read the same again.
    pub fn time(&mut self, time: DateTime<Utc>) {
        self.number(time.timestamp());
        self.number(time.timestamp_subsec_nanos().into());
    }
}

impl AsRef<[u8]> for Packed {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Entries above `settled` that have no seal, oldest first.
pub(super) async fn unsealed(
    connection: &impl ConnectionTrait,
    kind: Kind,
    settled: i64,
    at_most: u64,
) -> Result<Vec<Entry>, DbErr> {
    let open = |id: (&'static str, &'static str)| {
        let after = Expr::col(id).gt(settled);
        Condition::all().add(after).add(Expr::exists(sealed(kind, id)).not())
    };
    Ok(match kind {
        Kind::Audit => audit::Entity::find()
            .filter(open(("audit", "id")))
            .order_by_asc(audit::Column::Id)
            .limit(at_most)
            .all(connection)
            .await?
            .into_iter()
            .map(of_audit)
            .collect(),
        Kind::History => history::Entity::find()
            .filter(open(("history", "id")))
            .order_by_asc(history::Column::Id)
            .limit(at_most)
            .all(connection)
            .await?
            .into_iter()
            .map(of_history)
            .collect(),
    })
}

/// The highest number of an entry that has a seal; 0 when none has.
pub(super) async fn last_sealed(
    connection: &impl ConnectionTrait,
    kind: Kind,
) -> Result<i64, DbErr> {
    let last = seal::Entity::find()
        .filter(seal::Column::Kind.eq(kind.name()))
        .select_only()
        .column_as(seal::Column::EntryId.max(), "last")
        .into_tuple::<Option<i64>>()
        .one(connection)
        .await?;
    Ok(last.flatten().unwrap_or_default())
}

/// The lowest entry up to `settled` that has no seal: whoever put it there did so too late.
pub(super) async fn added_late(
    connection: &impl ConnectionTrait,
    kind: Kind,
    settled: i64,
) -> Result<Option<i64>, DbErr> {
    let missed = |id: (&'static str, &'static str)| {
        let before = Expr::col(id).lte(settled);
        Condition::all().add(before).add(Expr::exists(sealed(kind, id)).not())
    };
    let id = match kind {
        Kind::Audit => {
            audit::Entity::find()
                .filter(missed(("audit", "id")))
                .select_only()
                .column_as(audit::Column::Id.min(), "id")
                .into_tuple::<Option<i64>>()
                .one(connection)
                .await?
        }
        Kind::History => {
            history::Entity::find()
                .filter(missed(("history", "id")))
                .select_only()
                .column_as(history::Column::Id.min(), "id")
                .into_tuple::<Option<i64>>()
                .one(connection)
                .await?
        }
    };
    Ok(id.flatten())
}

fn sealed(kind: Kind, id: impl IntoColumnRef) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(seal::Entity)
        .and_where(seal::Column::Kind.eq(kind.name()))
        .and_where(Expr::col((seal::Entity, seal::Column::EntryId)).eq(Expr::col(id)))
        .to_owned()
}

/// Entries by their numbers. Those that are gone are not among them.
pub(super) async fn by_id(
    connection: &impl ConnectionTrait,
    kind: Kind,
    ids: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, Entry>, DbErr> {
    let entries: Vec<_> = match kind {
        Kind::Audit => {
            let rows = audit::Entity::find().filter(audit::Column::Id.is_in(ids));
            rows.all(connection).await?.into_iter().map(of_audit).collect()
        }
        Kind::History => {
            let rows = history::Entity::find().filter(history::Column::Id.is_in(ids));
            rows.all(connection).await?.into_iter().map(of_history).collect()
        }
    };
    Ok(entries.into_iter().map(|entry| (entry.id, entry)).collect())
}

fn of_audit(row: audit::Model) -> Entry {
    let mut packed = Packed::default();
    packed.number(row.id);
    packed.time(row.at);
    for text in [&row.actor, &row.action, &row.object] {
        packed.bytes(text.as_bytes());
    }
    for text in [&row.role, &row.purpose] {
        packed.maybe(text.as_deref().map(str::as_bytes));
    }
    for number in [row.study_id, row.participant_id] {
        packed.maybe(number.map(i32::to_be_bytes).as_ref().map(<[u8; 4]>::as_slice));
    }
    for hash in [&row.before_hash, &row.after_hash] {
        packed.maybe(hash.as_deref());
    }
    Entry { id: row.id, at: row.at, packed }
}

fn of_history(row: history::Model) -> Entry {
    let mut packed = Packed::default();
    packed.number(row.id);
    packed.number(row.response_id.into());
    for text in [&row.page, &row.actor, &row.mode, &row.changes] {
        packed.bytes(text.as_bytes());
    }
    packed.time(row.at);
    Entry { id: row.id, at: row.at, packed }
}
