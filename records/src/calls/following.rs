//! What follows from a call, in its transaction: the survey is closed for who refused it firmly, everything stops for who has
//! died, a number that is not theirs is rung no more, and who asked for the link gets it.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, EntityTrait};
use surveys::{
    calendar,
    calls::Outcome,
    keys::WaveKey,
    stopping::{Choice, Way},
    tracing::Unreached,
};

use super::{CallError, recording::Called};
use crate::{
    consent,
    entity::{call_case, participant},
    identity::{self, Vault},
    outbox::{self, Channel, Message, Recipient, Template},
    stopping::{self, StopError},
    studies::StudyHandle,
    tracing::{self, News},
};

type Store<'t> = (&'t DatabaseTransaction, &'t Vault);

/// Does what follows.
pub(super) async fn follow(
    store: Store<'_>,
    (study, row): (&StudyHandle, &call_case::Model),
    (called, number): (&Called, usize),
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    if called.no_more_calls {
        stop(store, (study, row), (Choice::Contact(Way::Phone), actor), now).await?;
    }
    match called.outcome {
        Outcome::RefusedFirmly => stop(store, (study, row), (Choice::SkipSurvey, actor), now).await,
        Outcome::Died => stop(store, (study, row), (Choice::Died, actor), now).await,
        Outcome::WrongNumber => {
            wrong(store, (study, row), (Unreached::WrongNumber, actor), now).await
        }
        Outcome::DeadNumber => {
            wrong(store, (study, row), (Unreached::DeadNumber, actor), now).await
        }
        Outcome::AskedForLink => link(store, (study, row), number, now).await,
        _ => Ok(()),
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
        Err(StopError::Database(error)) => Err(error.into()),
        Err(_) => Err(CallError::NotTheirCase),
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

/// The link goes at once, by email where they agreed to any, or else by text.
async fn link(
    (transaction, vault): Store<'_>,
    (study, row): (&StudyHandle, &call_case::Model),
    number: usize,
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    let person = row.participant_id;
    let contacts = identity::contacts(vault, &[person]).await?.remove(&person).unwrap_or_default();
    let agreed = consent::state(transaction, person).await?.permissions;
    let channels = [Channel::Email, Channel::Sms];
    let channel = channels.into_iter().find(|channel| {
        let way = channel.way();
        contacts.at(way).is_some() && agreed.contains(&way.permission())
    });
    let Some(channel) = channel else { return Ok(()) };
    let message = Message {
        study_id: Some(study.id),
        to: Recipient::Participant(person),
        channel,
        template: Template::SurveyInvitation,
        facts: BTreeMap::from([("wave".to_owned(), row.wave_key.clone())]),
        once: format!("call link {} {number}", row.id),
        not_before: now,
    };
    Ok(outbox::enqueue(transaction, message, now).await?)
}
