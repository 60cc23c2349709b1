//! Text messages: how many parts a text goes in, and what may not stand in one.

mod alphabet;

mod lint;

pub use self::{
    alphabet::{Alphabet, Size, size},
    lint::{Concern, Reason, Setting, about_health, lint, needs_wide, promotional},
};
