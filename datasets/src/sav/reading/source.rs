//! The file as it is read: where we are in it, in which order its bytes are, and how much of it was kept.

use std::io::{self, ErrorKind, Read};

use super::{MOST_WORDS, ReadError, building::Place};

/// What it costs to keep a piece, however short it is.
const PER_PIECE: u64 = 64;

/// In which order the bytes of numbers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Little,
    Big,
}

impl Order {
    pub const fn int(self, bytes: [u8; 4]) -> i32 {
        match self {
            Self::Little => i32::from_le_bytes(bytes),
            Self::Big => i32::from_be_bytes(bytes),
        }
    }

    pub const fn long(self, bytes: [u8; 8]) -> i64 {
        match self {
            Self::Little => i64::from_le_bytes(bytes),
            Self::Big => i64::from_be_bytes(bytes),
        }
    }

    pub const fn double(self, bytes: [u8; 8]) -> f64 {
        f64::from_bits(self.long(bytes).cast_unsigned())
    }

    pub const fn unit(self, number: f64) -> [u8; 8] {
        match self {
            Self::Little => number.to_le_bytes(),
            Self::Big => number.to_be_bytes(),
        }
    }
}

/// Where everything is read from.
#[derive(Debug)]
pub struct Source<R> {
    file: R,
    at: u64,
    order: Order,
    /// How many bytes were kept.
    words: u64,
}

impl<R: Read> Source<R> {
    /// Little-endian, until something else is known.
    pub const fn new(file: R) -> Self {
        Self { file, at: 0, order: Order::Little, words: 0 }
    }

    pub const fn order(&self) -> Order {
        self.order
    }

    pub const fn set_order(&mut self, order: Order) {
        self.order = order;
    }

    /// What was read last is wrong.
    pub const fn wrong(&self, what: &'static str) -> ReadError {
        ReadError::Dictionary { at: self.at, what }
    }

    /// Where we are.
    pub const fn place(&self) -> Place {
        Place { at: self.at, order: self.order }
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], ReadError> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), ReadError> {
        let read = self.file.read_exact(bytes);
        read.map_err(|error| self.failed(error))?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    fn failed(&self, error: io::Error) -> ReadError {
        match error.kind() {
            ErrorKind::UnexpectedEof => ReadError::Ends { at: self.at },
            _ => ReadError::File(error),
        }
    }

    pub fn int(&mut self) -> Result<i32, ReadError> {
        Ok(self.order.int(self.array()?))
    }

    pub fn double(&mut self) -> Result<f64, ReadError> {
        Ok(self.order.double(self.array()?))
    }

    /// A number of things that follow, or a length.
    pub fn count(&mut self) -> Result<u64, ReadError> {
        let number = self.int()?;
        u64::try_from(number).map_err(|_| self.wrong("a number of things is below zero"))
    }

    /// Bytes that are kept. Room is made as they come.
    pub fn words(&mut self, length: u64) -> Result<Vec<u8>, ReadError> {
        self.words = self.words.saturating_add(length + PER_PIECE);
        if self.words > MOST_WORDS {
            let what = "bytes of names, labels and notes";
            return Err(ReadError::TooMany { what, most: MOST_WORDS });
        }
        let mut bytes = Vec::new();
        (&mut self.file).take(length).read_to_end(&mut bytes)?;
        self.at += bytes.len() as u64;
        if (bytes.len() as u64) < length {
            return Err(ReadError::Ends { at: self.at });
        }
        Ok(bytes)
    }

    /// Passes over bytes that are of no use.
    pub fn skip(&mut self, length: u64) -> Result<(), ReadError> {
        let passed = io::copy(&mut (&mut self.file).take(length), &mut io::sink())?;
        self.at += passed;
        if passed < length { Err(ReadError::Ends { at: self.at }) } else { Ok(()) }
    }

    /// A unit of a row; nothing where the file ended before its first byte.
    pub fn unit(&mut self) -> Result<Option<[u8; 8]>, ReadError> {
        let (mut unit, mut filled) = ([0; 8], 0);
        while let Some(rest) = unit.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.file.read(rest) {
                Ok(0) if filled == 0 => return Ok(None),
                Ok(0) => return Err(ReadError::Ends { at: self.at + filled as u64 }),
                Ok(read) => filled += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.at += 8;
        Ok(Some(unit))
    }

    /// The file ended here, too early.
    pub const fn ends(&self) -> ReadError {
        ReadError::Ends { at: self.at }
    }
}
