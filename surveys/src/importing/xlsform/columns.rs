//! Columns and cells that nothing here does anything with, each told.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Row, Table};
use crate::importing::outcome::{Difference, Item, NotConverted, Outcome, Place};

/// Columns of the sheet “survey” that are read.
const READ: [&str; 15] = [
    "disabled",
    "type",
    "name",
    "label",
    "hint",
    "required",
    "relevant",
    "constraint",
    "constraint_message",
    "choice_filter",
    "calculation",
    "appearance",
    "read_only",
    "parameters",
    "repeat_count",
];

/// Columns that XLSForm has, and nothing here does. In each row that uses one it is told.
const KNOWN: [(&str, &str); 16] = [
    ("default", "default"),
    ("guidance_hint", "guidance hint"),
    ("media", "picture or sound"),
    ("required_message", "message when it is left blank"),
    ("trigger", "trigger"),
    ("bind", "binding"),
    ("body", "setting"),
    ("instance", "setting"),
    ("control", "setting"),
    ("autoplay", "setting"),
    ("rows", "number of rows"),
    ("save_to", "entity"),
    ("save_incomplete", "setting"),
    ("intent", "setting"),
    ("accuracythreshold", "setting"),
    ("query", "query"),
];

/// What a row says under columns that nothing here does.
pub(super) fn unused(row: &Row, differences: &mut Vec<Difference>) {
    for (name, what) in KNOWN {
        for (_, cell) in row.cells().filter(|(own, cell)| *own == name && !cell.text.is_empty()) {
            let told = Difference::Without { what, value: cell.text.clone() };
            if !differences.contains(&told) {
                differences.push(told);
            }
        }
    }
    let calculates = row.get("type").eq_ignore_ascii_case("calculate");
    for (name, what) in [("calculation", "calculation"), ("repeat_count", "count")] {
        let value = row.get(name);
        if !value.is_empty() && !calculates {
            differences.push(Difference::Without { what, value: value.to_owned() });
        }
    }
    let parameters = row.get("parameters");
    if !parameters.is_empty() && !row.get("type").eq_ignore_ascii_case("range") {
        differences.push(Difference::Without { what: "parameters", value: parameters.to_owned() });
    }
}

/// Columns that nobody knows, and cells that a spreadsheet worked out.
pub(super) fn told(tables: &[&Table]) -> Vec<Item> {
    let mut items = Vec::new();
    for table in tables {
        let is_survey = table.sheet == "survey";
        for column in table.columns.iter().filter(|_| is_survey) {
            let name = column.name.as_str();
            let is_known = READ.contains(&name) || KNOWN.iter().any(|(known, _)| *known == name);
            if !is_known && !name.is_empty() {
                items.push(Item {
                    place: Place::Sheet(format!("{} column", table.sheet)),
                    name: column.title.clone(),
                    outcome: Outcome::Not(NotConverted::UnknownColumn),
                });
            }
        }
        if table.sheet == "choices" {
            items.extend(unused_of_options(table, tables));
        }
        for row in &table.rows {
            let name = row.get("name");
            let mut item =
                |outcome| items.push(Item { place: row.place(), name: name.to_owned(), outcome });
            for (column, cell) in row.cells() {
                if cell.is_error {
                    item(Outcome::Not(NotConverted::ErrorInCell(column.to_owned())));
                } else if cell.is_formula && cell.text.is_empty() {
                    item(Outcome::Not(NotConverted::FormulaOpen(column.to_owned())));
                } else if cell.is_formula {
                    item(Outcome::Differently(vec![Difference::OfFormula(column.to_owned())]));
                }
            }
            if row.untitled > 0 {
                item(Outcome::Not(NotConverted::Untitled));
            }
        }
    }
    items
}

/// Columns of the sheet “choices” that are read whatever a form asks.
const OF_OPTIONS: [&str; 4] = ["list_name", "name", "label", "media"];

/// Columns of options at which no filter of the form looks.
fn unused_of_options(choices: &Table, tables: &[&Table]) -> Vec<Item> {
    let survey = tables.iter().filter(|table| table.sheet == "survey");
    let filters = survey.flat_map(|survey| &survey.rows).map(|row| row.get("choice_filter"));
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let looked_at: BTreeSet<String> = filters
        .flat_map(|filter| filter.split(move |c: char| !is_of_name(c)))
        .map(str::to_lowercase)
        .collect();
    let mut filled: BTreeMap<&str, usize> = BTreeMap::new();
    let cells = choices.rows.iter().flat_map(Row::cells);
    for (name, _) in cells.filter(|(_, cell)| !cell.text.is_empty()) {
        *filled.entry(name).or_default() += 1;
    }
    let columns = choices.columns.iter().filter(|column| {
        let name = column.name.as_str();
        !name.is_empty() && !OF_OPTIONS.contains(&name) && !looked_at.contains(name)
    });
    let counted = columns.filter_map(|column| Some((column, *filled.get(&*column.name)?)));
    let told = counted.map(|(column, many)| Item {
        place: Place::Sheet("choices column".to_owned()),
        name: column.title.clone(),
        outcome: Outcome::Not(NotConverted::ColumnOfOptions(many)),
    });
    told.collect()
}

/// Other languages, each with how many rows have words in it.
pub(super) fn other_languages<'t>(
    tables: &[&'t Table],
    own: Option<&str>,
) -> Vec<(Option<&'t str>, usize)> {
    let mut languages: Vec<Option<&str>> = Vec::new();
    for other in tables.iter().flat_map(|table| table.languages()) {
        if other != own && !languages.contains(&other) {
            languages.push(other);
        }
    }
    // Words without a language are the survey's own wherever it has no others there, as messages often are.
    let is_other = |row: &&Row, other: Option<&str>| match other {
        Some(_) => row.is_in(other),
        None => row.is_in_both(own),
    };
    let rows = |other: Option<&str>| {
        let rows = tables.iter().flat_map(|table| &table.rows);
        rows.filter(|row| is_other(row, other)).count()
    };
    let counted = languages.into_iter().map(|other| (other, rows(other)));
    counted.filter(|(_, rows)| *rows > 0).collect()
}
