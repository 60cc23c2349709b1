//! Of whom something stops, and at which wave.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use surveys::{keys::WaveKey, stopping::Choice, study::Study};

use crate::{auth::Participant, entity::participant, people};

/// Of whom something stops, and at which wave.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    pub id: i32,
    pub number: String,
    pub study: Arc<Study>,
    pub wave: WaveKey,
}

impl Subject {
    pub(crate) fn of(who: &Participant) -> Self {
        Self {
            id: who.id,
            number: who.number.clone(),
            study: Arc::clone(who.study()),
            wave: who.wave().key.clone(),
        }
    }

    /// Whose own choice it is. Only a survey that is skipped is the one of their link; what else is told is about
    /// where they are now.
    pub(super) async fn choosing(
        connection: &impl ConnectionTrait,
        who: &Participant,
        choice: Choice,
        now: DateTime<Utc>,
    ) -> Result<Self, DbErr> {
        let own = Self::of(who);
        let wave = at(connection, (&own.study, own.id), (choice, &own.wave), now).await?;
        Ok(Self { wave, ..own })
    }

    pub(super) async fn row(
        &self,
        connection: &impl ConnectionTrait,
    ) -> Result<participant::Model, DbErr> {
        let row = participant::Entity::find_by_id(self.id).one(connection).await?;
        row.ok_or_else(|| DbErr::RecordNotFound("a participant".to_owned()))
    }
}

/// The wave that a choice is about: the survey that is skipped, or where they are now.
pub(super) async fn at(
    connection: &impl ConnectionTrait,
    (study, id): (&Study, i32),
    (choice, named): (Choice, &WaveKey),
    now: DateTime<Utc>,
) -> Result<WaveKey, DbErr> {
    let current = match choice {
        Choice::SkipSurvey => None,
        _ => people::wave_of(connection, study, id, now).await?,
    };
    Ok(current.unwrap_or_else(|| named.clone()))
}
