//! The files while they are being written, all in one pass over the people.

use std::{
    collections::{BTreeSet, HashMap},
    io,
    path::{Path, PathBuf},
};

use surveys::codebook::Column;
use surveys::value::Missing;

use super::{
    ExportError, Manifest,
    beside::Beside,
    codebook, paradata, participants,
    people::Person,
    plan::{Plan, WavePlan},
    standing::Standing,
    table::Table,
    words,
};
use crate::secret;

/// Every file that an export may write.
pub(super) const NAMES: [&str; 9] = [
    "participants.csv",
    "wide.csv",
    "long.csv",
    "paradata.csv",
    "calls.csv",
    "pages.csv",
    "text.csv",
    "codebook.csv",
    "manifest.json",
];

pub(super) struct Files {
    plan: Plan,
    folder: PathBuf,
    participants: Table,
    wide: Table,
    long: Table,
    beside: Beside,
    text: Option<Table>,
    /// Variables that hold words, by survey version.
    words: HashMap<i32, Vec<String>>,
    forms: BTreeSet<u32>,
}

impl Files {
    pub fn create(plan: Plan, folder: &Path) -> io::Result<Self> {
        let names = participant_names(&plan);
        let text = || Table::create(folder, "text.csv", &["row_key", "wave", "variable", "text"]);
        let version_words =
            |(id, version): (&i32, &super::plan::Version)| (*id, words::variables(&version.survey));
        Ok(Self {
            participants: Table::create(folder, "participants.csv", &names)?,
            wide: Table::create(folder, "wide.csv", &plan.wide_names())?,
            long: Table::create(folder, "long.csv", &plan.long_names())?,
            beside: Beside::create(folder)?,
            text: plan.include_text.then(text).transpose()?,
            words: plan.versions.iter().map(version_words).collect(),
            forms: BTreeSet::from([plan.study.consent.version]),
            folder: folder.to_owned(),
            plan,
        })
    }

    /// Writes one person's rows.
    ///
    /// # Errors
    /// When a response cannot be read or the disk fails.
    pub fn person(&mut self, person: &Person) -> Result<(), ExportError> {
        let Self { plan, participants, wide, long, beside, text, words, forms, .. } = self;
        let mac = secret::keyed(&plan.secret, "row-key", &person.participant.person_key);
        let row_key = secret::crockford26(&mac);
        forms.extend(person.consent.iter().map(|event| event.form_version));
        participants.cells(participants::cells(person, &row_key, plan)?)?;
        wide.cell(&row_key)?;
        for wave in &plan.waves {
            let standing = Standing::of(person, &wave.wave, plan)?;
            let paradata = paradata::cells(person, &wave.wave, &standing, plan);
            let cells = cells(wave, &standing);
            participants.cells(participants::of_wave(&paradata))?;
            let own = paradata::FIELDS.iter().zip(&paradata);
            wide.cells(own.filter(|(field, _)| paradata::has(&wave.wave, field)).map(|(_, c)| c))?;
            wide.cells(&cells)?;
            if standing.was_due() {
                long.cells([row_key.as_str(), wave.wave.key.as_str()])?;
                long.cells(&paradata)?;
                write_long(long, plan, wave, &cells)?;
            }
            beside.wave((person, &row_key, plan), (&wave.wave, &standing), &paradata)?;
            if let Some(text) = text {
                let whose = [row_key.as_str(), wave.wave.key.as_str()];
                write_text(text, whose, &standing, words)?;
            }
        }
        participants.end_row()?;
        Ok(wide.end_row()?)
    }

    /// Puts everything on disk, with the codebook and the manifest.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn finish(self) -> Result<Manifest, ExportError> {
        let codebook = codebook::write(&self.plan, &self.folder)?;
        let mut files = vec![self.participants.finish()?, self.wide.finish()?, self.long.finish()?];
        files.extend(self.beside.finish()?);
        files.extend(self.text.map(Table::finish).transpose()?);
        files.push(codebook);
        let waves = &self.plan.waves;
        let manifest = Manifest {
            software: "throughline",
            software_version: env!("CARGO_PKG_VERSION"),
            study: self.plan.study.key.to_string(),
            waves: waves.iter().map(|wave| wave.wave.key.to_string()).collect(),
            text_included: self.plan.include_text,
            surveys: waves.iter().flat_map(|wave| wave.versions.clone()).collect(),
            consent_form_versions: self.forms.into_iter().collect(),
            files,
        };
        manifest.write(&self.folder)?;
        Ok(manifest)
    }
}

fn participant_names(plan: &Plan) -> Vec<String> {
    let own = participants::fields(plan).into_iter().map(|field| field.name);
    let of_wave = |wave: &WavePlan| {
        let prefix = wave.wave.prefix.clone();
        participants::OF_EACH_WAVE.iter().map(move |name| format!("{prefix}_{name}"))
    };
    own.chain(plan.waves.iter().flat_map(of_wave)).collect()
}

/// The cells of a wave's own columns.
fn cells(plan: &WavePlan, standing: &Standing<'_>) -> Vec<String> {
    match standing {
        Standing::Silent { reason, .. } => {
            plan.columns.iter().map(|column| column.absent(*reason)).collect()
        }
        Standing::Answered { row, answers, .. } => {
            let version = plan.by_version.get(&row.survey_version_id);
            let cell = |(place, column): (usize, &Column)| {
                let own = version.and_then(|columns| columns.get(place)?.as_ref());
                own.map_or_else(|| column.absent(Missing::NotAsked), |own| own.cell(answers))
            };
            plan.columns.iter().enumerate().map(cell).collect()
        }
    }
}

/// Writes what somebody said in their own words in a wave.
fn write_text(
    text: &mut Table,
    [row_key, wave]: [&str; 2],
    standing: &Standing<'_>,
    words: &HashMap<i32, Vec<String>>,
) -> io::Result<()> {
    let Standing::Answered { row, answers, .. } = standing else { return Ok(()) };
    let own = words.get(&row.survey_version_id).map(Vec::as_slice).unwrap_or_default();
    for (variable, words) in words::given(own, answers) {
        text.cells([row_key, wave, variable, &words])?;
        text.end_row()?;
    }
    Ok(())
}

fn write_long(long: &mut Table, plan: &Plan, wave: &WavePlan, cells: &[String]) -> io::Result<()> {
    for (column, own) in plan.long.iter().zip(&wave.in_long) {
        match own.and_then(|place| cells.get(place)) {
            Some(cell) => long.cell(cell)?,
            None => long.cell(column.absent(Missing::NotAsked))?,
        }
    }
    long.end_row()
}
