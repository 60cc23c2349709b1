//! The bytes of a file, each announced length held against what there is.

use std::io::{BufReader, Read, Seek, SeekFrom};

use super::{Fault, Limits, ReadError};

/// What a text takes in memory beside its bytes, at least.
const BESIDE_A_TEXT: u64 = 32;

pub(super) struct Source<R: Read + Seek> {
    inner: BufReader<R>,
    at: u64,
    /// How many bytes there are.
    ends: u64,
    limits: Limits,
    /// How many bytes of what describes the rows were kept.
    described: u64,
    /// Whether the last byte of a number counts least.
    most_first: bool,
}

impl<R: Read + Seek> Source<R> {
    pub(super) fn new(mut inner: R, limits: Limits) -> Result<Self, ReadError> {
        let ends = inner.seek(SeekFrom::End(0))?;
        inner.seek(SeekFrom::Start(0))?;
        let inner = BufReader::with_capacity(1 << 16, inner);
        Ok(Self { inner, at: 0, ends, limits, described: 0, most_first: false })
    }

    pub(super) const fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(super) const fn at(&self) -> u64 {
        self.at
    }

    pub(super) fn set_most_first(&mut self) {
        self.most_first = true;
    }

    pub(super) const fn most_first(&self) -> bool {
        self.most_first
    }

    /// That this is wrong, here.
    pub(super) const fn broken(&self, fault: Fault) -> ReadError {
        ReadError::Broken { at: self.at, fault }
    }

    /// Counts bytes of what describes the rows, before they are kept.
    pub(super) fn describe(&mut self, bytes: u64) -> Result<(), ReadError> {
        self.described = self.described.saturating_add(bytes).saturating_add(BESIDE_A_TEXT);
        let most = self.limits.described;
        let what = "bytes of names, labels and notes";
        (self.described <= most).then_some(()).ok_or(ReadError::TooMany { what, most })
    }

    /// As many bytes as the buffer is long.
    pub(super) fn fill(&mut self, buffer: &mut [u8]) -> Result<(), ReadError> {
        self.has(buffer.len() as u64)?;
        self.inner.read_exact(buffer)?;
        self.at += buffer.len() as u64;
        Ok(())
    }

    /// So many bytes, which the caller has held against a limit.
    pub(super) fn bytes(&mut self, bytes: usize) -> Result<Vec<u8>, ReadError> {
        self.has(bytes as u64)?;
        let mut taken = vec![0; bytes];
        self.fill(&mut taken)?;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], ReadError> {
        let mut taken = [0; N];
        self.fill(&mut taken)?;
        Ok(taken)
    }

    /// A whole number of so many bytes, at most 8.
    pub(super) fn number(&mut self, bytes: usize) -> Result<u64, ReadError> {
        let mut taken = [0; 8];
        let taken = &mut taken[..bytes.min(8)];
        self.fill(taken)?;
        Ok(number(taken, self.most_first))
    }

    /// A number of 4 bytes, as a length in memory.
    pub(super) fn length(&mut self) -> Result<usize, ReadError> {
        let length = self.number(4)?;
        usize::try_from(length).map_err(|_| self.broken(Fault::Length))
    }

    /// This tag, or anything else that has to stand here.
    pub(super) fn tag(&mut self, tag: &'static str) -> Result<(), ReadError> {
        let wrong = self.broken(Fault::Expected(tag));
        let read = self.bytes(tag.len())?;
        (read == tag.as_bytes()).then_some(()).ok_or(wrong)
    }

    /// Passes over so many bytes.
    pub(super) fn skip(&mut self, bytes: u64) -> Result<(), ReadError> {
        self.has(bytes)?;
        self.go(self.at + bytes)
    }

    /// Goes on at this byte of the file.
    pub(super) fn go(&mut self, to: u64) -> Result<(), ReadError> {
        if to > self.ends {
            return Err(self.broken(Fault::Ends));
        }
        // A file has at most 2^63 bytes.
        self.inner.seek_relative(to as i64 - self.at as i64)?;
        self.at = to;
        Ok(())
    }

    /// Whether there are so many bytes left.
    pub(super) fn has(&self, bytes: u64) -> Result<(), ReadError> {
        let left = self.ends.saturating_sub(self.at);
        (bytes <= left).then_some(()).ok_or_else(|| self.broken(Fault::Ends))
    }
}

/// A whole number of at most 8 bytes.
pub(super) fn number(bytes: &[u8], most_first: bool) -> u64 {
    let add = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
    if most_first { bytes.iter().fold(0, add) } else { bytes.iter().rev().fold(0, add) }
}
