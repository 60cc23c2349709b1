//! When somebody may be contacted: at which hours, on which days, and how often.

mod holidays;

mod hours;

pub use self::{
    holidays::{Holidays, Region},
    hours::{Hours, Open},
};
