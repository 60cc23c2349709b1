//! Which surveys nobody could begin: nobody is asked to, before they can.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use surveys::{keys::WaveKey, study::Study};

use super::ScheduleError;
use crate::{Db, entity::wave, responses, versions};

/// The waves of a study whose survey may not be begun today: what it asks could not be acted on, or its words have no
/// licence.
pub(super) async fn shut(
    db: &Db,
    study: i32,
    file: &Study,
    today: NaiveDate,
) -> Result<BTreeSet<WaveKey>, ScheduleError> {
    let waves = wave::Entity::find().filter(wave::Column::StudyId.eq(study)).all(db.read()).await?;
    let mut shut = BTreeSet::new();
    for row in waves {
        let survey = versions::by_id(&db.cache, db.read(), row.survey_version_id).await?;
        let opens = responses::may_be_begun(db.read(), file, &survey, today).await?;
        if let (false, Ok(key)) = (opens, WaveKey::new(&row.key)) {
            shut.insert(key);
        }
    }
    Ok(shut)
}
