//! The pages of a group of rows, looked at before the library unpacks one: it takes as much memory as a page asks for.

use std::{
    io::{self, Read},
    sync::Arc,
};

use ::parquet::{
    basic::Compression,
    errors::{ParquetError, Result},
    file::{
        metadata::{ColumnChunkMetaData, RowGroupMetaData},
        reader::{ChunkReader, Length},
    },
};
use bytes::Bytes;
use flate2::read::MultiGzDecoder;

use super::{
    BATCH, Limits, ReturnedColumn, ReturnedError,
    header::{Header, Holds},
    unbroken,
};

/// What the library keeps for each value of a dictionary beside its bytes, at most.
const EACH: u64 = 32;

/// The file, for whoever unpacks and for whoever looks at pages first.
pub(super) struct Shared<R>(pub(super) Arc<R>);

impl<R: ChunkReader> Length for Shared<R> {
    fn len(&self) -> u64 {
        self.0.len()
    }
}

impl<R: ChunkReader> ChunkReader for Shared<R> {
    type T = R::T;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        self.0.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        self.0.get_bytes(start, length)
    }
}

/// What a column of a group takes.
#[derive(Default)]
struct Takes {
    /// In bytes.
    dictionary: u64,
    pages: Vec<Page>,
}

struct Page {
    rows: u64,
    bytes: u64,
    has_prefixes: bool,
}

impl Takes {
    fn add(&mut self, header: &Header) {
        let bytes = header.unpacked.max(header.packed);
        let rows = match header.holds {
            Holds::Dictionary => {
                self.dictionary = bytes.saturating_add(header.values.saturating_mul(EACH));
                return;
            }
            Holds::Rows => header.values,
            Holds::Other => 0,
        };
        self.pages.push(Page { rows, bytes, has_prefixes: header.has_prefixes });
    }

    fn rows(&self) -> u64 {
        self.pages.iter().fold(0, |rows, page| rows.saturating_add(page.rows))
    }

    /// The most bytes that so many rows one after the other keep from being let go: those of each page that they stand in.
    fn while_read(&self, many: u64) -> u64 {
        // Each text that is told by the one before may become as long as its page.
        let bytes = |page: &Page| match page.has_prefixes {
            true => page.bytes.saturating_mul(many.min(page.rows).max(1)),
            false => page.bytes,
        };
        let (mut most, mut all, mut behind, mut end) = (0, 0_u64, 0_u64, 0);
        for (start, first) in self.pages.iter().enumerate() {
            if end == start {
                (all, behind, end) = (bytes(first), 0, start + 1);
            }
            // Of the first page it may be the last row alone.
            while let Some(next) = self.pages.get(end).filter(|_| behind < many - 1) {
                all = all.saturating_add(bytes(next));
                behind = behind.saturating_add(next.rows);
                end += 1;
            }
            most = most.max(all);
            all = all.saturating_sub(bytes(first));
            let next = self.pages.get(start + 1).filter(|_| start + 1 < end);
            behind = behind.saturating_sub(next.map_or(0, |next| next.rows));
        }
        most
    }
}

/// Looks at each page of a group: whether they have as many rows as the group says, and take no more memory than they may.
/// Answers how many rows can be read at a time.
pub(super) fn looked_at<R: ChunkReader>(
    file: &R,
    columns: &[ReturnedColumn],
    group: &RowGroupMetaData,
    limits: Limits,
    before: u64,
) -> std::result::Result<usize, ReturnedError> {
    let rows = u64::try_from(group.num_rows()).unwrap_or_default();
    let mut all = Vec::with_capacity(columns.len());
    for (column, chunk) in columns.iter().zip(group.columns()) {
        let name = || column.name.clone();
        let broken = |told| ReturnedError::Broken { row: before, column: name(), told };
        let takes = unbroken(|| takes(file, chunk, limits.page));
        let takes = takes.map_err(|error| broken(error.to_string()))?;
        if takes.dictionary.max(takes.while_read(1)) > limits.page {
            return Err(ReturnedError::TooLarge(name()));
        }
        let has = takes.rows();
        if has != rows {
            return Err(broken(format!("it has {has} rows where the file says {rows}")));
        }
        all.push(takes);
    }
    let together = |many: u64| {
        let each = all.iter().map(|takes| takes.dictionary.saturating_add(takes.while_read(many)));
        each.fold(0, u64::saturating_add)
    };
    let halves = (0..usize::BITS).map(|times| BATCH >> times).take_while(|many| *many > 0);
    let mut fit = halves.filter(|many| together(*many as u64) <= limits.together);
    let largest = columns.iter().zip(&all).max_by_key(|(_, takes)| takes.while_read(1));
    let name = || largest.map_or_else(String::new, |(column, _)| column.name.clone());
    fit.next().ok_or_else(|| ReturnedError::TooLarge(name()))
}

/// Ends at a page that takes more than a page may.
fn takes<R: ChunkReader>(file: &R, chunk: &ColumnChunkMetaData, most: u64) -> Result<Takes> {
    let (mut offset, mut left) = chunk.byte_range();
    if offset.saturating_add(left) > file.len() {
        return Err(wrong("the file ends before it"));
    }
    let mut takes = Takes::default();
    while left > 0 {
        let header = Header::read(file.get_read(offset)?)?;
        let whole = header.length.saturating_add(header.packed);
        left = left.checked_sub(whole).ok_or_else(|| wrong("a page is longer than its column"))?;
        takes.add(&header);
        if header.unpacked.max(header.packed) > most {
            break;
        }
        if matches!(chunk.compression(), Compression::GZIP(_)) {
            unpacks_as_it_says(file, offset, &header)?;
        }
        offset = offset.saturating_add(whole);
    }
    Ok(takes)
}

/// GZIP unpacks what there is, whatever was said; Snappy stops.
fn unpacks_as_it_says<R: ChunkReader>(file: &R, offset: u64, header: &Header) -> Result<()> {
    let Some(plain) = header.plain.filter(|plain| *plain < header.unpacked) else { return Ok(()) };
    let packed = header.packed.saturating_sub(plain);
    let packed = file.get_read(offset + header.length + plain)?.take(packed);
    let most = header.unpacked - plain;
    let unpacked = MultiGzDecoder::new(packed).take(most + 1);
    match io::copy(&mut { unpacked }, &mut io::sink())? {
        bytes if bytes > most => Err(wrong("a page unpacks to more than it says")),
        _ => Ok(()),
    }
}

pub(super) fn wrong(told: &str) -> ParquetError {
    ParquetError::General(told.to_owned())
}
