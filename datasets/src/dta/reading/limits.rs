//! How much of a file is believed.

/// What a file may have at most, so that none takes all the memory. Each is far above what a data owner sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Variables.
    pub variables: u64,
    /// Bytes of all names, formats, labels and characteristics together.
    pub described: u64,
    /// Bytes of a row, with the texts of its strLs.
    pub row: u64,
    /// Texts of strLs. For each is kept where it begins, in 16 bytes.
    pub long_texts: u64,
}

impl Default for Limits {
    /// 120,000 variables, 64 MiB of what describes them, 16 MiB a row, and a million long texts.
    fn default() -> Self {
        Self { variables: 120_000, described: 1 << 26, row: 1 << 24, long_texts: 1_000_000 }
    }
}
