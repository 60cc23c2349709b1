//! Which columns each file has, worked out from the published surveys before anything is read.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use chrono::NaiveDate;
use datasets::{Cell, Format};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use surveys::{
    calls::SlotTimes,
    codebook::{self, Column, Shown},
    definition::Survey,
    study::Study,
    value::Missing,
    waves::Wave,
};

use super::{
    ExportError, ExportRequest, SurveyEntry,
    merged::{Form, Merged, merged},
    people::{self, Named},
    schema,
    standing::Standing,
};
use crate::{calls, entity::survey_version, secret, studies::StudyHandle};

pub(super) struct Plan {
    pub study: Arc<Study>,
    pub secret: Vec<u8>,
    /// The calendar date where participants live.
    pub today: NaiveDate,
    pub include_text: bool,
    /// Each once, in the order of [`Format::ALL`].
    pub formats: Vec<Format>,
    /// The sites and arms that anybody has.
    pub named: Named,
    /// Where the parts of a day meet in which people are rung.
    pub slots: SlotTimes,
    pub waves: Vec<WavePlan>,
    /// The columns of `long`: those of every wave, each name once.
    pub long: Vec<Merged>,
    /// Where each of them stands.
    places: HashMap<String, usize>,
    /// Every published version of the study's surveys, by row.
    pub versions: HashMap<i32, Version>,
}

pub(super) struct WavePlan {
    pub wave: Wave,
    /// Those of the latest version, then those that only earlier versions have.
    pub columns: Vec<Merged>,
    pub versions: Vec<SurveyEntry>,
    /// Which of the columns stands in each column of `long`.
    pub in_long: Vec<Option<usize>>,
    /// By version's row, the version's own form of each column, where it has it.
    pub by_version: HashMap<i32, Vec<Option<Column>>>,
}

pub(super) struct Version {
    pub survey: Arc<Survey>,
    pub sha256: String,
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
        let named = people::named(connection, study.id).await?;
        let (secret, study) = (study.secret.clone(), Arc::clone(study.study()));
        let unknown = request.waves.iter().flatten().find(|key| study.wave(key).is_none());
        if let Some(unknown) = unknown {
            return Err(ExportError::NoSuchWave(unknown.clone()));
        }
        let versions = versions(connection, &study).await?;
        let (waves, long) = columns(&study, request, &versions);
        let names = long.iter().map(|column| column.name().to_owned());
        let plan = Self {
            places: names.zip(0..).collect(),
            include_text: request.include_text,
            formats: formats(&request.formats),
            secret,
            today,
            named,
            slots,
            waves,
            long,
            versions,
            study,
        };
        plan.check_names()?;
        Ok(plan)
    }

    /// By what somebody is known in every file.
    pub fn row_key(&self, person_key: &str) -> String {
        secret::crockford26(&secret::keyed(&self.secret, "row-key", person_key))
    }

    /// The waves that have a column of this name, in their order.
    pub fn asking(&self, column: &str) -> impl Iterator<Item = &WavePlan> {
        let place = self.places.get(column).copied();
        self.waves.iter().filter(move |wave| {
            place.is_some_and(|place| wave.in_long.get(place).is_some_and(Option::is_some))
        })
    }

    /// The language of labels: that of the first wave's survey.
    pub fn language(&self) -> String {
        let first = self.waves.first().map(|wave| &wave.wave.survey);
        let surveys = self.versions.values().map(|version| version.survey.as_ref());
        let own = surveys.filter(|survey| Some(&survey.key) == first);
        let latest = own.max_by_key(|survey| survey.version);
        latest.map_or_else(|| "en".to_owned(), |survey| survey.language.clone())
    }

    fn check_names(&self) -> Result<(), ExportError> {
        for names in [schema::wide_names(self), schema::long_names(self)] {
            let mut seen = BTreeSet::new();
            if let Some(twice) = names.iter().find(|name| !seen.insert(name.as_str())) {
                return Err(ExportError::NameTwice(twice.clone()));
            }
        }
        Ok(())
    }
}

