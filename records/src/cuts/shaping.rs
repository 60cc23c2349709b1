//! What of the dataset is in a cut, and how coarse: what was asked for, what the terms say, and what tells the arm.

use std::{borrow::Cow, collections::BTreeSet};

use datasets::{
    Dataset, Variable,
    shape::{Hidden, Rule, Rules, Shape, TopCode, Unfit},
};
use surveys::{
    codebook::{self, arm},
    definition::Survey,
    study::Study,
};

use super::{CutError, CutRequest, agreed::OfTerms, alike::Alike};
use crate::exports::ExportError;

/// The file that holds people's own words.
const WORDS: &str = "text";

/// The file of what owners of records return.
const LINKED: &str = "linked";

/// It stays whatever is asked for, since it says why there is no answer.
const STATUS: &str = "status";

/// What is done to each file.
#[derive(Clone, Debug)]
pub(super) struct Shaping {
    rules: Rules,
    /// The study whose arms are not to be told; none where the cut is not masked.
    masked: Option<Study>,
    /// By prefix of a wave, its key.
    waves: Vec<(String, String)>,
    /// Variables that the surveys have, by which a rule may go.
    known: BTreeSet<String>,
}

/// What becomes of a file.
pub(super) enum Becomes {
    /// It is not in the cut.
    Nothing,
    /// Its rows change so.
    Shaped(Box<Shape>),
    /// It stays, but for words that were not asked for.
    Words,
}

impl Shaping {
    /// `hidden` is what was counted; none before that.
    pub fn of<'s>(
        (request, terms): (&CutRequest, Option<&OfTerms>),
        study: &Study,
        surveys: impl Iterator<Item = &'s Survey>,
        hidden: Hidden,
    ) -> Self {
        let surveys: Vec<_> = surveys.collect();
        let mut leave_out = BTreeSet::new();
        if request.masked {
            let unmasking = arm::gives_arm_away(surveys.iter().copied(), study);
            leave_out.extend(arm::ARM_COLUMNS.map(str::to_owned));
            leave_out.extend(unmasking.columns);
        }
        let named = request.variables.as_ref();
        let keep = named.map(|named| named.iter().cloned().chain([STATUS.to_owned()]).collect());
        let ages: BTreeSet<_> = surveys.iter().flat_map(|survey| codebook::ages(survey)).collect();
        let tops = ages.into_iter().cloned().map(TopCode::of_age);
        let columns = surveys.iter().flat_map(|survey| codebook::columns(survey));
        let alike = Alike::of(&surveys);
        let rules = Rules {
            prefixes: study.waves.iter().map(|wave| wave.prefix.clone()).collect(),
            keep,
            leave_out,
            bands: terms
                .map(|terms| alike.spread(&terms.bands, |bands| &mut bands.variable))
                .unwrap_or_default(),
            tops: if terms.is_none() { tops.collect() } else { Vec::new() },
            rare: terms
                .map(|terms| alike.spread(&terms.rare, |rare| &mut rare.variable))
                .unwrap_or_default(),
            hidden,
        };
        let wave = |wave: &surveys::waves::Wave| (wave.prefix.clone(), wave.key.to_string());
        let waves = study.waves.iter().map(wave).collect();
        let known = columns.flat_map(|column| [column.name, column.variable]).collect();
        let masked = request.masked.then(|| study.clone());
        Self { rules, masked, waves, known }
    }

    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// What becomes of a file.
    pub fn file(&self, dataset: &Dataset) -> Result<Becomes, ExportError> {
        let name = dataset.name().as_str();
        if self.masked.is_some() && arm::ARM_FILES.contains(&name) {
            return Ok(Becomes::Nothing);
        }
        if name == WORDS {
            return Ok(Becomes::Words);
        }
        match Shape::new(dataset, &self.rules_of(dataset)) {
            Ok(shape) => Ok(Becomes::Shaped(Box::new(shape))),
            Err(unfit) if unfit == [Unfit::NothingLeft] => Ok(Becomes::Nothing),
            Err(unfit) => Err(ExportError::Unshaped { file: name.to_owned(), unfit }),
        }
    }

    /// The rules of a file. What owners return is described by the terms, and may be about the programme.
    fn rules_of(&self, dataset: &Dataset) -> Cow<'_, Rules> {
        let of_linked = self.masked.as_ref().filter(|_| dataset.name().as_str() == LINKED);
        let Some(study) = of_linked else { return Cow::Borrowed(&self.rules) };
        let mut rules = self.rules.clone();
        let told = dataset.variables().iter().filter(|variable| tells_arm(variable, study));
        rules.leave_out.extend(told.map(|variable| variable.name.to_string()));
        Cow::Owned(rules)
    }

    /// Whether somebody's words for a variable in a wave are in the cut.
    pub fn has_words(&self, wave: &str, variable: &str) -> bool {
        let is_named = |named: &String| {
            let prefixed = self.waves.iter().filter(|(_, key)| key == wave);
            named == variable
                || prefixed.into_iter().any(|(prefix, _)| *named == format!("{prefix}_{variable}"))
        };
        self.rules.keep.as_ref().is_none_or(|keep| keep.iter().any(is_named))
    }

    /// Whether every rule is about something: a name that is nowhere was mistyped.
    pub fn check(&self, files: &[Dataset]) -> Result<(), CutError> {
        let without = |name: &str| {
            let mut prefixed = self.waves.iter();
            prefixed.find_map(|(prefix, _)| {
                Some(name.strip_prefix(prefix)?.strip_prefix('_')?.to_owned())
            })
        };
        let is_known = |name: &str| {
            self.known.contains(name) || without(name).is_some_and(|own| self.known.contains(&own))
        };
        let unknown = self.rules.unknown(files).into_iter().filter(|one| match one.rule {
            Rule::Keep => true,
            Rule::LeaveOut => false,
            Rule::Bands | Rule::Rare => !is_known(&one.variable),
        });
        let unknown: Vec<_> = unknown.collect();
        if unknown.is_empty() { Ok(()) } else { Err(CutError::Unknown(unknown)) }
    }
}

/// Whether anything that is said of a column names the programme or an arm.
fn tells_arm(variable: &Variable, study: &Study) -> bool {
    let own = [variable.name.as_str(), &variable.label, &variable.origin.source];
    let labels = variable.labels.iter().map(|label| label.text.as_str());
    own.into_iter().chain(labels).any(|text| arm::names_arm(text, study))
}
