//! The names under which it is kept where the parts of a survey stand in its files. Questions, derived variables and
//! checks are found by their keys, and no key can be the same as one of these.

use std::ops::Range;

use toml::Spanned;

use super::{File, build::Builder};

/// The condition for a usable response.
pub(super) const USABLE: &str = "a usable response";
pub(super) const TITLE: &str = "the title";
pub(super) const LANGUAGE: &str = "the language";

/// Fields that say nothing of what a question can be answered with.
pub(super) const SAID: [&str; 13] = [
    "asked_if",
    "offered_if",
    "text",
    "hint",
    "label",
    "spoken",
    "probes",
    "define",
    "low",
    "high",
    "unit",
    "unit_of_one",
    "say",
];

/// The title of a section, counted from 0.
pub(super) fn section(place: usize) -> String {
    format!("section {place}")
}

/// A page, counted from 0 among all pages.
pub(super) fn page(place: usize) -> String {
    format!("page {place}")
}

/// The condition under which a question is asked.
pub(super) fn asked_if(question: &str) -> String {
    format!("{question}: asked_if")
}

/// A field of a question, a check or a derived variable.
pub(super) fn field(of: &str, name: &str) -> String {
    format!("{of}: {name}")
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

/// A condition that has a name.
pub(super) fn named(name: &str) -> String {
    format!("condition {name}")
}

/// A check, counted from 0 among all rules of all checks.
pub(super) fn check(place: usize) -> String {
    format!("check {place}")
}

impl<'a> Builder<'a> {
    /// All fields beside one of them that stands here.
    pub(super) fn note_fields(&mut self, of: &str, file: &'a File, known: &Range<usize>) {
        let [own, shared] = &self.spans;
        let spans = if std::ptr::eq(file, self.file) { own } else { shared };
        let fields = spans.beside(known).map(|(name, at)| (field(of, name), (file, at.clone())));
        self.places.extend(fields);
    }

    /// Those of the survey itself.
    pub(super) fn note_places(&mut self) {
        let (file, source) = (self.file, self.source);
        let mut note = |place: &str, at| self.places.insert(place.to_owned(), (file, at));
        note(TITLE, source.title.span());
        note(LANGUAGE, source.language.span());
        for (number, own) in source.sections.iter().enumerate() {
            note(&section(number), own.title.span());
        }
        let pages: Vec<_> = source.sections.iter().flat_map(|section| &section.pages).collect();
        for (number, own) in pages.into_iter().enumerate() {
            let questions = own.questions.as_ref().map(Spanned::span);
            let known = questions.or(own.instrument.as_ref().map(Spanned::span));
            if let Some(known) = known {
                self.note_fields(&page(number), file, &known);
            }
        }
        let mut note = |place: &str, at| self.places.insert(place.to_owned(), (file, at));
        if let Some(usable) = &source.usable {
            note(USABLE, usable.span());
        }
    }
}
