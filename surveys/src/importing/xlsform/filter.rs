//! `choice_filter`: to whom each option is offered.

use std::collections::{BTreeMap, BTreeSet};

use super::{lists::List, settled::settled, table::Row, xpath};
use crate::importing::{
    draft::Choice,
    logic::{Logic, Operator, Term},
    outcome::{Difference, Unwritable},
    sentence::{Fields, LONGEST, sentence},
};

/// The options of a list, each with its condition. What nobody is offered goes.
pub(super) fn offered(
    (name, list): (&str, &List),
    filter: &str,
    fields: &Fields,
    differences: &mut Vec<Difference>,
) -> Vec<Choice> {
    let logic = match xpath::read(filter) {
        Ok(logic) => logic,
        Err(why) => {
            differences.push(to_everybody(vec![name.to_owned()], filter, why));
            return list.coded.options.clone();
        }
    };
    let columns = columns(&logic);
    let mut known = Known::new();
    let mut options = Vec::new();
    let mut never = Vec::new();
    // Each reason once, with the options that it concerns.
    let mut open: Vec<(Unwritable, Vec<String>)> = Vec::new();
    for (rows, option) in list.rows.iter().zip(&list.coded.options) {
        let mut option = option.clone();
        match any(rows.iter().map(|row| to_whom(row, &columns, (&logic, fields), &mut known))) {
            Ok(Offered::ToNobody) => {
                never.push(option.text);
                continue;
            }
            Ok(Offered::ToAll) => {}
            Ok(Offered::If(sentence)) => option.offered_if = Some(sentence),
            Err(why) => match open.iter_mut().find(|(other, _)| *other == why) {
                Some((_, texts)) => texts.push(option.text.clone()),
                None => open.push((why, vec![option.text.clone()])),
            },
        }
        options.push(option);
    }
    differences.extend((!never.is_empty()).then_some(Difference::NeverOffered(never)));
    let open = open.into_iter().map(|(why, texts)| to_everybody(texts, filter, why));
    differences.extend(open);
    options
}

/// By what rows say in the columns that the filter looks at.
type Known = BTreeMap<Vec<String>, Result<Offered, Unwritable>>;

fn to_whom(
    row: &Row,
    columns: &[String],
    (logic, fields): (&Logic, &Fields),
    known: &mut Known,
) -> Result<Offered, Unwritable> {
    let cells = columns.iter().map(|column| row.get(column).to_owned()).collect();
    known.entry(cells).or_insert_with(|| of_row(logic, row, fields)).clone()
}

#[derive(Clone)]
enum Offered {
    ToAll,
    ToNobody,
    If(String),
}

/// To whom an option is offered that stands in several rows.
fn any(each: impl Iterator<Item = Result<Offered, Unwritable>>) -> Result<Offered, Unwritable> {
    let mut sentences: Vec<String> = Vec::new();
    for offered in each {
        match offered? {
            Offered::ToAll => return Ok(Offered::ToAll),
            Offered::ToNobody => {}
            Offered::If(sentence) if sentences.contains(&sentence) => {}
            Offered::If(sentence) => sentences.push(sentence),
        }
    }
    match &sentences[..] {
        [] => Ok(Offered::ToNobody),
        [one] => Ok(Offered::If(one.clone())),
        several if several.iter().map(String::len).sum::<usize>() > LONGEST => {
            Err(Unwritable::TooLong(LONGEST))
        }
        several => {
            let bracketed: Vec<_> = several.iter().map(|one| format!("({one})")).collect();
            Ok(Offered::If(bracketed.join(" or ")))
        }
    }
}

/// Without what whom the question is asked rules out: of people in the north nobody is offered a town in the south, and
/// every town in the north is offered. Of the questions that are `multiple` one code rules out no other.
pub(super) fn narrowed(
    options: &mut Vec<Choice>,
    asked_if: &[String],
    multiple: &BTreeSet<String>,
    differences: &mut Vec<Difference>,
) {
    if options.iter().all(|option| option.offered_if.is_none()) {
        return;
    }
    let decided: BTreeMap<&str, &str> = asked_if
        .iter()
        .filter(|condition| !condition.contains(" or ") && !condition.contains(['(', ')']))
        .flat_map(|condition| condition.split(" and "))
        .filter_map(equals)
        .filter(|(key, _)| !multiple.contains(*key))
        .collect();
    let mut never = Vec::new();
    options.retain_mut(|option| {
        let offered_if = option.offered_if.as_deref().unwrap_or_default();
        let each =
            offered_if.split(" or ").map(|part| is_so(part.trim_matches(['(', ')']), &decided));
        let each: Vec<_> = each.collect();
        if each.contains(&Some(true)) {
            option.offered_if = None;
        } else if each.iter().all(|is| *is == Some(false)) {
            never.push(std::mem::take(&mut option.text));
            return false;
        }
        true
    });
    differences.extend((!never.is_empty()).then_some(Difference::NeverOffered(never)));
}

