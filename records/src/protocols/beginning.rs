//! With which version of its survey a wave begins that a protocol brings.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use surveys::{authoring::across, keys::SurveyKey, protocol::Protocol, study::Study, waves::Wave};

use super::{ProtocolError, is_true};
use crate::{
    audit::Entry,
    db::Cache,
    entity::{study, survey_version},
    studies::{self, use_version, wave_row},
    versions,
};

/// What did not fit in a study before its protocol changed.
pub(super) struct Beginning {
    cache: Arc<Cache>,
    study: i32,
    unfit: Vec<String>,
}

impl Beginning {
    pub async fn before(
        cache: Arc<Cache>,
        transaction: &DatabaseTransaction,
        study: i32,
    ) -> Result<Self, ProtocolError> {
        let held = of(transaction, study).await?;
        let unfit = unfit((&cache, transaction), study, &held).await?;
        Ok(Self { cache, study, unfit })
    }

    /// Has each wave begin that is new, or asks another survey than it did.
    ///
    /// # Errors
    /// When one has no version to begin with, or what it asks could not be acted on, has no licence, or does not fit the other
    /// surveys of the study, or what the protocol says of them is untrue.
    pub async fn with(
        self,
        transaction: &DatabaseTransaction,
        protocol: &Protocol,
        (by, now): (&str, DateTime<Utc>),
    ) -> Result<(), ProtocolError> {
        let study = of(transaction, self.study).await?;
        for wave in &study.waves {
            if !self.has_begun(transaction, wave).await? {
                self.begin(transaction, &study, wave, (by, now)).await?;
            }
        }
        let asked = versions::asked(&self.cache, transaction, self.study).await?;
        is_true(protocol, &study, &asked)?;
        let mut unfit = across(&study, &asked);
        unfit.retain(|one| !self.unfit.contains(one));
        if unfit.is_empty() { Ok(()) } else { Err(ProtocolError::Across(unfit)) }
    }

    async fn has_begun(
        &self,
        transaction: &DatabaseTransaction,
        wave: &Wave,
    ) -> Result<bool, ProtocolError> {
        let Some(row) = wave_row(transaction, self.study, wave.key.as_str()).await? else {
            return Ok(false);
        };
        let version = survey_version::Entity::find_by_id(row.survey_version_id);
        let asked = version.one(transaction).await?;
        Ok(asked.is_some_and(|asked| asked.survey_key == wave.survey.as_str()))
    }

    async fn begin(
        &self,
        transaction: &DatabaseTransaction,
        study: &Study,
        wave: &Wave,
        (by, now): (&str, DateTime<Utc>),
    ) -> Result<(), ProtocolError> {
        versions::hold(transaction, &wave.survey).await?;
        let latest = latest_open(transaction, &wave.survey).await?;
        let none = || ProtocolError::NoSurvey(wave.key.clone(), wave.survey.clone());
        let latest = latest.ok_or_else(none)?;
        let version = latest.version;
        let (id, _) = versions::sound(transaction, study, latest, now).await?;
        use_version(transaction, self.study, wave.key.as_str(), id).await?;
        let told = format!("{}: {}@{version}", wave.key, wave.survey);
        let entry = Entry::new(by, "survey version put to use", &told).in_study(self.study);
        entry.write(transaction, now).await?;
        Ok(())
    }
}

/// The latest version of a survey that is not retired.
pub(super) async fn latest_open(
    connection: &impl ConnectionTrait,
    key: &SurveyKey,
) -> Result<Option<survey_version::Model>, DbErr> {
    survey_version::Entity::find()
        .filter(survey_version::Column::SurveyKey.eq(key.as_str()))
        .filter(survey_version::Column::RetiredAt.is_null())
        .order_by_desc(survey_version::Column::Version)
        .one(connection)
        .await
}

async fn of(connection: &impl ConnectionTrait, id: i32) -> Result<Study, ProtocolError> {
    let row = study::Entity::find_by_id(id).one(connection).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(format!("study {id}")))?;
    Ok(studies::of_row(connection, &row).await?)
}

/// What the surveys of a study look for in each other in vain, and names that mean two things.
async fn unfit(
    (cache, connection): (&Cache, &impl ConnectionTrait),
    id: i32,
    study: &Study,
) -> Result<Vec<String>, ProtocolError> {
    Ok(across(study, &versions::asked(cache, connection, id).await?))
}
