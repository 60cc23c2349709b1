//! The statistical linkage key SLK-581 of the Australian Institute of Health and Welfare: letters of the names, the date of
//! birth and the sex. It finds people without a number, is shared by some, and is as personal as what it is made from.

use chrono::NaiveDate;

use super::{Sex, Unfit};
use crate::names::plain;

/// Which letters of a last and of a first name are taken, counted from 0.
const OF_LAST: [usize; 3] = [1, 2, 4];
const OF_FIRST: [usize; 2] = [1, 2];

/// A key of 14 characters.
#[derive(Clone, PartialEq, Eq)]
pub struct Slk581(String);

impl Slk581 {
    /// The key of somebody. A letter that a name does not have is `2`; a name that is not there, or has no letter from A to Z,
    /// is all `9`.
    ///
    /// # Errors
    /// When neither name has a letter from A to Z.
    pub fn of(first_name: &str, last_name: &str, born: NaiveDate, sex: Sex) -> Result<Self, Unfit> {
        let (last, first) = (letters(last_name, &OF_LAST), letters(first_name, &OF_FIRST));
        if last.is_none() && first.is_none() {
            return Err(Unfit::NoLatinLetter);
        }
        let (last, first) =
            (last.unwrap_or_else(|| "999".to_owned()), first.unwrap_or_else(|| "99".to_owned()));
        Ok(Self(format!("{last}{first}{}{}", born.format("%d%m%Y"), sex.code())))
    }

    /// The key.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn letters(name: &str, places: &[usize]) -> Option<String> {
    let all: Vec<_> = plain(name).chars().filter(char::is_ascii_lowercase).collect();
    let taken = places.iter().map(|place| all.get(*place).map_or('2', char::to_ascii_uppercase));
    (!all.is_empty()).then(|| taken.collect())
}
