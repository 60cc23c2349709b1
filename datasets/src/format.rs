//! The formats by name, and how a file of each is begun. A new one is a variant, and an arm in each `match`.

use std::{
    fmt,
    io::{self, Read, Seek, Write},
    str::FromStr,
    sync::Arc,
};

use crate::{Dataset, WriteError, Writer, csv::Csv};

/// A format in which a dataset can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Commas between cells.
    Csv,
}

/// Where bytes go: a file, or something that is like one.
pub trait Place: Read + Write + Seek + Send + 'static {}

impl<P: Read + Write + Seek + Send + 'static> Place for P {}

/// A word that is the name of no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no format; there are {names}", names = names())]
pub struct NoSuchFormat(String);

impl Format {
    /// Every one, in the order in which files are listed.
    pub const ALL: [Self; 1] = [Self::Csv];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
        }
    }

    /// What stands behind the dataset's name in that of the file, with the point.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => ".csv",
        }
    }

    /// Begins a file, with what stands before its rows.
    ///
    /// `aside` is asked for an empty place by a format that has to keep something until all rows are written. It can go
    /// once the file is finished.
    ///
    /// # Errors
    /// When the dataset is more than the format can hold, or one of the places cannot be written.
    pub fn open<P: Place>(
        self,
        dataset: Arc<Dataset>,
        out: P,
        _aside: impl FnOnce() -> io::Result<P>,
    ) -> Result<Box<dyn Writer + Send>, WriteError> {
        Ok(match self {
            Self::Csv => Box::new(Csv::create(dataset, out)?),
        })
    }
}

fn names() -> String {
    Format::ALL.map(Format::name).join(", ")
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = NoSuchFormat;

    fn from_str(name: &str) -> Result<Self, NoSuchFormat> {
        let own = Self::ALL.into_iter().find(|format| format.name() == name);
        own.ok_or_else(|| NoSuchFormat(name.to_owned()))
    }
}
