//! What is heard of texts: what became of those that were sent, and those that people send. Twilio tells it, and only
//! what it signed is listened to.

mod told;

mod received;

mod order;

mod missed;

mod inbox;

mod waiting;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{DbErr, EntityTrait};

pub use self::{
    inbox::{Received, SeenError, seen},
    missed::{MissedError, receive_missed},
    received::{NotReceived, receive},
    told::tell,
    waiting::{Waiting, how_many_wait, waiting},
};
pub use crate::outbox::Heard;
use crate::{
    Db,
    entity::participant,
    people,
    stopping::{self, Confirmed, Subject},
    studies,
};
pub(crate) use inbox::{all_of_participant, of_participant, rung};
pub(crate) use received::receive_rehearsed;

/// The provider takes no texts for somebody, since they told it STOP. It told them so; our own ledger follows.
pub(crate) async fn stopped_there(
    db: &Db,
    participant: i32,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(subject) = subject_of(db, participant, now).await? else { return Ok(()) };
    db.write_with_vault(now, move |transaction, vault| {
        Box::pin(async move {
            let store = (transaction, vault);
            stopping::stop_by_text(store, &subject, Confirmed::Already, now).await.map(drop)
        })
    })
    .await
}

/// Of whom something stops, by row.
async fn subject_of(
    db: &Db,
    participant: i32,
    now: DateTime<Utc>,
) -> Result<Option<Subject>, DbErr> {
    match participant::Entity::find_by_id(participant).one(db.read()).await? {
        Some(person) => subject(db, person, now).await,
        None => Ok(None),
    }
}

/// Of whom something stops, at the wave where they are; none for a study that has no wave.
async fn subject(
    db: &Db,
    person: participant::Model,
    now: DateTime<Utc>,
) -> Result<Option<Subject>, DbErr> {
    let study = studies::by_id(db, person.study_id).await?;
    let now_at = people::wave_of(db.read(), &study, person.id, now).await?;
    let wave = now_at.or_else(|| study.waves.first().map(|wave| wave.key.clone()));
    let (id, number) = (person.id, person.study_number);
    Ok(wave.map(|wave| Subject { id, number, study: Arc::clone(&study), wave }))
}
