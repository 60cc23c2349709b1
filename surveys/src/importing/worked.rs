//! What is worked out elsewhere, as a derived variable of ours: sums, means, an age, and choices between codes.
//! Anything else is more than a derived variable can be.

use super::{
    codes::Coded,
    draft::{Case, Derived},
    logic::{Logic, Term},
    outcome::{Difference, NotConverted},
    sentence::{Fields, Known, reasons_looked_at, sentence},
};
use crate::definition::Formula;

/// A value that is worked out.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Worked {
    Field(String),
    /// The sum, when all are there.
    Sum(Vec<String>),
    /// The sum of those that are there.
    SumOfSome(Vec<String>),
    /// The sum, divided.
    Shared(Vec<String>, f64),
    /// The mean of those that are there.
    Mean(Vec<String>),
    /// Years from a date to today; whether they are completed ones.
    Age(String, bool),
    Rounded(Box<Worked>),
    Literal(String),
    Chosen(Box<Logic>, Box<Worked>, Box<Worked>),
}

/// Cases within one another.
pub(super) const CASES: usize = 40;

/// What conditions within a choice are made of before they are written.
pub(super) type Settle<'s> = &'s dyn Fn(Logic, &Fields) -> Option<Logic>;

/// Why it is no derived variable.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Beyond {
    /// It is more than that.
    More,
    /// It counts a field of which an option has another code here.
    Recoded(String),
}

impl Beyond {
    /// As it is told, of this formula.
    pub fn told(self, formula: &str) -> NotConverted {
        match self {
            Self::More => NotConverted::Formula(formula.to_owned()),
            Self::Recoded(field) => NotConverted::FormulaOf { formula: formula.to_owned(), field },
        }
    }
}

