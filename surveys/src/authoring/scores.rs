//! What an instrument's answers come to, as variables of the survey that asks it.

use std::collections::BTreeSet;

use toml::Spanned;

use super::{build::Builder, instruments};
use crate::{
    condition::{Comparison, Condition},
    definition::{Case, Choice, Derived, Formula, Otherwise, Survey},
    keys::QuestionKey,
    scoring::{self, Band, Gives, Instrument, Method, Rule, Scored, ValueSet},
};

/// An instrument that is asked, and the variables of its items.
pub(super) struct Results<'a> {
    pub instrument: &'a Instrument,
    pub items: Vec<String>,
    pub value_set: Option<ValueSet>,
}

impl Builder<'_> {
    /// Names under `scores`: instruments whose questions are written out or in the bank.
    pub(super) fn scores(&mut self, survey: &Survey) -> Vec<Derived> {
        let source = self.source;
        source.scores.iter().flat_map(|name| self.scored(name, survey)).collect()
    }

    fn scored(&mut self, name: &Spanned<String>, survey: &Survey) -> Vec<Derived> {
        let Some(instrument) = scoring::instrument(name.get_ref()) else {
            self.no_instrument(name);
            return Vec::new();
        };
        if self.source.adapted.iter().any(|adapted| adapted.get_ref() == name.get_ref()) {
            let problem = format!("{} in another form is not scored by its rules", instrument.name);
            let mend = "take the name out of “scores” or of “adapted”";
            self.faults.push(self.file.fault(name.span(), problem, mend));
            return Vec::new();
        }
        let items = instrument.keys();
        if let Some(item) = items.iter().find(|item| !survey.has(item)) {
            let problem = format!("{} is not scored without “{item}”", instrument.name);
            let mend = "ask every item under the instrument's own keys, or take the name out";
            self.faults.push(self.file.fault(name.span(), problem, mend));
            return Vec::new();
        }
        let words = self.packs.words(instrument, self.source.language.get_ref());
        let value_set = words.and_then(|words| words.value_set);
        let derived = Results { instrument, items, value_set }.derived();
        self.place_all(&derived, &name.span());
        derived
    }

    /// Where what is wrong with these variables is told.
    pub(super) fn place_all(&mut self, derived: &[Derived], at: &std::ops::Range<usize>) {
        for derived in derived {
            self.places.insert(derived.key.to_string(), (self.file, at.clone()));
        }
    }
}

