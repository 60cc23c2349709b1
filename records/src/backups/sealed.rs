//! A file in which nothing can be read, changed, moved or cut off without the backup key.
//!
//! The first line says which key it is and has the file's own salt. Then come pieces of up to a megabyte,
//! each sealed with a key of this file's own and bound to its place, and the last to being the last.

use std::io::{self, BufRead, BufReader, Read, Write};

use super::{BackupError, BackupKeys};
use crate::{
    sealing::{Sealer, from_hex, hex},
    secret,
};

const BEGINNING: &str = "throughline backup 1";
/// A first line is never longer.
const LONGEST_LINE: u64 = 256;
const PIECE: usize = 1 << 20;
/// A piece with its nonce and tag.
const LONGEST_PIECE: usize = PIECE + 64;

/// Seals what is written to it. Without `finish` the file is cut off, and reading it says so.
pub(super) struct Sealing<W: Write> {
    inner: W,
    key: Sealer,
    piece: Vec<u8>,
    place: u64,
}

impl<W: Write> Sealing<W> {
    pub fn new(mut inner: W, keys: &BackupKeys) -> io::Result<Self> {
        let (name, key) = keys.first();
        let salt = secret::random();
        writeln!(inner, "{BEGINNING} {name} {}", hex(&salt))?;
        let key = of_file(key, &salt);
        Ok(Self { inner, key, piece: Vec::with_capacity(PIECE), place: 0 })
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.put(true)?;
        Ok(self.inner)
    }

    fn put(&mut self, is_last: bool) -> io::Result<()> {
        let sealed = self.key.seal(&place(self.place, is_last), &self.piece);
        let length = u32::try_from(sealed.len()).map_err(io::Error::other)?;
        self.inner.write_all(&[u8::from(is_last)])?;
        self.inner.write_all(&length.to_be_bytes())?;
        self.inner.write_all(&sealed)?;
        self.piece.clear();
        self.place += 1;
        Ok(())
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = PIECE - self.piece.len();
        let taken = bytes.len().min(room);
        self.piece.extend_from_slice(&bytes[..taken]);
        if self.piece.len() == PIECE {
            self.put(false)?;
        }
        Ok(taken)
    }

    /// A piece leaves when it is full, or the last.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads what was sealed. A piece is told only when all of it is as it was written.
pub(super) struct Opening<R: Read> {
    inner: BufReader<R>,
    key: Sealer,
    piece: Vec<u8>,
    read: usize,
    place: u64,
    is_over: bool,
}

/// A piece was changed, is gone, or stands in another place.
#[derive(Debug, thiserror::Error)]
#[error("it was changed or cut off at piece {0}")]
pub(super) struct Broken(u64);

impl<R: Read> Opening<R> {
    /// # Errors
    /// When it is no backup, or another key sealed it.
    pub fn new(inner: R, keys: &BackupKeys) -> Result<Self, BackupError> {
        let mut inner = BufReader::new(inner);
        let mut line = Vec::new();
        inner.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        let line = String::from_utf8(line).map_err(|_| BackupError::NoBackup)?;
        let rest = line.strip_prefix(BEGINNING).and_then(|rest| rest.strip_suffix('\n'));
        let parts = rest.and_then(|rest| rest.trim_start().split_once(' '));
        let (name, salt) = parts.ok_or(BackupError::NoBackup)?;
        let salt: [u8; 32] =
            from_hex(salt).and_then(|salt| salt.try_into().ok()).ok_or(BackupError::NoBackup)?;
        let key = keys.named(name).ok_or_else(|| BackupError::WrongKey {
            needed: name.to_owned(),
            given: keys.names(),
        })?;
        let key = of_file(key, &salt);
        Ok(Self { inner, key, piece: Vec::new(), read: 0, place: 0, is_over: false })
    }

