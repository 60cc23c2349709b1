//! One row of the table a file.

pub mod page;

pub mod phone;

pub mod package;

pub mod saves;

pub mod views;

pub mod sign_in;

pub mod preview;

pub mod stroke;

pub mod look_up;

pub mod call;

pub mod answer_key;

pub mod trial;

pub mod export;

pub mod hand_over;

pub mod texts;

pub mod import;

pub mod check;

pub mod start;
