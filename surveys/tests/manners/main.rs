//! When somebody may be contacted.

#![cfg(feature = "calendar")]

mod holidays;

mod hours;
