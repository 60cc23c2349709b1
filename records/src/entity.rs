//! The tables as rows. They never leave this crate.

pub mod allocation;
pub mod audit;
pub mod chain;
pub mod consent_event;
pub mod event;
pub mod history;
pub mod identity;
pub mod lease;
pub mod link;
pub mod outbox;
pub mod participant;
pub mod refusal;
pub mod response;
pub mod seal;
pub mod stop_event;
pub mod study;
pub mod survey_version;
pub mod wave;
