//! The sentence of ours that means what a condition from elsewhere means.

use std::collections::BTreeMap;

use super::{
    logic::{Logic, Operator, Term},
    outcome::Unwritable,
};

/// What became of a field.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// The key of its question.
    pub key: String,
    /// Our code for each of its own, where it has any.
    pub codes: BTreeMap<String, i32>,
    /// Several can be ticked.
    pub is_multiple: bool,
    /// It is a date.
    pub is_date: bool,
    /// It is written in words.
    pub is_text: bool,
}

/// The fields that became questions or derived variables, by their names there.
pub(super) type Fields = BTreeMap<String, Known>;

/// The sentence.
///
/// # Errors
/// Why there is none that means the same.
pub(super) fn sentence(logic: &Logic, fields: &Fields) -> Result<String, Unwritable> {
    let joined = |parts: &[Logic], word: &str| {
        let parts: Result<Vec<_>, _> = parts.iter().map(|part| bracketed(part, fields)).collect();
        parts.map(|parts| parts.join(word))
    };
    match logic {
        Logic::Any(parts) => joined(parts, " or "),
        Logic::All(parts) => joined(parts, " and "),
        Logic::Not(part) => Ok(format!("not ({})", sentence(part, fields)?)),
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
        },
    }
}

fn bracketed(logic: &Logic, fields: &Fields) -> Result<String, Unwritable> {
    let inner = sentence(logic, fields)?;
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
        let known = fields.get(name).ok_or_else(|| Unwritable::Unknown(name.clone()))?;
        if code.is_some() != known.is_multiple {
            return Err(Unwritable::OtherKind(name.clone()));
        }
        let name = match event {
            None => known.key.clone(),
            Some(event) => format!("{}.{}", event.replace('_', "-"), known.key),
        };
        Ok(Self { name, known, code: code.as_deref() })
    }

    fn code(&self, code: &str) -> Result<i32, Unwritable> {
        let code = self.known.codes.get(code).copied();
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
    if !known.codes.is_empty() {
        let code = place.code(literal)?;
        let turned =
            code.to_string() != literal && !matches!(operator, Operator::Is | Operator::IsNot);
        return if turned {
            Err(Unwritable::OrderOfCodes(name.clone()))
        } else {
            Ok(format!("{name} {} {code}", operator.sign()))
        };
    }
    with_value(place, operator, literal)
}

/// With a number, or with one word.
fn with_value(place: &Place<'_>, operator: Operator, literal: &str) -> Result<String, Unwritable> {
    let Place { name, known, .. } = place;
    match literal.parse::<f64>() {
        Ok(number) if number < 0.0 => Err(Unwritable::BelowZero(name.clone())),
        Ok(_) if known.is_text => Err(Unwritable::WordsWithNumber(name.clone())),
        Ok(_) => Ok(format!("{name} {} {literal}", operator.sign())),
        Err(_) if is_word(literal) => Ok(format!("{name} {} {literal}", operator.sign())),
        Err(_) => Err(Unwritable::Words(name.clone())),
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
        _ => Err(Unwritable::Fields(left.name.clone(), right.name.clone())),
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic())
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}
