//! The schema of each file: what its columns are called, what they mean and what can stand in them. It comes from the
//! instrument and the study, never from the answers.

mod fields;

mod questions;

use std::sync::Arc;

use datasets::{Dataset, Kind, Name, Outline, Variable};

use self::{fields::keys, questions::Questions};
use super::{
    ExportError, calls, linked, messages, pages,
    paradata::{self, Field},
    participants,
    plan::{Plan, WavePlan},
    table::ANSWERS,
    words,
};

/// What whoever opens a file should know.
const NOTES: [&str; 3] = [
    "row_key names the same person in every file of this study.",
    "Numbers from -1 to -9 are reasons why there is no answer, but in a column whose answers go below 0. Dates, times and words that are missing \
     are blank.",
    "This file is pseudonymous, not anonymous: keep it as you keep personal data.",
];

/// What is said of people's own words.
const IN_CSV: &str = "Where they begin with =, +, -, @ or a tab, an apostrophe stands before them, so that no spreadsheet \
    runs them";

/// The names of `wide`, in their order.
pub(super) fn wide_names(plan: &Plan) -> Vec<String> {
    let of_wave = |plan: &WavePlan| {
        let prefix = plan.wave.prefix.clone();
        let how = paradata::fields(&plan.wave).map(|field| field.name.to_owned());
        let own = plan.columns.iter().map(|column| column.name().to_owned());
        how.chain(own).map(move |name| format!("{prefix}_{name}")).collect::<Vec<_>>()
    };
    std::iter::once("row_key".to_owned()).chain(plan.waves.iter().flat_map(of_wave)).collect()
}

/// The names of `long`, in their order.
pub(super) fn long_names(plan: &Plan) -> Vec<String> {
    let own = plan.long.iter().map(|column| {
        let safe = Name::beside_words(column.name());
        safe.map_or_else(|_| column.name().to_owned(), |name| name.to_string())
    });
    let how = paradata::FIELDS.iter().map(|field| field.name);
    ["row_key", "wave"].into_iter().chain(how).map(str::to_owned).chain(own).collect()
}

pub(super) fn participants(plan: &Plan) -> Result<Arc<Dataset>, ExportError> {
    let own = participants::fields(plan);
    let own = own.iter().map(|field| {
        let codes = field.codes.iter().map(|(code, label)| (*code, label.as_str()));
        fields::variable(
            plan,
            (field.name.as_str(), field.name.as_str()),
            &field.label,
            (field.kind, codes),
        )
    });
    let mut variables: Vec<_> = own.collect::<Result<_, _>>()?;
    for wave in &plan.waves {
        let both = paradata::FIELDS.iter();
        let both = both.filter(|field| participants::OF_EACH_WAVE.contains(&field.name));
        variables.extend(fields::of_wave(plan, wave, both)?);
    }
    let about = "A row for each person enrolled: allocation, consent, and how each wave stands";
    let named = ["participants", "everybody enrolled", about];
    dataset(plan, named, variables, Questions::default())
}

pub(super) fn wide(plan: &Plan) -> Result<Arc<Dataset>, ExportError> {
    let mut variables = vec![fields::row_key()?];
    let mut questions = Questions::default();
    for wave in &plan.waves {
        variables.extend(fields::of_wave(plan, wave, paradata::fields(&wave.wave))?);
        let prefix = format!("{}_", wave.wave.prefix);
        for column in &wave.columns {
            let waves = plan.asking(column.name()).map(|wave| wave.wave.key.to_string());
            let asked = (wave.wave.key.to_string(), waves.collect());
            variables.push(questions.variable(&prefix, column, asked)?);
        }
    }
    let about = "A row for each person enrolled, with the columns of every wave";
    dataset(plan, ["wide", "a row for each person", about], variables, questions)
}

pub(super) fn long(plan: &Plan) -> Result<Arc<Dataset>, ExportError> {
    let mut variables = fields::of_each(plan, &paradata::FIELDS)?;
    let mut questions = Questions::default();
    for column in &plan.long {
        let waves = keys(plan.asking(column.name()));
        variables.push(questions.variable("", column, (waves, Vec::new()))?);
    }
    let about = "A row for each person and wave that was due";
    dataset(plan, [ANSWERS, "a row for each person and wave", about], variables, questions)
}

pub(super) fn paradata(plan: &Plan) -> Result<Arc<Dataset>, ExportError> {
    let about = "A row for each person and wave that was due: how it came about";
    beside(plan, ["paradata", "how each response came about", about], &paradata::FIELDS)
}

pub(super) fn calls(plan: &Plan) -> Result<Arc<Dataset>, ExportError> {
    let about = "A row for each call about a wave";
    beside(plan, ["calls", "each call about a wave", about], &calls::FIELDS)
}

pub(super) fn messages(plan: &Plan) -> Result<Arc<Dataset>, ExportError> {
    let about = "A row for each message about a wave that was handed over to be sent";
    beside(plan, ["messages", "each message about a wave", about], &messages::FIELDS)
}

pub(super) fn pages(plan: &Plan) -> Result<Arc<Dataset>, ExportError> {
    let about = "A row for each save that changed something";
    beside(plan, ["pages", "each save of a page", about], &pages::FIELDS)
}

fn beside(
    plan: &Plan,
    about: [&str; 3],
    fields: &'static [Field],
) -> Result<Arc<Dataset>, ExportError> {
    dataset(plan, about, fields::of_each(plan, fields)?, Questions::default())
}

pub(super) fn text(plan: &Plan) -> Result<Arc<Dataset>, ExportError> {
    let longest = plan.versions.values().map(|version| words::longest(&version.survey)).max();
    let text = |name: &str, label: &str, bytes| {
        let kind = Kind::Text { bytes: Some(bytes) };
        Ok::<_, ExportError>(Variable::new(Name::new(name)?, label, kind))
    };
    let [row_key, wave] = fields::whose(plan)?;
    let mut words = text("text", "The words as typed", longest.unwrap_or_default().max(1))?;
    IN_CSV.clone_into(&mut words.origin.remark);
    let variable = text("variable", "The variable, without a prefix", fields::LONGEST_NAME)?;
    let about = "A row for each answer in somebody's own words";
    let named = ["text", "answers in own words", about];
    dataset(plan, named, vec![row_key, wave, variable, words], Questions::default())
}

pub(super) fn linked(plan: &Plan) -> Result<Arc<Dataset>, ExportError> {
    let about = "A row for each person, with what owners of records returned; a blank cell is none on record";
    let named = ["linked", "records that others hold", about];
    let mut variables = vec![fields::row_key()?];
    variables.extend(linked::variables(plan)?);
    dataset(plan, named, variables, Questions::default())
}

/// Under a name, with a title that fits where 64 bytes are all there is, and with what it is at more length.
fn dataset(
    plan: &Plan,
    [name, title, about]: [&str; 3],
    variables: Vec<Variable>,
    questions: Questions,
) -> Result<Arc<Dataset>, ExportError> {
    let outline = Outline {
        name: Name::of_dataset(name)?,
        title: format!("{}: {title}", plan.study.key),
        notes: std::iter::once(about).chain(NOTES).map(str::to_owned).collect(),
        language: plan.language(),
        sets: questions.into_sets(),
        variables,
    };
    Ok(Arc::new(Dataset::new(outline).map_err(ExportError::Schema)?))
}
