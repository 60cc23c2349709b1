//! What pages of staff are made of.

pub(crate) mod frame;

pub(crate) mod field;

pub(crate) mod select;

pub(crate) mod radios;

pub(crate) mod words;

pub(crate) mod table;

pub(crate) mod said;

pub(crate) mod kept;

pub(crate) mod person;

pub(crate) mod picture;

pub(crate) mod survey_map;

pub(crate) mod timeline;

pub(crate) mod attempts;

pub(crate) mod no_calls;

pub(crate) mod to_print;
