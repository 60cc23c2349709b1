//! What years and typing make of a record. It happens more often than in the records that [`super::super::weights`] is from:
//! matching that does well here does well with a worse list.

use chrono::{Datelike, NaiveDate};

use super::invented::{Person, in_area, last_name, postcode};
use crate::{
    invent::Dice,
    linking::{Postcode, Sex},
};

/// Of a hundred names so many are mistyped, and of a hundred first names so many are cut short, as Tom for Thomas.
const MISTYPED: i64 = 5;
const CUT_SHORT: i64 = 3;
/// So many women and men have another last name by now.
const WOMEN_RENAMED: i64 = 8;
const MEN_RENAMED: i64 = 2;
/// So many dates have day and month exchanged, where that is a date, and so many have one part mistyped.
const EXCHANGED: i64 = 2;
const MISTAKEN: i64 = 2;
/// So many have moved, half of them within their area; so many postcodes are not there.
const MOVED: i64 = 25;
const NO_POSTCODE: i64 = 4;
/// So many are on record with another sex, or with none.
const OTHER_SEX: i64 = 1;
const NO_SEX: i64 = 5;

/// Somebody as another list has them.
pub(super) fn spoilt(person: &Person, dice: &mut Dice) -> Person {
    let renamed = if person.sex == Sex::Female { WOMEN_RENAMED } else { MEN_RENAMED };
    let last = if dice.chance(renamed) { last_name(dice) } else { person.last.clone() };
    let short = dice.chance(CUT_SHORT);
    let first: String = match short {
        true => person.first.chars().take(3).collect(),
        false => person.first.clone(),
    };
    Person {
        first: typed(&first, dice),
        last: typed(&last, dice),
        born: person.born.map(|born| date(born, dice)),
        postcode: place(person.postcode.as_deref(), dice),
        sex: sex(person.sex, dice),
    }
}

/// A name in which a letter may be missing, doubled, another, or exchanged with the next.
fn typed(name: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<_> = name.chars().collect();
    if !dice.chance(MISTYPED) || letters.len() < 2 {
        return name.to_owned();
    }
    let last = i64::try_from(letters.len()).unwrap_or(2) - 2;
    let place = usize::try_from(dice.between(0, last)).unwrap_or_default();
    match dice.between(1, 4) {
        1 => drop(letters.remove(place)),
        2 => letters.insert(place, letters[place]),
        3 => letters[place] = char::from(dice.pick(b"aeiourstln").copied().unwrap_or(b'a')),
        _ => letters.swap(place, place + 1),
    }
    letters.into_iter().collect()
}

fn date(born: NaiveDate, dice: &mut Dice) -> NaiveDate {
    let other = if dice.chance(EXCHANGED) {
        NaiveDate::from_ymd_opt(born.year(), born.day(), born.month())
    } else if dice.chance(MISTAKEN) {
        match dice.between(1, 3) {
            1 => born.with_day(u32::try_from(dice.between(1, 28)).unwrap_or(1)),
            2 => born.with_month(u32::try_from(dice.between(1, 12)).unwrap_or(1)),
            _ => born.with_year(born.year() + i32::try_from(dice.between(-10, 10)).unwrap_or(1)),
        }
    } else {
        None
    };
    other.unwrap_or(born)
}

fn place(known: Option<&str>, dice: &mut Dice) -> Option<String> {
    if dice.chance(NO_POSTCODE) {
        return None;
    }
    let known = known?;
    if !dice.chance(MOVED) {
        return Some(known.to_owned());
    }
    let near = dice.chance(50).then(|| Postcode::read(known).ok()).flatten();
    Some(match near {
        Some(near) => in_area(near.area(), dice),
        None => postcode(dice),
    })
}

fn sex(sex: Sex, dice: &mut Dice) -> Sex {
    match dice.between(1, 100) {
        roll if roll <= NO_SEX => Sex::NotKnown,
        roll if roll <= NO_SEX + OTHER_SEX && sex == Sex::Male => Sex::Female,
        roll if roll <= NO_SEX + OTHER_SEX => Sex::Male,
        _ => sex,
    }
}
