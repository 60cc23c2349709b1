//! The pages of staff. They have no scripts, except the text of a draft, the next protocol, interviews and calls.

pub(crate) mod coming_in;

pub(crate) mod overview;

pub(crate) mod account;

pub(crate) mod people;

pub(crate) mod care;

pub(crate) mod registers;

pub(crate) mod requests;

pub(crate) mod letters;

pub(crate) mod vouchers;

pub(crate) mod participants;

pub(crate) mod cases;

pub(crate) mod interview;

pub(crate) mod calls;

pub(crate) mod tracing;

pub(crate) mod messages;

pub(crate) mod refusals;

pub(crate) mod audit;

pub(crate) mod surveys;

pub(crate) mod protocol;

pub(crate) mod instruments;

pub(crate) mod trouble;
