//! What somebody types for one question.

use super::{Dice, Person, measures, options, walk::Walk};
use crate::{
    condition::Look,
    definition::{Kind, Question},
    typed::Typed,
    value::Missing,
};

/// Of ten thousand questions: how often somebody does not know, would rather not say (and how often
/// where it is offered from the start), or passes by.
const DONT_KNOW: i64 = 120;
const REFUSED: i64 = 40;
const REFUSED_SENSITIVE: i64 = 250;
const BLANK: i64 = 100;

/// Of a hundred questions that are asked again in a later wave, so many are answered as before,
/// unless something is known of the person that decides.
const AS_BEFORE: i64 = 70;

/// Fills in a question's fields, or leaves them blank.
pub(super) fn type_in(
    question: &Question,
    walk: &Walk<'_>,
    person: &Person,
    dice: &mut Dice,
    typed: &mut Typed,
) {
    if !question.vault {
        let fall = dice.between(1, 10_000);
        let refused = if question.sensitive { REFUSED_SENSITIVE } else { REFUSED };
        match fall {
            _ if fall <= DONT_KNOW => return reason(question, Missing::DontKnow, typed),
            _ if fall <= DONT_KNOW + refused => return reason(question, Missing::Refused, typed),
            _ if fall <= DONT_KNOW + refused + BLANK => return,
            _ => {}
        }
    }
    let mut before = Dice::of(person.leaning, spread(question.key.as_str()));
    let dice = if dice.chance(AS_BEFORE) { &mut before } else { dice };
    let key = question.key.as_str();
    match &question.kind {
        Kind::Single { .. } => options::single(question, walk, person, dice, typed),
        Kind::Multiple { .. } => options::multiple(question, walk, person, dice, typed),
        Kind::Scale { .. } => typed.add(key, options::point(key, person, dice).to_string()),
        Kind::Grid { rows, .. } => {
            for row in rows {
                let point = options::point(key, person, dice);
                typed.add(format!("{key}_{}", row.key), point.to_string());
            }
        }
        Kind::Number { .. } => measures::number(question, walk, person, dice, typed),
        Kind::Amount { .. } => measures::amount(question, dice, typed),
        Kind::Date { age } => measures::date(key, age.is_some(), walk, person, dice, typed),
        Kind::Month { youngest } => measures::month(key, *youngest, walk, person, dice, typed),
        Kind::Text { most } => words(key, *most, dice, typed),
        Kind::Contact => contact(key, person, typed),
    }
}

fn reason(question: &Question, reason: Missing, typed: &mut Typed) {
    let code = reason.to_string();
    match &question.kind {
        Kind::Single { .. } | Kind::Multiple { .. } | Kind::Scale { .. } | Kind::Grid { .. } => {
            question.variables().into_iter().for_each(|field| typed.add(field, code.clone()));
        }
        _ => typed.add(format!("{}_none", question.key), code),
    }
}

/// Plain sentences, and the beginnings that spreadsheets take for formulas.
const SENTENCES: [&str; 8] = [
    "Invented: the appointments were at times I could manage.",
    "Invented: somebody listened.",
    "Invented: I would have liked more time.",
    "Invented: nothing in particular",
    "- invented: help with the application",
    "=invented: better buses",
    "Invented: “a job, not a course”, as I said at the time",
    "Invented: two lines\nof text, with a comma",
];

pub(super) fn words(field: &str, most: u16, dice: &mut Dice, typed: &mut Typed) {
    if !dice.chance(60) {
        return;
    }
    if let Some(sentence) = dice.pick(&SENTENCES) {
        typed.add(field, sentence.chars().take(usize::from(most)).collect::<String>());
    }
}

fn contact(key: &str, person: &Person, typed: &mut Typed) {
    let parts = [
        ("mobile", &person.contact.mobile),
        ("email", &person.contact.email),
        ("address", &person.contact.address),
        ("postcode", &person.contact.postcode),
    ];
    for (part, text) in parts {
        typed.add(format!("{key}_{part}"), text.clone());
    }
}

/// A number for a word, so that each question has its own dice: FNV-1a.
fn spread(word: &str) -> u64 {
    word.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

/// A date that the walk knows, by name.
pub(super) fn known_date(walk: &Walk<'_>, name: &str) -> Option<chrono::NaiveDate> {
    walk.look(name).and_then(|value| value.date())
}
