//! What follows from a call, in its transaction: the survey is closed for who refused it firmly, everything stops for who has
//! died, a number that is not theirs is rung no more, and who asked for the link gets it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait};
use surveys::{
    calendar,
    calls::Outcome,
    keys::WaveKey,
    stopping::{Choice, Way},
    study::Study,
    tracing::Unreached,
};

use super::{CallError, called::Called};
use crate::{
    Db,
    entity::{call_case, participant},
    identity::Vault,
    outbox::{self, Channel},
    people,
    stopping::{self, StopError},
    studies::StudyHandle,
    tracing::{self, News},
};

type Store<'t> = (&'t DatabaseTransaction, &'t Vault);

/// A call, with what is known of it when it is written down.
#[derive(Clone, Copy)]
pub(super) struct Call<'c> {
    pub called: &'c Called,
    /// It was the first, the second and so on.
    pub number: usize,
    /// How the link goes to who asked for it.
    pub link_by: Option<Channel>,
    /// The number that was rung is the one on record still.
    pub is_on_record: bool,
}

/// Does what follows. Of a number that was changed meanwhile nothing is learned.
pub(super) async fn follow(
    store: Store<'_>,
    (study, row): (&StudyHandle, &call_case::Model),
    call: Call<'_>,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    let stop = |choice| stop(store, (study, row), (choice, actor), now);
    if call.called.no_more_calls {
        stop(Choice::Contact(Way::Phone)).await?;
    }
    let what = match call.called.outcome {
        Outcome::RefusedFirmly => return stop(Choice::SkipSurvey).await,
        Outcome::Died => return stop(Choice::Died).await,
        Outcome::WrongNumber => Unreached::WrongNumber,
        Outcome::DeadNumber => Unreached::DeadNumber,
        Outcome::AskedForLink => return Ok(link(store.0, row, call, now).await?),
        _ => return Ok(()),
    };
    match call.is_on_record {
        true => wrong(store, (study, row), (what, actor), now).await,
        false => Ok(()),
    }
}

async fn stop(
    store: Store<'_>,
    (study, row): (&StudyHandle, &call_case::Model),
    (choice, actor): (Choice, &str),
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    let person = participant::Entity::find_by_id(row.participant_id).one(store.0).await?;
    let person = person.ok_or(CallError::NotTheirCase)?;
    let wave = WaveKey::new(&row.wave_key).map_err(|_| CallError::NoSuchWave)?;
    let whom = (&Arc::clone(study.study()), person.id, person.study_number.as_str());
    match stopping::stop_wave_as_told(store, whom, (choice, &wave, actor), now).await {
        // What was sent meanwhile stays sent.
        Ok(_) | Err(StopError::AlreadySent) => Ok(()),
        Err(StopError::Database(error)) => Err(CallError::Database(error)),
        Err(error) => Err(error.into()),
    }
}

async fn wrong(
    store: Store<'_>,
    (study, row): (&StudyHandle, &call_case::Model),
    (what, actor): (Unreached, &str),
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    let on = calendar::date_in(&study.study().timezone, now);
    let news = News { what, on, letter_on: None };
    Ok(tracing::learned_by_telephone(store, study, row.participant_id, (news, actor), now).await?)
}

/// In which way the link reaches somebody who asks for it: by email, or else by text. None where they do not, stopped both, or have
/// no address and no number to which anything goes.
pub(super) async fn way_of_link(
    db: &Db,
    study: &Study,
    (row, called): (&call_case::Model, &Called),
    now: DateTime<Utc>,
) -> Result<Option<Channel>, DbErr> {
    if called.outcome != Outcome::AskedForLink {
        return Ok(None);
    }
    Ok(people::ways_of_link(db, study, row.participant_id, now).await?.first().copied())
}

/// The link goes at once.
async fn link(
    transaction: &DatabaseTransaction,
    row: &call_case::Model,
    call: Call<'_>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(channel) = call.link_by else { return Ok(()) };
    let whom = (row.study_id, row.participant_id, row.wave_key.as_str());
    let once = format!("call link {} {}", row.id, call.number);
    outbox::enqueue(transaction, people::invitation(whom, channel, once, now), now).await
}
