//! By what somebody is found in records, and why what is on record does not do for it.

use serde::{Deserialize, Serialize};

use crate::names::plain;

/// Something by which a person is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identifier {
    /// The National Insurance number.
    Nino,
    /// The NHS number.
    NhsNumber,
    /// The statistical linkage key of letters of the names, the date of birth and the sex.
    Slk581,
    /// The first name.
    FirstName,
    /// The last name.
    LastName,
    /// The date of birth.
    Dob,
    /// The postcode.
    Postcode,
    /// The sex.
    Sex,
}

impl Identifier {
    /// Every one, in the order of the columns of a file.
    pub const ALL: [Self; 8] = [
        Self::Nino,
        Self::NhsNumber,
        Self::Slk581,
        Self::FirstName,
        Self::LastName,
        Self::Dob,
        Self::Postcode,
        Self::Sex,
    ];

    /// The name in files, and in what is hashed.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nino => "nino",
            Self::NhsNumber => "nhs_number",
            Self::Slk581 => "slk581",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Dob => "dob",
            Self::Postcode => "postcode",
            Self::Sex => "sex",
        }
    }

    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Nino => "National Insurance number",
            Self::NhsNumber => "NHS number",
            Self::Slk581 => "statistical linkage key",
            Self::FirstName => "first name",
            Self::LastName => "last name",
            Self::Dob => "date of birth",
            Self::Postcode => "postcode",
            Self::Sex => "sex",
        }
    }

    /// Whether it may be given as a keyed hash: it is compared as a whole or not at all, and tells one person from nearly
    /// all others. A hash of a name or a postcode finds nobody who is written a letter otherwise.
    #[must_use]
    pub const fn may_be_keyed(self) -> bool {
        matches!(self, Self::Nino | Self::NhsNumber | Self::Slk581)
    }
}

/// Why something is no identifier, without what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Unfit {
    /// A National Insurance number of another shape.
    #[error("it is not two letters and six digits, with or without a letter behind them")]
    NinoShape,
    /// One with another last letter.
    #[error("its last letter is none of A, B, C and D")]
    NinoSuffix,
    /// One that begins with letters that are never given.
    #[error("no National Insurance number begins with these two letters")]
    NinoPrefix,
    /// An NHS number of another length.
    #[error("it does not have ten digits")]
    NhsLength,
    /// One of ten equal digits, which pass the check of the last one.
    #[error("its ten digits are all the same, which stands for a number that nobody knew")]
    NhsFiller,
    /// One whose last digit does not follow from the others.
    #[error("its last digit does not fit the others: at least one of them was mistyped")]
    NhsCheckDigit,
    /// No postcode.
    #[error("it is not built as a postcode is, such as ZZ99 3WZ")]
    PostcodeShape,
    /// A postcode of nobody's fixed abode, or of an address abroad.
    #[error("it stands for no place, so nobody is found by it")]
    NoPlace,
    /// No date.
    #[error("it is no day of the calendar, written as 1990-03-20 or 20/03/1990")]
    NotADate,
    /// A day that has not come.
    #[error("it lies in the future")]
    InTheFuture,
    /// A day longer ago than anybody lives.
    #[error("it lies more than 120 years back")]
    TooLongAgo,
    /// A name without a letter.
    #[error("it has no letter")]
    NoLetter,
    /// Names from which no key can be made.
    #[error("neither of the names has a letter from A to Z")]
    NoLatinLetter,
    /// A key that needs a date of birth.
    #[error("there is no date of birth to make it from")]
    NoDateOfBirth,
}

/// A name as it is given to an owner of records: as it stands, with single spaces. Owners compare names by rules of their own.
///
/// # Errors
/// When it has no letter.
pub fn name_as_written(text: &str) -> Result<String, Unfit> {
    if !plain(text).chars().any(char::is_alphabetic) {
        return Err(Unfit::NoLetter);
    }
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Letters and digits alone, in capitals, with the digits 0 to 9.
pub(super) fn code(text: &str) -> String {
    let text = crate::digits::western(text);
    text.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect()
}
