//! Parts of conditions that look for a code which a field has not, as when it was misspelt. Nobody can choose it, so that
//! such a part never holds there, and what denies it always does.

use super::{
    logic::{Logic, Operator, Term},
    outcome::{Difference, LookAt, NotConverted},
    sentence::{Fields, Known},
};

/// What is looked for in vain.
#[derive(Clone, Debug, PartialEq)]
struct InVain {
    key: String,
    code: String,
}

/// The condition without such parts. What is left out of it is told.
///
/// # Errors
/// When for want of a code nobody is asked at all.
pub(super) fn without_absent(
    logic: Logic,
    (written, fields): (&str, &Fields),
    differences: &mut Vec<Difference>,
) -> Result<Logic, NotConverted> {
    let mut in_vain = Vec::new();
    let held = held(&logic, fields, &mut in_vain);
    let Some(InVain { key, code }) = in_vain.first().cloned() else { return Ok(logic) };
    let held = held.folded();
    if held == Logic::Truth(false) {
        return Err(NotConverted::NeverFor { logic: written.to_owned(), key, code });
    }
    let told = in_vain.into_iter().map(|InVain { key, code }| LookAt::NoSuchCode { key, code });
    differences.extend(told.map(Difference::LookAt));
    Ok(held)
}

fn held(logic: &Logic, fields: &Fields, in_vain: &mut Vec<InVain>) -> Logic {
    let mut all = |parts: &[Logic]| parts.iter().map(|part| held(part, fields, in_vain)).collect();
    match logic {
        Logic::Truth(is) => Logic::Truth(*is),
        Logic::All(parts) => Logic::All(all(parts)),
        Logic::Any(parts) => Logic::Any(all(parts)),
        Logic::Not(part) => Logic::Not(Box::new(held(part, fields, in_vain))),
        Logic::Selected(left, right) => {
            never(left, Operator::Is, right, fields, in_vain).unwrap_or_else(|| logic.clone())
        }
        Logic::Compared(left, operator, right) => {
            let own = match left {
                Term::Literal(_) => never(right, operator.turned(), left, fields, in_vain),
                _ => never(left, *operator, right, fields, in_vain),
            };
            own.unwrap_or_else(|| logic.clone())
        }
    }
}

/// What a comparison comes to, where it looks for a code that there is not.
fn never(
    field: &Term,
    operator: Operator,
    code: &Term,
    fields: &Fields,
    in_vain: &mut Vec<InVain>,
) -> Option<Logic> {
    let (Term::Field { name, code: ticked, .. }, Term::Literal(literal)) = (field, code) else {
        return None;
    };
    let known = fields.get(name).filter(|known| !known.is_of_two && !known.codes.is_empty())?;
    let (wanted, is_denied) = match (ticked, operator, literal.trim()) {
        (_, _, "") => return None,
        (Some(ticked), Operator::Is, "1") => (ticked.as_str(), false),
        (Some(ticked), Operator::IsNot, "1") => (ticked.as_str(), true),
        (Some(_), ..) => return None,
        (None, Operator::IsNot, literal) => (literal, true),
        (None, _, literal) => (literal, false),
    };
    let is_order = !matches!(operator, Operator::Is | Operator::IsNot);
    let is_number = |text: &str| text.trim().parse::<f64>().is_ok();
    if is_order && !(is_number(wanted) && codes(known).any(is_number)) {
        return None;
    }
    if codes(known).any(|own| fits(own, operator, wanted)) {
        return None;
    }
    let sign = match operator {
        Operator::Is | Operator::IsNot => String::new(),
        other => format!("{} ", other.sign()),
    };
    let one = InVain { key: known.key.clone(), code: format!("{sign}{wanted}") };
    if !in_vain.contains(&one) {
        in_vain.push(one);
    }
    Some(Logic::Truth(is_denied))
}

/// The codes there, also of what says why there is no answer.
fn codes(known: &Known) -> impl Iterator<Item = &str> {
    known.codes.keys().chain(known.apart.keys()).map(|code| code.trim())
}

/// Whether a code is the one that is wanted, or that is not wanted; more or less than it, where that is asked.
fn fits(own: &str, operator: Operator, wanted: &str) -> bool {
    let numbers = || own.parse::<f64>().ok().zip(wanted.trim().parse::<f64>().ok());
    match operator {
        Operator::Is | Operator::IsNot => {
            own == wanted.trim() || numbers().is_some_and(|(own, wanted)| own == wanted)
        }
        order => numbers().is_some_and(|(own, wanted)| order.holds(own, wanted)),
    }
}
