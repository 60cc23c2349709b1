//! `enableWhen`, as a condition of ours.

use serde_json::Value;

use super::{
    fhirpath::{self, Variables},
    options::in_system,
    question::expression,
    resource::{EnableWhen, Item, written},
};
use crate::importing::{
    logic::{Logic, Operator, Term},
    outcome::{Difference, Unwritable},
    reasons::LookedFor,
    sentence::Fields,
};

/// Where a condition stands that is more than `enableWhen`.
pub(super) const EXPRESSION: &str = "sdc-questionnaire-enableWhenExpression";

/// When the item is asked; none when always.
///
/// # Errors
/// What is in it that conditions do not have.
pub(super) fn enabled(
    item: &Item,
    (variables, fields): (&Variables, &Fields),
    differences: &mut Vec<Difference>,
) -> Result<Option<Logic>, Unwritable> {
    if let Some(extension) = item.told(EXPRESSION) {
        return fhirpath::read(&expression(extension), variables).map(Some);
    }
    let each = item.enable_when.iter().map(|when| {
        in_same_unit(when, fields)?;
        Ok(in_its_system(compared(when)?, when, fields))
    });
    let mut parts = each.collect::<Result<Vec<_>, _>>()?;
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

/// A hundred grams are no hundred kilograms.
fn in_same_unit(when: &EnableWhen, fields: &Fields) -> Result<(), Unwritable> {
    let Some(quantity) = when.answer.get("answerQuantity") else { return Ok(()) };
    let told = |name| quantity.get(name).and_then(Value::as_str);
    let Some(unit) = told("unit").or_else(|| told("code")) else { return Ok(()) };
    let known = fields.get(&when.question);
    let is_same = known.is_none_or(|known| {
        let mut names = [told("code"), told("unit")].into_iter().flatten();
        names.any(|name| known.units.iter().any(|own| own == name))
    });
    if is_same {
        return Ok(());
    }
    Err(Unwritable::Unit { field: when.question.clone(), unit: unit.to_owned() })
}

/// A code of another system than the answer's is another code, which nobody can choose.
fn in_its_system(logic: Logic, when: &EnableWhen, fields: &Fields) -> Logic {
    let coding = when.answer.get("answerCoding").and_then(Value::as_object);
    let told = |name| coding.and_then(|coding| coding.get(name)).and_then(Value::as_str);
    let Some((system, code)) = told("system").zip(told("code")) else { return logic };
    let Some(known) = fields.get(&when.question) else { return logic };
    let own = in_system(system, code);
    let is_other = known.systems.get(code).is_some_and(|other| other != system);
    match logic {
        Logic::Compared(field, operator, _) if is_other || known.codes.contains_key(&own) => {
            Logic::Compared(field, operator, Term::Literal(own))
        }
        same => same,
    }
}

fn compared(when: &EnableWhen) -> Result<Logic, Unwritable> {
    let field = Term::field(&*when.question);
    // As STU3 says it.
    if let Some(is) = when.answer.get("hasAnswer").and_then(Value::as_bool) {
        let operator = if is { Operator::IsNot } else { Operator::Is };
        return Ok(Logic::Compared(field, operator, Term::Literal(String::new())));
    }
    let answer = when.answer.iter().find(|(name, _)| name.starts_with("answer"));
    let (name, value) = answer.ok_or(Unwritable::NoField)?;
    let number = || value.get("value").and_then(written);
    let answer = match name.as_str() {
        "answerQuantity" => number(),
        _ => written(value),
    };
    let answer = answer.ok_or(Unwritable::NoField)?;
    let operator = match when.operator.as_str() {
        // STU3 has no other.
        "" => Operator::Is,
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
            let coding = when.answer.get("answerCoding");
            let told = |name| coding.and_then(|coding| coding.get(name)).and_then(Value::as_str);
            let own = told("system").zip(told("code"));
            let own = own.map(|(system, code)| in_system(system, code));
            all.extend(own.map(|own| (when.question.clone(), own)));
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
