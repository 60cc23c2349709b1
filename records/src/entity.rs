//! The tables as rows. They never leave this crate.

pub mod allocation;
pub mod audit;
pub mod chain;
pub mod consent_event;
pub mod event;
pub mod history;
pub mod identity;
pub mod installation;
pub mod lease;
pub mod link;
pub mod outbox;
pub mod participant;
pub mod person_key;
pub mod refusal;
pub mod response;
pub mod root_key;
pub mod seal;
pub mod short_code;
pub mod shredded;
pub mod stop_event;
pub mod study;
pub mod survey_version;
pub mod vault_installation;
pub mod vault_step;
pub mod wave;
