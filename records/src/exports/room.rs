//! Room for the cells of a row, which is kept for the next one.

use datasets::Cell;

/// An empty row that was a long one before.
#[derive(Default)]
pub(super) struct Room(Vec<Cell<'static>>);

impl Room {
    /// The empty row.
    pub fn take<'c>(&mut self) -> Vec<Cell<'c>> {
        std::mem::take(&mut self.0)
    }

    /// Gives it back once it was written.
    pub fn give_back(&mut self, mut cells: Vec<Cell<'_>>) {
        cells.clear();
        // Collected in place: the room stays, and nothing in it is borrowed any more.
        self.0 = cells.into_iter().map(|_| Cell::Blank).collect();
    }
}
