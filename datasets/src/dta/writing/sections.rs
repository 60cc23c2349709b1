//! The frame: tags, where each section begins, and the two places that are put right at the end.

use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

/// How many places the map tells: the beginning, the map, ten sections, the last tag, and the end.
const PLACES: usize = 14;

/// What is being written, and where.
pub(super) struct Sections<W: Write + Seek> {
    out: BufWriter<W>,
    /// Where the file begins in whatever it is written to.
    begins: u64,
    /// How many bytes of it are written.
    at: u64,
    map: Vec<u64>,
    /// Where the number of rows stands.
    rows_at: u64,
}

impl<W: Write + Seek> Sections<W> {
    pub(super) fn begin(mut out: W) -> io::Result<Self> {
        let begins = out.stream_position()?;
        let out = BufWriter::with_capacity(1 << 16, out);
        let mut sections = Self { out, begins, at: 0, map: vec![0], rows_at: 0 };
        sections.put(b"<stata_dta>")?;
        Ok(sections)
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    /// A text in a field of this width, with at least one zero behind it. The text fits.
    pub(super) fn field(&mut self, text: &str, width: usize) -> io::Result<()> {
        self.put(text.as_bytes())?;
        self.put(&vec![0; width.saturating_sub(text.len())])
    }

    pub(super) fn copy(&mut self, from: &mut impl Read) -> io::Result<()> {
        self.at += io::copy(from, &mut self.out)?;
        Ok(())
    }

    /// Begins a section, and remembers where.
    pub(super) fn open(&mut self, name: &str) -> io::Result<()> {
        self.map.push(self.at);
        self.put(format!("<{name}>").as_bytes())
    }

    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.put(format!("</{name}>").as_bytes())
    }

    /// Leaves room for the number of rows, which is known at the end.
    pub(super) fn rows(&mut self) -> io::Result<()> {
        self.rows_at = self.at;
        self.put(&[0; 8])
    }

    /// Leaves room for the map.
    pub(super) fn map(&mut self) -> io::Result<()> {
        self.open("map")?;
        self.put(&[0; PLACES * 8])?;
        self.close("map")
    }

    /// Writes the last tag, and puts right what was left open.
    pub(super) fn end(mut self, rows: u64) -> io::Result<()> {
        self.map.push(self.at);
        self.put(b"</stata_dta>")?;
        self.map.push(self.at);
        let map_at = self.begins + self.map[1] + "<map>".len() as u64;
        self.out.seek(SeekFrom::Start(self.begins + self.rows_at))?;
        self.out.write_all(&rows.to_le_bytes())?;
        self.out.seek(SeekFrom::Start(map_at))?;
        for place in &self.map {
            self.out.write_all(&place.to_le_bytes())?;
        }
        self.out.seek(SeekFrom::Start(self.begins + self.at))?;
        self.out.flush()
    }
}
