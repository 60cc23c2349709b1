//! The hard dataset: what readers stumble over, for tests of every format and for the program that writes its files.
//!
//! Everything in it is invented. Each variable has a list of cells, shorter than the file, and begins again where it ends.
//!
//! What readers cannot agree on has a variable of its own, so that a comparison can leave it out: `words_trailing` (SPSS
//! fills texts with spaces), `born_early` (before 15 October 1582 SPSS has no dates; Excel has none before 1900).

mod hostile;

mod numbers;

mod texts;

mod times;

pub use self::hostile::HOSTILE;
use crate::{Cell, Dataset, Kind, Name, NotAName, Outline, Problem, ResponseSet, Variable};

/// How many rows there are.
pub const ROWS: u64 = 24;

/// The dataset and its cells.
#[derive(Debug)]
pub struct Hard {
    dataset: Dataset,
    columns: Vec<Vec<Owned>>,
}

/// Why the hard dataset could not be made: its schema has to be one.
#[derive(Debug, thiserror::Error)]
pub enum HardError {
    /// A name is none.
    #[error(transparent)]
    Name(#[from] NotAName),
    /// The schema is none.
    #[error("{0:?}")]
    Schema(Vec<Problem>),
}

/// A cell that holds its text.
#[derive(Clone, Debug)]
enum Owned {
    Text(String),
    Of(Cell<'static>),
}

/// A variable with its cells.
type Column = (Variable, Vec<Owned>);

impl Hard {
    /// The dataset with as many variables as are asked for, such as 5,000, or just those that are hard when fewer are: they
    /// come first, and after them plain numbers.
    ///
    /// # Errors
    /// Never, as long as the tests of this module pass.
    pub fn new(variables: usize) -> Result<Self, HardError> {
        let mut columns = texts::columns()?;
        columns.extend(numbers::columns()?);
        columns.extend(times::columns()?);
        for number in columns.len()..variables {
            columns.push(numbers::filler(number)?);
        }
        let (variables, columns): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        let outline = Outline {
            name: Name::new("hard")?,
            title: "The hard dataset: “everything” that readers stumble over 🦔".to_owned(),
            notes: vec![
                "All people in it are invented.".to_owned(),
                format!(
                    "A note of more than 80 bytes, with an ü at the end of a line: {}",
                    "ü".repeat(200)
                ),
            ],
            language: "en-GB".to_owned(),
            variables,
            sets: vec![ResponseSet {
                name: Name::new("barrier")?,
                label: "What makes it hard to find work?".to_owned(),
                counted: 1,
            }],
        };
        Ok(Self { dataset: Dataset::new(outline).map_err(HardError::Schema)?, columns })
    }

    /// The schema.
    #[must_use]
    pub const fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// The cells of each row, in order.
    pub fn rows(&self) -> impl Iterator<Item = Vec<Cell<'_>>> {
        (0..ROWS).map(|row| self.columns.iter().map(|column| at(column, row)).collect())
    }
}

fn at(column: &[Owned], row: u64) -> Cell<'_> {
    let places = (column.len() as u64).max(1);
    let place = usize::try_from(row % places).unwrap_or_default();
    match column.get(place) {
        Some(Owned::Text(text)) => Cell::Text(text),
        Some(Owned::Of(cell)) => *cell,
        None => Cell::Blank,
    }
}

fn variable(name: &str, label: &str, kind: Kind) -> Result<Variable, HardError> {
    Ok(Variable::new(Name::new(name)?, label, kind))
}