/// Those of each wave, and of all together.
fn columns(
    study: &Study,
    request: &ExportRequest,
    versions: &HashMap<i32, Version>,
) -> (Vec<WavePlan>, Vec<Merged>) {
    let wanted =
        |wave: &&Wave| request.waves.as_ref().is_none_or(|waves| waves.contains(&wave.key));
    let waves = study.waves.iter().filter(wanted).map(|wave| WavePlan::of(wave, versions));
    let mut waves: Vec<_> = waves.collect();
    let long = merged(waves.iter().flat_map(|wave| wave.columns.iter().cloned()));
    for wave in &mut waves {
        wave.settle(&long);
    }
    (waves, long)
}

/// Each once. CSV is among them where none was named, and where one only reads it.
pub(crate) fn formats(named: &[Format]) -> Vec<Format> {
    let mut named: BTreeSet<_> = named.iter().copied().collect();
    if named.is_empty() || named.iter().any(|format| !format.has_rows()) {
        named.insert(Format::Csv);
    }
    named.into_iter().collect()
}

impl WavePlan {
    fn of(wave: &Wave, versions: &HashMap<i32, Version>) -> Self {
        let mut own: Vec<_> =
            versions.iter().filter(|(_, version)| version.survey.key == wave.survey).collect();
        own.sort_by_key(|(_, version)| std::cmp::Reverse(version.survey.version));
        let of_versions: Vec<_> =
            own.iter().map(|(id, version)| (**id, codebook::columns(&version.survey))).collect();
        let columns = merged(of_versions.iter().flat_map(|(_, own)| own).map(Merged::of));
        let by_version = of_versions.into_iter().map(|(id, mut own)| {
            let mut take = |column: &Merged| {
                let place = own.iter().position(|own| own.name == column.column.name)?;
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

    /// Finds its columns among those of all waves, which say together what a column of this name takes.
    fn settle(&mut self, long: &[Merged]) {
        let own: HashMap<_, _> =
            self.columns.iter().enumerate().map(|(place, own)| (own.name(), place)).collect();
        self.in_long = long.iter().map(|column| own.get(column.name()).copied()).collect();
        for (column, place) in long.iter().zip(&self.in_long) {
            if let Some(own) = place.and_then(|place| self.columns.get_mut(place)) {
                own.takes = column.takes;
            }
        }
    }

    /// What each of the wave's own columns shows.
    fn shown<'a>(&'a self, standing: &'a Standing<'_>) -> impl Iterator<Item = (Form, Shown)> + 'a {
        let (given, reason) = match standing {
            Standing::Silent { reason, .. } => (None, *reason),
            Standing::Answered { row, answers, .. } => {
                let version = self.by_version.get(&row.survey_version_id);
                (version.map(|version| (version, answers)), Missing::NotAsked)
            }
        };
        self.columns.iter().enumerate().map(move |(place, merged)| {
            let own = given
                .and_then(|(version, answers)| Some(version.get(place)?.as_ref()?.shown(answers)));
            (merged.form(), own.unwrap_or_else(|| merged.column.absent(reason)))
        })
    }

    /// What stands in words among them, in their order.
    pub fn words(&self, standing: &Standing<'_>) -> Vec<String> {
        if self.columns.iter().all(|column| column.form() != Form::InWords) {
            return Vec::new();
        }
        self.shown(standing).filter_map(|(form, shown)| form.words(shown)).collect()
    }

    /// Puts the cells of the wave's own columns into a row. Words are at hand.
    pub fn cells<'w>(&self, standing: &Standing<'_>, words: &'w [String], row: &mut Vec<Cell<'w>>) {
        let mut words = words.iter();
        row.extend(self.shown(standing).map(|(form, shown)| form.cell(shown, &mut words)));
    }
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
