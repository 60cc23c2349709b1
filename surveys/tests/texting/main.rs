//! What the study pays for a text, and what may stand in one.

mod parts;

mod words;
