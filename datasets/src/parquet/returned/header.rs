//! The header of a page, as far as it decides how much memory the page takes.
//!
//! It is a structure of Thrift's compact protocol
//! (<https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>), named in the format's
//! `parquet.thrift`. The library reads it, too, but shows nobody what it read.

use std::{
    collections::BTreeMap,
    io::{self, Read},
};

/// Bytes of a header. Most have 50; writers cut the least and the greatest text that they put there to 4 KiB.
const LONGEST: u64 = 1 << 16;

/// The encoding of texts that are told by those before them.
const DELTA_BYTE_ARRAY: i64 = 7;

/// Structures within structures; a header has three.
const DEEPEST: u8 = 8;

/// What a page holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Values that pages behind it refer to.
    Dictionary,
    Rows,
    /// What is not read.
    Other,
}

/// What a page says of itself.
pub(super) struct Header {
    pub(super) holds: Holds,
    /// How many bytes stand behind the header, and how many they are to become.
    pub(super) packed: u64,
    pub(super) unpacked: u64,
    /// How many values it has, or places for them.
    pub(super) values: u64,
    /// Whether each text is told by what it has in common with the one before.
    pub(super) has_prefixes: bool,
    /// How many bytes at its beginning are never packed, or none where nothing is.
    pub(super) plain: Option<u64>,
    /// How many bytes the header has.
    pub(super) length: u64,
}

impl Header {
    /// Reads one.
    ///
    /// # Errors
    /// When it ends early, says something twice, or nothing of its size.
    pub(super) fn read(from: impl Read) -> io::Result<Self> {
        let mut fields = Fields { from: from.take(LONGEST), numbers: BTreeMap::new() };
        fields.structure(0, 0)?;
        let number = |of, field| fields.numbers.get(&(of, field)).copied();
        let size = |of, field| number(of, field).and_then(|number| u64::try_from(number).ok());
        let (holds, about) = match number(0, 1) {
            Some(0) => (Holds::Rows, 5),
            Some(2) => (Holds::Dictionary, 7),
            Some(3) => (Holds::Rows, 8),
            _ => (Holds::Other, 6),
        };
        let encoding = number(about, if about == 8 { 4 } else { 2 });
        let levels = [5, 6].map(|field| size(8, field).unwrap_or_default()).iter().sum();
        Ok(Self {
            holds,
            packed: size(0, 3).ok_or_else(meaningless)?,
            unpacked: size(0, 2).ok_or_else(meaningless)?,
            values: size(about, 1).unwrap_or_default(),
            has_prefixes: encoding == Some(DELTA_BYTE_ARRAY),
            plain: (number(8, 7) != Some(0)).then_some(levels),
            length: LONGEST - fields.from.limit(),
        })
    }
}

/// The whole numbers and truth values of a structure, and of those in it, by the field that these stand in: 0 for its own.
struct Fields<R> {
    from: io::Take<R>,
    numbers: BTreeMap<(i16, i16), i64>,
}

impl<R: Read> Fields<R> {
    /// `within` is the field of the header that it stands in.
    fn structure(&mut self, within: i16, depth: u8) -> io::Result<()> {
        let mut field = 0_i16;
        loop {
            let byte = self.byte()?;
            if byte == 0 {
                return Ok(());
            }
            field = match byte >> 4 {
                0 => i16::try_from(self.number()?).map_err(|_| meaningless())?,
                further => field.checked_add(further.into()).ok_or_else(meaningless)?,
            };
            if depth < 2 && expected(within, field).is_some_and(|kind| kind != byte & 15) {
                return Err(meaningless());
            }
            let inner = if depth == 0 { field } else { within };
            let number = match byte & 15 {
                truth @ (1 | 2) => Some(i64::from(truth == 1)),
                other => self.value(other, inner, depth)?,
            };
            let Some(number) = number.filter(|_| depth < 2) else { continue };
            i32::try_from(number).map_err(|_| meaningless())?;
            if self.numbers.insert((within, field), number).is_some() {
                return Err(meaningless());
            }
        }
    }

    /// A value of a type, of which only a whole number is kept.
    fn value(&mut self, kind: u8, within: i16, depth: u8) -> io::Result<Option<i64>> {
        match kind {
            1..=3 => return self.byte().map(|byte| Some(byte.into())),
            4..=6 => return self.number().map(Some),
            7 => self.skip(8)?,
            8 => {
                let length = self.varint()?;
                self.skip(length)?;
            }
            9 | 10 => self.list(within, depth)?,
            12 if depth < DEEPEST => self.structure(within, depth + 1)?,
            _ => return Err(meaningless()),
        }
        Ok(None)
    }

    fn list(&mut self, within: i16, depth: u8) -> io::Result<()> {
        let byte = self.byte()?;
        let many = if byte >> 4 == 15 { self.varint()? } else { u64::from(byte >> 4) };
        if depth >= DEEPEST {
            return Err(meaningless());
        }
        // Each takes a byte, so that a length that was made up ends with the header.
        (0..many).try_for_each(|_| self.value(byte & 15, within, depth + 1).map(drop))
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.from.read_exact(&mut byte)?;
        Ok(byte[0])
    }

    fn varint(&mut self) -> io::Result<u64> {
        let mut number = 0;
        for place in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << place;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(meaningless())
    }

    /// A number of either sign.
    fn number(&mut self) -> io::Result<i64> {
        let number = self.varint()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    fn skip(&mut self, bytes: u64) -> io::Result<()> {
        let skipped = io::copy(&mut self.from.by_ref().take(bytes), &mut io::sink())?;
        if skipped == bytes { Ok(()) } else { Err(meaningless()) }
    }
}

/// The type of a number that is looked at, or of what holds it. The library takes it to be of that type, whatever the header
/// says, so that one of another type would be read in two ways.
const fn expected(within: i16, field: i16) -> Option<u8> {
    match (within, field) {
        (0, 1..=4) | (5, 1..=4) | (7, 1 | 2) | (8, 1..=6) => Some(5),
        (0, 5..=8) => Some(12),
        _ => None,
    }
}

fn meaningless() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the header of a page means nothing")
}
