//! `constraint`: limits of a number or of words, an option that stands alone, and for the rest a hard check.

use super::{settled::settled, xpath};
use crate::importing::{
    draft::Question,
    logic::{Logic, Operator, Term},
    outcome::{Difference, Unwritable},
    sentence::{Fields, sentence},
};

/// Whose answer it is about.
pub(super) struct Own<'a> {
    /// Its name there.
    pub name: &'a str,
    /// Which row it is.
    pub place: usize,
}

/// Puts into the question what it can say itself, and gives the sentence for a check on the rest.
///
/// # Errors
/// Why there is no such sentence.
pub(super) fn rule(
    text: &str,
    own: &Own<'_>,
    question: &mut Question,
    fields: &Fields,
    differences: &mut Vec<Difference>,
) -> Result<Option<String>, Unwritable> {
    let mut logic = xpath::read(text)?;
    rename(&mut logic, own.name);
    let parts = match logic {
        Logic::All(parts) => parts,
        one => vec![one],
    };
    let mut rest = Vec::new();
    for part in parts {
        let is_said = limit(&part, own.name, question, differences)
            || stands_alone(&part, own.name, question, fields);
        if !is_said {
            rest.push(part);
        }
    }
    if rest.is_empty() {
        return Ok(None);
    }
    if rest.iter().any(|part| part.terms().contains(&&Term::Today)) {
        return Err(Unwritable::Function("today()".to_owned()));
    }
    let rest = settled(Logic::All(rest), fields)?;
    if let Some(ahead) = ahead(&rest, fields, own.place + 1) {
        return Err(Unwritable::Ahead(ahead));
    }
    match rest {
        Logic::Truth(true) => Ok(None),
        rest => {
            let sentence = sentence(&rest, fields)?;
            Ok(Some(format!("{} is answered and not ({sentence})", question.key)))
        }
    }
}

/// What a condition looks at that has no value before `place`.
pub(super) fn ahead(logic: &Logic, fields: &Fields, place: usize) -> Option<String> {
    let is_later = |name: &&str| fields.get(*name).is_some_and(|known| known.place >= place);
    logic.fields().into_iter().find(is_later).map(str::to_owned)
}

/// The dot gets the name of whose answer it is.
fn rename(logic: &mut Logic, own: &str) {
    let term = |term: &mut Term| match term {
        Term::Field { name, .. } | Term::Count(name) | Term::Length(name)
            if name == xpath::ITSELF =>
        {
            own.clone_into(name);
        }
        _ => {}
    };
    match logic {
        Logic::Truth(_) => {}
        Logic::All(parts) | Logic::Any(parts) => {
            parts.iter_mut().for_each(|part| rename(part, own))
        }
        Logic::Not(part) => rename(part, own),
        Logic::Compared(left, _, right) | Logic::Selected(left, right) => {
            term(left);
            term(right);
        }
    }
}

/// Whether the part is a limit that the question says itself.
fn limit(
    part: &Logic,
    own: &str,
    question: &mut Question,
    differences: &mut Vec<Difference>,
) -> bool {
    let Logic::Compared(left, operator, right) = part else { return false };
    let (left, operator, right) = match left {
        Term::Literal(_) | Term::Today => (right, operator.turned(), left),
        _ => (left, *operator, right),
    };
    let number = match right {
        Term::Literal(literal) => literal.trim().parse::<f64>().ok().filter(|n| n.abs() < 1e15),
        _ => None,
    };
    match (left, right, number) {
        (Term::Field { name, .. }, Term::Today, _) if name == own => {
            let is_so = operator == Operator::AtMost && ["date", "month"].contains(&question.kind);
            if is_so {
                differences.retain(|one| *one != Difference::NotInTheFuture);
            }
            is_so
        }
        (Term::Field { name, .. }, _, Some(number)) if name == own && question.kind == "number" => {
            bound(question, operator, number)
        }
        (Term::Length(name), _, Some(number)) if name == own && question.kind == "text" => {
            let is_so = shorten(question, operator, number);
            if is_so {
                differences.retain(|one| !matches!(one, Difference::Shortened(_)));
            }
            is_so
        }
        _ => false,
    }
}

