//! What of a dataset gives away which arm somebody is in. Whoever is to be masked is given none of it.
//!
//! An answer gives it away by whom it was asked of, by its words, or by what it follows from. Where that is not sure it counts
//! as given away: a column too few is noticed, one too many cannot be taken back.

use std::collections::{BTreeMap, BTreeSet};

use super::columns;
use crate::{
    definition::{Derived, Kind, Question, Survey, TextKey},
    fill,
    keys::WaveKey,
    study::Study,
    waves::Wave,
};

/// Columns beside the answers that say the arm, or what only somebody who is offered the support can do.
pub const ARM_COLUMNS: [&str; 2] = ["arm", "support_stopped_on"];

/// Files that give it away row by row: which pages somebody had, and which questions they changed.
pub const ARM_FILES: [&str; 1] = ["pages"];

/// The facts that are taken from the latest answered wave, and the variable there that they follow from.
const OF_LATEST_WAVE: [(&str, &str); 3] =
    [("prev_work", "empact"), ("prev_status", "empact"), ("prev_month", "")];

/// What gives the arm away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unmasking {
    /// Columns of answers, without a wave's prefix: also those of what is scored, each option and each status.
    pub columns: BTreeSet<String>,
    /// Variables that hold words, as the file of texts names them.
    pub words: BTreeSet<String>,
    /// Waves that only one arm can have. All that is said of them gives the arm away, even that they are there.
    pub waves: BTreeSet<WaveKey>,
}

/// Whether a text names the programme or an arm, or is filled in with one of them. Names are compared as whole words, whatever
/// their capitals and marks: “Bridgeway Support's” names Bridgeway Support, “supported” does not.
#[must_use]
pub fn names_arm(text: &str, study: &Study) -> bool {
    Named::of(study).is_in(text)
}

/// What gives the arm away in these versions of a study's surveys. A variable that does in one of them does in all.
#[must_use]
pub fn gives_arm_away<'s>(
    surveys: impl IntoIterator<Item = &'s Survey>,
    study: &Study,
) -> Unmasking {
    let surveys: Vec<_> = surveys.into_iter().collect();
    let of_one_arm = study.waves.iter().filter(|wave| wave.anchor.is_of_one_arm());
    let waves: BTreeSet<_> = of_one_arm.map(|wave: &Wave| wave.key.clone()).collect();
    let named = Named::of(study);
    let mut known = BTreeSet::from(["arm".to_owned()]);
    let mut left: Vec<_> = surveys.iter().flat_map(|survey| parts(survey, &named)).collect();
    // What follows from a part that was found may have been looked at before it.
    loop {
        let (found, rest) = left.into_iter().partition::<Vec<_>, _>(|part| {
            part.is_told || part.reads.iter().any(|name| follows(name, &known, &waves))
        });
        if found.is_empty() {
            break;
        }
        known.extend(found.into_iter().flat_map(|part| part.own));
        left = rest;
    }
    let shown = surveys.iter().flat_map(|survey| columns(survey));
    let shown = shown.filter(|column| known.contains(&column.variable));
    let asked = surveys.iter().flat_map(|survey| survey.questions());
    let words = asked.flat_map(in_words).filter(|name| known.contains(name)).collect();
    Unmasking { columns: shown.map(|column| column.name).collect(), words, waves }
}

/// Whether a name that is looked at gives the arm away: `supfreq`, `four-month.supfreq`, or a wave of one arm.
fn follows(name: &str, known: &BTreeSet<String>, waves: &BTreeSet<WaveKey>) -> bool {
    if let Some((_, of)) = OF_LATEST_WAVE.iter().find(|(fact, _)| *fact == name) {
        return !waves.is_empty() || known.contains(*of);
    }
    match name.rsplit_once('.') {
        Some((wave, variable)) => waves.contains(wave) || known.contains(variable),
        None => known.contains(name),
    }
}

