//! What expressions of XLSForm have beyond comparisons, written with comparisons: how many options are ticked, that
//! one alone is, how long words are, and today.

use crate::importing::{
    logic::{Logic, Operator, Term},
    outcome::Unwritable,
    sentence::{Fields, Known},
};

/// Combinations that are written out.
const COMBINATIONS: usize = 60;

/// The same with comparisons alone.
///
/// # Errors
/// When it takes more of them than anybody reads.
pub(super) fn settled(logic: Logic, fields: &Fields) -> Result<Logic, Unwritable> {
    let all = |parts: Vec<Logic>| {
        parts.into_iter().map(|part| settled(part, fields)).collect::<Result<Vec<_>, _>>()
    };
    let settled = match logic {
        Logic::All(parts) => Logic::All(all(parts)?),
        Logic::Any(parts) => Logic::Any(all(parts)?),
        Logic::Not(part) => Logic::Not(Box::new(settled(*part, fields)?)),
        Logic::Compared(left, operator, right) => match (left, right) {
            (Term::Literal(left), Term::Literal(right)) => literals(&left, operator, &right),
            (left @ (Term::Literal(_) | Term::Today), right) => {
                compared(right, operator.turned(), left, fields)?
            }
            (left, right) => compared(left, operator, right, fields)?,
        },
        same => same,
    };
    Ok(settled.folded())
}

pub(super) fn literals(left: &str, operator: Operator, right: &str) -> Logic {
    let is = match (left.trim().parse(), right.trim().parse()) {
        (Ok(left), Ok(right)) => operator.holds(left, right),
        _ => (left == right) == (operator == Operator::Is),
    };
    Logic::Truth(is)
}

fn compared(
    left: Term,
    operator: Operator,
    right: Term,
    fields: &Fields,
) -> Result<Logic, Unwritable> {
    let number = number(&right);
    match (&left, &right) {
        (Term::Count(name), Term::Literal(_)) => {
            let known = fields.get(name).ok_or_else(|| Unwritable::Unknown(name.clone()))?;
            let whole = number.filter(|number| number.fract() == 0.0);
            let number = whole.ok_or_else(|| Unwritable::Counted(name.clone()))?;
            counted(name, known, operator, number)
        }
        (Term::Length(name), Term::Literal(_)) => match has_words(operator, number) {
            Some(true) => Ok(answered(name)),
            Some(false) => Ok(denied(answered(name))),
            None => Ok(Logic::Compared(left, operator, right)),
        },
        (Term::Field { name, .. }, Term::Literal(code)) if !code.trim().is_empty() => {
            match fields.get(name).filter(|known| known.is_multiple) {
                Some(known) => alone(name, known, operator, code),
                None => Ok(Logic::Compared(left, operator, right)),
            }
        }
        // No day after today is taken.
        (Term::Field { name, .. }, Term::Today)
            if fields.get(name).is_some_and(|known| known.is_date) =>
        {
            match operator {
                Operator::AtMost => Ok(answered(name)),
                Operator::Above => Ok(Logic::Truth(false)),
                _ => Ok(Logic::Compared(left, operator, right)),
            }
        }
        _ => Ok(Logic::Compared(left, operator, right)),
    }
}

fn number(term: &Term) -> Option<f64> {
    match term {
        Term::Literal(literal) => literal.trim().parse().ok(),
        _ => None,
    }
}

/// Whether a length is asked for that is more than nothing, or just nothing.
fn has_words(operator: Operator, number: Option<f64>) -> Option<bool> {
    match (operator, number?) {
        (Operator::Above | Operator::IsNot, 0.0) | (Operator::AtLeast, 1.0) => Some(true),
        (Operator::Is | Operator::AtMost, 0.0) | (Operator::Below, 1.0) => Some(false),
        _ => None,
    }
}

fn answered(name: &str) -> Logic {
    Logic::Compared(Term::field(name), Operator::IsNot, Term::Literal(String::new()))
}

fn ticked(name: &str, code: &str) -> Logic {
    Logic::Selected(Term::field(name), Term::Literal(code.to_owned()))
}

fn denied(part: Logic) -> Logic {
    Logic::Not(Box::new(part))
}

/// Of an answer with several options, that it is this one and no other.
fn alone(name: &str, known: &Known, operator: Operator, code: &str) -> Result<Logic, Unwritable> {
    let others = known.codes.keys().filter(|other| *other != code.trim());
    if known.codes.len() > COMBINATIONS / 4 {
        return Err(Unwritable::Counted(name.to_owned()));
    }
    let others = others.map(|other| denied(ticked(name, other)));
    let alone = Logic::All([ticked(name, code)].into_iter().chain(others).collect());
    match operator {
        Operator::Is => Ok(alone),
        Operator::IsNot => Ok(denied(alone)),
        _ => Err(Unwritable::OtherKind(name.to_owned())),
    }
}

fn counted(
    name: &str,
    known: &Known,
    operator: Operator,
    number: f64,
) -> Result<Logic, Unwritable> {
    let at_least = |number: f64| at_least(name, known, number);
    Ok(match operator {
        Operator::AtLeast => at_least(number)?,
        Operator::Above => at_least(number + 1.0)?,
        Operator::Below => denied(at_least(number)?),
        Operator::AtMost => denied(at_least(number + 1.0)?),
        Operator::Is => Logic::All(vec![at_least(number)?, denied(at_least(number + 1.0)?)]),
        Operator::IsNot => {
            denied(Logic::All(vec![at_least(number)?, denied(at_least(number + 1.0)?)]))
        }
    })
}

fn at_least(name: &str, known: &Known, number: f64) -> Result<Logic, Unwritable> {
    let codes: Vec<&str> = known.codes.keys().map(String::as_str).collect();
    if number <= 0.0 || number > codes.len() as f64 {
        return Ok(Logic::Truth(number <= 0.0));
    }
    if number == 1.0 {
        return Ok(answered(name));
    }
    let ways = combinations(&codes, number as usize);
    let ways = ways.ok_or_else(|| Unwritable::Counted(name.to_owned()))?;
    let each =
        |way: Vec<&str>| Logic::All(way.into_iter().map(|code| ticked(name, code)).collect());
    let mut ways: Vec<_> = ways.into_iter().map(each).collect();
    Ok(if ways.len() == 1 { ways.remove(0) } else { Logic::Any(ways) })
}

/// Every way to take so many of them; none when there are too many ways.
fn combinations<'c>(codes: &[&'c str], many: usize) -> Option<Vec<Vec<&'c str>>> {
    let mut ways: Vec<(usize, Vec<&str>)> = vec![(0, Vec::new())];
    for step in 0..many {
        let still = many - step - 1;
        let last = codes.len().saturating_sub(still);
        let longer = ways.iter().flat_map(|(from, way)| {
            (*from..last).map(move |next| {
                let way = way.iter().copied().chain([codes[next]]).collect();
                (next + 1, way)
            })
        });
        let longer: Vec<_> = longer.take(COMBINATIONS + 1).collect();
        if longer.len() > COMBINATIONS {
            return None;
        }
        ways = longer;
    }
    Some(ways.into_iter().map(|(_, way)| way).collect())
}
