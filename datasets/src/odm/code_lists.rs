//! Which values have words, as ODM has it: a list that a variable has is the list of all its values.

use std::borrow::Cow;

use crate::{Code, Kind, Variable};

/// The most values of a list. A scale from 0 to 100 with words at its ends has one; an income has none.
pub const LONGEST_LIST: usize = 1000;

/// The values of the variable with their words, in their order; none where it has no list.
pub(super) fn of(variable: &Variable) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    let labels = variable.labels.iter().map(|label| {
        let value = match &label.code {
            Code::Number(code) => Cow::Owned(code.to_string()),
            Code::Word(word) => Cow::Borrowed(word.as_str()),
        };
        (value, Cow::Borrowed(label.text.as_str()))
    });
    let labels: Vec<_> = labels.collect();
    if labels.is_empty() {
        return labels;
    }
    match variable.kind {
        Kind::Whole { least, most } => {
            let many = most.abs_diff(least).saturating_add(1);
            if many == labels.len() as u64 {
                return labels;
            }
            if many > LONGEST_LIST as u64 {
                return Vec::new();
            }
            let all = (least..=most).map(|value| {
                let labelled = labels.iter().find(|(code, _)| *code == value.to_string());
                let number: Cow<'_, str> = Cow::Owned(value.to_string());
                labelled.cloned().unwrap_or_else(|| (number.clone(), number))
            });
            all.collect()
        }
        // Any text can stand beside those that have words, and any number with a point.
        Kind::Decimal { .. } => Vec::new(),
        _ => labels,
    }
}
