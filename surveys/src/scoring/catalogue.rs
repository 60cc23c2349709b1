//! The instruments that come with the program.

use std::sync::OnceLock;

use thiserror::Error;

use super::contradiction;
use super::instrument::Instrument;

/// A definition and, where it has one, its conversion table.
type Files = (&'static str, Option<&'static str>);

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../definitions/instruments/", $name, ".toml"))
    };
}

/// To leave a conversion table out of a build, write `None` here and delete the file: the total is still reported,
/// the metric is not.
const FILES: [Files; 18] = [
    (file!("ons4"), None),
    (file!("ucla3"), None),
    (file!("phq9"), None),
    (file!("phq2"), None),
    (file!("gad7"), None),
    (file!("gad2"), None),
    (file!("who5"), None),
    (file!("swemwbs"), Some(file!("swemwbs-metric"))),
    (file!("wemwbs"), None),
    (file!("wsas"), None),
    (file!("k6"), None),
    (file!("k10"), None),
    (file!("k10us"), None),
    (file!("gse"), None),
    (file!("mspss"), None),
    (file!("brs"), None),
    (file!("eq5d5l"), None),
    (file!("jse"), None),
];

/// Why a definition cannot be used.
#[derive(Debug, Error)]
pub enum InstrumentError {
    /// It is not TOML, or a field is missing, misspelt or of the wrong kind.
    #[error("the instrument's definition cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    /// It contradicts itself.
    #[error("the definition of {id} contradicts itself: {what}")]
    Contradictory {
        /// The instrument.
        id: String,
        /// In what.
        what: &'static str,
    },
}

/// The instrument of that id, such as `phq9`; none where there is no such instrument. Ids are lower case.
#[must_use]
pub fn instrument(id: &str) -> Option<&'static Instrument> {
    instruments().iter().find(|instrument| instrument.id == id)
}

/// All instruments, in the order in which they are listed to people.
///
/// # Panics
/// Never in a build that passed its tests: they read each definition.
#[must_use]
pub fn instruments() -> &'static [Instrument] {
    static INSTRUMENTS: OnceLock<Vec<Instrument>> = OnceLock::new();
    INSTRUMENTS.get_or_init(|| {
        let read = |(definition, table): Files| {
            read_instrument(definition, table).expect("a definition that the tests have read")
        };
        FILES.into_iter().map(read).collect()
    })
}

/// Reads one definition, with its conversion table where it has one.
///
/// # Errors
///
/// [`InstrumentError`]: what comes back can be scored without further doubt.
pub fn read_instrument(
    definition: &str,
    table: Option<&str>,
) -> Result<Instrument, InstrumentError> {
    let mut read: Instrument = toml::from_str(definition)?;
    read.conversion = table.map(toml::from_str).transpose()?;
    match contradiction::of(&read) {
        Some(what) => Err(InstrumentError::Contradictory { id: read.id, what }),
        None => Ok(read),
    }
}
