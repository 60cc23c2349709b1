//! The compression: eight codes, then the units that they do not tell.

use std::io::{Seek, Write};

use super::{
    super::layout::{AS_IT_IS, BIAS, NOTHING, SPACES, Unit},
    out::Out,
};
use crate::WriteError;

/// What waits for eight codes to be there.
#[derive(Default)]
pub struct Packing {
    codes: Unit,
    used: usize,
    units: Vec<Unit>,
}

impl Packing {
    /// A unit that its code tells.
    pub fn push<W: Write + Seek>(&mut self, code: u8, out: &mut Out<W>) -> Result<(), WriteError> {
        self.codes[self.used] = code;
        self.used += 1;
        if self.used == self.codes.len() {
            out.bytes(&self.codes)?;
            out.bytes(self.units.as_flattened())?;
            self.units.clear();
            self.used = 0;
        }
        Ok(())
    }

    /// A unit that no code tells.
    pub fn push_as_it_is<W: Write + Seek>(
        &mut self,
        unit: Unit,
        out: &mut Out<W>,
    ) -> Result<(), WriteError> {
        self.units.push(unit);
        self.push(AS_IT_IS, out)
    }

    /// Units of spaces, of which an empty text of unknown width has thousands.
    pub fn push_spaces<W: Write + Seek>(
        &mut self,
        mut units: usize,
        out: &mut Out<W>,
    ) -> Result<(), WriteError> {
        while units > 0 {
            if self.used == 0 && units >= self.codes.len() {
                out.bytes(&[SPACES; 8])?;
                units -= self.codes.len();
            } else {
                self.push(SPACES, out)?;
                units -= 1;
            }
        }
        Ok(())
    }

    /// A number, as a code where it is whole and from -99 to 151.
    pub fn push_number<W: Write + Seek>(
        &mut self,
        number: f64,
        out: &mut Out<W>,
    ) -> Result<(), WriteError> {
        let code = number + BIAS;
        if number.fract() == 0.0 && (1.0..=251.0).contains(&code) {
            return self.push(code as u8, out);
        }
        self.push_as_it_is(number.to_le_bytes(), out)
    }

    /// Fills the last codes up.
    pub fn finish<W: Write + Seek>(&mut self, out: &mut Out<W>) -> Result<(), WriteError> {
        while self.used > 0 {
            self.push(NOTHING, out)?;
        }
        Ok(())
    }
}
