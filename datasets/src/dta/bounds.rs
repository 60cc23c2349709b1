//! How much Stata takes of what is said in words. Setup files keep within it, too.

/// The most characters of the label of a variable or a dataset.
pub(crate) const LONGEST_LABEL: usize = 80;

/// The most bytes of the label of a value.
pub(crate) const LONGEST_VALUE_LABEL: usize = 32_000;

/// The most bytes of a characteristic, and so of a note.
pub(crate) const LONGEST_NOTE: usize = 67_784;

/// The most notes of a dataset.
pub(crate) const MOST_NOTES: usize = 9_999;
