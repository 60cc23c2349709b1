//! Passwords: whether one is good enough, and whether one is right. Both are slow on purpose, so they
//! run beside the requests, a few at a time.

use std::sync::OnceLock;

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use tokio::{sync::Semaphore, task::spawn_blocking};
use zxcvbn::{Score, zxcvbn};

use super::StaffError;

/// Fewest and most characters. Which ones is everybody's own business.
const LENGTHS: std::ops::RangeInclusive<usize> = 12..=128;
/// 19 MiB, two passes, one lane: each takes memory and a processor for a while.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
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

/// Looks at a new password of somebody whose name and address are known to whoever guesses. Common
/// passwords are those of the lists in zxcvbn.
pub(super) async fn look_at(new: &str, known: &[&str]) -> Result<(), PasswordProblem> {
    match new.chars().count() {
        short if short < *LENGTHS.start() => return Err(PasswordProblem::TooShort),
        long if long > *LENGTHS.end() => return Err(PasswordProblem::TooLong),
        _ => {}
    }
    let new = new.to_owned();
    let known: Vec<_> = known.iter().flat_map(|text| parts(text)).collect();
    let looked = spawn_blocking(move || {
        let known: Vec<_> = known.iter().map(String::as_str).collect();
        zxcvbn(&new, &known).score()
    });
    match looked.await {
        Ok(score) if score >= Score::Three => Ok(()),
        _ => Err(PasswordProblem::Guessable),
    }
}

/// A text, and the words in it: `anna.example@example.org` gives `anna`, too.
fn parts(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    std::iter::once(text).chain(words).chain(["throughline"]).map(str::to_owned).collect()
}

/// The hash of a new password, with a salt of its own.
pub(super) async fn hash(new: &str) -> Result<String, StaffError> {
    let new = new.to_owned();
    slowly(move || hashed(new.as_bytes())).await?.ok_or(StaffError::Hash)
}

/// Whether a password is the one that was hashed. Without a hash the answer is no, after just as long.
pub(super) async fn is_right(given: &str, hash: Option<String>) -> Result<bool, StaffError> {
    // Nobody has so long a password, and hashing it would be the work of whoever sent it.
    let given: String = given.chars().take(LENGTHS.end() + 1).collect();
    slowly(move || {
        let (known, hash) = match &hash {
            Some(hash) => (true, hash.as_str()),
            None => (false, nobodys()),
        };
        let same = PasswordHash::new(hash)
            .is_ok_and(|hash| argon2().verify_password(given.as_bytes(), &hash).is_ok());
        known && same
    })
    .await
}

async fn slowly<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StaffError> {
    let _turn = TURNS.acquire().await.map_err(|_| StaffError::Hash)?;
    spawn_blocking(work).await.map_err(|_| StaffError::Hash)
}

fn argon2() -> Argon2<'static> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hashed(password: &[u8]) -> Option<String> {
    argon2().hash_password(password).ok().map(|hash| hash.to_string())
}

/// A hash that costs what others cost and belongs to nobody.
fn nobodys() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| hashed(b"nobody has this password").unwrap_or_default())
}
