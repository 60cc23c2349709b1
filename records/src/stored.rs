//! What the database holds of a participant who is at one wave: everything that a page is made from.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{consent::State, keys::WaveKey, stopping};
use tokio::try_join;

use crate::{
    consent,
    entity::response,
    gather::of_few_lengths,
    identity::{self, Kept, Vault},
    stopping as ledger,
};

/// Who is asked about, and the wave they are at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct At {
    pub participant: i32,
    pub wave: WaveKey,
}

/// What is held of them.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    /// Their responses to whichever wave.
    pub responses: Vec<response::Model>,
    /// From the identity vault.
    pub kept: Kept,
    /// What they agree to, where that decides whether they may begin: a response that was begun is
    /// finished under the consent it was begun under.
    pub consent: Option<State>,
    /// What they stopped.
    pub stops: stopping::State,
}

/// What is held of each of them. Somebody of whom nothing is held is there too.
pub(crate) async fn of_all(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    asked: Vec<At>,
) -> Result<HashMap<At, Stored>, DbErr> {
    let people = of_few_lengths(asked.iter().map(|at| at.participant).collect());
    let (responses, kept, stops) = try_join!(
        responses(connection, &people),
        identity::of_all(vault, &people),
        ledger::states(connection, &people)
    )?;
    let has_begun = |at: &&At| {
        let mut theirs = responses.get(&at.participant).into_iter().flatten();
        theirs.any(|row| row.wave_key == at.wave.as_str())
    };
    let (_, to_begin): (Vec<&At>, Vec<_>) = asked.iter().partition(has_begun);
    let to_begin = of_few_lengths(to_begin.iter().map(|at| at.participant).collect());
    let agreed = match to_begin.as_slice() {
        [] => HashMap::new(),
        people => consent::states(connection, people).await?,
    };
    let stored = |at: At| {
        let agreed = || agreed.get(&at.participant).cloned().unwrap_or_default();
        let stored = Stored {
            responses: responses.get(&at.participant).cloned().unwrap_or_default(),
            kept: kept.get(&at.participant).cloned().unwrap_or_default(),
            consent: (!has_begun(&&at)).then(agreed),
            stops: stops.get(&at.participant).cloned().unwrap_or_default(),
        };
        (at, stored)
    };
    Ok(asked.into_iter().map(stored).collect())
}

/// The same of one of them.
pub(crate) async fn of_one(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    at: At,
) -> Result<Stored, DbErr> {
    let mut all = of_all(connection, vault, vec![at.clone()]).await?;
    all.remove(&at).ok_or_else(nothing_held)
}

pub(crate) fn nothing_held() -> DbErr {
    DbErr::RecordNotFound("a participant".to_owned())
}

/// Responses by participant.
pub(crate) async fn responses(
    connection: &impl ConnectionTrait,
    participants: &[i32],
) -> Result<HashMap<i32, Vec<response::Model>>, DbErr> {
    let theirs = response::Column::ParticipantId.is_in(participants.iter().copied());
    let rows = response::Entity::find().filter(theirs).all(connection).await?;
    let mut responses: HashMap<i32, Vec<_>> = HashMap::with_capacity(participants.len());
    for row in rows {
        responses.entry(row.participant_id).or_default().push(row);
    }
    Ok(responses)
}
