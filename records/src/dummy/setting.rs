//! The study in a database of its own, with people who do not exist.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use datasets::Dataset;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder,
};

use super::DummyError;
use crate::{
    Db,
    cuts::{self, Cut, CutRequest},
    demo::{self, Course},
    entity::{allocation, survey_version, terms_version},
    secret,
    studies::{self, StudyHandle},
};

/// Invented people have come to the end of all waves by this day, so that a seed means the same on any other.
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");

/// Whom it is for, in its manifest.
const RECIPIENT: &str = "whoever writes programs for the real release";

const BY: &str = "dummy release";

pub(super) struct Setting {
    pub db: Db,
    pub study: StudyHandle,
    pub seed: u64,
}

impl Setting {
    /// Copies the study with every version of its surveys and the terms that hold.
    pub async fn set(
        (from, study): (&Db, &StudyHandle),
        db: Db,
        seed: u64,
        now: DateTime<Utc>,
    ) -> Result<Self, DummyError> {
        studies::writes_fast(&db).await?;
        copy_versions(from, study, &db).await?;
        let (copied, _) = studies::copy((from, study), &db, now).await?;
        copy_terms((from, study.id), (&db, copied.id)).await?;
        Ok(Self { db, study: copied, seed })
    }

    /// Invents people, who go through all waves.
    pub async fn people(
        &self,
        participants: u32,
        progress: &(dyn Fn(u64, u64) + Send + Sync),
    ) -> Result<(), DummyError> {
        let invented = (participants.max(1), self.seed, Course::ThroughAll);
        demo::people(&self.db, &self.study, invented, last_day(), progress).await?;
        Ok(())
    }

    /// Makes a cut of whoever is there, with the schema of its files. Their row keys follow from the seed.
    pub async fn cut(&self, of: &CutRequest) -> Result<(Cut, Vec<Arc<Dataset>>), DummyError> {
        let request = CutRequest { recipient: RECIPIENT.to_owned(), ..of.clone() };
        let secret = self.keyed("row keys", self.study.study().key.as_str());
        let by = (&request, secret);
        let cut = cuts::make_by(&self.db, &self.study, by, &|_, _| {}, BY, last_day()).await?;
        let files = cuts::datasets(self.db.read(), (self.study.id, &cut)).await?;
        Ok((cut, files))
    }

    /// In which arm each is, by their row.
    pub async fn arms(&self) -> Result<HashMap<i32, String>, DbErr> {
        let rows = allocation::Entity::find().all(self.db.read()).await?;
        Ok(rows.into_iter().map(|row| (row.participant_id, row.arm)).collect())
    }

    /// What follows from the seed.
    pub fn keyed(&self, label: &str, about: &str) -> [u8; 32] {
        secret::keyed(&self.seed.to_be_bytes(), &format!("dummy release, {label}"), about)
    }
}

fn last_day() -> DateTime<Utc> {
    LAST_DAY.and_time(chrono::NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(12)
}

/// Every version, since each has columns. Here none is retired: what was published is asked whatever its licence is by now.
async fn copy_versions(from: &Db, study: &StudyHandle, to: &Db) -> Result<(), DbErr> {
    let keys = study.study().waves.iter().map(|wave| wave.survey.as_str());
    let rows = survey_version::Entity::find()
        .filter(survey_version::Column::SurveyKey.is_in(keys))
        .order_by_asc(survey_version::Column::Id)
        .all(from.read())
        .await?;
    let copy = |row: survey_version::Model| survey_version::ActiveModel {
        id: NotSet,
        retired_at: Set(None),
        retired_by: Set(None),
        retired_reason: Set(None),
        ..row.into_active_model().reset_all()
    };
    let rows: Vec<_> = rows.into_iter().map(copy).collect();
    to.write(move |transaction| {
        Box::pin(async move {
            survey_version::Entity::insert_many(rows).exec_without_returning(transaction).await
        })
    })
    .await?;
    Ok(())
}

async fn copy_terms((from, study): (&Db, i32), (to, copied): (&Db, i32)) -> Result<(), DbErr> {
    let latest = terms_version::Entity::find()
        .filter(terms_version::Column::StudyId.eq(study))
        .order_by_desc(terms_version::Column::Version);
    let Some(row) = latest.one(from.read()).await? else { return Ok(()) };
    let row = row.into_active_model().reset_all();
    let row = terms_version::ActiveModel { id: NotSet, study_id: Set(copied), ..row };
    to.write(move |transaction| {
        Box::pin(async move {
            terms_version::Entity::insert(row).exec_without_returning(transaction).await
        })
    })
    .await?;
    Ok(())
}
