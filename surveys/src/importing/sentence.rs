//! The sentence of ours that means what a condition from elsewhere means.

mod ordered;

use std::collections::BTreeMap;

use super::{
    logic::{Logic, Operator, Term},
    outcome::Unwritable,
};
use crate::{condition::Literal, value::Missing};
use ordered::in_order;
pub(super) use ordered::reasons_looked_at;

/// What became of a field.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// The key of its question.
    pub key: String,
    /// Our code for each of its own, where it has any.
    pub codes: BTreeMap<String, i32>,
    /// Of which system of codes each is, where the file says it.
    pub systems: BTreeMap<String, String>,
    /// Options there that say why there is no answer, and are none here.
    pub apart: BTreeMap<String, Missing>,
    /// Several can be ticked.
    pub is_multiple: bool,
    /// It is a question, and no variable that is worked out.
    pub is_asked: bool,
    /// It is a date.
    pub is_date: bool,
    /// It is written in words.
    pub is_text: bool,
    /// What its unit is called, where it has one.
    pub units: Vec<String>,
    /// After how many items it has a value.
    pub place: usize,
    /// Another one has its name there.
    pub is_of_two: bool,
}

/// The fields that became questions or derived variables, by their names there.
pub(super) type Fields = BTreeMap<String, Known>;

/// No sentence is longer, and no honest condition is near it.
pub(super) const LONGEST: usize = 8_000;

/// The sentence.
///
/// # Errors
/// Why there is none that means the same.
pub(super) fn sentence(logic: &Logic, fields: &Fields) -> Result<String, Unwritable> {
    let written = write(logic, fields)?;
    if written.len() > LONGEST {
        return Err(Unwritable::TooLong(LONGEST));
    }
    Ok(written)
}

fn write(logic: &Logic, fields: &Fields) -> Result<String, Unwritable> {
    let joined = |parts: &[Logic], word: &str| {
        let parts: Result<Vec<_>, _> = parts.iter().map(|part| bracketed(part, fields)).collect();
        parts.map(|parts| parts.join(word))
    };
    match logic {
        Logic::Truth(_) => Err(Unwritable::NoField),
        Logic::Any(parts) => joined(parts, " or "),
        Logic::All(parts) => joined(parts, " and "),
        Logic::Not(part) => Ok(format!("not ({})", write(part, fields)?)),
        Logic::Selected(Term::Field { name, .. }, Term::Literal(code)) => {
            selected(name, code, fields)
        }
        Logic::Selected(_, other) => Err(beyond(other)),
        Logic::Compared(left, operator, right) => match (left, right) {
            (Term::Field { .. }, Term::Literal(literal)) => {
                with_literal(&Place::of(left, fields)?, *operator, literal)
            }
            (Term::Literal(literal), Term::Field { .. }) => {
                with_literal(&Place::of(right, fields)?, operator.turned(), literal)
            }
            (Term::Field { .. }, Term::Field { .. }) => {
                between(&Place::of(left, fields)?, *operator, &Place::of(right, fields)?)
            }
            (Term::Literal(_), Term::Literal(_)) => Err(Unwritable::NoField),
            (Term::Field { .. } | Term::Literal(_), other) | (other, _) => Err(beyond(other)),
        },
    }
}

/// What only some conditions have, and ours do not.
fn beyond(term: &Term) -> Unwritable {
    match term {
        Term::Count(name) => Unwritable::Counted(name.clone()),
        Term::Length(_) => Unwritable::Function("string-length()".to_owned()),
        Term::Today => Unwritable::Function("today()".to_owned()),
        Term::Column(name) => Unwritable::Unknown(name.clone()),
        Term::Field { .. } | Term::Literal(_) => Unwritable::MoreThanComparisons,
    }
}

fn selected(name: &str, code: &str, fields: &Fields) -> Result<String, Unwritable> {
    let known = known(name, fields)?;
    if known.codes.is_empty() {
        return Err(Unwritable::OtherKind(name.to_owned()));
    }
    let ours = known.codes.get(code.trim());
    let ours = ours.ok_or_else(|| Unwritable::NoSuchCode(known.key.clone()))?;
    Ok(format!("{} = {ours}", known.key))
}

fn known<'a>(name: &str, fields: &'a Fields) -> Result<&'a Known, Unwritable> {
    let known = fields.get(name).ok_or_else(|| Unwritable::Unknown(name.to_owned()))?;
    if known.is_of_two { Err(Unwritable::NameOfTwo(name.to_owned())) } else { Ok(known) }
}

