//! More, less and answered: what is asked of codes in their order, and of whoever gave a reason for no answer.

use std::collections::BTreeSet;

use super::{Fields, Place};
use crate::importing::{
    logic::{Logic, Operator, Term},
    outcome::{Difference, Unwritable},
};

/// More or less than a code. Where an option has another code here than there, those are written out that were more or
/// less there; what is no number was neither.
pub(super) fn in_order(
    place: &Place<'_>,
    operator: Operator,
    literal: &str,
) -> Result<String, Unwritable> {
    let Place { name, known, .. } = place;
    let number = literal.parse::<f64>().ok().filter(|number| number.is_finite());
    let number = number.ok_or_else(|| Unwritable::OrderOfCodes(name.clone()))?;
    let holds = |(theirs, _): &(&String, &i32)| {
        theirs.trim().parse().is_ok_and(|theirs: f64| operator.holds(theirs, number))
    };
    let mut codes: Vec<i32> = known.codes.iter().filter(holds).map(|(_, ours)| *ours).collect();
    codes.sort_unstable();
    let is_same = known.codes.iter().all(|(theirs, ours)| *theirs == ours.to_string());
    match codes.as_slice() {
        [] => Err(Unwritable::NoSuchCode(name.clone())),
        _ if is_same && known.codes.contains_key(literal) => {
            Ok(format!("{name} {} {literal}", operator.sign()))
        }
        [one] => Ok(format!("{name} = {one}")),
        several => {
            let several: Vec<_> = several.iter().map(ToString::to_string).collect();
            Ok(format!("{name} one of {}", several.join(", ")))
        }
    }
}

/// Fields in which a reason for no answer made the condition hold there, and is missing here.
pub(in crate::importing) fn reasons_looked_at(logic: &Logic, fields: &Fields) -> Vec<Difference> {
    let mut keys = BTreeSet::new();
    note_reasons(logic, fields, &mut keys);
    keys.into_iter().map(Difference::ReasonLookedAt).collect()
}

fn note_reasons(logic: &Logic, fields: &Fields, keys: &mut BTreeSet<String>) {
    let (left, operator, right) = match logic {
        Logic::Truth(_) | Logic::Selected(..) => return,
        Logic::All(parts) | Logic::Any(parts) => {
            return parts.iter().for_each(|part| note_reasons(part, fields, keys));
        }
        Logic::Not(part) => return note_reasons(part, fields, keys),
        Logic::Compared(left, operator, right) => match left {
            Term::Literal(_) => (right, operator.turned(), left),
            _ => (left, *operator, right),
        },
    };
    let (Term::Field { name, .. }, Term::Literal(literal)) = (left, right) else { return };
    let Some(known) = fields.get(name) else { return };
    let counted = |theirs: &str| match literal.trim() {
        "" => true,
        literal => match (theirs.parse(), literal.parse()) {
            (Ok(theirs), Ok(number)) => {
                !matches!(operator, Operator::Is | Operator::IsNot)
                    && operator.holds(theirs, number)
            }
            _ => false,
        },
    };
    if known.apart.keys().any(|theirs| counted(theirs)) {
        keys.insert(known.key.clone());
    }
}
