//! Stata's .dta: what is written, that it is read back as it was, and what becomes of files that are wrong.

mod written;

mod schema;

mod cells;

mod foreign;
mod round_trip;

mod broken;
