//! A file of SPSS that somebody returned. What is behind the first byte is the file, or what stands behind a header: that
//! is seldom made up at random.
#![no_main]

use datasets::sav::{ReadError, Reader};
use libfuzzer_sys::fuzz_target;

/// Little-endian, without a number of rows.
fn header(compression: u8) -> Vec<u8> {
    let mut header = [b"$FL2".as_slice(), &[b' '; 60], &[2, 0, 0, 0], &[255; 4]].concat();
    header.extend([compression, 0, 0, 0, 0, 0, 0, 0]);
    header.extend([255; 4]);
    header.extend(100_f64.to_le_bytes());
    header.extend([b' '; 84]);
    header
}

fn read(file: &[u8]) -> Result<(), ReadError> {
    let mut reader = Reader::open(file)?;
    let columns = reader.found().columns.len();
    assert!(columns > 0);
    while let Some(row) = reader.next_row()? {
        assert!(row.cells().count() == columns);
        row.cells().try_for_each(|cell| cell.map(drop))?;
    }
    Ok(())
}

fuzz_target!(|bytes: &[u8]| {
    let Some((which, rest)) = bytes.split_first() else { return };
    let refused = match which % 3 {
        0 => read(rest),
        compression => read(&[header(compression - 1).as_slice(), rest].concat()),
    };
    if let Err(error) = refused {
        assert!(!error.to_string().is_empty());
    }
});
