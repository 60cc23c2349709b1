//! The audit and the history of answers, sealed into one chain soon after they were written, so that
//! nobody changes, adds or takes away an entry unseen.
//!
//! Each seal holds a commitment to one entry, made with a key, and a hash over itself and the seal
//! before it. A commitment to answers is made with a salt as well: when the answers are erased the salt
//! goes, and what they were can be tried out by nobody any more, while the chain stays whole.

mod entries;

mod sealing;

mod erasing;

mod restoring;

mod verifying;

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use sha2::{Digest, Sha256};

pub use erasing::erased;
pub use restoring::Restored;
pub(crate) use restoring::{is_as_restored, restored};
pub use sealing::Sealing;
pub use verifying::{Broken, Verdict, verify};

use crate::{
    Db,
    auth::{Administrator, By},
    entity::{chain, seal},
    keys::Keys,
    sealing::hex,
    secret,
    stores::Unusable,
};
use entries::{Kind, Packed};

/// Where the chain stood at some time. Kept elsewhere, it shows later that everything before is still
/// what it was, even to somebody who could rewrite the whole chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    sequence: i64,
    hash: String,
    /// When the last backup was brought back that had been by then, in milliseconds since 1970.
    since: Option<i64>,
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.sequence, self.hash)?;
        self.since.as_ref().map_or(Ok(()), |since| write!(f, "-{since:012x}"))
    }
}

/// What was given is no anchor.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error(
    "an anchor is a number, a hyphen and 64 hexadecimal digits, and after a restore a hyphen and twelve more, as `throughline audit anchor` prints it"
)]
pub struct NoAnchor;

impl FromStr for Anchor {
    type Err = NoAnchor;

    fn from_str(text: &str) -> Result<Self, NoAnchor> {
        let mut parts = text.trim().splitn(3, '-');
        let sequence = parts.next().and_then(|number| number.parse().ok());
        let sequence = sequence.filter(|sequence| *sequence > 0).ok_or(NoAnchor)?;
        let hash = digits(parts.next().ok_or(NoAnchor)?, 64)?;
        let since = parts.next().map(|since| digits(since, 12)).transpose()?;
        let since = since.map(|since| i64::from_str_radix(&since, 16)).transpose();
        let since = since.map_err(|_| NoAnchor)?;
        Ok(Self { sequence, hash, since })
    }
}

fn digits(text: &str, so_many: usize) -> Result<String, NoAnchor> {
    let are_digits = text.len() == so_many && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    are_digits.then(|| text.to_ascii_lowercase()).ok_or(NoAnchor)
}

/// Where the chain ends now; none when nothing was sealed yet.
///
/// # Errors
/// When the database fails.
pub async fn anchor(db: &Db, _by: &By<Administrator>) -> Result<Option<Anchor>, Unusable> {
    Ok(anchor_in(db.read()).await?)
}

/// The same, as a snapshot has it.
pub(crate) async fn anchor_in(connection: &impl ConnectionTrait) -> Result<Option<Anchor>, DbErr> {
    let end = end(connection).await?.filter(|end| end.sequence > 0);
    let since = restoring::last(connection).await?;
    Ok(end.map(|end| Anchor { sequence: end.sequence, hash: hex(&end.hash), since }))
}

/// The row that says where the chain ends; none before the first seal.
async fn end(connection: &impl ConnectionTrait) -> Result<Option<chain::Model>, DbErr> {
    chain::Entity::find_by_id(1).one(connection).await
}

/// The key of all commitments. The key store has a part in it, so that nobody can make the chain anew who can
/// only write the database.
fn key(keys: &Keys, end: &chain::Model) -> [u8; 32] {
    keys.system("audit chain").derive("key", &end.secret)
}

/// Shows that whoever wrote where the chain ends had the key.
fn proof(key: &[u8; 32], end: &chain::Model) -> Vec<u8> {
    let mut packed = Packed::default();
    for number in [end.sequence, end.settled_audit, end.settled_history, end.erasures] {
        packed.number(number);
    }
    packed.bytes(&end.hash);
    secret::keyed(key, "chain end", packed).to_vec()
}

/// Shows that it was the program that took the salt from a seal, because of this entry of the audit.
fn erasure(key: &[u8; 32], seal: &seal::Model, entry: i64) -> Vec<u8> {
    let mut packed = Packed::default();
    for number in [seal.sequence, seal.entry_id, entry] {
        packed.number(number);
    }
    secret::keyed(key, "erased", packed).to_vec()
}

fn commitment(key: &[u8; 32], kind: Kind, salt: Option<&[u8]>, entry: &Packed) -> Vec<u8> {
    let mut packed = Packed::default();
    packed.maybe(salt);
    packed.bytes(entry.as_ref());
    secret::keyed(key, kind.name(), packed).to_vec()
}

/// The hash of a seal, over itself and the one before. The salt is not in it, since it may go.
fn hash(before: &[u8], seal: &seal::Model) -> Vec<u8> {
    let mut packed = Packed::default();
    packed.bytes(before);
    packed.number(seal.sequence);
    packed.bytes(seal.kind.as_bytes());
    packed.number(seal.entry_id);
    packed.bytes(&seal.commitment);
    packed.time(seal.sealed_at);
    Sha256::digest(packed).to_vec()
}

/// What a chain begins from.
const BEGINNING: [u8; 32] = [0; 32];

/// Databases keep different fractions of a second; this is one that all keep.
fn to_milliseconds(time: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(time.timestamp_millis()).unwrap_or(time)
}
