//! The sex as records have it.

/// The sex, as far as the codes of records tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
    /// Neither, or not on record.
    #[default]
    NotKnown,
}

impl Sex {
    /// The code in files and in the statistical linkage key: 1, 2 or 9.
    #[must_use]
    pub const fn code(self) -> char {
        match self {
            Self::Male => '1',
            Self::Female => '2',
            Self::NotKnown => '9',
        }
    }
}
