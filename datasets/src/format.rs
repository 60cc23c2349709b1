//! The formats by name, and how a file of each is begun. A new one is a variant, and an arm in each `match`.

use std::{
    fmt,
    io::{self, BufWriter, Read, Seek, Write},
    str::FromStr,
    sync::Arc,
};

use chrono::{DateTime, Utc};

#[cfg(feature = "parquet")]
use crate::parquet::Parquet;
use crate::{
    Cell, Codebook, Dataset, Loss, Summary, WriteError, Writer, codebook::page, csv::Csv, ddi,
    dta::Dta, fhir::Fhir, odm::Odm, sav::Sav, setup, xlsx::Xlsx,
};

/// A format in which a dataset can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Commas between cells.
    Csv,
    /// SPSS's system file.
    Sav,
    /// Stata's.
    Dta,
    /// A workbook with a sheet of data and one that explains them.
    Xlsx,
    /// Columns with types.
    #[cfg(feature = "parquet")]
    Parquet,
    /// Syntax of SPSS that reads the CSV and labels it.
    SpssSetup,
    /// Commands of Stata that do.
    StataSetup,
    /// A script of R that does.
    RSetup,
    /// CDISC ODM 2.0.
    Odm,
    /// FHIR's responses to a questionnaire.
    Fhir,
    /// DDI-Codebook 2.5.
    Ddi,
    /// The codebook as a page.
    Html,
}

/// Which files of an export are written in a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Each.
    Each,
    /// The one with a row for each response: the format knows people and what they answered, and nothing else.
    Answers,
    /// None: there is one document, which tells of all.
    Once,
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
    pub const ALL: &[Self] = &[
        Self::Csv,
        Self::Sav,
        Self::Dta,
        Self::Xlsx,
        #[cfg(feature = "parquet")]
        Self::Parquet,
        Self::SpssSetup,
        Self::StataSetup,
        Self::RSetup,
        Self::Odm,
        Self::Fhir,
        Self::Ddi,
        Self::Html,
    ];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Sav => "sav",
            Self::Dta => "dta",
            Self::Xlsx => "xlsx",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
            Self::SpssSetup => "sps",
            Self::StataSetup => "do",
            Self::RSetup => "r",
            Self::Odm => "odm",
            Self::Fhir => "fhir",
            Self::Ddi => "ddi",
            Self::Html => "html",
        }
    }

    /// What stands behind the dataset's name in that of the file, with the point.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => ".csv",
            Self::Sav => ".sav",
            Self::Dta => ".dta",
            Self::Xlsx => ".xlsx",
            #[cfg(feature = "parquet")]
            Self::Parquet => ".parquet",
            Self::SpssSetup => ".sps",
            Self::StataSetup => ".do",
            Self::RSetup => ".R",
            Self::Odm => ".odm.xml",
            Self::Fhir => ".fhir.ndjson",
            Self::Ddi => ".ddi.xml",
            Self::Html => ".html",
        }
    }

    /// Whether the file has rows.
    #[must_use]
    pub const fn has_rows(self) -> bool {
        !self.needs_csv() && !matches!(self, Self::Html)
    }

    /// Whether the file reads the CSV that lies beside it, or describes it.
    #[must_use]
    pub const fn needs_csv(self) -> bool {
        matches!(self, Self::SpssSetup | Self::StataSetup | Self::RSetup | Self::Ddi)
    }

    /// Which files are written in it.
    #[must_use]
    pub const fn extent(self) -> Extent {
        match self {
            Self::Odm | Self::Fhir => Extent::Answers,
            Self::Ddi | Self::Html => Extent::Once,
            _ => Extent::Each,
        }
    }

    /// Begins a file, with what stands before its rows. A document that tells of all files tells of this one alone; see
    /// [`Format::describe`].
    ///
    /// `made` is when the rows were read or frozen. Only ODM tells it: no two of its files have the same bytes but for the
    /// same moment.
    ///
    /// `aside` is asked for an empty place by a format that has to keep something until all rows are written. It can go
    /// once the file is finished.
    ///
    /// # Errors
    /// When the dataset is more than the format can hold, or one of the places cannot be written.
    pub fn open<P: Place>(
        self,
        dataset: Arc<Dataset>,
        made: DateTime<Utc>,
        out: P,
        aside: impl FnOnce() -> io::Result<P>,
    ) -> Result<Box<dyn Writer + Send>, WriteError> {
        Ok(match self {
            Self::Csv => Box::new(Csv::create(dataset, out)?),
            Self::Sav => Box::new(Sav::create(dataset, out)?),
            Self::Dta => Box::new(Dta::create(dataset, out, aside()?)?),
            Self::Xlsx => Box::new(Xlsx::create(dataset, out)?),
            #[cfg(feature = "parquet")]
            Self::Parquet => Box::new(Parquet::create(dataset, out)?),
            Self::SpssSetup => {
                Box::new(Setup::create(&dataset, out, |of, out| setup::spss::write(of, out))?)
            }
            Self::StataSetup => {
                Box::new(Setup::create(&dataset, out, |of, out| setup::stata::write(of, out))?)
            }
            Self::RSetup => {
                Box::new(Setup::create(&dataset, out, |of, out| setup::r::write(of, out))?)
            }
            Self::Odm => Box::new(Odm::create(dataset, made, out)?),
            Self::Fhir => Box::new(Fhir::create(dataset, out)?),
            Self::Ddi | Self::Html => Box::new(Setup::create(&dataset, out, |of, out| {
                self.describe(&Codebook::of(of), out)?;
                Ok(Vec::new())
            })?),
        })
    }

    /// Writes the one document that tells of all files, where the format is such.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn describe(self, codebook: &Codebook, out: impl Write) -> io::Result<()> {
        match self {
            Self::Ddi => ddi::write(codebook, out),
            Self::Html => page::write(codebook, out),
            _ => Ok(()),
        }
    }
}

/// A setup file or a document, which is written before the rows that it tells of.
struct Setup {
    columns: usize,
    losses: Vec<Loss>,
}

impl Setup {
    fn create<P: Place>(
        dataset: &Dataset,
        out: P,
        write: impl FnOnce(&Dataset, &mut BufWriter<P>) -> io::Result<Vec<Loss>>,
    ) -> Result<Self, WriteError> {
        let mut out = BufWriter::new(out);
        let losses = write(dataset, &mut out)?;
        out.flush()?;
        Ok(Self { columns: dataset.variables().len(), losses })
    }
}

impl Writer for Setup {
    fn row(&mut self, _: &[Cell<'_>]) -> Result<(), WriteError> {
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Summary, WriteError> {
        Ok(Summary { rows: 0, columns: self.columns, losses: self.losses })
    }
}

fn names() -> String {
    Format::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ")
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = NoSuchFormat;

    fn from_str(name: &str) -> Result<Self, NoSuchFormat> {
        let own = Self::ALL.iter().find(|format| format.name() == name);
        own.copied().ok_or_else(|| NoSuchFormat(name.to_owned()))
    }
}
