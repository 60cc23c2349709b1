//! Numbers, amounts of money, dates and months.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Dice, Person, typing::known_date, walk::Walk};
use crate::{
    condition::Look,
    definition::{Kind, Question},
    typed::Typed,
};

pub(super) fn number(
    question: &Question,
    walk: &Walk<'_>,
    person: &Person,
    dice: &mut Dice,
    typed: &mut Typed,
) {
    let Kind::Number { least, most, most_fact, places, .. } = &question.kind else { return };
    let personal = most_fact.as_deref().and_then(|fact| walk.look(fact)?.number());
    let (least, most) = (*least as i64, personal.map_or(*most, |own| own.min(*most)) as i64);
    let key = question.key.as_str();
    let number = match key {
        "hours" if dice.chance(2) => dice.between(61, 75),
        "hours" => dice.between(12, 42),
        "napps" => dice.small(0, 80),
        "weekswk" => weeks(walk, person).unwrap_or_else(|| dice.small(1, most)),
        _ => dice.small(least, most),
    };
    let number = number.clamp(least, most);
    let half = *places > 0 && number < most && dice.chance(20);
    typed.add(key, if half { format!("{number}.5") } else { number.to_string() });
}

/// Weeks of the present job since randomisation; none for somebody without.
fn weeks(walk: &Walk<'_>, person: &Person) -> Option<i64> {
    let since = person.works_since?.max(known_date(walk, "rand_date")?);
    Some((walk.facts.today - since).num_days().max(0) / 7)
}

pub(super) fn amount(question: &Question, dice: &mut Dice, typed: &mut Typed) {
    let Kind::Amount { most, period, periods } = &question.kind else { return };
    let weights: Vec<_> =
        periods.iter().map(|choice| if choice.code == 5 { 60 } else { 10 }).collect();
    let Some(choice) = periods.get(dice.weighted(&weights)) else { return };
    let (least, usual) = match choice.code {
        1 => (1_144, 2_200),
        2 => (9_000, 62_000),
        3 => (18_000, 120_000),
        4 => (36_000, 240_000),
        5 => (40_000, 260_000),
        _ => (480_000, 3_100_000),
    };
    let pence = dice.between(least, usual).min((*most * 100.0) as i64);
    let whole = dice.chance(70) && choice.code > 1;
    let pence = if whole { pence / 1_000 * 1_000 } else { pence };
    typed.add(question.key.as_str(), format!("{}.{:02}", pence / 100, pence % 100));
    typed.add(period.as_str(), choice.code.to_string());
}

/// A date with an age is the person's birth.
pub(super) fn date(
    key: &str,
    born: bool,
    walk: &Walk<'_>,
    person: &Person,
    dice: &mut Dice,
    typed: &mut Typed,
) {
    let ago = Days::new(dice.small(0, 730).unsigned_abs());
    let date = if born { person.dob } else { walk.facts.today - ago };
    typed.add(format!("{key}_day"), date.day().to_string());
    type_month(key, date, typed);
}

pub(super) fn month(
    key: &str,
    youngest: Option<u8>,
    walk: &Walk<'_>,
    person: &Person,
    dice: &mut Dice,
    typed: &mut Typed,
) {
    let ago = Months::new(dice.small(0, 96).unsigned_abs() as u32);
    let month = person.works_since.unwrap_or(walk.facts.today - ago);
    let grown = youngest.map(|years| person.dob + Months::new(u32::from(years) * 12));
    type_month(key, grown.map_or(month, |grown| month.max(grown)), typed);
}

fn type_month(key: &str, date: NaiveDate, typed: &mut Typed) {
    typed.add(format!("{key}_month"), date.month().to_string());
    typed.add(format!("{key}_year"), date.year().to_string());
}
