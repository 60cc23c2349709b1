//! What differs between the releases, all of it widths in bytes.

/// A release of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// 117, of Stata 13. Its texts are in whatever encoding the machine had.
    R117,
    /// 118, of Stata 14 and later.
    R118,
    /// 119, of Stata 15 and later, for more than 32,767 variables.
    R119,
}

/// How many variables release 118 has at most.
const MOST_OF_118: usize = 32_767;

impl Release {
    /// The one in which so many variables are written.
    pub(super) const fn for_variables(variables: usize) -> Self {
        if variables > MOST_OF_118 { Self::R119 } else { Self::R118 }
    }

    /// The one with this number.
    pub(super) const fn of_number(number: &[u8; 3]) -> Option<Self> {
        match number {
            b"117" => Some(Self::R117),
            b"118" => Some(Self::R118),
            b"119" => Some(Self::R119),
            _ => None,
        }
    }

    /// Its number, as it stands in the file.
    #[must_use]
    pub const fn number(self) -> &'static str {
        match self {
            Self::R117 => "117",
            Self::R118 => "118",
            Self::R119 => "119",
        }
    }

    /// Of the number of variables, and of a place in the list by which rows are sorted.
    pub(super) const fn variables(self) -> usize {
        if matches!(self, Self::R119) { 4 } else { 2 }
    }

    /// Of the number of rows, and of a row before the text of a strL.
    pub(super) const fn rows(self) -> usize {
        if matches!(self, Self::R117) { 4 } else { 8 }
    }

    /// Of the length of the dataset's label.
    pub(super) const fn title_length(self) -> usize {
        if matches!(self, Self::R117) { 1 } else { 2 }
    }

    /// Of a name, with the zero behind it.
    pub(super) const fn name(self) -> usize {
        if matches!(self, Self::R117) { 33 } else { 129 }
    }

    /// Of a format, with the zero behind it.
    pub(super) const fn format(self) -> usize {
        if matches!(self, Self::R117) { 49 } else { 57 }
    }

    /// Of a variable's label, with the zero behind it.
    pub(super) const fn label(self) -> usize {
        if matches!(self, Self::R117) { 81 } else { 321 }
    }

    /// Of the variable in the cell of a strL. The row has what is left of 8.
    pub(super) const fn reference(self) -> usize {
        match self {
            Self::R117 => 4,
            Self::R118 => 2,
            Self::R119 => 3,
        }
    }
}
