//! The answers that can be chosen: written beside the question, or in a set of codes within the file.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{
    resource::{AnswerOption, Coding, Extension, Item, written},
    sets::Sets,
};
use crate::{
    importing::{
        codes::{Coded, whole},
        outcome::{Difference, NotConverted},
        reasons::{LookedFor, Reasons},
        sentence::Fields,
        words,
    },
    value::Missing,
};

/// How many options an item asks for, and how many bytes of a set are copied for them.
pub(super) fn extent(item: &Item, sets: &Sets) -> (usize, usize) {
    let Some(Ok(codes)) = item.answer_value_set.as_deref().and_then(|set| sets.get(set)) else {
        return (item.answer_option.len(), 0);
    };
    let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    let bytes = codes.iter().map(|coding| length(&coding.code) + length(&coding.display));
    (codes.len(), bytes.sum())
}

/// An answer: what it is called in conditions, its words, and what it counts.
struct Answer {
    name: String,
    /// The system of its code, where the file says one.
    system: Option<String>,
    text: String,
    score: Option<f64>,
}

/// What is known before the options of an item are looked at.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub sets: &'a Sets,
    /// What conditions look for, in the whole Questionnaire.
    pub looked_for: &'a LookedFor,
    /// Which options say why there is no answer, where that was decided in the survey's own language.
    pub apart: Option<&'a BTreeMap<String, Missing>>,
    /// And which codes they have.
    pub codes: Option<&'a BTreeMap<String, i32>>,
}

impl Around<'_> {
    /// Whether it is in another language than the survey's own.
    pub fn is_beside(&self) -> bool {
        self.apart.is_some()
    }
}

