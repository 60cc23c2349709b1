//! Words: answers in text, and the words behind "other".

use super::{Given, Problem};
use crate::{
    definition::Question,
    typed::Typed,
    value::{Missing, Value},
};

/// White space around the words is taken off; within, they stay as typed.
pub(super) fn text(
    question: &Question,
    most: u16,
    typed: &Typed,
) -> Result<Vec<Given>, Vec<Problem>> {
    let words = within(typed, question.key.as_str(), most)?;
    Ok(vec![(question.key.to_string(), Some(Value::Text(words)))])
}

/// The words behind the chosen options. They may be left out; those behind options that are not
/// chosen are cleared.
pub(super) fn behind(
    question: &Question,
    chosen: &[i32],
    typed: &Typed,
) -> Result<Vec<Given>, Vec<Problem>> {
    let mut given = Vec::new();
    for (variable, choice) in question.words() {
        if !chosen.contains(&choice.code) {
            given.push((variable, None));
            continue;
        }
        let words = within(typed, &variable, choice.other.unwrap_or(0))?;
        let value =
            if words.is_empty() { Value::Missing(Missing::Blank) } else { Value::Text(words) };
        given.push((variable, Some(value)));
    }
    Ok(given)
}

/// A line break counts once, however the browser sends it.
fn within(typed: &Typed, field: &str, most: u16) -> Result<String, Vec<Problem>> {
    let words = typed.one(field).replace("\r\n", "\n");
    let length = words.chars().count();
    match length.checked_sub(usize::from(most)) {
        None | Some(0) => Ok(words),
        Some(over) => Err(vec![Problem::TooLong { field: field.to_owned(), most, over }]),
    }
}
