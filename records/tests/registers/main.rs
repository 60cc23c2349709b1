//! The registers: what arrives, what is done about it, and who is told of how little.

#[path = "../databases/mod.rs"]
mod databases;

#[path = "../study/mod.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod study;

mod desk;

mod complaining;

mod keeping;

mod telling;

mod destroying;

mod asking;

mod going;
