//! `choice_filter`: to whom each option is offered.

use std::collections::{BTreeMap, BTreeSet};

use super::{lists::List, settled::settled, table::Row, xpath};
use crate::importing::{
    draft::Choice,
    logic::{Logic, Operator, Term},
    outcome::{Difference, Unwritable},
    sentence::{Fields, sentence},
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
    let mut known: BTreeMap<Vec<String>, Result<Offered, Unwritable>> = BTreeMap::new();
    let columns = columns(&logic);
    let mut options = Vec::new();
    // Each reason once, with the options that it concerns.
    let mut open: Vec<(Unwritable, Vec<String>)> = Vec::new();
    for (row, option) in list.rows.iter().zip(&list.coded.options) {
        let cells: Vec<String> = columns.iter().map(|column| row.get(column).to_owned()).collect();
        let offered = known.entry(cells).or_insert_with(|| of_row(&logic, row, fields));
        let mut option = option.clone();
        match offered {
            Ok(Offered::ToNobody) => {
                differences.push(Difference::NeverOffered(option.text));
                continue;
            }
            Ok(Offered::ToAll) => {}
            Ok(Offered::If(sentence)) => option.offered_if = Some(sentence.clone()),
            Err(why) => match open.iter_mut().find(|(other, _)| other == why) {
                Some((_, texts)) => texts.push(option.text.clone()),
                None => open.push((why.clone(), vec![option.text.clone()])),
            },
        }
        options.push(option);
    }
    let open = open.into_iter().map(|(why, texts)| to_everybody(texts, filter, why));
    differences.extend(open);
    options
}

enum Offered {
    ToAll,
    ToNobody,
    If(String),
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
