//! Labels are one line, in whichever format.

use std::borrow::Cow;

/// What breaks a line for some program, or controls a terminal: control characters, and the two of Unicode that separate
/// lines and paragraphs.
pub(crate) fn breaks_a_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// The text on one line, with a space for each character that would break it.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(breaks_a_line) {
        Cow::Owned(text.replace(breaks_a_line, " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether the text is one line as it is, so that it can be told from every other.
pub(crate) fn is_one_line(text: &str) -> bool {
    !text.contains(breaks_a_line)
}
