//! `enableWhen`, as a condition of ours.

use super::{
    fhirpath::{self, Variables},
    question::expression,
    resource::{EnableWhen, Item, written},
};
use crate::importing::{
    logic::{Logic, Operator, Term},
    outcome::{Difference, Unwritable},
    reasons::LookedFor,
};

/// Where a condition stands that is more than `enableWhen`.
pub(super) const EXPRESSION: &str = "sdc-questionnaire-enableWhenExpression";

/// When the item is asked; none when always.
///
/// # Errors
/// What is in it that conditions do not have.
pub(super) fn enabled(
    item: &Item,
    variables: &Variables,
    differences: &mut Vec<Difference>,
) -> Result<Option<Logic>, Unwritable> {
    if let Some(extension) = item.told(EXPRESSION) {
        return fhirpath::read(&expression(extension), variables).map(Some);
    }
    let mut parts = item.enable_when.iter().map(compared).collect::<Result<Vec<_>, _>>()?;
    match (parts.len(), item.enable_behavior.as_deref()) {
        (0, _) => Ok(None),
        (1, _) => Ok(Some(parts.remove(0))),
        (_, Some("all")) => Ok(Some(Logic::All(parts))),
        (_, Some("any")) => Ok(Some(Logic::Any(parts))),
        (_, _) => {
            differences.push(Difference::AnyAssumed);
            Ok(Some(Logic::Any(parts)))
        }
    }
}

fn compared(when: &EnableWhen) -> Result<Logic, Unwritable> {
    let answer = when.answer.iter().find(|(name, _)| name.starts_with("answer"));
    let answer = answer.and_then(|(_, value)| written(value)).ok_or(Unwritable::NoField)?;
    let field = Term::field(&*when.question);
    let operator = match when.operator.as_str() {
        "exists" => {
            let is = if answer == "false" { Operator::Is } else { Operator::IsNot };
            return Ok(Logic::Compared(field, is, Term::Literal(String::new())));
        }
        "=" => Operator::Is,
        "!=" => Operator::IsNot,
        ">" => Operator::Above,
        "<" => Operator::Below,
        ">=" => Operator::AtLeast,
        "<=" => Operator::AtMost,
        other => return Err(Unwritable::Function(other.to_owned())),
    };
    Ok(Logic::Compared(field, operator, Term::Literal(answer)))
}

/// What conditions look for, in all items.
pub(super) fn looked_for(items: &[Item], variables: &Variables, all: &mut LookedFor) {
    for item in items {
        let written_out = item.told(EXPRESSION).map(expression);
        if let Some(Ok(logic)) = written_out.map(|text| fhirpath::read(&text, variables)) {
            let pairs = logic.looked_for().into_iter();
            all.extend(pairs.map(|(field, code)| (field.to_owned(), code.to_owned())));
        }
        for when in &item.enable_when {
            let answer = when.answer.values().find_map(written);
            all.extend(answer.map(|answer| (when.question.clone(), answer)));
        }
        looked_for(&item.item, variables, all);
    }
}

/// Of an answer with several options it is enough that one of them is the one that is wanted.
pub(super) fn among(logic: Logic, is_multiple: &dyn Fn(&str) -> bool) -> Logic {
    let all = |parts: Vec<Logic>| parts.into_iter().map(|part| among(part, is_multiple)).collect();
    match logic {
        Logic::All(parts) => Logic::All(all(parts)),
        Logic::Any(parts) => Logic::Any(all(parts)),
        Logic::Not(part) => Logic::Not(Box::new(among(*part, is_multiple))),
        Logic::Compared(Term::Field { name, .. }, operator, Term::Literal(code))
            if is_multiple(&name)
                && !code.is_empty()
                && matches!(operator, Operator::Is | Operator::IsNot) =>
        {
            let chosen = Logic::Selected(Term::field(name), Term::Literal(code));
            match operator {
                Operator::Is => chosen,
                _ => Logic::Not(Box::new(chosen)),
            }
        }
        same => same,
    }
}
