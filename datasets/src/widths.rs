//! How long texts are, learned by reading all rows once before they are written.

use crate::{Cell, Dataset, RowError};

/// Reads rows as a writer would, and keeps the greatest number of bytes of each text.
#[derive(Debug)]
pub struct Widths {
    dataset: Dataset,
    rows: u64,
    /// By variable; of what is no text it stays 0.
    greatest: Vec<usize>,
}

impl Widths {
    /// Nothing was read yet.
    #[must_use]
    pub fn new(dataset: Dataset) -> Self {
        let greatest = vec![0; dataset.variables().len()];
        Self { dataset, rows: 0, greatest }
    }

    /// Reads a row.
    ///
    /// # Errors
    /// When a cell does not fit its variable.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), RowError> {
        self.rows += 1;
        let admitted = self.dataset.admit(self.rows, cells)?;
        for (greatest, cell) in self.greatest.iter_mut().zip(admitted) {
            if let (_, Cell::Text(text)) = cell? {
                *greatest = text.len().max(*greatest);
            }
        }
        Ok(())
    }

    /// The dataset, with texts of exactly these widths, but at least 1, and none that its labelled words do not fit in.
    #[must_use]
    pub fn into_dataset(mut self) -> Dataset {
        self.dataset.narrow(&self.greatest);
        self.dataset
    }
}
