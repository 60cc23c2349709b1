//! What a survey is, and what may happen to it. Pure: no clock, no database, no randomness.
//!
//! Everything that the browser and the server must agree on is here, so that they cannot disagree.

pub mod keys;

pub mod value;

pub mod condition;

pub mod language;

pub mod html;

pub mod phrases;

pub mod definition;

#[cfg(feature = "authoring")]
pub mod authoring;

#[cfg(feature = "authoring")]
pub mod editing;

#[cfg(feature = "authoring")]
pub mod catalogue;

#[cfg(feature = "authoring")]
pub mod questionnaire;

#[cfg(feature = "authoring")]
pub mod comparing;

#[cfg(feature = "authoring")]
pub mod joining;

#[cfg(feature = "importing")]
pub mod importing;

pub mod typed;

pub mod facts;

pub mod derive;

pub mod route;

pub mod explaining;

pub mod map;

pub mod digits;

pub mod answer;

pub mod sheet;

pub mod journey;

pub mod shown;

pub mod trying;

pub mod spoken;

#[cfg(feature = "authoring")]
pub mod interview;

pub mod fill;

pub mod texting;

pub mod consent;

pub mod safeguarding;

pub mod registers;

pub mod stopping;

pub mod replies;

pub mod telephone;

pub mod vouchers;

pub mod retention;

pub mod study;

pub mod events;

pub mod waves;

pub mod roles;

#[cfg(feature = "calendar")]
pub mod calendar;

#[cfg(feature = "calendar")]
pub mod manners;

#[cfg(feature = "calendar")]
pub mod messages;

#[cfg(feature = "calendar")]
pub mod protocol;

#[cfg(feature = "calendar")]
pub mod schedule;

#[cfg(feature = "calendar")]
pub mod calls;

pub mod names;

pub mod tracing;

pub mod codebook;

pub mod collapsing;

#[cfg(feature = "authoring")]
pub mod why;

pub mod programs;

pub mod scoring;

pub mod rights;

#[cfg(feature = "authoring")]
pub mod invent;

#[cfg(feature = "linking")]
pub mod linking;
