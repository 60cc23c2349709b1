//! The files while they are being written, all in one pass over the people.

use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};

use datasets::{Cell, Described, Format};
use surveys::value::Missing;

use super::{
    ExportError, FileEntry, Manifest,
    answered::Answered,
    beside::Beside,
    describing,
    interviewers::Interviewers,
    linked, paradata, participants,
    people::Person,
    plan::{Plan, Version, WavePlan},
    room::Room,
    schema,
    standing::Standing,
    table::{Keeper, Table, Whereto},
    words,
};

/// What an export may write: each in every format, what describes them, and the manifest.
const NAMES: [&str; 10] = [
    "participants",
    "wide",
    "long",
    "paradata",
    "calls",
    "messages",
    "pages",
    "linked",
    "text",
    "codebook",
];

/// Whether a file of this name is an export's.
pub(super) fn is_ours(file: &str) -> bool {
    let is_ending = |ending: &str| Format::ALL.iter().any(|format| format.ending() == ending);
    let own = NAMES.iter().filter_map(|name| file.strip_prefix(name));
    let described = describing::NAMES.contains(&file);
    file == "manifest.json" || described || own.into_iter().any(is_ending)
}

pub(super) struct Files {
    plan: Plan,
    tables: Tables,
    /// Variables that hold words, by survey version.
    words: HashMap<i32, Vec<String>>,
    interviewers: Interviewers,
    answered: Answered,
    forms: BTreeSet<u32>,
}

struct Tables {
    participants: Table,
    wide: Table,
    long: Table,
    beside: Beside,
    /// What owners of records returned.
    linked: Option<Table>,
    text: Option<Table>,
    /// For a row of participants, of wide, of long, and for the answers of a wave.
    rooms: [Room; 4],
}

/// Somebody, how each wave stands with them, and what stands in words in it.
struct Whose<'c> {
    person: &'c Person,
    row_key: &'c str,
    waves: Vec<(&'c WavePlan, Standing<'c>, Vec<String>)>,
}

impl Files {
    pub fn create(plan: Plan, folder: &Path) -> Result<Self, ExportError> {
        let formats = plan.formats.clone();
        Self::of(plan, &mut Whereto::Folder(folder, &formats))
    }

    /// The same rows, for a keeper.
    pub fn kept(plan: Plan, keeper: &mut dyn Keeper) -> Result<Self, ExportError> {
        Self::of(plan, &mut Whereto::Keeper(keeper))
    }

    fn of(plan: Plan, to: &mut Whereto<'_>) -> Result<Self, ExportError> {
        let version_words =
            |(id, version): (&i32, &Version)| (*id, words::variables(&version.survey));
        Ok(Self {
            tables: Tables::create(&plan, to)?,
            words: plan.versions.iter().map(version_words).collect(),
            interviewers: Interviewers::default(),
            answered: Answered::default(),
            forms: BTreeSet::from([plan.study.consent.version]),
            plan,
        })
    }

    /// From what, and for whom, rows are made.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Writes one person's rows.
    ///
    /// # Errors
    /// When a response cannot be read, an answer does not fit its column, or the disk fails.
    pub fn person(&mut self, person: &Person) -> Result<(), ExportError> {
        self.rows(person).map_err(|error| error.about(&person.participant.study_number))
    }

    fn rows(&mut self, person: &Person) -> Result<(), ExportError> {
        let Self { plan, tables, words, interviewers, answered, forms } = self;
        let row_key = plan.row_key(&person.participant.person_key);
        interviewers.meet(&plan.secret, person);
        forms.extend(person.consent.iter().map(|event| event.form_version));
        let (plan, words) = (&*plan, &*words);
        let waves = plan.waves.iter().map(|wave| {
            let standing = Standing::of(person, &wave.wave, plan)?;
            answered.meet(&standing, &plan.study.timezone);
            let in_words = wave.words(&standing);
            Ok((wave, standing, in_words))
        });
        let waves = waves.collect::<Result<_, ExportError>>()?;
        tables.person(&Whose { person, row_key: &row_key, waves }, (plan, words), interviewers)
    }

    /// Puts everything on disk, with the codebook and the manifest.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn finish(self, folder: &Path) -> Result<Manifest, ExportError> {
        let codebook = describing::codebook(&self.plan, &self.answered, self.tables.described());
        let formats = self.plan.formats.clone();
        let mut manifest = self.end()?;
        manifest.files.extend(describing::write(&codebook, folder, &formats)?);
        manifest.write(folder)?;
        Ok(manifest)
    }

    /// Ends the rows. Of files it tells where there are any, without what describes them.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn end(self) -> Result<Manifest, ExportError> {
        let waves = &self.plan.waves;
        Ok(Manifest {
            software: "throughline",
            software_version: env!("CARGO_PKG_VERSION"),
            study: self.plan.study.key.to_string(),
            waves: waves.iter().map(|wave| wave.wave.key.to_string()).collect(),
            text_included: self.plan.include_text,
            surveys: waves.iter().flat_map(|wave| wave.versions.clone()).collect(),
            consent_form_versions: self.forms.into_iter().collect(),
            files: self.tables.finish()?,
        })
    }
}

