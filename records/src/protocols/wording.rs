//! Whether what a protocol's messages say is true, beside the surveys that its waves ask.

use sea_orm::{ConnectionTrait, EntityTrait};
use surveys::{
    definition::Survey,
    messages::{Asked, SITE, Weight},
    protocol::Protocol,
    study::Study,
    waves::Wave,
};

use super::{ProtocolError, beginning::latest_open};
use crate::{
    Db,
    entity::survey_version,
    studies::{StudyHandle, wave_row},
    versions,
};

/// What the messages of a protocol are held against, if it was the one that holds.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The study, with the waves of the protocol.
    pub study: Study,
    /// What the surveys of these say.
    pub asked: Asked,
}

/// A wave that has begun asks the version with which it began, a new one the latest. One without any says nothing.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub async fn beside(
    db: &Db,
    study: &StudyHandle,
    protocol: &Protocol,
) -> Result<Beside, ProtocolError> {
    let of = study.study().as_ref().clone().following(protocol);
    let mut surveys: Vec<Survey> = Vec::new();
    for wave in of.waves.iter() {
        if surveys.iter().any(|one| one.key == wave.survey) {
            continue;
        }
        let asked = survey_asked(db, study, wave).await?;
        if let Some(asked) = asked {
            let survey = versions::by_id(&db.cache, db.read(), asked).await?;
            surveys.push(survey.as_ref().clone());
        }
    }
    let asked = Asked::of(&of, &surveys);
    Ok(Beside { study: of, asked })
}

/// The version of a survey that a wave of a protocol asks, or would begin with.
pub(crate) async fn survey_asked(
    db: &Db,
    study: &StudyHandle,
    wave: &Wave,
) -> Result<Option<i32>, sea_orm::DbErr> {
    let held = match wave_row(db.read(), study.id, wave.key.as_str()).await? {
        Some(row) => version(db.read(), row.survey_version_id).await?,
        None => None,
    };
    let same = held.filter(|held| held.survey_key == wave.survey.as_str());
    Ok(match same {
        Some(same) => Some(same.id),
        None => latest_open(db.read(), &wave.survey).await?.map(|latest| latest.id),
    })
}

async fn version(
    connection: &impl ConnectionTrait,
    id: i32,
) -> Result<Option<survey_version::Model>, sea_orm::DbErr> {
    survey_version::Entity::find_by_id(id).one(connection).await
}

/// How long a text becomes by the address of the site is seen by whoever publishes: here stands one for it.
///
/// # Errors
/// When something is sent and there are no words for it, or something that would be harmful, misleading or dearer than was
/// meant is among them.
pub(crate) fn is_true(
    protocol: &Protocol,
    study: &Study,
    surveys: &[Survey],
) -> Result<(), ProtocolError> {
    let Some(messages) = &protocol.messages else {
        let sends = protocol.waves.iter().find(|plan| !plan.steps.is_empty());
        return sends.map_or(Ok(()), |plan| Err(ProtocolError::NoMessages(plan.key().clone())));
    };
    let asked = Asked::of(study, surveys);
    let mut flaws = messages.check(&asked.around(study, Some(protocol), SITE));
    flaws.retain(|flaw| flaw.weight() == Weight::Error);
    if flaws.is_empty() { Ok(()) } else { Err(ProtocolError::Flawed(flaws)) }
}
