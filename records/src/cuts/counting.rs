//! Counts who has which code, before any row is shaped. The rows are those of whoever is let in.

use std::sync::{Arc, Mutex, PoisonError};

use datasets::{
    Cell, Dataset, Summary, WriteError, Writer,
    shape::{Counts, Hidden},
};

use super::{gates::Gate, keeper::Shaper, looked_through::Nowhere, shaping::Shaping};
use crate::exports::{ExportError, Instrument, Keeping, Taken, Whom};

/// The file that has a row for each person, and a column for each wave.
const COUNTED: &str = "wide";

pub(super) struct Counter {
    gate: Gate,
    shaper: Option<Shaper>,
    shaping: Option<Shaping>,
    counts: Arc<Mutex<Option<Counts>>>,
}

struct File(Arc<Mutex<Option<Counts>>>);

impl Counter {
    pub fn new(gate: Gate, shaper: Shaper) -> Self {
        Self { gate, shaper: Some(shaper), shaping: None, counts: Arc::default() }
    }

    /// Which codes are put together.
    pub fn hidden(self) -> Hidden {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner).take();
        counts.map(Counts::hidden).unwrap_or_default()
    }
}

impl Keeping for Counter {
    fn begin(&mut self, instrument: &Instrument<'_>) {
        self.shaping = self.shaper.take().map(|shaper| shaper(instrument));
    }

    fn file(&mut self, dataset: &Arc<Dataset>) -> Result<Box<dyn Writer + Send>, ExportError> {
        let Some(shaping) = self.shaping.as_ref().filter(|_| dataset.name().as_str() == COUNTED)
        else {
            return Ok(Box::new(Nowhere));
        };
        let counts = Counts::new(dataset, shaping.rules());
        *self.counts.lock().unwrap_or_else(PoisonError::into_inner) = Some(counts);
        Ok(Box::new(File(Arc::clone(&self.counts))))
    }

    fn takes(&mut self, whom: &Whom<'_>) -> Taken {
        if self.gate.against(whom).is_some() { Taken::No } else { Taken::Yes }
    }

    fn end_person(&mut self, _: &Whom<'_>, _: &str) -> Result<(), ExportError> {
        Ok(())
    }

    fn end(&mut self) -> Result<(), ExportError> {
        Ok(())
    }
}

impl Writer for File {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        if let Some(counts) = &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            counts.row(cells);
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Summary, WriteError> {
        Ok(Summary::default())
    }
}
