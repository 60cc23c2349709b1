//! A file that a data owner returns, said to be Stata's. It is read to its end, or refused.
#![no_main]

use std::io::Cursor;

use datasets::dta::{Limits, Reader};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // Less than a file may have at most, so that one that takes more memory than it should is found.
    let limits = Limits { described: 1 << 20, row: 1 << 16, long_texts: 1 << 10, ..Limits::default() };
    let Ok(mut reader) = Reader::open(Cursor::new(bytes), limits) else { return };
    let (columns, rows) = (reader.description().columns.len(), reader.description().rows);
    for _ in 0..rows {
        if let Ok(row) = reader.row() {
            assert_eq!(row.map(|row| row.len()), Some(columns));
        }
    }
    assert!(matches!(reader.row(), Ok(None)));
});
