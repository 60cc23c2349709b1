//! `constraint`: limits of a number or of words, an option that stands alone, and for the rest a hard check.

use super::{alone::stands_alone, settled::settled, xpath};
use crate::importing::{
    draft::Question,
    logic::{Logic, Operator, Term},
    outcome::{Difference, Unwritable},
    reasons::is_kept_for_missing,
    sentence::{Fields, Known, sentence},
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
    let mut rest = Vec::new();
    for part in parts(logic) {
        if !is_said(&part, own, (&mut *question, fields), differences) {
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

/// All that has to hold, also within brackets.
fn parts(logic: Logic) -> Vec<Logic> {
    match logic {
        Logic::All(all) => all.into_iter().flat_map(parts).collect(),
        one => vec![one],
    }
}

/// Whether the question says the part itself.
fn is_said(
    part: &Logic,
    own: &Own<'_>,
    (question, fields): (&mut Question, &Fields),
    differences: &mut Vec<Difference>,
) -> bool {
    is_of_blank(part, own.name)
        || limit(part, own.name, question, differences)
        || lowered(part, own, (&mut *question, fields), differences)
        || beside_missing(part, own.name, question, differences)
        || stands_alone(part, own.name, question, fields)
}

/// That something is answered at all: a rule is about answers, and a blank is asked about by itself.
fn is_of_blank(part: &Logic, own: &str) -> bool {
    let Logic::Compared(left, operator, Term::Literal(right)) = part else { return false };
    let right = right.trim();
    match left {
        Term::Field { name, .. } => name == own && *operator == Operator::IsNot && right.is_empty(),
        Term::Count(name) | Term::Length(name) => {
            let some = [(Operator::AtLeast, "1"), (Operator::Above, "0"), (Operator::IsNot, "0")];
            name == own && some.contains(&(*operator, right))
        }
        _ => false,
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
                let is_exact = operator == Operator::Is;
                differences.extend(is_exact.then_some(Difference::ShorterToo(number)));
                differences.retain(|one| !matches!(one, Difference::Shortened(_)));
            }
            is_so
        }
        _ => false,
    }
}

/// `. <= ${members}`: no more than what was answered before. Less than that cannot be asked for.
fn lowered(
    part: &Logic,
    own: &Own<'_>,
    (question, fields): (&mut Question, &Fields),
    differences: &mut Vec<Difference>,
) -> bool {
    let Logic::Compared(left, operator, right) = part else { return false };
    let (left, right, is_less) = match operator {
        Operator::AtMost => (left, right, false),
        Operator::Below => (left, right, true),
        Operator::AtLeast => (right, left, false),
        Operator::Above => (right, left, true),
        Operator::Is | Operator::IsNot => return false,
    };
    let (Term::Field { name, .. }, Term::Field { name: other, .. }) = (left, right) else {
        return false;
    };
    let is_number = |known: &&Known| {
        let is_other = known.is_text || known.is_date || known.is_multiple || known.is_of_two;
        known.is_asked && !is_other && known.codes.is_empty() && known.place < own.place
    };
    let Some(known) = fields.get(other).filter(is_number) else { return false };
    let is_so = name == own.name && question.kind == "number" && question.most_fact.is_none();
    if is_so {
        question.most_fact = Some(known.key.clone());
        differences.extend(is_less.then(|| Difference::AsMuchAs(known.key.clone())));
    }
    is_so
}

/// `. >= 0 or . = -99`: limits, beside numbers that were typed for want of an answer.
fn beside_missing(
    part: &Logic,
    own: &str,
    question: &mut Question,
    differences: &mut Vec<Difference>,
) -> bool {
    let Logic::Any(parts) = part else { return false };
    let missing = |part: &Logic| match part {
        Logic::Compared(Term::Field { name, .. }, Operator::Is, Term::Literal(code))
            if name == own && is_kept_for_missing(code.trim()) =>
        {
            Some(code.trim().to_owned())
        }
        _ => None,
    };
    let codes: Vec<_> = parts.iter().filter_map(missing).collect();
    let mut rest = parts.iter().filter(|part| missing(part).is_none());
    let (Some(limits), None, false) = (rest.next(), rest.next(), codes.is_empty()) else {
        return false;
    };
    let limits = match limits {
        Logic::All(parts) => &parts[..],
        one => std::slice::from_ref(one),
    };
    let mut limited = question.clone();
    let mut told = differences.clone();
    if !limits.iter().all(|part| limit(part, own, &mut limited, &mut told)) {
        return false;
    }
    (*question, *differences) = (limited, told);
    differences.push(Difference::NumbersForMissing(codes.join(", ")));
    true
}

/// Words have a greatest length and no least.
fn shorten(question: &mut Question, operator: Operator, number: f64) -> bool {
    let most = match operator {
        Operator::AtMost => number.floor(),
        Operator::Below => number.ceil() - 1.0,
        Operator::Is if number.fract() == 0.0 => number,
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

#[cfg(test)]
mod tests {
    use super::*;

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
        check(
            "(. >= 0 and . <= 7) and . != 3",
            (0.0, 7.0),
            Some("age is answered and not (age != 3)"),
        );
        check(". != 50 and . > 17", (18.0, -9.0), Some("age is answered and not (age != 50)"));
    }
}
