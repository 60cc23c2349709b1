//! A file of another program, which may be broken, cut off, or made to harm: whatever is in it, reading it ends with rows
//! or with a reason and its place, and takes no more memory than [`Limits`] allow.
//!
//! Sections are read in their order and by their tags. The map is passed over, since programs have written it wrong.

mod fault;

mod limits;

mod source;

mod words;

mod before_rows;

mod behind_rows;

mod cells;

mod shown;

use std::{
    io::{Read, Seek},
    sync::Arc,
};

use chrono::{DateTime, NaiveDate, Utc};

pub use fault::{CellFault, Fault, ReadError};
pub use limits::Limits;

use self::{behind_rows::LongTexts, cells::Row, source::Source};
use super::{Release, Storage};

/// A file whose schema was read, and then row by row.
pub struct Reader<R: Read + Seek> {
    source: Source<R>,
    description: Description,
    long_texts: LongTexts,
    row: Row,
}

/// What a file says before it has a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// The release that it is in.
    pub release: Release,
    /// The dataset's label.
    pub title: String,
    /// How many rows there are.
    pub rows: u64,
    /// The columns, in their order; at least one, and each with a name of its own.
    pub columns: Vec<Column>,
    /// What is told beside, in its order.
    pub characteristics: Vec<Characteristic>,
}

/// A column of somebody else's file.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// As the file has it: Stata allows capitals, and letters of any script.
    pub name: String,
    /// Its label, or nothing.
    pub label: String,
    /// How Stata shows it, such as `%td`. It tells a date from a number.
    pub format: String,
    /// How it is stored.
    pub storage: Storage,
    /// What its values mean.
    pub labels: Arc<[ValueLabel]>,
}

/// What a value means.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueLabel {
    /// A whole number, or why there is none.
    pub value: Value,
    /// In words.
    pub text: String,
}

/// Something that a file tells of a variable or of itself: notes, languages, whole questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Characteristic {
    /// The name of a variable, or `_dta`.
    pub of: String,
    /// What it is called: notes are `note1` and so on.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: Stata's `.`, or an empty text.
    Blank,
    /// Nothing, and why: a lower-case letter, `'a'` for `.a`. Which reason it is of ours, if it is our own file, says
    /// [`of_stata_letter`](crate::missing::of_stata_letter).
    Missing(char),
    /// A whole number.
    Number(i64),
    /// A number that may have a point. One that was stored as a float is the nearest double.
    Decimal(f64),
    /// Words.
    Text(String),
    /// The day of a `%td`, or the first day of a `%tm`.
    Date(NaiveDate),
    /// The moment of a `%tc`. Stata knows no time zones, so UTC is what the file's author has to say.
    Moment(DateTime<Utc>),
}

impl<R: Read + Seek> Reader<R> {
    /// Reads all but the rows. The file begins at the source's beginning, and ends with it or before.
    ///
    /// # Errors
    /// When it is no such file, is broken, passes the limits, or cannot be read.
    pub fn open(source: R, limits: Limits) -> Result<Self, ReadError> {
        let mut source = Source::new(source, limits)?;
        let (mut description, sets) = before_rows::read(&mut source)?;
        let row = Row::new(&mut source, &description)?;
        source.skip(row.bytes_of(description.rows, &source)?)?;
        source.tag("</data>")?;
        let long_texts = LongTexts::read(&mut source, description.release)?;
        behind_rows::value_labels(&mut source, &mut description, &sets)?;
        source.tag("</stata_dta>")?;
        source.go(row.begins())?;
        Ok(Self { source, description, long_texts, row })
    }

    /// What the file says before it has a row.
    #[must_use]
    pub const fn description(&self) -> &Description {
        &self.description
    }

    /// The next row, a value for each column in their order; none behind the last.
    ///
    /// # Errors
    /// When a cell holds nothing that Stata has, the row passes the limits, or the file cannot be read. The next row can
    /// be read all the same.
    pub fn row(&mut self) -> Result<Option<Vec<Value>>, ReadError> {
        self.row.read(&mut self.source, &self.description, &self.long_texts)
    }
}

impl Description {
    /// The notes of the dataset, in their order.
    pub fn notes(&self) -> impl Iterator<Item = &str> {
        (1..10_000).map_while(|number| self.characteristic("_dta", &format!("note{number}")))
    }

    /// What is told of a variable, or of `_dta`, under a name.
    #[must_use]
    pub fn characteristic(&self, of: &str, name: &str) -> Option<&str> {
        let found = self.characteristics.iter().find(|own| own.of == of && own.name == name);
        found.map(|own| own.text.as_str())
    }
}
