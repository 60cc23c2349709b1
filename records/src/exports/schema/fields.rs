//! Variables that are no answers: whose a row is, and how it came about.

use std::collections::BTreeSet;

use datasets::{Code, Kind, Label, Name, Origin, Variable};
use surveys::{calls::Outcome, definition::Survey, stopping::Choice};

use crate::exports::{
    ExportError, calls, interviewers, messages, pages,
    paradata::{self, Field},
    participants,
    plan::{Plan, WavePlan},
};

/// The most bytes that the name of a column has.
pub(super) const LONGEST_NAME: u32 = 32;

/// So many characters has a row's key.
const ROW_KEY: u32 = 26;

/// More than any language tag, any key of a page, of a step, of a message, of an ending and of its code has.
const LONGEST_TAG: u32 = 64;
const LONGEST_PAGE: u32 = 20;
const LONGEST_STEP: u32 = 20;
const LONGEST_MESSAGE: u32 = 32;
const LONGEST_ENDING: u32 = 32;
const LONGEST_CODE: u32 = 8;

/// What one save can change besides the variables of a survey, such as the parts of contact details.
const OTHER_CHANGES: usize = 1024;

/// The greatest number of Stata's four bytes. Nothing is counted so far.
const GREATEST: i64 = 2_147_483_620;

/// Cohorts are codes of whatever the baseline calls one.
const COHORTS: Kind = Kind::Whole { least: 0, most: 9999 };

/// A variable of a field, which may have another name in the file.
pub(super) fn variable<'a>(
    plan: &Plan,
    (field, name): (&str, &str),
    label: &str,
    (kind, codes): (&str, impl Iterator<Item = (i32, &'a str)>),
) -> Result<Variable, ExportError> {
    let codes: Vec<_> = codes.collect();
    let range = codes.iter().map(|(code, _)| i64::from(*code));
    let (least, most) = (range.clone().min().unwrap_or(0), range.max().unwrap_or(0));
    let name = Name::new(name)?;
    let own = match kind {
        "date" => Variable::new(name, label, Kind::Date),
        "time" => Variable::new(name, label, Kind::Moment),
        "number" => Variable::new(name, label, Kind::Whole { least: 0, most: GREATEST }),
        "code" if field == "cohort" => Variable::new(name, label, COHORTS).coded(codes),
        "code" => Variable::new(name, label, Kind::Whole { least, most }).coded(codes),
        _ => {
            let of = Variable::new(name, label, Kind::Text { bytes: longest(plan, field) });
            Variable { labels: words(plan, field), ..of }
        }
    };
    let form = ["language", "pseudonym"].into_iter().find(|form| *form == kind);
    let form = form.unwrap_or_default().to_owned();
    // A study's own words were never in the table of a codebook.
    let told = ["wave", "site", "arm"].contains(&field).then_some(0);
    Ok(Variable { origin: Origin { form, told, ..Origin::default() }, ..own })
}

pub(in crate::exports) fn row_key() -> Result<Variable, ExportError> {
    let label = "Names the person in every file of this study";
    Ok(Variable::new(Name::new("row_key")?, label, Kind::Text { bytes: Some(ROW_KEY) }))
}

/// Of whom a row is, and of which of their waves.
pub(super) fn whose(plan: &Plan) -> Result<[Variable; 2], ExportError> {
    let none = std::iter::empty();
    Ok([row_key()?, variable(plan, ("wave", "wave"), "The wave", ("word", none))?])
}

/// The columns of a file that has rows of every wave.
pub(super) fn of_each(plan: &Plan, fields: &[Field]) -> Result<Vec<Variable>, ExportError> {
    let mut variables = whose(plan)?.to_vec();
    for field in fields {
        let waves = plan.waves.iter().filter(|wave| paradata::has_any(&wave.wave, field));
        let mut own = of_field(plan, field, field.name)?;
        own.origin.wave = keys(waves);
        variables.push(own);
    }
    Ok(variables)
}

/// The columns of one wave, under its prefix.
pub(super) fn of_wave<'f>(
    plan: &Plan,
    wave: &WavePlan,
    fields: impl Iterator<Item = &'f Field>,
) -> Result<Vec<Variable>, ExportError> {
    let variable = |field: &Field| {
        let mut own = of_field(plan, field, &format!("{}_{}", wave.wave.prefix, field.name))?;
        own.origin.wave = wave.wave.key.to_string();
        Ok(own)
    };
    fields.map(variable).collect()
}

