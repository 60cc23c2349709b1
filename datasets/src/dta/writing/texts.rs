//! What Stata does not take in a text, and labels as it takes them.

use std::borrow::Cow;

use crate::{Losses, Lost, Name, dta::bounds::LONGEST_LABEL, line::one_line};

/// U+0000 ends a text. A space stands in its place, which has as many bytes.
pub(super) fn without_zeros(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', " ")) } else { Cow::Borrowed(text) }
}

/// Whether the label of a variable or a dataset has few enough characters.
pub(super) fn is_whole(label: &str) -> bool {
    label.chars().nth(LONGEST_LABEL).is_none()
}

/// The label of a variable or, without a name, of the dataset: one line, cut at 80 characters.
pub(super) fn label(text: &str, of: Option<&Name>, losses: &mut Losses) -> String {
    if !is_whole(text) {
        losses.schema(of, Lost::LabelCut);
    }
    if text.contains('\0') {
        losses.schema(of, Lost::CharacterReplaced);
    }
    one_line(text).chars().take(LONGEST_LABEL).collect()
}
