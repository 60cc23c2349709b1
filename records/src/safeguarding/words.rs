//! What staff write about somebody. It may name them, so it is sealed with their own key, and goes when
//! that key is destroyed.

use std::sync::Arc;

use sea_orm::{ConnectionTrait, DbErr};

use crate::{
    entity::alert_event,
    identity::{self, Vault},
    sealing::Sealer,
};

/// As many characters can be written at once.
pub const MOST_WORDS: usize = 4_000;

/// What somebody wrote, when it is read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// As it was written.
    Open(String),
    /// It went when the name of the person went.
    Gone,
}

/// Why words cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotKept {
    /// Nothing was written.
    #[error("nothing was written")]
    NoWords,
    /// It is longer than [`MOST_WORDS`], by so many characters.
    #[error("it is too long by {0} characters")]
    TooLong(usize),
    /// The name of the person was deleted, and what is written about them would name them.
    #[error("the person's name was deleted, so nothing more is written about them")]
    Forgotten,
}

/// What was typed, as it is kept.
pub(super) fn believed(typed: &str) -> Result<String, NotKept> {
    let words = typed.trim().replace("\r\n", "\n");
    match words.chars().count() {
        0 => Err(NotKept::NoWords),
        length if length > MOST_WORDS => Err(NotKept::TooLong(length - MOST_WORDS)),
        _ => Ok(words),
    }
}

/// The key of a person about whom something is written; none when it was destroyed, by whichever server. The
/// rows stay then, so a key that is still held here must not open them.
pub(super) async fn key_of(vault: &Vault, person: i32) -> Result<Option<Arc<Sealer>>, DbErr> {
    vault.keys.let_go(&[person]).await?;
    Ok(vault.keys.of_or_new(&[person]).await?.remove(&person))
}

/// The key with which something is to be sealed about a person whose row is held: none also when the name was
/// deleted a moment ago and the key is only about to go. What it sealed could be read by nobody.
pub(super) async fn key_to_write_with(
    transaction: &impl ConnectionTrait,
    vault: &Vault,
    person: i32,
) -> Result<Option<Arc<Sealer>>, DbErr> {
    if identity::is_to_be_forgotten(transaction, person).await? {
        return Ok(None);
    }
    key_of(vault, person).await
}

pub(super) fn seal(key: &Sealer, task: i32, words: &str) -> Vec<u8> {
    key.seal(&place(task), words.as_bytes())
}

/// The words of an event, if it has any. A key that is not there was destroyed.
pub(super) fn of(row: &alert_event::Model, key: Option<&Sealer>) -> Result<Option<Words>, DbErr> {
    let Some(sealed) = &row.sealed else { return Ok(row.words.clone().map(Words::Open)) };
    let Some(key) = key else { return Ok(Some(Words::Gone)) };
    let shut = || DbErr::Custom(format!("the words of event {} of a task do not open", row.id));
    let opened = key.open(&place(row.alert_id), sealed).map_err(|_| shut())?;
    let words = String::from_utf8(opened.to_vec()).map_err(|_| shut())?;
    Ok(Some(Words::Open(words)))
}

fn place(task: i32) -> String {
    format!("alert_event|sealed|{task}")
}