/// The options of a question with their codes, and those that say why there is no answer. What options count is their
/// code, where that can be.
pub(super) fn options(
    item: &Item,
    around: Around<'_>,
    differences: &mut Vec<Difference>,
) -> Result<(Coded, Reasons, Systems), NotConverted> {
    let mut answers = match &item.answer_value_set {
        Some(set) => from_set(set, around.sets)?,
        None => item.answer_option.iter().map(answer).collect::<Result<Vec<_>, _>>()?,
    };
    if answers.is_empty() {
        return Err(NotConverted::NoOptions);
    }
    tell_apart(&mut answers);
    for answer in &mut answers {
        answer.text =
            words::read(&answer.text, (&Fields::new(), 0), differences).replace('\n', " ");
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = answers.iter().find(|answer| !seen.insert(answer.name.clone())) {
        return Err(NotConverted::OptionTwice(twice.name.clone()));
    }
    let is_looked_for =
        |code: &str| around.looked_for.contains(&(item.link_id.clone(), code.to_owned()));
    let reasons = match around.apart {
        Some(apart) => Reasons { apart: apart.clone(), told: Vec::new() },
        None => {
            let each = answers.iter().map(|answer| (answer.name.as_str(), answer.text.as_str()));
            Reasons::among(each, &is_looked_for)
        }
    };
    differences.extend(unread(item));
    answers.retain(|answer| !reasons.apart.contains_key(&answer.name));
    let systems = answers.iter().filter_map(|one| Some((one.name.clone(), one.system.clone()?)));
    let systems = systems.collect();
    let mut coded = coded(answers, around.codes, differences);
    alone(item, &mut coded);
    differences.extend(coded.told().map(Difference::Recoded));
    differences.extend(reasons.told.iter().cloned());
    Ok((coded, reasons, systems))
}

/// Of which system each code is, where the file says it.
pub(super) type Systems = BTreeMap<String, String>;

/// One code of two systems is two answers, each called by its system, too.
fn tell_apart(answers: &mut [Answer]) {
    let mut many: BTreeMap<&str, BTreeSet<&Option<String>>> = BTreeMap::new();
    for answer in &*answers {
        many.entry(&answer.name).or_default().insert(&answer.system);
    }
    let twice = many.into_iter().filter(|(_, systems)| systems.len() > 1);
    let twice: BTreeSet<String> = twice.map(|(name, _)| name.to_owned()).collect();
    for answer in answers.iter_mut().filter(|answer| twice.contains(&answer.name)) {
        let of = answer.system.as_deref().unwrap_or_default();
        answer.name = in_system(of, &answer.name);
    }
}

/// A code with its system, as conditions name it.
pub(super) fn in_system(system: &str, code: &str) -> String {
    format!("{system}|{code}")
}

fn coded(
    answers: Vec<Answer>,
    decided: Option<&BTreeMap<String, i32>>,
    differences: &mut Vec<Difference>,
) -> Coded {
    let has_scores = answers.iter().any(|answer| answer.score.is_some());
    let scores: Option<Vec<i32>> = answers.iter().map(score).collect();
    let scores = scores.filter(|scores| distinct(scores));
    differences.extend((has_scores && scores.is_none()).then_some(Difference::WithoutScores));
    let (names, texts): (Vec<_>, Vec<_>) =
        answers.into_iter().map(|one| (one.name, one.text)).unzip();
    let Some(scores) = scores else {
        let named: Vec<_> = names.into_iter().zip(texts).collect();
        return match decided.cloned().or_else(|| Coded::published(&named)) {
            Some(codes) => Coded::by(named, &codes),
            None => Coded::of(named),
        };
    };
    // By their scores first, and then called what conditions call them.
    let by_score = scores.iter().map(ToString::to_string);
    let mut coded = Coded::of(by_score.zip(texts).collect());
    let pairs: Vec<_> = names.into_iter().zip(scores).collect();
    coded.codes = pairs.iter().cloned().collect();
    coded.recoded = pairs;
    coded.recoded.retain(|(name, score)| *name != score.to_string());
    coded
}

fn distinct(scores: &[i32]) -> bool {
    scores.iter().collect::<BTreeSet<_>>().len() == scores.len()
}

fn score(answer: &Answer) -> Option<i32> {
    let score = answer.score.filter(|score| score.fract() == 0.0)?;
    whole(&score.to_string())
}

fn from_set(set: &str, sets: &Sets) -> Result<Vec<Answer>, NotConverted> {
    let codes = sets.get(set).ok_or_else(|| NotConverted::Elsewhere(set.to_owned()))?;
    codes
        .as_ref()
        .map_err(NotConverted::clone)?
        .iter()
        .map(|coding| of_coding(coding, &[]))
        .collect()
}

fn answer(option: &AnswerOption) -> Result<Answer, NotConverted> {
    let (kind, value) = option
        .value
        .iter()
        .find(|(name, _)| name.starts_with("value"))
        .ok_or_else(|| NotConverted::OptionOf("nothing".to_owned()))?;
    match (kind.as_str(), value) {
        ("valueCoding", value) => {
            let coding =
                Coding::deserialize(value).map_err(|_| NotConverted::OptionOf(kind.clone()))?;
            of_coding(&coding, &option.extension)
        }
        ("valueReference", _) => Err(NotConverted::Reference),
        (_, value) => {
            let text = written(value).ok_or_else(|| NotConverted::OptionOf(kind.clone()))?;
            let score = scored(&option.extension);
            Ok(Answer { name: text.clone(), system: None, text, score })
        }
    }
}

fn of_coding(coding: &Coding, around: &[Extension]) -> Result<Answer, NotConverted> {
    let name = coding.code.clone().or_else(|| coding.display.clone());
    let name = name.ok_or_else(|| NotConverted::OptionOf("nothing".to_owned()))?;
    let text = coding.display.clone().unwrap_or_else(|| name.clone());
    let score = scored(&coding.extension).or_else(|| scored(around));
    Ok(Answer { name, system: coding.system.clone(), text, score })
}

fn scored(extensions: &[Extension]) -> Option<f64> {
    let is_score = |one: &&Extension| {
        ["ordinalValue", "itemWeight", "questionnaire-ordinalValue"].contains(&one.name())
    };
    extensions.iter().find(is_score).and_then(Extension::number)
}

/// What implementations add to options, and nothing here does: a picture, a letter before it.
fn unread(item: &Item) -> Vec<Difference> {
    let of_coding = |option: &AnswerOption| {
        let coding = option.value.get("valueCoding").and_then(|one| Coding::deserialize(one).ok());
        coding.map(|coding| coding.extension).unwrap_or_default()
    };
    let each = item.answer_option.iter().flat_map(|option| {
        let own = option.extension.iter().cloned().chain(of_coding(option));
        own.collect::<Vec<_>>()
    });
    let names: BTreeSet<String> = each
        .map(|extension| extension.name().to_owned())
        .filter(|name| !READ.contains(&name.as_str()))
        .collect();
    let what = "extension of options";
    names.into_iter().map(|value| Difference::Without { what, value }).collect()
}

/// Extensions of options that are read.
const READ: [&str; 5] = [
    "ordinalValue",
    "itemWeight",
    "questionnaire-ordinalValue",
    "questionnaire-optionExclusive",
    "translation",
];

/// `questionnaire-optionExclusive`: nothing stands beside it.
fn alone(item: &Item, coded: &mut Coded) {
    let is_alone = |option: &AnswerOption| {
        let told =
            option.extension.iter().find(|one| one.name() == "questionnaire-optionExclusive");
        told.and_then(Extension::text).as_deref() == Some("true")
    };
    for option in item.answer_option.iter().filter(|option| item.repeats && is_alone(option)) {
        let code = answer(option).ok().and_then(|answer| coded.codes.get(&answer.name));
        let ours = coded.options.iter_mut().find(|one| Some(&one.code) == code);
        ours.into_iter().for_each(|one| one.exclusive = true);
    }
}
