//! Matching two lists of people who have no number in common: first by identifiers that agree in every letter, then by how
//! probable it is that two records are one person's (I. Fellegi and A. Sunter, “A Theory for Record Linkage”, Journal of the
//! American Statistical Association 64, 1969). Nothing is decided here that a person would have to decide: what is neither
//! nearly certain nor improbable goes to clerical review.

mod record;

mod comparing;

mod weights;

mod blocking;

mod exact;

mod deciding;

mod estimating;

pub mod measuring;

pub use self::{
    comparing::{Field, Pattern},
    deciding::{Expected, Linked, Model, Outcome, Pair, Thresholds, link},
    estimating::{Estimate, estimate},
    exact::Pass,
    record::Record,
    weights::{Chance, Weights},
};
