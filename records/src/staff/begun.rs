//! What a browser keeps while its owner is away at their organisation's sign-in. It is sealed, so that
//! nobody else can make one, and nothing of it has to be stored.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use subtle::ConstantTimeEq;

use super::sessions;
use crate::{
    Db,
    sealing::{Sealer, from_hex, hex},
};

/// How long somebody may take to sign in there.
const VALID: TimeDelta = TimeDelta::minutes(10);
const PLACE: &str = "staff|sign-on begun";

/// A sign-in that was begun: three random numbers of 256 bits each.
#[derive(Clone, PartialEq, Eq)]
pub struct Begun {
    /// Comes back with the browser: an answer to another sign-in is none to this one.
    pub state: String,
    /// Comes back in what the organisation vouches for: it cannot have been said earlier.
    pub nonce: String,
    /// Shows that whoever fetches the answer is who began.
    pub verifier: String,
}

impl Begun {
    /// A new one.
    #[must_use]
    pub fn now() -> Self {
        let [state, nonce, verifier] = std::array::from_fn(|_| sessions::token());
        Self { state, nonce, verifier }
    }

    /// As the browser keeps it.
    #[must_use]
    pub fn sealed(&self, db: &Db, now: DateTime<Utc>) -> String {
        let Self { state, nonce, verifier } = self;
        let words = format!("{} {state} {nonce} {verifier}", now.timestamp());
        hex(&sealer(db).seal(PLACE, words.as_bytes()))
    }

    /// What a browser kept. None when it was not made here, or is more than ten minutes old.
    #[must_use]
    pub fn open(db: &Db, kept: &str, now: DateTime<Utc>) -> Option<Self> {
        let opened = sealer(db).open(PLACE, &from_hex(kept)?).ok()?;
        let mut words = std::str::from_utf8(&opened).ok()?.split(' ').map(str::to_owned);
        let at = DateTime::from_timestamp(words.next()?.parse().ok()?, 0)?;
        let [state, nonce, verifier] = [words.next()?, words.next()?, words.next()?];
        let is_fresh = at <= now && now - at <= VALID;
        is_fresh.then_some(Self { state, nonce, verifier })
    }

    /// Whether an answer is one to this.
    #[must_use]
    pub fn is_answered_by(&self, state: &str) -> bool {
        self.state.as_bytes().ct_eq(state.as_bytes()).into()
    }
}

impl fmt::Debug for Begun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Begun")
    }
}

fn sealer(db: &Db) -> Sealer {
    db.vault.keys.system("sign-on begun")
}