/// The derived variable, without its key and label, and what conditions have to know of it.
///
/// # Errors
/// Why there is none.
pub(super) fn derived(
    worked: Worked,
    (fields, settle): (&Fields, Settle<'_>),
    differences: &mut Vec<Difference>,
) -> Result<(Derived, Known), Beyond> {
    let (formula, known) = match worked {
        Worked::Chosen(..) => {
            return chosen(&worked, (fields, settle), differences).ok_or(Beyond::More);
        }
        Worked::Field(name) => {
            let can_be = |known: &&Known| !(known.is_of_two || known.is_multiple || known.is_text);
            let known = fields.get(&name).filter(can_be).ok_or(Beyond::More)?;
            let formula = Formula::Same { of: known.key.clone() };
            (formula, Known { key: String::new(), is_asked: false, ..known.clone() })
        }
        worked => {
            let (formula, place) = formula(worked, fields, differences)?;
            (formula, Known { place, ..Known::default() })
        }
    };
    Ok((Derived { formula: Some(formula), ..Derived::default() }, known))
}

/// The formula of a number, and after which item it has a value.
fn formula(
    worked: Worked,
    fields: &Fields,
    differences: &mut Vec<Difference>,
) -> Result<(Formula, usize), Beyond> {
    match worked {
        Worked::Sum(names) => {
            let (of, place) = numbers(&names, fields)?;
            Ok((Formula::Sum { of }, place))
        }
        Worked::SumOfSome(names) => {
            differences.push(Difference::SumOfAll);
            formula(Worked::Sum(names), fields, differences)
        }
        Worked::Shared(names, by) if by == names.len() as f64 => {
            let least = u8::try_from(names.len()).map_err(|_| Beyond::More)?;
            mean(&names, least, fields)
        }
        Worked::Mean(names) => mean(&names, 1, fields),
        Worked::Age(name, is_completed) => {
            let known = fields.get(&name).filter(|known| known.is_date && !known.is_of_two);
            let known = known.ok_or(Beyond::More)?;
            differences.push(match is_completed {
                true => Difference::DayOfBeginning,
                false => Difference::CompletedYears,
            });
            Ok((Formula::Age { born: known.key.clone() }, known.place))
        }
        Worked::Rounded(inner) => {
            differences.push(Difference::NotRounded);
            formula(*inner, fields, differences)
        }
        Worked::Field(_) | Worked::Shared(..) | Worked::Literal(_) | Worked::Chosen(..) => {
            Err(Beyond::More)
        }
    }
}

fn mean(names: &[String], least: u8, fields: &Fields) -> Result<(Formula, usize), Beyond> {
    let (of, place) = numbers(names, fields)?;
    Ok((Formula::Mean { of, least }, place))
}

/// The keys of what is added up, and after which item all of it has a value. Codes that are not what they were there
/// add up to something else.
fn numbers(names: &[String], fields: &Fields) -> Result<(Vec<String>, usize), Beyond> {
    let mut place = 0;
    let keys = names.iter().map(|name| {
        let known = fields.get(name).ok_or(Beyond::More)?;
        let is_other = known.is_text || known.is_date || known.is_multiple || known.is_of_two;
        place = place.max(known.place);
        match known.codes.iter().all(|(name, code)| *name == code.to_string()) {
            true if !is_other => Ok(known.key.clone()),
            true => Err(Beyond::More),
            false => Err(Beyond::Recoded(name.clone())),
        }
    });
    let keys = keys.collect::<Result<Vec<_>, _>>()?;
    Ok((keys, place))
}

fn chosen(
    worked: &Worked,
    (fields, settle): (&Fields, Settle<'_>),
    differences: &mut Vec<Difference>,
) -> Option<(Derived, Known)> {
    let (mut whens, mut gives) = (Vec::new(), Vec::new());
    let mut place = 0;
    let mut rest = worked;
    while let Worked::Chosen(when, then, otherwise) = rest {
        let logic = settle((**when).clone(), fields)?;
        let looked_at = logic.fields().into_iter().filter_map(|name| fields.get(name));
        place = looked_at.map(|known| known.place).fold(place, usize::max);
        whens.push(sentence(&logic, fields).ok()?);
        differences.extend(reasons_looked_at(&logic, fields));
        let Worked::Literal(given) = &**then else { return None };
        gives.push(given.trim().to_owned());
        rest = otherwise;
    }
    let Worked::Literal(otherwise) = rest else { return None };
    gives.push(otherwise.trim().to_owned());
    let mut names: Vec<(String, String)> = Vec::new();
    for given in gives.iter().filter(|given| !given.is_empty()) {
        if !names.iter().any(|(name, _)| name == given) {
            names.push((given.clone(), given.clone()));
        }
    }
    let coded = Coded::of(names);
    differences.extend(coded.told().map(Difference::Recoded));
    // Nothing is the missing code of what does not apply.
    let code = |given: &String| coded.codes.get(given).copied().unwrap_or(-1);
    let otherwise = gives.last().map(code);
    let cases =
        whens.into_iter().zip(&gives).map(|(when, given)| Case { when, gives: code(given) });
    let cases = cases.collect();
    let known = Known { codes: coded.codes.clone(), place, ..Known::default() };
    let derived = Derived { cases, otherwise, codes: coded.options, ..Derived::default() };
    Some((derived, known))
}

impl Worked {
    /// What is added up; of one field alone, that field.
    pub fn sum(mut names: Vec<String>) -> Self {
        if names.len() == 1 { Self::Field(names.remove(0)) } else { Self::Sum(names) }
    }

    /// What is added up and divided. None where that is by no number.
    pub fn shared((names, by): (Vec<String>, Term)) -> Option<Self> {
        match by {
            Term::Literal(by) => Some(Self::Shared(names, by.parse().ok()?)),
            _ => None,
        }
    }

    /// The conditions of its choices.
    pub fn conditions(&self) -> Vec<&Logic> {
        let mut conditions = Vec::new();
        let mut rest = self;
        while let Self::Chosen(when, _, otherwise) = rest {
            conditions.push(&**when);
            rest = otherwise;
        }
        conditions
    }
}
