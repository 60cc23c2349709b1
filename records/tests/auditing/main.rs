//! The chain of seals over the audit and the history: what it shows, and what nobody can do to it unseen.

#[path = "../databases/mod.rs"]
mod databases;

#[path = "../study/mod.rs"]
mod study;

mod record;

mod sealing;

mod tampering;

mod erasing;

mod searching;
