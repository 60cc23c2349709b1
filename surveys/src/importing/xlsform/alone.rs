//! An option that stands alone, as rules about an answer say it.

use crate::importing::{
    draft::Question,
    logic::{Logic, Operator, Term},
    sentence::Fields,
};

/// `not(selected(., 'none') and count-selected(.) > 1)`, or the same the other way round: the option stands alone.
pub(super) fn stands_alone(
    part: &Logic,
    own: &str,
    question: &mut Question,
    fields: &Fields,
) -> bool {
    let Some((name, known)) = alone(part, own).zip(fields.get(own)) else { return false };
    if known.apart.contains_key(name) {
        return true;
    }
    let Some(code) = known.codes.get(name).copied() else { return false };
    match question.options.iter_mut().find(|option| option.code == code) {
        Some(option) => {
            option.exclusive = true;
            true
        }
        None => false,
    }
}

pub(super) fn alone<'l>(part: &'l Logic, own: &str) -> Option<&'l str> {
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
