//! The number under which REDCap keeps a record.

use super::Row;
use crate::importing::{Difference, LookAt};

/// REDCap's first field is the number of the record, whatever it is called. The dictionary of a single form may begin
/// with another: it has a question mark, or takes a day.
pub(super) fn is_record_number(row: &Row) -> bool {
    let is_day = row.validation.starts_with("date");
    let is_question = row.label.contains(['?', '؟']);
    row.kind == "text" && (is_number_by_name(row) || !(is_day || is_question))
}

fn is_number_by_name(row: &Row) -> bool {
    let name = row.name.to_ascii_lowercase();
    let of = ["", "record", "study", "subject", "participant", "patient", "case"];
    name.strip_suffix("id").is_some_and(|of_what| of.contains(&of_what.trim_end_matches('_')))
}

/// That the first question of a single form would be the number in the dictionary of a project.
pub(super) fn may_be_number((place, row): (usize, &Row)) -> Option<Difference> {
    let is_first = place == 0 && row.kind == "text" && !row.validation.starts_with("date");
    is_first.then_some(Difference::LookAt(LookAt::FirstField))
}
