//! The file, with what has to be put right in it at the end.

use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use super::super::layout::EXTENSION;

/// Where the header tells the number of rows.
const ROWS_IN_HEADER: u64 = 80;

/// Where everything is written to.
pub struct Out<W: Write + Seek> {
    file: BufWriter<W>,
    begins: u64,
    /// Where the extension tells the number of rows, once it was written.
    rows: u64,
}

impl<W: Write + Seek> Out<W> {
    /// The file begins where `file` stands.
    pub fn new(mut file: W) -> io::Result<Self> {
        let begins = file.stream_position()?;
        Ok(Self { file: BufWriter::with_capacity(1 << 16, file), begins, rows: begins })
    }

    pub fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    pub fn int(&mut self, number: i32) -> io::Result<()> {
        self.bytes(&number.to_le_bytes())
    }

    /// A length or number of things, which the format gives four bytes.
    pub fn count(&mut self, number: usize) -> io::Result<()> {
        self.int(i32::try_from(number).map_err(|_| io::ErrorKind::FileTooLarge)?)
    }

    pub fn double(&mut self, number: f64) -> io::Result<()> {
        self.bytes(&number.to_le_bytes())
    }

    /// A text, filled with spaces to the width. It has at most so many bytes.
    pub fn padded(&mut self, text: &str, width: usize) -> io::Result<()> {
        self.bytes(text.as_bytes())?;
        (text.len()..width).try_for_each(|_| self.bytes(b" "))
    }

    /// What stands before the elements of an extension.
    pub fn extension(&mut self, which: i32, size: i32, count: usize) -> io::Result<()> {
        [EXTENSION, which, size].into_iter().try_for_each(|number| self.int(number))?;
        self.count(count)
    }

    /// An extension that is a text.
    pub fn text_extension(&mut self, which: i32, text: &str) -> io::Result<()> {
        self.extension(which, 1, text.len())?;
        self.bytes(text.as_bytes())
    }

    /// The number of rows in 8 bytes, as nobody knows it yet.
    pub fn rows_to_come(&mut self) -> io::Result<()> {
        self.rows = self.file.stream_position()?;
        self.bytes(&(-1_i64).to_le_bytes())
    }

    /// Tells how many rows there are, and leaves nothing in a buffer.
    pub fn put_rows_right(&mut self, rows: u64) -> io::Result<()> {
        let end = self.file.stream_position()?;
        self.file.seek(SeekFrom::Start(self.begins + ROWS_IN_HEADER))?;
        self.int(i32::try_from(rows).unwrap_or(-1))?;
        self.file.seek(SeekFrom::Start(self.rows))?;
        self.bytes(&rows.to_le_bytes())?;
        self.file.seek(SeekFrom::Start(end))?;
        self.file.flush()
    }
}
