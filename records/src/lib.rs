//! The world: the database, what may leave it, and who may do what.
//!
//! Nothing outside this crate names the database's library, and nothing in it knows HTTP.

mod entity;

mod secret;

pub mod sealing;

pub mod keys;

pub mod stores;

pub mod db;

pub mod connections;

pub mod remains;

mod gather;

mod short_rows;

pub mod turns;

mod stored;

mod page_history;

pub mod studies;

pub mod protocols;

pub mod versions;

pub mod drafts;

pub mod rights;

pub mod participants;

mod identity;

pub mod people;

pub mod auth;

pub mod staff;

pub mod links;

pub mod consent;

pub mod stopping;

pub mod refusals;

pub mod safeguarding;

pub mod registers;

pub mod responses;

pub mod interviews;

pub mod vouchers;

pub mod choices;

pub mod allocations;

pub mod events;

pub mod audit;

mod leases;

pub mod letter_files;

pub mod chain;

pub mod outbox;

pub mod schedule;

pub mod calls;

pub mod previews;

pub mod tracing;

pub mod senders;

pub mod texts;

pub mod terms;

pub mod linkage;

pub mod exports;

pub mod cuts;

pub mod why;

pub mod dummy;

pub mod requests;

pub mod retention;

pub mod backups;

pub mod demo;

pub mod rehearsal;

pub use db::Db;
pub use identity::{Kind, Person};
