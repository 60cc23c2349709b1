//! Participants, for whoever speaks with them: finding one, and what is done about one.

pub(crate) mod searching;

pub(crate) mod one;

pub(crate) mod consent;

pub(crate) mod stop;

pub(crate) mod receipt;

use leptos::prelude::*;
use records::studies::StudyHandle;

/// An address below a study.
pub(super) fn of_study(study: &StudyHandle, rest: &str) -> String {
    format!("/staff/{}/{rest}", study.study().key)
}

/// An address of one participant.
pub(super) fn of_one(study: &StudyHandle, id: i32, rest: &str) -> String {
    of_study(study, &format!("participants/{id}{rest}"))
}

/// The way back, above the heading.
pub(super) fn back(to: String, words: &'static str) -> impl IntoView {
    view! { <a class="back" href=to>{words}</a> }
}
