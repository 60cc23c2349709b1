//! What becomes of one column: of what it says of itself, and of each cell.

use std::collections::BTreeSet;

use surveys::collapsing::{Bands, Rare};

use super::{Rules, TopCode, Unfit};
use crate::{Cell, Code, Kind, Label, Measure, Variable, missing};

/// What the code of rare ones means.
const PUT_TOGETHER: &str = "Other, put together";

/// What becomes of the cells of a column that stays.
#[derive(Clone, Debug)]
pub(super) enum Becomes {
    Same,
    Band { bands: Bands, has_codes: bool },
    AtMost { top: i64, has_codes: bool },
    Together { rare: Rare, hidden: BTreeSet<i32> },
}

impl Becomes {
    pub fn of<'c>(&self, cell: Cell<'c>) -> Cell<'c> {
        match self {
            Self::Same => cell,
            Self::Band { bands, has_codes } => match number(cell, *has_codes) {
                Some(number) => {
                    let within = number.clamp(0.0, f64::from(i32::MAX)).floor();
                    Cell::Number(bands.of(within as i32).into())
                }
                None => cell,
            },
            Self::AtMost { top, has_codes } => match number(cell, *has_codes) {
                Some(number) if number >= *top as f64 => Cell::Number(*top),
                _ => cell,
            },
            Self::Together { rare, hidden } => match code(cell) {
                Some(own) if hidden.contains(&own) => Cell::Number(rare.of(own, hidden).into()),
                _ => cell,
            },
        }
    }
}

/// The number of a cell. None where it stands among the missing codes of its variable, and so belongs to no row.
fn number(cell: Cell<'_>, has_codes: bool) -> Option<f64> {
    let number = match cell {
        Cell::Number(number) => number as f64,
        Cell::Decimal(number) if number.is_finite() => number,
        _ => return None,
    };
    let reserved = f64::from(*missing::RANGE.start())..=f64::from(*missing::RANGE.end());
    (!has_codes || !reserved.contains(&number)).then_some(number)
}

/// The code of a cell. None where it is no code, and where it says why there is none.
pub(super) fn code(cell: Cell<'_>) -> Option<i32> {
    let code = match cell {
        Cell::Number(number) => i32::try_from(number).ok()?,
        Cell::Decimal(number) if number.fract() == 0.0 && number.abs() <= f64::from(i32::MAX) => {
            number as i32
        }
        _ => return None,
    };
    (code >= 0).then_some(code)
}

/// The variable as it is given out, and what becomes of its cells.
pub(super) fn shaped(variable: &Variable, rules: &Rules) -> Result<(Variable, Becomes), Unfit> {
    let name = variable.name.as_str();
    let bands = rules.bands.iter().filter(|rule| rules.is_named(name, rule.variable.as_str()));
    let bands = bands.map(|rule| in_bands(variable, rule));
    let tops = rules.tops.iter().filter(|rule| rules.is_named(name, rule.variable.as_str()));
    let tops = tops.map(|rule| at_most(variable, rule));
    let rare = rules.rare.iter().filter(|rule| rules.is_named(name, rule.variable.as_str()));
    let rare = rare.map(|rule| {
        let hidden = rules.hidden.get(&rule.variable);
        together(variable, rule, hidden.ok_or_else(|| Unfit::NotCounted(variable.name.clone()))?)
    });
    let mut all = bands.chain(tops).chain(rare);
    let shaped = all.next().unwrap_or_else(|| Ok((variable.clone(), Becomes::Same)))?;
    match all.next() {
        Some(_) => Err(Unfit::Twice(variable.name.clone())),
        None => Ok(shaped),
    }
}

fn in_bands(variable: &Variable, bands: &Bands) -> Result<(Variable, Becomes), Unfit> {
    let name = || variable.name.clone();
    if !variable.kind.is_number() || variable.set.is_some() {
        return Err(Unfit::NoNumber(name()));
    }
    let ends = bands.from.iter().min().zip(bands.from.iter().max());
    let (least, most) =
        ends.filter(|(least, _)| **least >= 0).ok_or(Unfit::BandsBelowZero(name()))?;
    let label = |(code, text)| Label { code: Code::Number(code), text };
    let shaped = Variable {
        label: format!("{}, in bands", variable.label),
        kind: Kind::Whole { least: (*least).into(), most: (*most).into() },
        labels: bands.labels().map(label).collect(),
        measure: Measure::Ordinal,
        ..variable.clone()
    };
    let has_codes = !variable.missing.is_empty();
    Ok((shaped, Becomes::Band { bands: bands.clone(), has_codes }))
}

fn at_most(variable: &Variable, top: &TopCode) -> Result<(Variable, Becomes), Unfit> {
    if !variable.kind.is_number() || variable.set.is_some() {
        return Err(Unfit::NoNumber(variable.name.clone()));
    }
    let from = i64::from(top.from);
    let kind = match variable.kind {
        Kind::Whole { least, most } if most > from => {
            Kind::Whole { least: least.min(from), most: from }
        }
        other => other,
    };
    let is_whole_and_lower = matches!(kind, Kind::Whole { most, .. } if most < from);
    if is_whole_and_lower {
        return Ok((variable.clone(), Becomes::Same));
    }
    let code = i32::from(top.from);
    let mut labels = variable.labels.clone();
    labels.retain(|label| matches!(label.code, Code::Number(own) if own < code));
    labels.push(Label { code: Code::Number(code), text: format!("{code} or more") });
    let label = format!("{}, {code} or more together", variable.label);
    let has_codes = !variable.missing.is_empty();
    let shaped = Variable { label, kind, labels, ..variable.clone() };
    Ok((shaped, Becomes::AtMost { top: from, has_codes }))
}

fn together(
    variable: &Variable,
    rare: &Rare,
    hidden: &BTreeSet<i32>,
) -> Result<(Variable, Becomes), Unfit> {
    let (Kind::Whole { least, most }, None) = (variable.kind, &variable.set) else {
        return Err(Unfit::NoCodes(variable.name.clone()));
    };
    if hidden.is_empty() {
        return Ok((variable.clone(), Becomes::Same));
    }
    let other = i64::from(rare.other);
    let mut labels = variable.labels.clone();
    labels.retain(|label| match label.code {
        Code::Number(code) => code != rare.other && !hidden.contains(&code),
        Code::Word(_) => true,
    });
    labels.push(Label { code: Code::Number(rare.other), text: PUT_TOGETHER.to_owned() });
    let shaped = Variable {
        label: format!("{}, rare answers put together", variable.label),
        kind: Kind::Whole { least: least.min(other), most: most.max(other) },
        labels,
        ..variable.clone()
    };
    Ok((shaped, Becomes::Together { rare: rare.clone(), hidden: hidden.clone() }))
}