impl Results<'_> {
    /// The score first, then what stands beside it.
    pub fn derived(&self) -> Vec<Derived> {
        let Instrument { id, name, score, lowest, highest, .. } = self.instrument;
        let mut derived = Vec::new();
        if let Some(suffix) = self.suffix() {
            let (key, label) = (format!("{id}_{suffix}"), format!("{name}: {}", said(suffix)));
            derived.extend(self.result(&key, label, score, Gives::Score));
            derived.extend(banded(&key, &format!("{id}_band"), name, &score.bands));
            derived.extend(self.thresholds(&key));
        }
        if matches!(score.method, Method::Sum | Method::Table) {
            let label = format!("{name}: sum of the answered items, each {lowest} to {highest}");
            derived.extend(self.result(&format!("{id}_raw"), label, score, Gives::Raw));
        }
        if score.method == Method::Profile {
            let (profile, sum) = (format!("{id}_profile"), format!("{id}_lss"));
            derived.extend(self.result(
                &profile,
                format!("{name}: profile"),
                score,
                Gives::Profile,
            ));
            let label = format!("{name}: sum of the levels");
            derived.extend(self.result(&sum, label, score, Gives::LevelSum));
        }
        derived.extend(self.parts());
        if score.method != Method::None {
            let label = format!("{name}: items answered, of {}", self.instrument.items);
            derived.extend(self.result(&format!("{id}_n_answered"), label, score, Gives::Answered));
        }
        if score.most_missing > 0 {
            let label = format!("{name}: score stands on fewer answers than there are items");
            let prorated = self.result(&format!("{id}_prorated"), label, score, Gives::Prorated);
            derived.extend(prorated.map(|of| with_codes(of, &[(0, "No"), (1, "Yes")])));
        }
        derived.extend(self.algorithm());
        derived
    }

    /// What the score is called in the name of its variable; none where there is no score.
    fn suffix(&self) -> Option<&'static str> {
        match self.instrument.score.method {
            Method::Sum => Some("tot"),
            Method::Mean => Some("mean"),
            Method::Table => self.instrument.conversion.as_ref().map(|_| "metric"),
            Method::Profile => self.value_set.as_ref().map(|_| "index"),
            Method::None => None,
        }
    }

    fn result(&self, key: &str, label: String, rule: &Rule, gives: Gives) -> Option<Derived> {
        let instrument = self.instrument;
        let scored = Scored {
            instrument: instrument.id.clone(),
            algorithm: instrument.algorithm.clone(),
            version: instrument.version.clone(),
            of: self.items.clone(),
            lowest: instrument.lowest,
            highest: instrument.highest,
            reversed: instrument.reversed.clone(),
            // The bands are variables of their own.
            rule: Rule { bands: Vec::new(), ..rule.clone() },
            conversion: instrument.conversion.clone().filter(|_| gives == Gives::Score),
            value_set: self.value_set.clone().filter(|_| gives == Gives::Score),
            gives,
        };
        let otherwise = Otherwise::Formula(Formula::Score(Box::new(scored)));
        made(key, label, Vec::new(), Vec::new(), otherwise)
    }

    /// A part of one item is that item, and only its bands are something new.
    fn parts(&self) -> Vec<Derived> {
        let instrument = self.instrument;
        let mut derived = Vec::new();
        for part in &instrument.subscales {
            let short = part.short.as_ref().unwrap_or(&part.key);
            let key = match part.items[..] {
                [item] => self.items[item - 1].clone(),
                _ => {
                    let items = part.items.iter().map(|item| self.items[item - 1].clone());
                    let own = Results { items: items.collect(), instrument, value_set: None };
                    let key = format!("{}_{short}", instrument.id);
                    let label = format!("{}: {}", instrument.name, part.key.replace('_', " "));
                    derived.extend(own.result(&key, label, &part.score, Gives::Score));
                    key
                }
            };
            let name = format!("{}, {}", instrument.name, part.key.replace('_', " "));
            let band = format!("{}_{short}_band", instrument.id);
            derived.extend(banded(&key, &band, &name, &part.score.bands));
        }
        derived
    }

    fn thresholds(&self, score: &str) -> Vec<Derived> {
        let Instrument { id, name, thresholds, .. } = self.instrument;
        let threshold = |cut: &scoring::Threshold| {
            let least = cut.from.number();
            let reached = |comparison| Condition::Test { name: score.to_owned(), is: comparison };
            let cases = vec![
                Case { when: reached(Comparison::AtLeast(least)), gives: 1 },
                Case { when: reached(Comparison::Below(least)), gives: 0 },
            ];
            let label = format!("{name}: {least} or more, {}", cut.name);
            let otherwise = Otherwise::MissingOf(score.to_owned());
            let made = made(&format!("{id}_ge{least}"), label, Vec::new(), cases, otherwise)?;
            Some(with_codes(made, &[(0, "No"), (1, "Yes")]))
        };
        thresholds.iter().filter_map(threshold).collect()
    }

    fn algorithm(&self) -> Option<Derived> {
        let Instrument { id, name, score, algorithm, version, .. } = self.instrument;
        let label = format!("{name}: version of the scoring, {algorithm}");
        let made = self.result(&format!("{id}_algo"), label, score, Gives::Version)?;
        let code: i32 = version.parse().ok()?;
        let by = match &self.value_set {
            Some(value_set) => format!("{algorithm} with {}", value_set.id),
            None => algorithm.clone(),
        };
        Some(with_codes(made, &[(code, &by)]))
    }
}

/// The names of the variables that an instrument brings to whoever asks it.
pub(super) fn brought(instrument: &Instrument, value_set: Option<ValueSet>) -> BTreeSet<String> {
    let results = Results { instrument, items: instrument.keys(), value_set };
    results.derived().into_iter().map(|derived| derived.key.to_string()).collect()
}

/// The band of a variable: 1 for the lowest.
fn banded(of: &str, key: &str, name: &str, bands: &[Band]) -> Option<Derived> {
    let codes: Vec<_> = (1..).zip(bands).map(|(code, band)| (code, band.name.as_str())).collect();
    let cases = (1..).zip(bands).map(|(gives, band)| {
        let is = Comparison::AtLeast(band.from.number());
        Case { when: Condition::Test { name: of.to_owned(), is }, gives }
    });
    // The first that holds counts, so the highest stands first.
    let mut cases: Vec<_> = cases.collect();
    cases.reverse();
    let otherwise = Otherwise::MissingOf(of.to_owned());
    let made = made(key, format!("{name}: band"), Vec::new(), cases, otherwise)?;
    (!bands.is_empty()).then(|| with_codes(made, &codes))
}

fn made(
    key: &str,
    label: String,
    codes: Vec<Choice>,
    cases: Vec<Case>,
    otherwise: Otherwise,
) -> Option<Derived> {
    let key = QuestionKey::new(key).ok()?;
    Some(Derived { key, label: instruments::within_80(&label), codes, cases, otherwise })
}

fn with_codes(derived: Derived, codes: &[(i32, &str)]) -> Derived {
    let codes = codes.iter().map(|(code, text)| instruments::choice(*code, text));
    Derived { codes: codes.collect(), ..derived }
}

/// What a score is, for its label.
fn said(suffix: &str) -> &'static str {
    match suffix {
        "mean" => "mean score",
        "metric" => "metric score",
        "index" => "index",
        _ => "total score",
    }
}
