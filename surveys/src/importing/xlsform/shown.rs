//! `read_only`: what only shows something. A text that nobody writes into is words; of any other type nothing is left.

use super::{
    field::{is_no, is_yes},
    table::Row,
};
use crate::importing::outcome::{Difference, NotConverted};

/// Whether the row is words and no question.
///
/// # Errors
/// When it shows a value that nobody gave.
pub(super) fn only(
    row: &Row,
    is_text: bool,
    differences: &mut Vec<Difference>,
) -> Result<bool, NotConverted> {
    let told = row.get("read_only");
    if is_yes(told) && is_text {
        differences.retain(|one| !is_of_text(one));
        return Ok(true);
    }
    if is_yes(told) {
        return Err(NotConverted::ReadOnly);
    }
    if !is_no(told) {
        differences.push(Difference::Without { what: "read_only", value: told.to_owned() });
    }
    Ok(false)
}

fn is_of_text(difference: &Difference) -> bool {
    matches!(difference, Difference::Shortened(_) | Difference::Unchecked(_))
}
