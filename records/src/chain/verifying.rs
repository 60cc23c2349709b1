//! Walking along the chain, and saying where it first breaks.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, IsolationLevel, QueryFilter,
    QueryOrder, QuerySelect, TransactionTrait,
};

use super::{
    Anchor, BEGINNING, commitment, end,
    entries::{self, Entry, Kind},
    erasing::ERASED,
    erasure, hash, hex, key, proof,
    restoring::{self, Restored},
};
use crate::{
    Db,
    auth::{Administrator, By},
    entity::{audit, chain, seal},
    keys::Keys,
    stores::Unusable,
};

const TOGETHER: u64 = 1000;

/// What the chain was found to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Entries that are sealed and as they were, up to the first that is not.
    pub whole: u64,
    /// Of these, those whose answers were erased later, as an entry says.
    pub erased: u64,
    /// Entries that have no seal yet.
    pub unsealed: u64,
    /// When the oldest of them was written.
    pub unsealed_since: Option<DateTime<Utc>>,
    /// Backups that were brought back, oldest first. What was done after one was made and before it came back
    /// is not there.
    pub restored: Vec<Restored>,
    /// Anchors that were kept in such a time, by their number: nothing is left to compare them with.
    pub lost: Vec<i64>,
    /// Where the chain first breaks.
    pub broken: Option<Broken>,
}

/// How the chain is broken, with the first place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum Broken {
    #[error("seal {0} is missing")]
    SealMissing(i64),
    #[error("seal {sequence} was changed or put in; it names {entry}")]
    SealChanged { sequence: i64, entry: String },
    #[error("{entry} is gone; it was sealed as number {sequence}")]
    Gone { sequence: i64, entry: String },
    #[error("{entry} was changed after it was sealed as number {sequence}")]
    Changed { sequence: i64, entry: String },
    #[error("{0} was put in later, where the chain had passed already")]
    PutIn(String),
    #[error("the end of the chain is gone: it ends at seal {at}, and should at {should}")]
    CutOff { at: i64, should: i64 },
    #[error("the record of where the chain ends was changed or is gone")]
    End,
    #[error("at seal {0} the chain is another than the one that was anchored")]
    Anchored(i64),
}

/// Compares every entry with its seal, and every seal with the one before it. With anchors, also with
/// what the chain was when they were kept.
///
/// # Errors
/// When the database fails.
pub async fn verify(
    db: &Db,
    _by: &By<Administrator>,
    anchors: &[Anchor],
) -> Result<Verdict, Unusable> {
    let postgres = db.read().get_database_backend() == DbBackend::Postgres;
    let isolation = postgres.then_some(IsolationLevel::RepeatableRead);
    let snapshot = db.read().begin_with_config(isolation, None).await?;
    let end = end(&snapshot).await?;
    let restored = restoring::all(&snapshot, &db.vault.keys).await?;
    let mut verdict = Verdict { restored, ..Verdict::default() };
    verdict.broken = walk((&snapshot, &db.vault.keys), end.as_ref(), anchors, &mut verdict).await?;
    let settled = end.map_or((0, 0), |end| (end.settled_audit, end.settled_history));
    tail(&snapshot, settled, &mut verdict).await?;
    snapshot.rollback().await?;
    Ok(verdict)
}

/// Along the chain, to its end or to where it breaks.
async fn walk(
    (snapshot, keys): (&DatabaseTransaction, &Keys),
    end: Option<&chain::Model>,
    anchors: &[Anchor],
    verdict: &mut Verdict,
) -> Result<Option<Broken>, DbErr> {
    let Some(end) = end else {
        let any = seal::Entity::find().one(snapshot).await?.is_some();
        let anchored = verdict.another_than(anchors.iter());
        return Ok(if any { Some(Broken::End) } else { anchored });
    };
    let key = key(keys, end);
    let mut walk = Walk { key, sequence: 0, hash: BEGINNING.to_vec(), anchors };
    let mut after = i64::MIN;
    loop {
        let seals = seal::Entity::find()
            .filter(seal::Column::Sequence.gt(after))
            .order_by_asc(seal::Column::Sequence)
            .limit(TOGETHER)
            .all(snapshot)
            .await?;
        let Some(last) = seals.last() else { break };
        after = last.sequence;
        let found = Found::of(snapshot, &seals).await?;
        for seal in seals {
            if let Some(broken) = walk.step(&seal, &found, verdict) {
                return Ok(Some(broken));
            }
            verdict.whole += 1;
            verdict.erased += u64::from(seal.erased_by.is_some());
        }
    }
    Ok(walk.arrive(end, verdict))
}