impl Tables {
    fn create(plan: &Plan, to: &mut Whereto<'_>) -> Result<Self, ExportError> {
        let mut table = |dataset| Table::create(to, &dataset);
        Ok(Self {
            participants: table(schema::participants(plan)?)?,
            wide: table(schema::wide(plan)?)?,
            long: table(schema::long(plan)?)?,
            beside: Beside::create(plan, to)?,
            linked: match plan.linked.is_empty() {
                false => Some(Table::create(to, &schema::linked(plan)?)?),
                true => None,
            },
            text: match plan.include_text {
                true => Some(Table::create(to, &schema::text(plan)?)?),
                false => None,
            },
            rooms: Default::default(),
        })
    }

    fn person(
        &mut self,
        whose: &Whose<'_>,
        (plan, words): (&Plan, &HashMap<i32, Vec<String>>),
        interviewers: &Interviewers,
    ) -> Result<(), ExportError> {
        let Self { participants, wide, long, beside, linked, text, rooms } = self;
        let [of_person, of_waves, in_long, of_wave] = rooms;
        let (person, row_key) = (whose.person, whose.row_key);
        let (mut first, mut all) = (of_person.take(), of_waves.take());
        participants::begin(person, row_key, plan, &mut first)?;
        all.push(Cell::Text(row_key));
        for (wave, standing, in_words) in &whose.waves {
            let names = [row_key, wave.wave.key.as_str()];
            let how = paradata::cells((person, &wave.wave), standing, plan, interviewers);
            let mut answers = of_wave.take();
            wave.cells(standing, in_words, &mut answers);
            first.extend(participants::of_wave(&how));
            all.extend(paradata::own(&wave.wave, &how));
            all.extend_from_slice(&answers);
            if standing.was_due() {
                write_long(long, in_long, (plan, wave), (names, &how, &answers))?;
            }
            of_wave.give_back(answers);
            let beside_them = (&how, interviewers);
            beside.wave((person, row_key, plan), (&wave.wave, standing), beside_them)?;
            if let Some(text) = text {
                write_text(text, names, standing, words)?;
            }
        }
        participants.row(&first)?;
        wide.row(&all)?;
        if let Some(linked) = linked {
            write_linked(linked, &mut all, (person, row_key, plan))?;
        }
        of_person.give_back(first);
        of_waves.give_back(all);
        Ok(())
    }

    /// What each file holds, in the order in which they are listed.
    fn described(&self) -> Vec<Described> {
        let mut all: Vec<_> =
            [&self.participants, &self.wide, &self.long].map(Table::described).into();
        all.extend(self.beside.described());
        all.extend(self.linked.as_ref().map(Table::described));
        all.extend(self.text.as_ref().map(Table::described));
        all
    }

    fn finish(self) -> Result<Vec<FileEntry>, ExportError> {
        let mut files = self.participants.finish()?;
        files.extend(self.wide.finish()?);
        files.extend(self.long.finish()?);
        files.extend(self.beside.finish()?);
        files.extend(self.linked.map(Table::finish).transpose()?.into_iter().flatten());
        files.extend(self.text.map(Table::finish).transpose()?.into_iter().flatten());
        Ok(files)
    }
}

/// Writes what owners of records returned of somebody. The row is the room that it takes.
fn write_linked<'c>(
    linked: &mut Table,
    row: &mut Vec<Cell<'c>>,
    (person, row_key, plan): (&'c Person, &'c str, &'c Plan),
) -> Result<(), ExportError> {
    row.clear();
    linked::cells(plan, person, row_key, row);
    linked.row(row)
}

/// Writes what somebody said in their own words in a wave.
fn write_text(
    text: &mut Table,
    [row_key, wave]: [&str; 2],
    standing: &Standing<'_>,
    words: &HashMap<i32, Vec<String>>,
) -> Result<(), ExportError> {
    let Standing::Answered { row, answers, .. } = standing else { return Ok(()) };
    let own = words.get(&row.survey_version_id).map(Vec::as_slice).unwrap_or_default();
    for (variable, words) in words::given(own, answers) {
        text.row(&[row_key, wave, variable, words].map(Cell::Text))?;
    }
    Ok(())
}

fn write_long(
    long: &mut Table,
    room: &mut Room,
    (plan, wave): (&Plan, &WavePlan),
    (whose, paradata, answers): ([&str; 2], &paradata::Cells<'_>, &[Cell<'_>]),
) -> Result<(), ExportError> {
    let mut row = room.take();
    row.extend(whose.map(Cell::Text));
    row.extend_from_slice(paradata);
    row.extend(plan.long.iter().zip(&wave.in_long).map(|(column, own)| {
        let own = own.and_then(|place| answers.get(place).copied());
        own.unwrap_or_else(|| column.absent(Missing::NotAsked))
    }));
    long.row(&row)?;
    room.give_back(row);
    Ok(())
}
