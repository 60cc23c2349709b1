//! NHS numbers of England, Wales and the Isle of Man: ten digits, of which the last follows from the others
//! (NHS Data Dictionary, “NHS NUMBER”).

use super::{Unfit, identifier::code};

const DIGITS: usize = 10;

/// An NHS number that could be somebody's.
#[derive(Clone, PartialEq, Eq)]
pub struct NhsNumber(String);

impl NhsNumber {
    /// Reads a number however it is spaced.
    ///
    /// # Errors
    /// When it has not ten digits, its last does not fit, or all are the same.
    pub fn read(text: &str) -> Result<Self, Unfit> {
        let plain = code(text);
        let digits: Option<Vec<u32>> = plain.chars().map(|c| c.to_digit(10)).collect();
        let Some(digits) = digits.filter(|digits| digits.len() == DIGITS) else {
            return Err(Unfit::NhsLength);
        };
        if digits.iter().all(|digit| *digit == digits[0]) {
            return Err(Unfit::NhsFiller);
        }
        // Weighted from 10 down to 2; a sum that asks for a digit of 10 belongs to no number.
        let sum: u32 =
            digits.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
        let check = (11 - sum % 11) % 11;
        if check == digits[DIGITS - 1] { Ok(Self(plain)) } else { Err(Unfit::NhsCheckDigit) }
    }

    /// Its ten digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
