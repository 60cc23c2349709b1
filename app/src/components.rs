//! Pieces of pages. Each draws what it is given; the markup is the one that its style sheet names.

pub(crate) mod frame;

pub(crate) mod summary;

pub(crate) mod question;

pub(crate) mod birthday;

pub(crate) mod written;

pub(crate) mod follow;

pub(crate) mod waking;

pub(crate) mod statement;

pub(crate) mod answers;

pub(crate) mod helplines;

pub(crate) mod signposting;

pub(crate) mod team;

pub(crate) mod blocks;

pub(crate) mod onward;

pub(crate) mod language;

pub(crate) mod rich;

pub(crate) mod staff;

pub(crate) mod questionnaire;

pub(crate) mod changes;
