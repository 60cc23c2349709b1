//! Which columns each file has, worked out from the published surveys before anything is read.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use surveys::{
    calls::SlotTimes,
    codebook::{self, Column},
    definition::Survey,
    study::Study,
    waves::Wave,
};

use super::{ExportError, ExportRequest, SurveyEntry, paradata};
use crate::{calls, entity::survey_version, studies::StudyHandle};

pub(super) struct Plan {
    pub study: Arc<Study>,
    pub secret: Vec<u8>,
    /// The calendar date where participants live.
    pub today: NaiveDate,
    pub include_text: bool,
    /// Where the parts of a day meet in which people are rung.
    pub slots: SlotTimes,
    pub waves: Vec<WavePlan>,
    /// The columns of `long.csv`: those of every wave, each name once.
    pub long: Vec<Column>,
    /// Every published version of the study's surveys, by row.
    pub versions: HashMap<i32, Version>,
}

pub(super) struct WavePlan {
    pub wave: Wave,
    /// Those of the latest version, then those that only earlier versions have.
    pub columns: Vec<Column>,
    pub versions: Vec<SurveyEntry>,
    /// Which of the columns stands in each column of `long.csv`.
    pub in_long: Vec<Option<usize>>,
    /// By version's row, the version's own form of each column, where it has it.
    pub by_version: HashMap<i32, Vec<Option<Column>>>,
}

pub(super) struct Version {
    pub survey: Arc<Survey>,
    sha256: String,
}

impl Plan {
    /// # Errors
    /// When a wave is unknown, two columns would have one name, the rules of calling cannot be read, or the database fails.
    pub async fn make(
        connection: &impl ConnectionTrait,
        study: &StudyHandle,
        request: &ExportRequest,
        today: NaiveDate,
    ) -> Result<Self, ExportError> {
        let slots = calls::rules_of(connection, study.id).await?.rules.slots;
        let (secret, study) = (study.secret.clone(), Arc::clone(study.study()));
        let wanted =
            |wave: &&Wave| request.waves.as_ref().is_none_or(|waves| waves.contains(&wave.key));
        let unknown = request.waves.iter().flatten().find(|key| study.wave(key).is_none());
        if let Some(unknown) = unknown {
            return Err(ExportError::NoSuchWave(unknown.clone()));
        }
        let versions = versions(connection, &study).await?;
        let mut waves: Vec<_> =
            study.waves.iter().filter(wanted).map(|wave| WavePlan::of(wave, &versions)).collect();
        let long = union(waves.iter().map(|wave| wave.columns.as_slice()));
        for wave in &mut waves {
            let own = |column: &Column| wave.columns.iter().position(|own| own.name == column.name);
            wave.in_long = long.iter().map(own).collect();
        }
        let include_text = request.include_text;
        let plan = Self { secret, today, include_text, slots, waves, long, versions, study };
        plan.check_names()?;
        Ok(plan)
    }

    pub fn wide_names(&self) -> Vec<String> {
        let of_wave = |plan: &WavePlan| {
            let prefix = plan.wave.prefix.clone();
            let paradata = paradata::names(&plan.wave).map(str::to_owned);
            let own = plan.columns.iter().map(|column| column.name.clone());
            paradata.chain(own).map(move |name| format!("{prefix}_{name}")).collect::<Vec<_>>()
        };
        std::iter::once("row_key".to_owned()).chain(self.waves.iter().flat_map(of_wave)).collect()
    }

    pub fn long_names(&self) -> Vec<String> {
        let before = ["row_key", "wave"].into_iter().chain(paradata::all_names());
        let own = self.long.iter().map(|column| column.name.clone());
        before.map(str::to_owned).chain(own).collect()
    }

    fn check_names(&self) -> Result<(), ExportError> {
        for names in [self.wide_names(), self.long_names()] {
            let mut seen = BTreeSet::new();
            if let Some(twice) = names.iter().find(|name| !seen.insert(name.as_str())) {
                return Err(ExportError::NameTwice(twice.clone()));
            }
        }
        Ok(())
    }
}

impl WavePlan {
    fn of(wave: &Wave, versions: &HashMap<i32, Version>) -> Self {
        let mut own: Vec<_> =
            versions.iter().filter(|(_, version)| version.survey.key == wave.survey).collect();
        own.sort_by_key(|(_, version)| std::cmp::Reverse(version.survey.version));
        let of_versions: Vec<_> =
            own.iter().map(|(id, version)| (**id, codebook::columns(&version.survey))).collect();
        let columns = union(of_versions.iter().map(|(_, columns)| columns.as_slice()));
        let by_version = of_versions.into_iter().map(|(id, mut own)| {
            let mut take = |column: &Column| {
                let place = own.iter().position(|own| own.name == column.name)?;
                Some(own.swap_remove(place))
            };
            (id, columns.iter().map(&mut take).collect())
        });
        let by_version = by_version.collect();
        let entry = |(_, Version { survey, sha256 }): &(&i32, &Version)| SurveyEntry {
            wave: wave.key.to_string(),
            survey: survey.key.to_string(),
            version: survey.version,
            sha256: sha256.clone(),
        };
        let versions = own.iter().rev().map(entry).collect();
        Self { wave: wave.clone(), columns, versions, in_long: Vec::new(), by_version }
    }
}

/// Each name once, in the order in which it first appears.
fn union<'c>(lists: impl Iterator<Item = &'c [Column]>) -> Vec<Column> {
    let mut seen = BTreeSet::new();
    let first = lists.flatten().filter(|column| seen.insert(column.name.as_str()));
    first.cloned().collect()
}

async fn versions(
    connection: &impl ConnectionTrait,
    study: &Study,
) -> Result<HashMap<i32, Version>, ExportError> {
    let keys: BTreeSet<_> = study.waves.iter().map(|wave| wave.survey.as_str()).collect();
    let rows = survey_version::Entity::find()
        .filter(survey_version::Column::SurveyKey.is_in(keys))
        .order_by_asc(survey_version::Column::Id)
        .all(connection)
        .await?;
    let read = |row: survey_version::Model| {
        let survey = Arc::new(serde_json::from_str(&row.canonical)?);
        Ok((row.id, Version { survey, sha256: row.sha256 }))
    };
    rows.into_iter().map(read).collect()
}