/// Entries without a seal: late ones break the chain, others are its tail.
async fn tail(
    snapshot: &DatabaseTransaction,
    (audit, history): (i64, i64),
    verdict: &mut Verdict,
) -> Result<(), DbErr> {
    for (kind, settled) in [(Kind::Audit, audit), (Kind::History, history)] {
        if verdict.broken.is_none()
            && let Some(id) = entries::added_late(snapshot, kind, settled).await?
        {
            verdict.broken = Some(Broken::PutIn(named(kind.name(), id)));
        }
        let mut after = settled;
        loop {
            let open = entries::unsealed(snapshot, kind, after, TOGETHER).await?;
            let Some(last) = open.last() else { break };
            after = last.id;
            verdict.unsealed += open.len() as u64;
            let oldest = open.iter().map(|entry| entry.at).min();
            verdict.unsealed_since = verdict.unsealed_since.into_iter().chain(oldest).min();
        }
    }
    Ok(())
}

impl Verdict {
    /// The chain is another than these anchors say: how it is broken, unless a backup that was brought back
    /// explains all of them.
    fn another_than<'a>(&mut self, anchors: impl Iterator<Item = &'a Anchor>) -> Option<Broken> {
        for anchor in anchors {
            if !restoring::explain(&self.restored, anchor) {
                return Some(Broken::Anchored(anchor.sequence));
            }
            self.lost.push(anchor.sequence);
        }
        None
    }
}

/// What stands where seals say that something stands.
struct Found {
    audit: HashMap<i64, Entry>,
    history: HashMap<i64, Entry>,
    /// Entries that say that answers were erased.
    erasures: HashSet<i64>,
}

impl Found {
    async fn of(snapshot: &DatabaseTransaction, seals: &[seal::Model]) -> Result<Self, DbErr> {
        let of = |kind: Kind| {
            let seals = seals.iter().filter(move |seal| seal.kind == kind.name());
            seals.map(|seal| seal.entry_id)
        };
        let erasures = audit::Entity::find()
            .filter(audit::Column::Id.is_in(seals.iter().filter_map(|seal| seal.erased_by)))
            .filter(audit::Column::Action.eq(ERASED))
            .all(snapshot)
            .await?;
        Ok(Self {
            audit: entries::by_id(snapshot, Kind::Audit, of(Kind::Audit)).await?,
            history: entries::by_id(snapshot, Kind::History, of(Kind::History)).await?,
            erasures: erasures.into_iter().map(|entry| entry.id).collect(),
        })
    }
}

/// How far somebody has come along the chain.
struct Walk<'a> {
    key: [u8; 32],
    sequence: i64,
    hash: Vec<u8>,
    anchors: &'a [Anchor],
}

impl Walk<'_> {
    /// To the next seal, or where it breaks.
    fn step(&mut self, seal: &seal::Model, found: &Found, verdict: &mut Verdict) -> Option<Broken> {
        let (sequence, entry) = (seal.sequence, named(&seal.kind, seal.entry_id));
        if sequence > self.sequence + 1 {
            return Some(Broken::SealMissing(self.sequence + 1));
        }
        if sequence < self.sequence + 1 || hash(&self.hash, seal) != seal.hash {
            return Some(Broken::SealChanged { sequence, entry });
        }
        self.sequence = sequence;
        self.hash.clone_from(&seal.hash);
        let anchors = self.anchors.iter().filter(|anchor| anchor.sequence == sequence);
        let others = anchors.filter(|anchor| anchor.hash != hex(&self.hash));
        if let Some(broken) = verdict.another_than(others) {
            return Some(broken);
        }
        let kind = Kind::by_name(&seal.kind);
        let Some(kind) = kind else { return Some(Broken::SealChanged { sequence, entry }) };
        if let Some(by) = seal.erased_by {
            let ours = seal.salt.as_ref() == Some(&erasure(&self.key, seal, by));
            let told = ours && found.erasures.contains(&by);
            return (!told).then_some(Broken::Changed { sequence, entry });
        }
        let stands = match kind {
            Kind::Audit => &found.audit,
            Kind::History => &found.history,
        };
        let Some(stands) = stands.get(&seal.entry_id) else {
            return Some(Broken::Gone { sequence, entry });
        };
        let same = commitment(&self.key, kind, seal.salt.as_deref(), &stands.packed);
        (same != seal.commitment).then_some(Broken::Changed { sequence, entry })
    }

    /// At the last seal: whether the chain should end here.
    fn arrive(self, end: &chain::Model, verdict: &mut Verdict) -> Option<Broken> {
        if proof(&self.key, end) != end.proof {
            return Some(Broken::End);
        }
        if self.sequence != end.sequence {
            return Some(Broken::CutOff { at: self.sequence, should: end.sequence });
        }
        verdict.another_than(self.anchors.iter().filter(|anchor| anchor.sequence > self.sequence))
    }
}

/// `audit entry 17`.
fn named(kind: &str, id: i64) -> String {
    format!("{kind} entry {id}")
}