    fn next(&mut self) -> io::Result<()> {
        let broken = |place| move |_| io::Error::new(io::ErrorKind::InvalidData, Broken(place));
        let broken = broken(self.place);
        let mut head = [0; 5];
        self.inner.read_exact(&mut head).map_err(broken)?;
        let [last, length @ ..] = head;
        let length = u32::from_be_bytes(length) as usize;
        let no_piece = || io::Error::new(io::ErrorKind::InvalidData, Broken(self.place));
        if length > LONGEST_PIECE || last > 1 {
            return Err(no_piece());
        }
        let mut sealed = vec![0; length];
        self.inner.read_exact(&mut sealed).map_err(broken)?;
        let opened = self.key.open(&place(self.place, last == 1), &sealed);
        self.piece = opened.map_err(|_| no_piece())?.to_vec();
        self.is_over = last == 1;
        if self.is_over && !self.inner.fill_buf()?.is_empty() {
            return Err(no_piece());
        }
        self.read = 0;
        self.place += 1;
        Ok(())
    }
}

impl<R: Read> Read for Opening<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.read == self.piece.len() && !self.is_over {
            self.next()?;
        }
        let rest = &self.piece[self.read..];
        let taken = rest.len().min(buffer.len());
        buffer[..taken].copy_from_slice(&rest[..taken]);
        self.read += taken;
        Ok(taken)
    }
}

fn of_file(key: &Sealer, salt: &[u8]) -> Sealer {
    Sealer::new(key.derive("backup file", salt))
}

fn place(place: u64, is_last: bool) -> String {
    format!("backup|{place}|{}", if is_last { "last" } else { "more" })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    fn keys() -> BackupKeys {
        BackupKeys::read(KEY).expect("a key")
    }

    fn sealed(plain: &[u8]) -> Vec<u8> {
        let mut sealing = Sealing::new(Vec::new(), &keys()).expect("it begins");
        sealing.write_all(plain).expect("it is written");
        sealing.finish().expect("it ends")
    }

    fn opened(sealed: &[u8]) -> Result<Vec<u8>, String> {
        let told = |error: &dyn std::fmt::Display| error.to_string();
        let mut opening = Opening::new(sealed, &keys()).map_err(|error| told(&error))?;
        let mut plain = Vec::new();
        opening.read_to_end(&mut plain).map_err(|error| told(&error))?;
        Ok(plain)
    }

    #[test]
    fn what_was_sealed_is_read_again_however_long_it_is() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let plain = vec![7; length];
            assert_eq!(opened(&sealed(&plain)), Ok(plain), "{length} bytes");
        }
    }

    #[test]
    fn a_file_that_was_changed_or_cut_off_anywhere_is_refused() {
        let whole = sealed(b"Anna answers");
        for place in 0..whole.len() {
            let mut changed = whole.clone();
            changed[place] ^= 1;
            assert!(opened(&changed).is_err(), "byte {place}");
            assert!(opened(&whole[..place]).is_err(), "cut at {place}");
        }
        assert!(opened(&[&*whole, b"more"].concat()).is_err());
    }

    #[test]
    fn pieces_that_changed_places_are_refused() {
        let whole = sealed(&vec![7; 2 * PIECE + 5]);
        let first = whole.iter().position(|byte| *byte == b'\n').expect("a line") + 1;
        let length = 5 + PIECE + 41;
        let (a, b) = (first..first + length, first + length..first + 2 * length);
        let moved = [&whole[..first], &whole[b], &whole[a], &whole[first + 2 * length..]].concat();

        assert_eq!(moved.len(), whole.len());
        assert!(opened(&whole).is_ok());
        assert_eq!(opened(&moved), Err("it was changed or cut off at piece 0".to_owned()));
        assert!(opened(&whole[..first + length]).is_err(), "the end of a piece is no end");
    }

    #[test]
    fn another_key_is_named_and_nothing_is_read() {
        let other = BackupKeys::read(&KEY.replace("1f", "20")).expect("a key");
        let whole = sealed(b"Anna answers");

        let refused = Opening::new(&*whole, &other).map(drop).map_err(|error| error.to_string());

        let (needed, given) = (keys().names().join(""), other.names().join(""));
        assert_eq!(
            refused,
            Err(format!(
                "it was sealed with the backup key “{needed}”, which was not given (given: {given})"
            ))
        );
        assert!(matches!(Opening::new(&b"PK\x03\x04"[..], &other), Err(BackupError::NoBackup)));
    }
}