/// The one question of which every option wants an answer: whoever passes it by is offered none.
pub(super) fn offered_after(options: &[Choice]) -> Option<String> {
    let mut keys = BTreeSet::new();
    for option in options {
        let offered_if = option.offered_if.as_deref()?;
        for part in offered_if.split(" or ") {
            keys.insert(equals(part.trim_matches(['(', ')']))?.0);
        }
    }
    let first = keys.pop_first()?.to_owned();
    keys.is_empty().then_some(first)
}

/// Whether a part of a condition holds, where that is decided.
fn is_so(part: &str, decided: &BTreeMap<&str, &str>) -> Option<bool> {
    let (key, code) = equals(part).or_else(|| blank(part))?;
    decided.get(key).map(|own| *own == code)
}

/// `region` of `not region is answered`: no code at all.
fn blank(sentence: &str) -> Option<(&str, &str)> {
    let key = sentence.strip_prefix("not ")?.strip_suffix(" is answered")?;
    Some((key, ""))
}

/// `region` and `1` of `region = 1`.
fn equals(sentence: &str) -> Option<(&str, &str)> {
    let (key, code) = sentence.trim().split_once(" = ")?;
    (!key.contains(' ') && code.parse::<u32>().is_ok()).then_some((key, code))
}

fn to_everybody(options: Vec<String>, filter: &str, why: Unwritable) -> Difference {
    Difference::OfferedToEverybody { options, logic: filter.to_owned(), why }
}

/// The columns that the filter looks at, in small letters as the table has them.
fn columns(logic: &Logic) -> Vec<String> {
    let column = |term: &Term| match term {
        Term::Column(name) => Some(name.to_lowercase()),
        _ => None,
    };
    // Each once: a filter may name one a thousand times, and each row is kept by what it says there.
    let columns: BTreeSet<_> = logic.terms().into_iter().filter_map(column).collect();
    columns.into_iter().collect()
}

fn of_row(logic: &Logic, row: &Row, fields: &Fields) -> Result<Offered, Unwritable> {
    let logic = settled(in_row(logic, row, fields), fields)?.folded();
    match logic {
        Logic::Truth(true) => Ok(Offered::ToAll),
        Logic::Truth(false) => Ok(Offered::ToNobody),
        logic => sentence(&logic, fields).map(Offered::If),
    }
}

/// With what the row says in place of its columns. A code that the question has not is chosen by nobody.
fn in_row(logic: &Logic, row: &Row, fields: &Fields) -> Logic {
    let filled = |term: &Term| match term {
        Term::Column(name) => Term::Literal(row.get(&name.to_lowercase()).to_owned()),
        same => same.clone(),
    };
    let lacks = |field: &Term, code: &Term| {
        let (Term::Field { name, .. }, Term::Literal(code)) = (field, code) else { return false };
        let known = fields.get(name).filter(|known| !known.codes.is_empty());
        known.is_some_and(|known| !known.codes.contains_key(code.trim()))
    };
    let all = |parts: &[Logic]| parts.iter().map(|part| in_row(part, row, fields)).collect();
    match logic {
        Logic::Truth(is) => Logic::Truth(*is),
        Logic::All(parts) => Logic::All(all(parts)),
        Logic::Any(parts) => Logic::Any(all(parts)),
        Logic::Not(part) => Logic::Not(Box::new(in_row(part, row, fields))),
        Logic::Selected(field, code) => match filled(code) {
            code if lacks(field, &code) => Logic::Truth(false),
            code => Logic::Selected(field.clone(), code),
        },
        Logic::Compared(left, operator, right) => {
            let (left, right) = (filled(left), filled(right));
            let is_empty =
                |term: &Term| matches!(term, Term::Literal(text) if text.trim().is_empty());
            let is_blank = is_empty(&left) || is_empty(&right);
            let is_lacking = !is_blank && (lacks(&left, &right) || lacks(&right, &left));
            match operator {
                Operator::Is if is_lacking => Logic::Truth(false),
                Operator::IsNot if is_lacking => Logic::Truth(true),
                _ => Logic::Compared(left, *operator, right),
            }
        }
    }
}
