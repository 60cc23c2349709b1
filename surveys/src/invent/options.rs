//! Choosing among options, and points on a scale.

use super::{Dice, Person, typing, walk::Walk};
use crate::{
    condition::Look,
    definition::{Choice, Question},
    typed::Typed,
    value::Value,
};

/// How often each option is chosen, in the order of the options. The rest are all alike.
const WEIGHTS: [(&str, &[i64]); 25] = [
    ("genid", &[97, 3]),
    ("ethgrp", &[84, 3, 6, 4, 3]),
    ("ethdet", &[86, 2, 1, 1, 10, 40, 15, 25, 20, 25, 35, 10, 10, 20, 30, 60, 10, 30, 70]),
    ("tenure", &[14, 24, 2, 52, 5, 3]),
    ("landlord", &[30, 32, 33, 1, 3, 1]),
    ("qualdeg", &[28, 72]),
    ("qualhi", &[27, 24, 17, 8, 9, 15]),
    ("carer", &[78, 10, 5, 3, 2, 2]),
    ("lookwk", &[52, 48]),
    ("avail", &[60, 40]),
    ("waitjob", &[6, 94]),
    ("everwk", &[32, 60, 8]),
    ("contract", &[80, 20]),
    ("samejob", &[76, 6, 16, 2]),
    ("worksince", &[22, 78]),
    ("empadj", &[30, 12, 33, 25]),
    ("llcond", &[88, 12]),
    ("llreduce", &[42, 44, 14]),
    ("mhsup", &[24, 6, 10, 60]),
    ("finman", &[9, 27, 36, 18, 10]),
    ("arrears", &[12, 21, 67]),
    ("supfreq", &[30, 32, 20, 12, 6]),
    ("supend", &[28, 52, 20]),
    ("recont", &[62, 38]),
    ("voucher", &[64, 24, 12]),
];

pub(super) fn single(
    question: &Question,
    walk: &Walk<'_>,
    person: &Person,
    dice: &mut Dice,
    typed: &mut Typed,
) {
    let key = question.key.as_str();
    let weights = WEIGHTS.iter().find(|(known, _)| *known == key).map(|(_, weights)| *weights);
    let offered = offered(question, walk);
    let weights: Vec<_> = offered
        .iter()
        .map(|(place, _)| weights.and_then(|weights| weights.get(*place)).copied().unwrap_or(10))
        .collect();
    let lean = inclined(key, walk, person, dice);
    let leant = offered.iter().find(|(_, choice)| Some(i64::from(choice.code)) == lean);
    let Some((_, choice)) = leant.or_else(|| offered.get(dice.weighted(&weights))) else { return };
    typed.add(key, choice.code.to_string());
    write_in(question, &[choice], dice, typed);
}

/// The code that what is known of the person points to.
fn inclined(key: &str, walk: &Walk<'_>, person: &Person, dice: &mut Dice) -> Option<i64> {
    match key {
        "genhlth" => Some((person.health + dice.weighted(&[76, 24]).cast_signed() as i64).min(5)),
        "loncomp" | "lonout" | "lonisol" => Some((11 - person.mood + dice.between(0, 2)) / 4),
        "lonely" => Some((person.mood + dice.between(1, 3)) / 2),
        "jobstat" => walk.look("empact").map(|did| if did.has(2) { 2 } else { 1 }),
        "supany" => {
            let helped = walk.look("arm") == Some(Value::Text("T".to_owned()));
            Some(if dice.chance(if helped { 84 } else { 37 }) { 1 } else { 2 })
        }
        _ => None,
    }
}

pub(super) fn multiple(
    question: &Question,
    walk: &Walk<'_>,
    person: &Person,
    dice: &mut Dice,
    typed: &mut Typed,
) {
    let key = question.key.as_str();
    if key == "empact" {
        let working = [1, 2, 3, 4, 5][dice.weighted(&[83, 10, 4, 1, 2])];
        return typed.add(key, if person.works_since.is_some() { working } else { 6 }.to_string());
    }
    let offered = offered(question, walk);
    let (alone, mut together): (Vec<_>, Vec<_>) =
        offered.into_iter().map(|(_, choice)| choice).partition(|choice| choice.exclusive);
    let none = if together.is_empty() { 100 } else { 18 };
    let mut ticked = Vec::new();
    if let Some(choice) = dice.pick(&alone).filter(|_| dice.chance(none)) {
        ticked.push(*choice);
    } else {
        for _ in 0..dice.small(1, 6) {
            if !together.is_empty() {
                let last = together.len() as i64 - 1;
                ticked.push(together.remove(dice.between(0, last) as usize));
            }
        }
    }
    ticked.sort_by_key(|choice| choice.code);
    ticked.iter().for_each(|choice| typed.add(key, choice.code.to_string()));
    write_in(question, &ticked, dice, typed);
}

/// A point from 0 to 10, near where the person stands.
pub(super) fn point(key: &str, person: &Person, dice: &mut Dice) -> i64 {
    let near = match key {
        "anxious" => 10 - person.mood,
        "hwklim" => (person.health - 1) * 2 + 1,
        _ => person.mood,
    };
    (near + dice.between(-1, 1) + dice.between(-1, 1)).clamp(0, 10)
}

/// The options that are offered to this person, each with its place among all.
fn offered<'q>(question: &'q Question, walk: &Walk<'_>) -> Vec<(usize, &'q Choice)> {
    let all = question.options().iter().enumerate();
    all.filter(|(_, choice)| choice.offered_if.holds(walk)).collect()
}

fn write_in(question: &Question, chosen: &[&Choice], dice: &mut Dice, typed: &mut Typed) {
    for choice in chosen {
        if let Some(most) = choice.other {
            let field = crate::definition::words_variable(&question.key, choice.code);
            typing::words(&field, most, dice, typed);
        }
    }
}