/// Words have a greatest length and no least.
fn shorten(question: &mut Question, operator: Operator, number: f64) -> bool {
    let most = match operator {
        Operator::AtMost => number.floor(),
        Operator::Below => number.ceil() - 1.0,
        _ => return false,
    };
    let is_so = (1.0..=f64::from(u16::MAX)).contains(&most);
    if is_so {
        question.most = Some(most);
    }
    is_so
}

/// Both ends of a number are taken, to so many places.
fn bound(question: &mut Question, operator: Operator, number: f64) -> bool {
    let scale = if question.places.is_some() { 100.0 } else { 1.0 };
    let scaled = number * scale;
    let near = scaled.round();
    let scaled = if (scaled - near).abs() < 1e-6 { near } else { scaled };
    let (least, most) = (question.least.unwrap_or(f64::MIN), question.most.unwrap_or(f64::MAX));
    match operator {
        Operator::AtLeast => question.least = Some(least.max(scaled.ceil() / scale)),
        Operator::Above => question.least = Some(least.max((scaled.floor() + 1.0) / scale)),
        Operator::AtMost => question.most = Some(most.min(scaled.floor() / scale)),
        Operator::Below => question.most = Some(most.min((scaled.ceil() - 1.0) / scale)),
        Operator::Is | Operator::IsNot => return false,
    }
    true
}

/// `not(selected(., 'none') and count-selected(.) > 1)`, or the same the other way round: the option stands alone.
fn stands_alone(part: &Logic, own: &str, question: &mut Question, fields: &Fields) -> bool {
    let Some(code) = alone(part, own).and_then(|name| fields.get(own)?.codes.get(name).copied())
    else {
        return false;
    };
    match question.options.iter_mut().find(|option| option.code == code) {
        Some(option) => {
            option.exclusive = true;
            true
        }
        None => false,
    }
}

fn alone<'l>(part: &'l Logic, own: &str) -> Option<&'l str> {
    let picked = |logic: &'l Logic| match logic {
        Logic::Selected(Term::Field { name, .. }, Term::Literal(code)) if name == own => {
            Some(code.trim())
        }
        _ => None,
    };
    let counts = |logic: &Logic, wanted: &[(Operator, &str)]| match logic {
        Logic::Compared(Term::Count(name), operator, Term::Literal(number)) => {
            name == own && wanted.contains(&(*operator, number.trim()))
        }
        _ => false,
    };
    let several = [(Operator::Above, "1"), (Operator::AtLeast, "2")];
    let single = [(Operator::Is, "1"), (Operator::AtMost, "1"), (Operator::Below, "2")];
    match part {
        Logic::Not(inner) => match &**inner {
            Logic::All(parts) => match &parts[..] {
                [one, other] if counts(other, &several) => picked(one),
                [other, one] if counts(other, &several) => picked(one),
                _ => None,
            },
            _ => None,
        },
        Logic::Any(parts) => match &parts[..] {
            [Logic::Not(one), other] | [other, Logic::Not(one)] if counts(other, &single) => {
                picked(one)
            }
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::sentence::Known;

    fn check(text: &str, limits: (f64, f64), rest: Option<&str>) {
        let fields =
            Fields::from([("age".into(), Known { key: "age".into(), ..Known::default() })]);
        let mut question = Question { key: "age".into(), kind: "number", ..Question::default() };
        let own = Own { name: "age", place: 0 };
        let left = rule(text, &own, &mut question, &fields, &mut Vec::new()).expect("a rule");
        let ends = (question.least.unwrap_or(-9.0), question.most.unwrap_or(-9.0));
        assert_eq!((ends, left.as_deref()), (limits, rest), "{text}");
    }

    #[test]
    fn the_limits_of_a_number_are_its_own_and_the_rest_is_a_check() {
        check(". >= 18 and . < 100", (18.0, 99.0), None);
        check("18 <= . and .<=99.5", (18.0, 99.0), None);
        check(". > 0", (1.0, -9.0), None);
        check(". != 50 and . > 17", (18.0, -9.0), Some("age is answered and not (age != 50)"));
    }
}
