//! Which characters XML 1.0 can say, and how: <https://www.w3.org/TR/xml/#charsets>.

use std::borrow::Cow;

use quick_xml::escape::partial_escape;

/// Whether XML has no way to say the character, not even as a reference.
pub(crate) const fn is_unsayable(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The text with U+FFFD where XML has no way to say a character.
pub(crate) fn sayable(text: &str) -> Cow<'_, str> {
    if text.contains(is_unsayable) {
        return Cow::Owned(text.replace(is_unsayable, "\u{fffd}"));
    }
    Cow::Borrowed(text)
}

/// The text as it stands between tags: every reader has the same line ends and spaces again.
pub(crate) fn between(text: &str) -> Cow<'_, str> {
    partial_escape(text)
}
