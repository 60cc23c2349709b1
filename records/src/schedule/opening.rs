//! Which surveys nobody could begin: nobody is asked to, before they can.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use surveys::{calendar, keys::WaveKey, study::Study};

use super::ScheduleError;
use crate::{
    Db,
    entity::wave,
    responses,
    studies::{self, StudyHandle},
    versions,
};

/// The waves of a study whose survey may not be begun today: what it asks could not be acted on, or its words have no
/// licence.
pub(crate) async fn shut(
    db: &Db,
    study: i32,
    file: &Study,
    today: NaiveDate,
) -> Result<BTreeSet<WaveKey>, ScheduleError> {
    let waves = wave::Entity::find().filter(wave::Column::StudyId.eq(study)).all(db.read()).await?;
    let mut shut = BTreeSet::new();
    for row in waves {
        let opens = opens(db, file, &row, today).await?;
        if let (false, Ok(key)) = (opens, WaveKey::new(&row.key)) {
            shut.insert(key);
        }
    }
    Ok(shut)
}

/// The same of one wave.
pub(super) async fn is_shut(
    db: &Db,
    study: i32,
    (file, wave): (&Study, &WaveKey),
    today: NaiveDate,
) -> Result<bool, ScheduleError> {
    match studies::wave_row(db.read(), study, wave.as_str()).await? {
        Some(row) => Ok(!opens(db, file, &row, today).await?),
        None => Ok(false),
    }
}

/// The day where the study is.
pub(super) fn today(study: &StudyHandle, now: DateTime<Utc>) -> NaiveDate {
    calendar::date_in(&study.study().timezone, now)
}

async fn opens(
    db: &Db,
    file: &Study,
    row: &wave::Model,
    today: NaiveDate,
) -> Result<bool, ScheduleError> {
    let survey = versions::by_id(&db.cache, db.read(), row.survey_version_id).await?;
    Ok(responses::may_be_begun(db.read(), file, &survey, today).await?)
}
