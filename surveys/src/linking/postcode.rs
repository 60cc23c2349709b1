//! Postcodes of the United Kingdom, by their shape (BS 7666). Whether there is such a one only a directory knows.

use std::fmt;

use super::{Unfit, identifier::code};

/// Letters that stand behind no sector: they are mistaken for others when written by hand.
const NEVER_LAST: [u8; 6] = *b"CIKMOV";

/// The area of postcodes that stand for no place: nobody's fixed abode, or an address abroad.
const NO_PLACE: &str = "ZZ";

/// A postcode, by its parts: area, district, sector and unit.
#[derive(Clone, PartialEq, Eq)]
pub struct Postcode {
    outward: String,
    inward: String,
}

impl Postcode {
    /// Reads a postcode however it is spaced and whatever its case.
    ///
    /// # Errors
    /// When it is not built as one.
    pub fn read(text: &str) -> Result<Self, Unfit> {
        let plain = code(text);
        if !plain.is_ascii() || !(5..=7).contains(&plain.len()) {
            return Err(Unfit::PostcodeShape);
        }
        let (outward, inward) = plain.split_at(plain.len() - 3);
        let one = Self { outward: outward.to_owned(), inward: inward.to_owned() };
        if one.has_shape() { Ok(one) } else { Err(Unfit::PostcodeShape) }
    }

    fn has_shape(&self) -> bool {
        let shape = |text: &str| -> String {
            text.bytes().map(|byte| if byte.is_ascii_digit() { '9' } else { 'A' }).collect()
        };
        let districts = ["A9", "A99", "A9A", "AA9", "AA99", "AA9A"];
        let is_last = |byte: &u8| self.area() == NO_PLACE || !NEVER_LAST.contains(byte);
        let usual = districts.contains(&shape(&self.outward).as_str())
            && shape(&self.inward) == "9AA"
            && self.inward.as_bytes()[1..].iter().all(is_last);
        usual || (self.outward == "GIR" && self.inward == "0AA")
    }

    /// One or two letters, such as `S`.
    #[must_use]
    pub fn area(&self) -> &str {
        let end = self.outward.find(|c: char| c.is_ascii_digit()).unwrap_or(self.outward.len());
        &self.outward[..end]
    }

    /// What stands before the space, such as `S1`.
    #[must_use]
    pub fn district(&self) -> &str {
        &self.outward
    }

    /// The district with the digit behind it, such as `S1 2`: some thousand addresses.
    #[must_use]
    pub fn sector(&self) -> String {
        format!("{} {}", self.outward, &self.inward[..1])
    }

    /// Whether it stands for no place, so that sharing it says nothing of two people.
    #[must_use]
    pub fn is_no_place(&self) -> bool {
        self.area() == NO_PLACE
    }
}

/// In capitals, with one space.
impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.outward, self.inward)
    }
}
