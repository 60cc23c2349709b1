//! Which options of which lists say why there is no answer. It is decided once, by the words in the survey's own
//! language, so that a list is the same in all of them.

use std::collections::BTreeMap;

use super::{
    alone::alone,
    calculation, field,
    table::{Table, Wanted},
    xpath,
};
use crate::importing::{
    logic::Logic,
    reasons::{LookedFor, Reasons},
    worked::Worked,
};

/// Of each list that has some.
pub(super) type ByList = BTreeMap<String, Reasons>;

pub(super) fn by_list(survey: &Table, choices: &Table, wanted: &Wanted) -> ByList {
    let mut options: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for row in &choices.rows {
        let words = row.words("label", wanted).map_or("", |(words, _)| words);
        options.entry(row.get("list_name")).or_default().push((row.get("name"), words));
    }
    let among = |list: &[(&str, &str)], is_looked_for: &dyn Fn(&str) -> bool| {
        Reasons::among(list.iter().copied(), is_looked_for)
    };
    options.retain(|_, list| !among(list, &|_| false).told.is_empty());
    if options.is_empty() {
        return ByList::new();
    }
    let looked_for = looked_for(survey);
    let mut asked: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in &survey.rows {
        if let Some(list) = field::list(row) {
            asked.entry(list).or_default().push(row.get("name"));
        }
    }
    let found = options.into_iter().map(|(name, list)| {
        let fields = asked.get(name).map(Vec::as_slice).unwrap_or_default();
        let is_looked_for = |code: &str| {
            let is_of = |field: &&str| looked_for.contains(&((*field).into(), code.into()));
            fields.iter().any(is_of)
        };
        (name.to_owned(), among(&list, &is_looked_for))
    });
    found.filter(|(_, reasons)| !reasons.told.is_empty()).collect()
}

/// What expressions look for. That an option stands alone is no question about it: a reason does so anyway.
fn looked_for(survey: &Table) -> LookedFor {
    let mut all = LookedFor::new();
    for row in &survey.rows {
        let own = row.get("name");
        let mut note = |logic: &Logic| {
            for (field, code) in logic.looked_for() {
                let field = if field == xpath::ITSELF { own } else { field };
                all.insert((field.to_owned(), code.to_owned()));
            }
        };
        for column in ["relevant", "choice_filter"] {
            xpath::read(row.get(column)).iter().for_each(&mut note);
        }
        if let Ok(rule) = xpath::read(row.get("constraint")) {
            let parts = match rule {
                Logic::All(parts) => parts,
                one => vec![one],
            };
            let rest = parts.iter().filter(|part| alone(part, xpath::ITSELF).is_none());
            rest.for_each(&mut note);
        }
        let worked = calculation::read(row.get("calculation"));
        worked.iter().flat_map(Worked::conditions).for_each(&mut note);
    }
    all
}
