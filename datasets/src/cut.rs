//! Texts that are longer than a format takes end with a whole character.

/// The longest beginning of a text that has at most `bytes` bytes in UTF-8. The same text when it is not longer.
///
/// # Examples
/// ```
/// assert_eq!(datasets::cut_at("Zoë", 3), "Zo");
/// ```
#[must_use]
pub fn cut_at(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The longest beginning of a text that has at most `units` units in UTF-16, by which Excel counts. An emoji is two.
#[must_use]
pub fn cut_at_units(text: &str, units: usize) -> &str {
    let mut taken = 0;
    let past = text.char_indices().find(|(_, character)| {
        taken += character.len_utf16();
        taken > units
    });
    past.map_or(text, |(end, _)| &text[..end])
}
