//! Labels and whatever else has to be one line of so many bytes.

use std::borrow::Cow;

use crate::{Losses, Lost, Name, cut_at, line::one_line};

/// Who has to be told what became of it.
pub struct Teller<'l> {
    pub losses: &'l mut Losses,
    /// None for what belongs to the dataset.
    pub of: Option<&'l Name>,
}

impl Teller<'_> {
    /// The text with spaces for line breaks, tabs and other control characters, and no longer than `most` bytes. What is
    /// cut is `lost`; a character that is no break or tab and had to go is told, too.
    pub fn line<'d>(&mut self, text: &'d str, most: usize, lost: Lost) -> Cow<'d, str> {
        let kept = cut_at(text, most);
        if kept.len() < text.len() {
            self.losses.schema(self.of, lost);
        }
        if kept.contains(|letter: char| letter.is_control() && !letter.is_whitespace()) {
            self.losses.schema(self.of, Lost::CharacterReplaced);
        }
        one_line(kept)
    }
}
