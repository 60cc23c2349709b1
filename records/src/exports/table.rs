//! One CSV file: rows counted, bytes hashed as they pass.

use std::{
    fs::File,
    io::{self, Write},
    path::Path,
};

use sha2::{Digest, Sha256};

use super::FileEntry;

/// A CSV file in UTF-8, a comma between cells, a line feed after rows, quotes where they are needed.
pub(super) struct Table {
    name: &'static str,
    rows: u64,
    columns: usize,
    writer: csv::Writer<Hashed>,
}

struct Hashed {
    file: File,
    hash: Sha256,
    bytes: u64,
}

impl Write for Hashed {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.file.write(buffer)?;
        self.hash.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Table {
    /// Makes the file and its first row.
    pub fn create<N: AsRef<str>>(
        folder: &Path,
        name: &'static str,
        columns: &[N],
    ) -> io::Result<Self> {
        let hashed =
            Hashed { file: File::create(folder.join(name))?, hash: Sha256::new(), bytes: 0 };
        let mut writer =
            csv::WriterBuilder::new().buffer_capacity(1 << 16).flexible(true).from_writer(hashed);
        writer.write_record(columns.iter().map(AsRef::as_ref))?;
        Ok(Self { name, rows: 0, columns: columns.len(), writer })
    }

    pub fn cell(&mut self, cell: impl AsRef<[u8]>) -> io::Result<()> {
        Ok(self.writer.write_field(cell)?)
    }

    pub fn cells(&mut self, cells: impl IntoIterator<Item = impl AsRef<[u8]>>) -> io::Result<()> {
        cells.into_iter().try_for_each(|cell| self.cell(cell))
    }

    pub fn end_row(&mut self) -> io::Result<()> {
        self.rows += 1;
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    /// Puts the file on disk and tells what is in it.
    pub fn finish(self) -> io::Result<FileEntry> {
        let hashed = self.writer.into_inner().map_err(|error| error.into_error())?;
        hashed.file.sync_all()?;
        let sha256 = crate::sealing::hex(&hashed.hash.finalize());
        let (rows, columns) = (self.rows, self.columns);
        Ok(FileEntry { name: self.name.to_owned(), sha256, bytes: hashed.bytes, rows, columns })
    }
}
