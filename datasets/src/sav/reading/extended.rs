//! Extensions, as bytes.

use std::io::Read;

use super::{
    super::layout::{
        DISPLAY, DOUBLES, ENCODING, LONG_LABELS, LONG_MISSING, LONG_NAMES, MACHINE, OF_FILE,
        OF_VARIABLES, ROWS, SETS, VERY_LONG,
    },
    ReadError,
    source::{Order, Source},
};

/// Another extension of sets, with the labels of their counted values.
const LATER_SETS: i32 = 19;

/// Bytes of sets and attributes: nothing depends on them, and they come apart into many small pieces.
const MOST_DESCRIBED: u64 = 16 << 20;

/// Those that are of use. Where one is there several times, they follow each other.
#[derive(Default)]
pub struct Extended {
    pub machine: Vec<u8>,
    pub doubles: Vec<u8>,
    pub sets: Vec<u8>,
    pub display: Vec<u8>,
    pub long_names: Vec<u8>,
    pub very_long: Vec<u8>,
    pub rows: Vec<u8>,
    pub of_file: Vec<u8>,
    pub of_variables: Vec<u8>,
    pub encoding: Vec<u8>,
    pub long_labels: Vec<u8>,
    pub long_missing: Vec<u8>,
}

impl Extended {
    /// Reads one, and passes over those that nobody needs.
    pub fn read<R: Read>(&mut self, source: &mut Source<R>) -> Result<(), ReadError> {
        let which = source.int()?;
        let (size, count) = (source.count()?, source.count()?);
        // Both have 31 bits.
        let length = size * count;
        let kept = match which {
            MACHINE => &mut self.machine,
            DOUBLES => &mut self.doubles,
            SETS | LATER_SETS => &mut self.sets,
            DISPLAY => &mut self.display,
            LONG_NAMES => &mut self.long_names,
            VERY_LONG => &mut self.very_long,
            ROWS => &mut self.rows,
            OF_FILE => &mut self.of_file,
            OF_VARIABLES => &mut self.of_variables,
            ENCODING => &mut self.encoding,
            LONG_LABELS => &mut self.long_labels,
            LONG_MISSING => &mut self.long_missing,
            _ => return source.skip(length),
        };
        let is_described = matches!(which, SETS | LATER_SETS | OF_FILE | OF_VARIABLES);
        if is_described && length + kept.len() as u64 > MOST_DESCRIBED {
            return source.skip(length);
        }
        if which == OF_VARIABLES && !kept.is_empty() {
            kept.push(b'/');
        }
        kept.append(&mut source.words(length)?);
        Ok(())
    }
}

/// What stands in an extension, one thing behind the other.
pub struct Pieces<'e> {
    rest: &'e [u8],
    order: Order,
}

impl<'e> Pieces<'e> {
    pub const fn new(bytes: &'e [u8], order: Order) -> Self {
        Self { rest: bytes, order }
    }

    pub const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// So many bytes; nothing where there are fewer.
    pub fn bytes(&mut self, length: usize) -> Option<&'e [u8]> {
        let (piece, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(piece)
    }

    pub fn int(&mut self) -> Option<i32> {
        Some(self.order.int(self.bytes(4)?.try_into().ok()?))
    }

    pub fn long(&mut self) -> Option<i64> {
        Some(self.order.long(self.bytes(8)?.try_into().ok()?))
    }

    /// A length, and so many bytes.
    pub fn text(&mut self) -> Option<&'e [u8]> {
        let length = self.count()?;
        self.bytes(length)
    }

    pub fn count(&mut self) -> Option<usize> {
        usize::try_from(self.int()?).ok()
    }
}
