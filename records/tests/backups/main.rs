//! Backups, and what they bring back.

#[expect(dead_code, reason = "a backup is of stores by their URLs, not of those that `both` opens")]
#[path = "../databases/mod.rs"]
mod databases;

#[path = "../study/mod.rs"]
mod study;

#[path = "../answers/mod.rs"]
mod answers;

mod safe;

mod making;

mod restoring;

mod sending;

mod anchoring;

mod breaking;

mod erasing;

mod apart;
