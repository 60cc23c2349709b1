//! A wave that somebody has answered stays in the study, and goes on to ask its survey: its answers would be in no dataset
//! any more, or in columns that mean something else. When it opens, and for how long, may change: whoever has begun
//! finds it as the new version says, and what was sent stays sent.

use std::collections::BTreeSet;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
};
use surveys::{
    protocol::{Plan, Protocol},
    waves::Wave,
};

use super::ProtocolError;
use crate::entity::{participant, response};

/// # Errors
/// When the new protocol lacks a wave that was answered, or has it ask another survey, or the database fails.
pub(super) async fn stay(
    connection: &impl ConnectionTrait,
    study: i32,
    before: &[Wave],
    after: &Protocol,
) -> Result<(), ProtocolError> {
    let kept = |wave: &&Wave| {
        let same = |own: &Plan| *own.key() == wave.key && own.wave.survey == wave.survey;
        after.waves.iter().any(same)
    };
    let changed: Vec<&Wave> = before.iter().filter(|wave| !kept(wave)).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let answered = answered(connection, study).await?;
    let Some(wave) = changed.into_iter().find(|wave| answered.contains(wave.key.as_str())) else {
        return Ok(());
    };
    let key = wave.key.clone();
    if after.waves.iter().any(|own| *own.key() == key) {
        return Err(ProtocolError::OtherSurvey(key, wave.survey.clone()));
    }
    Err(ProtocolError::Answered(key))
}

/// The keys of waves that somebody of the study has begun.
async fn answered(
    connection: &impl ConnectionTrait,
    study: i32,
) -> Result<BTreeSet<String>, DbErr> {
    let of_study = participant::Entity::find()
        .select_only()
        .column(participant::Column::Id)
        .filter(participant::Column::StudyId.eq(study));
    let keys = response::Entity::find()
        .select_only()
        .column(response::Column::WaveKey)
        .distinct()
        .filter(response::Column::ParticipantId.in_subquery(of_study.into_query()));
    Ok(keys.into_tuple::<String>().all(connection).await?.into_iter().collect())
}
