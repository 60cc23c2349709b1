//! Vouchers: what is owed, what is given, and what finance and the people themselves are told of it.

#[path = "../databases/mod.rs"]
mod databases;

#[path = "../study/mod.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod study;

#[path = "../study/unchecked.rs"]
mod unchecked;

mod desk;

mod giving;

mod thanking;

mod posting;

mod replacing;

mod forgetting;

mod unreadable;