fn of_field(plan: &Plan, field: &Field, name: &str) -> Result<Variable, ExportError> {
    let codes = field.codes.iter().copied();
    let mut own = variable(plan, (field.name, name), field.label, (field.kind, codes))?;
    "paradata".clone_into(&mut own.origin.universe);
    Ok(own)
}

pub(super) fn keys<'a>(waves: impl Iterator<Item = &'a WavePlan>) -> String {
    waves.map(|wave| wave.wave.key.as_str()).collect::<Vec<_>>().join("; ")
}

/// The most bytes that a word of this field has, where it is known.
fn longest(plan: &Plan, field: &str) -> Option<u32> {
    Some(match field {
        "row_key" => ROW_KEY,
        "wave" => of_all(plan.waves.iter().map(|wave| wave.wave.key.as_str())),
        "site" => {
            let known = plan.study.sites.iter().map(|site| site.key.as_str());
            of_all(known.chain(plan.named.sites.iter().map(String::as_str)))
        }
        "arm" => {
            let known = plan.study.arms.iter().map(|arm| arm.key.as_str());
            of_all(known.chain(plan.named.arms.iter().map(String::as_str)))
        }
        "ended" => of_all(participants::HAPPENED.into_iter().map(Choice::name)),
        "status" => of_all(paradata::statuses().into_iter().map(|(name, _)| name)),
        "interviewer_id" => interviewers::LETTERS,
        "last_outcome" | "outcome" | "outcome_first" => LONGEST_ENDING,
        "outcome_label" => of_all(Outcome::ALL.into_iter().map(Outcome::label)),
        "aapor" => LONGEST_CODE,
        "slot" => of_all(calls::slots().into_iter().map(|(key, _)| key)),
        "lang_start" | "lang_end" => LONGEST_TAG,
        "page" => LONGEST_PAGE,
        "step" => LONGEST_STEP,
        "template" => LONGEST_MESSAGE,
        "channel" => of_all(messages::channels().into_iter().map(|(key, _)| key)),
        "message_status" => of_all(messages::statuses().into_iter().map(|(key, _)| key)),
        "reason" => of_all(messages::reasons().into_iter().map(|(key, _)| key)),
        "changed" => {
            let all = plan.versions.values().map(|version| of_one_save(&version.survey));
            u32::try_from(all.max().unwrap_or_default() + OTHER_CHANGES).ok()?
        }
        _ => return None,
    })
}

/// At least one byte, since a column has room for something.
fn of_all<'w>(words: impl Iterator<Item = &'w str>) -> u32 {
    let longest = words.map(str::len).max().unwrap_or_default().max(1);
    u32::try_from(longest).unwrap_or(u32::MAX)
}

/// When answers are sent, every variable of a survey may change.
fn of_one_save(survey: &Survey) -> usize {
    let asked = survey.questions().flat_map(|question| {
        let words = question.words().map(|(name, _)| name);
        question.variables().into_iter().chain(words).collect::<Vec<_>>()
    });
    let derived = survey.derived.iter().map(|derived| derived.key.to_string());
    let checks = survey.checks.iter().map(|check| check.key.to_string());
    let all = asked.chain(derived).chain(checks);
    all.map(|name| name.len() + pages::BETWEEN.len()).sum()
}

/// What the words of this field mean.
fn words(plan: &Plan, field: &str) -> Vec<Label> {
    let owned = |(word, text): (&str, &str)| (word.to_owned(), text.to_owned());
    let study = &plan.study;
    let words: Vec<(String, String)> = match field {
        "wave" => {
            let waves = plan.waves.iter().map(|plan| &plan.wave);
            waves.map(|wave| owned((wave.key.as_str(), &wave.title))).collect()
        }
        "site" => study.sites.iter().map(|site| owned((&site.key, &site.title))).collect(),
        "arm" => study.arms.iter().map(|arm| owned((&arm.key, &arm.title))).collect(),
        "status" => paradata::statuses().map(owned).to_vec(),
        "last_outcome" | "outcome" | "outcome_first" => {
            calls::endings().into_iter().map(|(key, text)| (key.to_owned(), text)).collect()
        }
        "slot" => calls::slots().map(owned).to_vec(),
        "page" => pages::IN_PLACE_OF_A_PAGE.map(owned).to_vec(),
        "channel" => messages::channels().map(owned).to_vec(),
        "message_status" => messages::statuses().map(owned).to_vec(),
        "reason" => messages::reasons().into_iter().map(owned).collect(),
        _ => Vec::new(),
    };
    let mut seen = BTreeSet::new();
    let first = words.into_iter().filter(|(word, _)| !word.is_empty() && seen.insert(word.clone()));
    first.map(|(word, text)| Label { code: Code::Word(word), text }).collect()
}
