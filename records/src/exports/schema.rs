//! The schema of each file: what its columns are called, what they mean and what can stand in them. It comes from the
//! instrument and the study, never from the answers.

mod fields;

mod questions;

use std::sync::Arc;

use datasets::{Dataset, Kind, Name, Outline, Variable};

pub(super) use self::fields::keys;
use self::questions::Questions;
use super::{
    ExportError, calls, pages,
    paradata::{self, Field},
    participants,
    plan::{Plan, WavePlan},
    words,
};

/// What whoever opens a file should know.
const NOTES: [&str; 3] = [
    "row_key names the same person in every file of this study.",
    "Numbers from -1 to -9 are reasons why there is no answer, but in a column whose answers go below 0. Dates, times and words that are missing \
     are blank.",
    "This file is pseudonymous, not anonymous: keep it as you keep personal data.",
];

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
    let own = plan.long.iter().map(|column| column.name().to_owned());
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
    let title = "A row for each person enrolled: allocation, consent, and how each wave stands";
    dataset(plan, ("participants", title), variables, Questions::default())
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
    let title = "A row for each person enrolled, with the columns of every wave";
    dataset(plan, ("wide", title), variables, questions)
}

pub(super) fn long(plan: &Plan) -> Result<Arc<Dataset>, ExportError> {
    let mut variables = fields::of_each(plan, &paradata::FIELDS)?;
    let mut questions = Questions::default();
    for column in &plan.long {
        let waves = keys(plan.asking(column.name()));
        variables.push(questions.variable("", column, (waves, Vec::new()))?);
    }
    let title = "A row for each person and wave that was due";
    dataset(plan, ("long", title), variables, questions)
}

pub(super) fn paradata(plan: &Plan) -> Result<Arc<Dataset>, ExportError> {
    let title = "A row for each person and wave that was due: how it came about";
    beside(plan, ("paradata", title), &paradata::FIELDS)
}

pub(super) fn calls(plan: &Plan) -> Result<Arc<Dataset>, ExportError> {
    beside(plan, ("calls", "A row for each call about a wave"), &calls::FIELDS)
}

pub(super) fn pages(plan: &Plan) -> Result<Arc<Dataset>, ExportError> {
    beside(plan, ("pages", "A row for each save that changed something"), &pages::FIELDS)
}

fn beside(
    plan: &Plan,
    about: (&str, &str),
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
    let variables = vec![
        row_key,
        wave,
        text("variable", "The variable, without a prefix", fields::LONGEST_NAME)?,
        text("text", "The words as typed", longest.unwrap_or_default().max(1))?,
    ];
    let title = "A row for each answer in somebody's own words";
    dataset(plan, ("text", title), variables, Questions::default())
}

fn dataset(
    plan: &Plan,
    (name, title): (&str, &str),
    variables: Vec<Variable>,
    questions: Questions,
) -> Result<Arc<Dataset>, ExportError> {
    let outline = Outline {
        name: Name::of_dataset(name)?,
        title: format!("{}: {title}", plan.study.key),
        notes: NOTES.map(str::to_owned).to_vec(),
        language: plan.language(),
        sets: questions.into_sets(),
        variables,
    };
    Ok(Arc::new(Dataset::new(outline).map_err(ExportError::Schema)?))
}
