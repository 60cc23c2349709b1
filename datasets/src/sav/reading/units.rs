//! Rows as units of 8 bytes, compressed or not.

use std::io::Read;

use super::{
    super::layout::{AS_IT_IS, BLANK, END, IS_MISSING, NOTHING, SPACES, Unit},
    ReadError,
    records::Header,
    source::{Order, Source},
};

/// What stands behind the dictionary.
#[derive(Debug)]
pub struct Units<R> {
    source: Source<R>,
    is_compressed: bool,
    bias: f64,
    missing: Unit,
    codes: Unit,
    /// How many of the codes were used.
    used: usize,
    /// Whether a code said that here is the end.
    is_over: bool,
}

impl<R: Read> Units<R> {
    pub fn new(source: Source<R>, header: &Header, missing: f64) -> Self {
        let (is_compressed, bias) = (header.is_compressed, header.bias);
        let missing = source.order().unit(missing);
        let codes = Unit::default();
        let used = codes.len();
        Self { source, is_compressed, bias, missing, codes, used, is_over: false }
    }

    pub const fn order(&self) -> Order {
        self.source.order()
    }

    /// Reads a row. False where there is none.
    pub fn fill(&mut self, row: &mut [Unit]) -> Result<bool, ReadError> {
        for (place, unit) in row.iter_mut().enumerate() {
            match self.next()? {
                Some(next) => *unit = next,
                None if place == 0 => return Ok(false),
                None => return Err(self.source.ends()),
            }
        }
        Ok(true)
    }

    fn next(&mut self) -> Result<Option<Unit>, ReadError> {
        if !self.is_compressed {
            return self.source.unit();
        }
        while !self.is_over {
            let Some(code) = self.codes.get(self.used).copied() else {
                match self.source.unit()? {
                    Some(codes) => (self.codes, self.used) = (codes, 0),
                    None => self.is_over = true,
                }
                continue;
            };
            self.used += 1;
            match code {
                NOTHING => {}
                END => self.is_over = true,
                AS_IT_IS => {
                    let unit = self.source.unit()?;
                    return unit.map(Some).ok_or_else(|| self.source.ends());
                }
                SPACES => return Ok(Some(BLANK)),
                IS_MISSING => return Ok(Some(self.missing)),
                code => return Ok(Some(self.order().unit(f64::from(code) - self.bias))),
            }
        }
        Ok(None)
    }
}
