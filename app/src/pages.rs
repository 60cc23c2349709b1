//! One page a file. Only pages read; components draw what they are given.

pub(crate) mod front;

pub(crate) mod code;

pub(crate) mod welcome;

pub(crate) mod consent;

pub(crate) mod check;

pub(crate) mod question;

pub(crate) mod review;

pub(crate) mod support;

pub(crate) mod thanks;

pub(crate) mod later;

pub(crate) mod help;

pub(crate) mod reading;

pub(crate) mod complaint;

pub(crate) mod emails;

pub mod you;

pub(crate) mod trouble;

pub(crate) mod try_again;

pub(crate) mod staff;

use crate::api::Place;

/// A page of the study, for people who have a link.
fn of_study(place: &Place, page: &str) -> String {
    format!("{page} – {}", place.study.title)
}
