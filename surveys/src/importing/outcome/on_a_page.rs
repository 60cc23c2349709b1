//! A difference as a page tells it.

use super::Difference;

impl Difference {
    /// The same for whoever has pages and no files.
    #[must_use]
    pub fn on_a_page(&self) -> String {
        match self {
            Self::Language(told) => told.on_a_page(),
            other => other.to_string(),
        }
    }
}
