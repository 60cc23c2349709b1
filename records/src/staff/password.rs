//! Passwords: whether one is good enough, and whether one is right. Both are slow on purpose, so they
//! run beside the requests, a few at a time.

mod listed;

use std::sync::OnceLock;

use argon2::{
    Algorithm, Argon2, KeyId, Params, ParamsBuilder, PasswordHash, PasswordHasher,
    PasswordVerifier, Version,
};
use sea_orm::{DbErr, EntityTrait};
use surveys::study::Study;
use tokio::{sync::Semaphore, task::spawn_blocking};
use zeroize::Zeroizing;
use zxcvbn::{Score, zxcvbn};

use super::StaffError;
use crate::{Db, entity::study};

/// Fewest and most characters. Which ones is everybody's own business.
const LENGTHS: std::ops::RangeInclusive<usize> = 12..=128;
/// 19 MiB, two passes, one lane: each takes memory and a processor for a while.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// Which pepper is in a hash, as the hash says itself. One without was made before there was any.
const PEPPER: &[u8] = b"root-1";
/// So many at the same time, that sign-in never takes the memory or the processors from people who
/// answer.
static TURNS: Semaphore = Semaphore::const_new(2);

/// What is wrong with a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    /// It has fewer than 12 characters.
    TooShort,
    /// It has more than 128.
    TooLong,
    /// Somebody who knows what people choose, or whose it is, would soon find it.
    Guessable,
    /// The second time, something else was typed.
    NotTheSame,
}

/// What came of looking at a password that somebody gave.
pub(super) enum Given {
    Wrong,
    Right,
    /// It is right, and this hash of it is to be kept instead of the one it was compared with.
    RightAndHashedAnew(String),
}

/// Looks at a new password of somebody whose name and address are known to whoever guesses, and so are
/// the studies.
pub(super) async fn look_at(
    db: &Db,
    new: &str,
    own: &[&str],
) -> Result<Result<(), PasswordProblem>, DbErr> {
    match new.chars().count() {
        short if short < *LENGTHS.start() => return Ok(Err(PasswordProblem::TooShort)),
        long if long > *LENGTHS.end() => return Ok(Err(PasswordProblem::TooLong)),
        _ => {}
    }
    let mut known: Vec<_> = own.iter().map(|text| (*text).to_owned()).collect();
    known.push("throughline".to_owned());
    for row in study::Entity::find().all(db.read()).await? {
        if let Ok(study) = serde_json::from_str::<Study>(&row.definition) {
            known.extend([row.key, study.title, study.programme, study.organisation]);
        }
    }
    let new = new.to_owned();
    let looked = spawn_blocking(move || {
        let parts: Vec<_> = known.iter().flat_map(|text| parts(text)).collect();
        !listed::is_made_of_what_is_listed(&new, &known)
            && zxcvbn(&new, &parts).score() >= Score::Three
    });
    let good = looked.await.unwrap_or_default();
    Ok(if good { Ok(()) } else { Err(PasswordProblem::Guessable) })
}

/// A text, and the words in it: `anna.example@example.org` gives `anna`, too.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    std::iter::once(text).chain(words)
}

/// What goes into every hash and lies in no database: whoever steals the hashes alone can try nothing.
/// It comes from the key store's root key, so another master key changes nothing about it.
pub(super) struct Pepper(Zeroizing<[u8; 32]>);

impl Pepper {
    pub fn of(db: &Db) -> Self {
        Self(Zeroizing::new(db.vault.keys.system("password").derive("pepper", PEPPER)))
    }

    fn argon2(&self) -> Option<Argon2<'_>> {
        let (memory, passes, lanes) = COST;
        let key = KeyId::new(PEPPER).ok()?;
        let mut params = ParamsBuilder::new();
        let params = params.m_cost(memory).t_cost(passes).p_cost(lanes).keyid(key).build().ok()?;
        Argon2::new_with_secret(&*self.0, Algorithm::Argon2id, Version::V0x13, params).ok()
    }

    /// The hash, with a salt of its own.
    pub fn hashed(&self, password: &[u8]) -> Option<String> {
        self.argon2()?.hash_password(password).ok().map(|hash| hash.to_string())
    }

    /// Whether the password is the one in the hash, and whether the hash has this pepper.
    pub fn fits(&self, password: &[u8], hash: &str) -> Option<(bool, bool)> {
        let hash = PasswordHash::new(hash).ok()?;
        let is_peppered = Params::try_from(&hash).ok()?.keyid() == PEPPER;
        let argon2 = if is_peppered { self.argon2()? } else { Argon2::default() };
        Some((argon2.verify_password(password, &hash).is_ok(), is_peppered))
    }

    /// A hash that costs what others cost and belongs to nobody.
    fn nobodys(&self) -> &'static str {
        static HASH: OnceLock<String> = OnceLock::new();
        HASH.get_or_init(|| self.hashed(b"nobody has this password").unwrap_or_default())
    }
}

/// The hash of a new password, with a salt of its own.
pub(super) async fn hash(db: &Db, new: &str) -> Result<String, StaffError> {
    let (new, pepper) = (new.to_owned(), Pepper::of(db));
    slowly(move || pepper.hashed(new.as_bytes())).await?.ok_or(StaffError::Hash)
}

/// Whether a password is the one that was hashed. Without a hash the answer is no, after just as long.
pub(super) async fn look_up(
    db: &Db,
    given: &str,
    hash: Option<String>,
) -> Result<Given, StaffError> {
    // Nobody has so long a password, and hashing it would be the work of whoever sent it.
    let given: String = given.chars().take(LENGTHS.end() + 1).collect();
    let pepper = Pepper::of(db);
    slowly(move || {
        let Some(hash) = hash else {
            pepper.fits(given.as_bytes(), pepper.nobodys());
            return Given::Wrong;
        };
        match pepper.fits(given.as_bytes(), &hash) {
            Some((true, true)) => Given::Right,
            Some((true, false)) => {
                pepper.hashed(given.as_bytes()).map_or(Given::Right, Given::RightAndHashedAnew)
            }
            _ => Given::Wrong,
        }
    })
    .await
}

/// Does such work when it is its turn.
pub(super) async fn slowly<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StaffError> {
    let _turn = TURNS.acquire().await.map_err(|_| StaffError::Hash)?;
    spawn_blocking(work).await.map_err(|_| StaffError::Hash)
}
