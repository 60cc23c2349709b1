//! Stopping at the desk: what staff may record of somebody, what it would stop, and recording it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::DbErr;
use surveys::{
    calendar,
    keys::WaveKey,
    stopping::{Choice, Effect, may_delete_answers},
};

use super::{Receipt, StopError, Wished, passing_on::Hearers, record, standing::state};
use crate::{
    Db,
    auth::{By, Caseworker},
    consent,
    entity::participant,
    participants,
    people::{self, InWave},
    studies::StudyHandle,
};

/// What can be recorded of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Their study number.
    pub number: String,
    /// What they have not stopped yet; a survey that is skipped with its wave.
    pub choices: Vec<(Choice, Option<InWave>)>,
}

/// What a wish would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Their study number.
    pub number: String,
    /// What staff call the wave whose survey is skipped.
    pub skips: Option<String>,
    /// What would stop, and what would go on.
    pub effect: Effect,
    /// Since when answers are frozen, where that is what stands in the way.
    pub frozen_on: Option<NaiveDate>,
}

/// What can be recorded of a participant whom they reach; none when there is no such.
///
/// # Errors
/// When the database fails.
pub async fn offered(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Option<Offered>, DbErr> {
    let Some(person) = people::reached(db.read(), by, study, id).await? else { return Ok(None) };
    let state = state(db.read(), id).await?;
    let waves = people::waves_of(db, study, id, now).await?;
    let mut choices = Vec::new();
    for choice in Choice::ALL {
        if choice == Choice::SkipSurvey {
            let open = waves.iter().filter(|wave| people::can_be_skipped(wave.stands));
            choices.extend(open.map(|wave| (choice, Some(wave.clone()))));
        } else if !state.stands(choice) {
            choices.push((choice, None));
        }
    }
    Ok(Some(Offered { number: participants::told(&person), choices }))
}

/// What a wish would come to for a participant whom they reach; none when there is no such.
///
/// # Errors
/// When the database fails.
pub async fn preview(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (id, wished): (i32, &Wished),
    now: DateTime<Utc>,
) -> Result<Option<Preview>, DbErr> {
    let Some((person, wave)) = at_wave(db, by, study, (id, wished), now).await? else {
        return Ok(None);
    };
    let choice = wished.wish.choice;
    let today = calendar::date_in(&study.study().timezone, now);
    let frozen_on = study.study().analysis_frozen_on;
    let too_late = choice == Choice::DeleteAnswers && !may_delete_answers(frozen_on, today);
    let agreed = consent::state(db.read(), id).await?;
    let state = state(db.read(), id).await?;
    let asked = Some(&wave.wave).filter(|_| people::is_touched(choice, wave.stands));
    let effect = state.effect(choice, &agreed.permissions, asked, today);
    let hearers = Hearers::of_choice(db.read(), &person, choice).await?;
    let passed_on = hearers.map(|hearers| hearers.who).unwrap_or_default();
    Ok(Some(Preview {
        number: participants::told(&person),
        skips: wished.wave.as_ref().map(|_| wave.title),
        effect: effect.passed_on_to(passed_on),
        frozen_on: frozen_on.filter(|_| too_late),
    }))
}

/// Records a wish of a participant whom they reach, or what happened to them.
///
/// # Errors
/// When there is no such participant or wave, the survey was sent, or the database fails.
pub async fn record_wished(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (id, wished): (i32, Wished),
    now: DateTime<Utc>,
) -> Result<Receipt, StopError> {
    let at = at_wave(db, by, study, (id, &wished), now).await?;
    let (person, wave) = at.ok_or(StopError::NoSuchParticipant)?;
    let by = By::Staff(by.clone());
    record(db, by, study, &person.study_number, &wave.wave, wished.wish, now).await
}

/// The participant, and the wave that a wish is about: the survey they are at, unless it names one.
async fn at_wave(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (id, wished): (i32, &Wished),
    now: DateTime<Utc>,
) -> Result<Option<(participant::Model, InWave)>, DbErr> {
    let Some(person) = people::reached(db.read(), by, study, id).await? else { return Ok(None) };
    let waves = people::waves_of(db, study, id, now).await?;
    let named = |key: &WaveKey| waves.iter().find(|wave| wave.wave == *key);
    let wave = match &wished.wave {
        Some(key) => named(key),
        None => people::current(&waves),
    };
    Ok(wave.cloned().map(|wave| (person, wave)))
}
