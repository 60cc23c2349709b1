//! A file that a data owner returns, said to be Parquet. It is read to its end, or refused.
#![no_main]

use std::panic;

use bytes::Bytes;
use datasets::parquet::returned::{Limits, Returned, ReturnedError};
use libfuzzer_sys::fuzz_target;

/// Less than a file may take, so that one that takes more memory than it should is found.
const LIMITS: Limits = Limits { page: 1 << 16, together: 1 << 18 };

/// A row with nothing in it takes no byte of the file.
const MOST_ROWS: u64 = 1 << 16;

fn read(file: &[u8]) -> Result<(), ReturnedError> {
    let file = Returned::open(Bytes::copy_from_slice(file), LIMITS)?;
    if file.rows() > MOST_ROWS {
        return Ok(());
    }
    let (columns, mut rows) = (file.columns().len(), 0);
    file.each_row(|row| {
        assert_eq!(row.len(), columns);
        rows += 1;
        Ok::<_, ReturnedError>(())
    })?;
    assert_eq!(rows, file.rows());
    Ok(())
}

fuzz_target!(
    // The fuzzer ends at every panic. Those of the library are caught by the reader and told: only ours end it.
    init: panic::set_hook(Box::new(|told| {
        let place = told.location().map(|place| place.file()).unwrap_or_default();
        if place.contains("datasets/src") || place.contains("fuzz_targets") {
            eprintln!("{told}");
            std::process::abort();
        }
    })),
    |bytes: &[u8]| {
        if let Err(error) = read(bytes) {
            assert!(!error.to_string().is_empty());
        }
    }
);