fn bracketed(logic: &Logic, fields: &Fields) -> Result<String, Unwritable> {
    let inner = write(logic, fields)?;
    Ok(if matches!(logic, Logic::Any(_) | Logic::All(_)) { format!("({inner})") } else { inner })
}

/// A field as a condition of ours names it.
struct Place<'a> {
    name: String,
    known: &'a Known,
    code: Option<&'a str>,
}

impl<'a> Place<'a> {
    fn of(term: &'a Term, fields: &'a Fields) -> Result<Self, Unwritable> {
        let Term::Field { event, name, code } = term else {
            return Err(Unwritable::NoField);
        };
        let known = known(name, fields)?;
        if code.is_some() && !known.is_multiple {
            return Err(Unwritable::OtherKind(name.clone()));
        }
        let name = match event {
            None => known.key.clone(),
            Some(event) => format!("{}.{}", event.replace('_', "-"), known.key),
        };
        Ok(Self { name, known, code: code.as_deref() })
    }

    fn code(&self, code: &str) -> Result<i32, Unwritable> {
        let code = self.known.codes.get(code.trim()).copied();
        code.ok_or_else(|| Unwritable::NoSuchCode(self.name.clone()))
    }
}

fn with_literal(
    place: &Place<'_>,
    operator: Operator,
    literal: &str,
) -> Result<String, Unwritable> {
    let Place { name, known, code } = place;
    let literal = literal.trim();
    if let Some(code) = code {
        let ticked = format!("{name} = {}", place.code(code)?);
        return match (operator, literal) {
            (Operator::Is, "1") | (Operator::IsNot, "0") => Ok(ticked),
            (Operator::Is, "0") | (Operator::IsNot, "1") => Ok(format!("not {ticked}")),
            _ => Err(Unwritable::TickedOrNot(name.clone())),
        };
    }
    match (operator, literal) {
        (Operator::Is, "") => return Ok(format!("not {name} is answered")),
        (Operator::IsNot, "") => return Ok(format!("{name} is answered")),
        (_, "") => return Err(Unwritable::Nothing(name.clone())),
        _ => {}
    }
    if known.is_date {
        return Err(Unwritable::Day(name.clone()));
    }
    if known.is_multiple {
        return Err(Unwritable::OtherKind(name.clone()));
    }
    if !known.codes.is_empty() {
        return match operator {
            Operator::Is | Operator::IsNot => {
                Ok(format!("{name} {} {}", operator.sign(), place.code(literal)?))
            }
            _ => in_order(place, operator, literal),
        };
    }
    with_value(place, operator, literal)
}

/// With a number, or with words.
fn with_value(place: &Place<'_>, operator: Operator, literal: &str) -> Result<String, Unwritable> {
    let Place { name, known, .. } = place;
    let is_equal = matches!(operator, Operator::Is | Operator::IsNot);
    match literal.parse::<f64>() {
        Ok(number) if number < 0.0 => Err(Unwritable::BelowZero(name.clone())),
        Ok(_) if known.is_text => Err(Unwritable::WordsWithNumber(name.clone())),
        Ok(number) if number.is_finite() => Ok(format!("{name} {} {number}", operator.sign())),
        Err(_) if is_equal && can_be_quoted(literal) => {
            let words = Literal::Word(literal.to_owned());
            Ok(format!("{name} {} {words}", operator.sign()))
        }
        _ => Err(Unwritable::Words(name.clone())),
    }
}

fn between(left: &Place<'_>, operator: Operator, right: &Place<'_>) -> Result<String, Unwritable> {
    match operator {
        Operator::Below if left.known.is_date && right.known.is_date => {
            Ok(format!("{} before {}", left.name, right.name))
        }
        Operator::Above if left.known.is_date && right.known.is_date => {
            Ok(format!("{} before {}", right.name, left.name))
        }
        Operator::AtMost if left.known.is_date && right.known.is_date => {
            Ok(not_before(right, left))
        }
        Operator::AtLeast if left.known.is_date && right.known.is_date => {
            Ok(not_before(left, right))
        }
        _ => Err(Unwritable::Fields(left.name.clone(), right.name.clone())),
    }
}

/// A day is on another or after it only where both were given.
fn not_before(later: &Place<'_>, earlier: &Place<'_>) -> String {
    let (later, earlier) = (&later.name, &earlier.name);
    format!("{later} is answered and {earlier} is answered and not {later} before {earlier}")
}

/// An answer that is compared with begins with a letter; quotation marks within it would end it.
fn can_be_quoted(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic()) && !text.contains(['\'', '\n'])
}
