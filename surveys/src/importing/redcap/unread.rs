//! Cells that fields of a type have no use for. What stands there is often meant for the column beside it.

use super::Row;
use crate::importing::Difference;

/// Types whose column of choices is read.
const CHOOSING: [&str; 7] = ["radio", "dropdown", "select", "checkbox", "calc", "slider", "sql"];

/// What the row says where its type says nothing.
pub(super) fn unread(row: &Row, differences: &mut Vec<Difference>) {
    let mut without = |what, value: &str| {
        if !value.is_empty() {
            differences.push(Difference::Without { what, value: value.to_owned() });
        }
    };
    let kind = row.kind.as_str();
    if !CHOOSING.contains(&kind) {
        without("choices", &row.choices);
    }
    let is_known = kind == "text" || ["autocomplete", "number"].contains(&&*row.validation);
    if !is_known {
        without("validation", &row.validation);
    }
    if !["text", "slider"].contains(&kind) {
        without("smallest value", &row.least);
        without("largest value", &row.most);
    }
    row.neither_yes_nor_no.iter().for_each(|(what, value)| without(what, value));
}
