//! A row, cell by cell.

use std::io::{Read, Seek};

use super::{
    CellFault, Description, Fault, ReadError, Release, Storage, Value,
    behind_rows::{LongTexts, key},
    shown::Shown,
    source::{Source, number},
    words::{before_zero, words},
};

/// Kinds of the text of a strL: one that ends with a zero, and one that may hold any bytes.
const WORDS: u8 = 130;
const BYTES: u8 = 129;

/// The row that is read next, and its bytes.
#[derive(Debug)]
pub(super) struct Row {
    begins: u64,
    /// How many were read.
    read: u64,
    bytes: Vec<u8>,
}

/// What a cell is read from.
struct Place<'s, R: Read + Seek> {
    source: &'s mut Source<R>,
    release: Release,
    long_texts: &'s LongTexts,
    /// How many bytes the texts of this row may still have.
    left: u64,
}

/// A fault of the cell, which gets its place where the row is known, or of the file.
enum Wrong {
    Cell(CellFault),
    File(ReadError),
}

impl Row {
    /// Where rows begin, which is here, behind the tag.
    pub(super) fn new<R: Read + Seek>(
        source: &mut Source<R>,
        description: &Description,
    ) -> Result<Self, ReadError> {
        source.tag("<data>")?;
        let bytes: usize = description.columns.iter().map(|column| column.storage.bytes()).sum();
        let most = source.limits().row;
        if bytes as u64 > most {
            return Err(ReadError::TooMany { what: "bytes in a row", most });
        }
        Ok(Self { begins: source.at(), read: 0, bytes: vec![0; bytes] })
    }

    /// How many bytes so many rows have.
    pub(super) fn bytes_of<R: Read + Seek>(
        &self,
        rows: u64,
        source: &Source<R>,
    ) -> Result<u64, ReadError> {
        rows.checked_mul(self.bytes.len() as u64).ok_or_else(|| source.broken(Fault::Ends))
    }

    pub(super) const fn begins(&self) -> u64 {
        self.begins
    }

    pub(super) fn read<R: Read + Seek>(
        &mut self,
        source: &mut Source<R>,
        description: &Description,
        long_texts: &LongTexts,
    ) -> Result<Option<Vec<Value>>, ReadError> {
        if self.read == description.rows {
            return Ok(None);
        }
        let width = self.bytes.len() as u64;
        source.go(self.begins + self.read * width)?;
        source.fill(&mut self.bytes)?;
        self.read += 1;
        let left = source.limits().row - width;
        let mut place = Place { source, release: description.release, long_texts, left };
        let (mut values, mut rest) = (Vec::new(), self.bytes.as_slice());
        for column in &description.columns {
            let cell;
            (cell, rest) = rest.split_at(column.storage.bytes());
            let shown = Shown::by(&column.format);
            let value = place.value(column.storage, shown, cell).map_err(|wrong| match wrong {
                Wrong::File(error) => error,
                Wrong::Cell(fault) => {
                    ReadError::Cell { row: self.read, column: column.name.clone(), fault }
                }
            });
            values.push(value?);
        }
        Ok(Some(values))
    }
}

impl<R: Read + Seek> Place<'_, R> {
    fn value(&mut self, storage: Storage, shown: Shown, cell: &[u8]) -> Result<Value, Wrong> {
        match storage {
            Storage::Text(_) => self.words(before_zero(cell)),
            Storage::LongText => self.long_text(cell),
            _ => {
                let bits = number(cell, self.source.most_first());
                let stored = storage.stored(bits).ok_or(CellFault::Number);
                Ok(stored.and_then(|stored| shown.value(stored))?)
            }
        }
    }

    fn words(&self, bytes: &[u8]) -> Result<Value, Wrong> {
        let text = words(bytes, self.release).ok_or(CellFault::NotUtf8)?;
        Ok(if text.is_empty() { Value::Blank } else { Value::Text(text) })
    }

    /// The text that the cell names, by variable and row. None, where both are 0.
    fn long_text(&mut self, cell: &[u8]) -> Result<Value, Wrong> {
        let most_first = self.source.most_first();
        let (variable, row) = cell.split_at(self.release.reference());
        let (variable, row) = (number(variable, most_first), number(row, most_first));
        if (variable, row) == (0, 0) {
            return Ok(Value::Blank);
        }
        let place = key(self.release, variable, row).and_then(|key| self.long_texts.place(key));
        self.source.go(place.ok_or(CellFault::LongText)?)?;
        let kind = self.source.number(1)? as u8;
        let length = self.source.length()?;
        let most = self.source.limits().row;
        let left = self.left.checked_sub(length as u64);
        self.left = left.ok_or(ReadError::TooMany { what: "bytes in a row", most })?;
        let bytes = self.source.bytes(length)?;
        match kind {
            WORDS => self.words(before_zero(&bytes)),
            BYTES => self.words(&bytes),
            _ => Err(CellFault::LongText.into()),
        }
    }
}

impl From<CellFault> for Wrong {
    fn from(fault: CellFault) -> Self {
        Self::Cell(fault)
    }
}

impl From<ReadError> for Wrong {
    fn from(error: ReadError) -> Self {
        Self::File(error)
    }
}
