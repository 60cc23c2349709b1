//! What leaves as a file: variables with labels, rows of cells, and the formats that hold them.
//!
//! Pure: no database, no clock, nothing asynchronous. Every format is written from the same [`Dataset`], row by row, in
//! memory that does not grow with the rows, so that no two formats say different things about one study.

pub mod name;

pub mod missing;

pub mod variable;

pub mod dataset;

pub mod cell;

pub mod kept;

pub mod writer;

pub mod losses;

pub mod cut;

mod line;

pub mod widths;

pub mod shape;

pub mod archive;

mod iso;

mod xml;

pub mod csv;

pub mod format;

pub mod dta;

pub mod sav;

pub mod setup;

pub mod codebook;

pub mod ddi;

pub mod xlsx;

pub mod odm;

pub mod fhir;

#[cfg(feature = "parquet")]
pub mod parquet;

pub mod returned;

#[cfg(feature = "hard")]
pub mod hard;

pub use self::{
    cell::{Cell, Misfit},
    codebook::{Codebook, Described},
    cut::{cut_at, cut_at_units},
    dataset::{Dataset, Outline, Problem, ResponseSet},
    format::{Extent, Format, NoSuchFormat},
    losses::{Loss, Losses, Lost},
    missing::Missing,
    name::{Name, NotAName},
    variable::{Change, Code, Kind, Label, Measure, Origin, Variable},
    widths::Widths,
    writer::{RowError, Summary, WriteError, Writer},
};