/// Something in a survey that gives variables.
struct Part {
    /// The variables.
    own: Vec<String>,
    /// What it looks at, and what is filled into its words.
    reads: BTreeSet<String>,
    /// Its words name the programme or an arm.
    is_told: bool,
}

fn parts(survey: &Survey, named: &Named) -> Vec<Part> {
    let texts = texts(survey);
    let mut parts = Vec::new();
    for section in &survey.sections {
        let first = section.pages.first().map_or("", |page| page.key.as_str());
        for page in &section.pages {
            let around = [format!("section:{first}"), format!("page:{}", page.key)];
            for question in &page.questions {
                let mut words = vec![question.label.as_str()];
                let owners = around.iter().map(String::as_str).chain([question.key.as_str()]);
                words.extend(
                    owners.filter_map(|owner| texts.get(owner)).flatten().map(String::as_str),
                );
                let reads = question.names();
                parts.push(Part::of(variables(question), reads, &words, named));
            }
        }
    }
    parts.extend(survey.derived.iter().map(|derived| of_derived(derived, named)));
    for check in &survey.checks {
        let said = texts.get(&format!("check:{}", check.key)).into_iter().flatten();
        let words: Vec<_> = said.map(String::as_str).chain([check.say.as_str()]).collect();
        let reads = check.when.names().into_iter().chain([check.at.as_str()]).collect();
        parts.push(Part::of(vec![check.key.to_string()], reads, &words, named));
    }
    parts
}

fn of_derived(derived: &Derived, named: &Named) -> Part {
    let codes = derived.codes.iter().map(|choice| choice.text.as_str());
    let words: Vec<_> = codes.chain([derived.label.as_str()]).collect();
    Part::of(vec![derived.key.to_string()], derived.names(), &words, named)
}

impl Part {
    fn of<'a>(own: Vec<String>, mut reads: Vec<&'a str>, words: &[&'a str], named: &Named) -> Self {
        reads.extend(words.iter().flat_map(|text| fill::names(text)));
        let is_told = words.iter().any(|text| named.is_in(text));
        Self { own, reads: reads.into_iter().map(str::to_owned).collect(), is_told }
    }
}

/// Every variable of a question, with those that hold words.
fn variables(question: &Question) -> Vec<String> {
    let mut variables = question.variables();
    variables.push(question.key.to_string());
    variables.extend(question.words().map(|(name, _)| name));
    variables
}

/// The variables of a question that hold words.
fn in_words(question: &Question) -> Vec<String> {
    let mut words: Vec<_> = question.words().map(|(name, _)| name).collect();
    if matches!(question.kind, Kind::Text { .. }) {
        words.push(question.key.to_string());
    }
    words
}

/// The texts of a survey in every language, by the question, page, section or check that they belong to.
fn texts(survey: &Survey) -> BTreeMap<String, Vec<String>> {
    let others = survey.translations.keys().map(|language| survey.in_language(language).texts());
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (TextKey(key), text) in others.flatten().chain(survey.texts()) {
        let owner = match key.strip_prefix("section:") {
            Some(_) => key.as_str(),
            None => key.split_once('.').map_or(key.as_str(), |(owner, _)| owner),
        };
        texts.entry(owner.to_owned()).or_default().push(text);
    }
    texts
}

/// What the programme and the arms are called, word by word in lower case.
struct Named(Vec<Vec<String>>);

impl Named {
    fn of(study: &Study) -> Self {
        let titles = study.arms.iter().map(|arm| arm.title.as_str());
        let all = titles.chain([study.programme.as_str()]).map(words);
        Self(all.filter(|words| !words.is_empty()).collect())
    }

    fn is_in(&self, text: &str) -> bool {
        let words = words(text);
        let stands = |name: &Vec<String>| words.windows(name.len()).any(|part| part == name);
        fill::names(text).any(|name| matches!(name, "arm" | "programme"))
            || self.0.iter().any(stands)
    }
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
