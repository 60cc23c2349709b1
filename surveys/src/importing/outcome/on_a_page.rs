//! A difference as a page tells it.

use super::Difference;

impl Difference {
    /// The same for whoever has pages and no files: a translation lies in none there.
    #[must_use]
    pub fn on_a_page(&self) -> String {
        match self {
            Self::Beside { done, of, .. } if done == of => {
                format!("all of its {of} texts are translated; look at them under its translations")
            }
            Self::Beside { done, of, .. } => format!(
                "{done} of {of} texts are translated; translate the other {} under its translations, or leave the language out there",
                of.saturating_sub(*done)
            ),
            other => other.to_string(),
        }
    }
}

/// What to do about a language.
pub(super) fn rest(done: usize, of: usize) -> String {
    match of.saturating_sub(done) {
        0 => "keep the file beside the survey, or elsewhere until it is asked in this language"
            .to_owned(),
        open => {
            format!("write the other {open} into it, or keep the file elsewhere until it is whole")
        }
    }
}
