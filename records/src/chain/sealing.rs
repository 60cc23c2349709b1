//! Adding seals. What is to be sealed is read and hashed first; the transaction only writes, so that
//! whoever saves answers meanwhile waits for little.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait,
    IntoActiveModel, QuerySelect, sea_query::OnConflict,
};

use super::{
    BEGINNING, commitment, end,
    entries::{self, Entry, Kind},
    hash, key, proof, to_milliseconds,
};
use crate::{
    Db,
    entity::{chain, seal},
    leases, secret,
    stores::Unusable,
};

/// Entries of a kind that are sealed at a time.
const TOGETHER: u64 = 1000;
/// How long the work is its worker's.
const LEASE: TimeDelta = TimeDelta::seconds(5);
/// On PostgreSQL a transaction may be committed after one that has higher numbers. After this time
/// nobody is, since a session that does nothing for a minute is ended.
const SETTLES: TimeDelta = TimeDelta::minutes(5);

/// A worker that seals.
#[derive(Debug)]
pub struct Sealing {
    holder: String,
    /// When every entry up to these numbers that was there had its seal, on PostgreSQL.
    sealed: Option<(DateTime<Utc>, Settled)>,
    /// Where the chain ended when all of it was found to be settled.
    quiet: i64,
}

/// The numbers up to which no seal will be added any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Settled {
    audit: i64,
    history: i64,
}

/// What one transaction adds to the chain as it was read.
struct Links {
    key: [u8; 32],
    before: chain::Model,
    after: chain::Model,
    seals: Vec<seal::Model>,
}

impl Default for Sealing {
    fn default() -> Self {
        Self { holder: secret::crockford26(&secret::random()), sealed: None, quiet: 0 }
    }
}

impl Sealing {
    /// Seals what was written since, a part at a time: how many entries. With 0 there was nothing left
    /// to do, or another worker does it.
    ///
    /// # Errors
    /// When the database fails. Nothing is sealed then.
    pub async fn seal(&mut self, db: &Db, now: DateTime<Utc>) -> Result<usize, Unusable> {
        let Some(before) = end(db.read()).await? else {
            return Ok(begin(db).await.map(|()| 0)?);
        };
        let audit = entries::unsealed(db.read(), Kind::Audit, before.settled_audit, TOGETHER);
        let audit = audit.await?;
        let history = entries::unsealed(db.read(), Kind::History, before.settled_history, TOGETHER);
        let history = history.await?;
        let settled = self.settled(db, &before, (&audit, &history), now).await?;
        let was = Settled { audit: before.settled_audit, history: before.settled_history };
        if audit.is_empty() && history.is_empty() && settled == was {
            return Ok(0);
        }
        let key = key(&db.vault.keys, &before);
        let mut links = Links { key, after: before.clone(), before, seals: Vec::new() };
        links.add(Kind::Audit, &audit, now);
        links.add(Kind::History, &history, now);
        links.close(settled);
        let (holder, count) = (self.holder.clone(), links.seals.len());
        let added: Result<bool, DbErr> = db
            .write(move |transaction| {
                Box::pin(async move { links.write(transaction, &holder, now).await })
            })
            .await;
        Ok(if added? { count } else { 0 })
    }

    /// Up to where the chain has passed for good once these entries are sealed.
    async fn settled(
        &mut self,
        db: &Db,
        before: &chain::Model,
        (audit, history): (&[Entry], &[Entry]),
        now: DateTime<Utc>,
    ) -> Result<Settled, DbErr> {
        let was = Settled { audit: before.settled_audit, history: before.settled_history };
        let reached =
            Settled { audit: last(audit, was.audit), history: last(history, was.history) };
        // SQLite gives numbers in the order of commits.
        if db.read().get_database_backend() == DbBackend::Sqlite {
            return Ok(reached);
        }
        if let Some((at, sealed)) = self.sealed {
            if now - at < SETTLES {
                return Ok(was);
            }
            self.sealed = None;
            let audit = sealed.audit.max(was.audit);
            return Ok(Settled { audit, history: sealed.history.max(was.history) });
        }
        if audit.is_empty() && history.is_empty() && before.sequence != self.quiet {
            let audit = entries::last_sealed(db.read(), Kind::Audit).await?.max(was.audit);
            let history = entries::last_sealed(db.read(), Kind::History).await?.max(was.history);
            let reached = Settled { audit, history };
            if reached == was {
                self.quiet = before.sequence;
            } else {
                self.sealed = Some((now, reached));
            }
        }
        Ok(was)
    }
}

fn last(entries: &[Entry], settled: i64) -> i64 {
    entries.last().map_or(settled, |entry| entry.id.max(settled))
}

impl Links {
    fn add(&mut self, kind: Kind, entries: &[Entry], now: DateTime<Utc>) {
        for entry in entries {
            let salt = (kind == Kind::History).then(|| secret::random()[..16].to_vec());
            let mut seal = seal::Model {
                sequence: self.after.sequence + 1,
                kind: kind.name().to_owned(),
                entry_id: entry.id,
                commitment: commitment(&self.key, kind, salt.as_deref(), &entry.packed),
                salt,
                hash: Vec::new(),
                sealed_at: to_milliseconds(now),
                erased_by: None,
            };
            seal.hash = hash(&self.after.hash, &seal);
            self.after.sequence = seal.sequence;
            self.after.hash.clone_from(&seal.hash);
            self.seals.push(seal);
        }
    }

    fn close(&mut self, settled: Settled) {
        self.after.settled_audit = settled.audit;
        self.after.settled_history = settled.history;
        self.after.proof = proof(&self.key, &self.after);
    }

    /// Adds them when the work is this worker's and the chain still ends where it did. Two workers can
    /// therefore never add to the same end.
    async fn write(
        self,
        transaction: &DatabaseTransaction,
        holder: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, DbErr> {
        if !leases::take(transaction, "sealing", holder, LEASE, now).await? {
            return Ok(false);
        }
        if hold(transaction).await?.as_ref() != Some(&self.before) {
            return Ok(false);
        }
        let mut rows: Vec<_> = self.seals.into_iter().map(seal::Model::into_active_model).collect();
        while let Some(places) = rows.len().checked_ilog2() {
            let some: Vec<_> = rows.drain(..1 << places).collect();
            seal::Entity::insert_many(some).exec_without_returning(transaction).await?;
        }
        self.after.into_active_model().reset_all().update(transaction).await?;
        Ok(true)
    }
}

/// Where the chain ends, which nobody else changes until this transaction is over.
pub(super) async fn hold(
    transaction: &impl ConnectionTrait,
) -> Result<Option<chain::Model>, DbErr> {
    chain::Entity::find_by_id(1).lock_exclusive().one(transaction).await
}

/// Makes the beginning of the chain. When another worker was quicker, its beginning stays.
async fn begin(db: &Db) -> Result<(), DbErr> {
    let mut row = chain::Model {
        id: 1,
        secret: secret::random().to_vec(),
        sequence: 0,
        hash: BEGINNING.to_vec(),
        settled_audit: 0,
        settled_history: 0,
        erasures: 0,
        proof: Vec::new(),
    };
    row.proof = proof(&key(&db.vault.keys, &row), &row);
    db.write(move |transaction| {
        Box::pin(async move {
            let there = OnConflict::column(chain::Column::Id).do_nothing().to_owned();
            let row = row.into_active_model().reset_all();
            let made = chain::Entity::insert(row).on_conflict(there);
            made.exec_without_returning(transaction).await.map(drop)
        })
    })
    .await
}
