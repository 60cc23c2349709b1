//! The names under which it is kept where the parts of a survey stand in its files. Questions, derived variables and
//! checks are found by their keys, and no key can be the same as one of these.

use super::build::Builder;

/// The condition for a usable response.
pub(super) const USABLE: &str = "a usable response";
pub(super) const TITLE: &str = "the title";
pub(super) const LANGUAGE: &str = "the language";

/// The title of a section, counted from 0.
pub(super) fn section(place: usize) -> String {
    format!("section {place}")
}

/// The condition under which a question is asked.
pub(super) fn asked_if(question: &str) -> String {
    format!("{question}: asked_if")
}

/// An option of a question, by its place among them.
pub(super) fn option(question: &str, place: usize) -> String {
    format!("{question}: option {place}")
}

/// A row of a grid, by its place among them.
pub(super) fn row(question: &str, place: usize) -> String {
    format!("{question}: row {place}")
}

/// A case of a derived variable, counted from 0.
pub(super) fn case(derived: &str, place: usize) -> String {
    format!("{derived}: case {place}")
}

/// A check, counted from 0 among all rules of all checks.
pub(super) fn check(place: usize) -> String {
    format!("check {place}")
}

impl Builder<'_> {
    /// Those of the survey itself.
    pub(super) fn note_places(&mut self) {
        let (file, source) = (self.file, self.source);
        let mut note = |place: &str, at| self.places.insert(place.to_owned(), (file, at));
        note(TITLE, source.title.span());
        note(LANGUAGE, source.language.span());
        for (number, own) in source.sections.iter().enumerate() {
            note(&section(number), own.title.span());
        }
        if let Some(usable) = &source.usable {
            note(USABLE, usable.span());
        }
    }
}
