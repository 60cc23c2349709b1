//! Keeps the rows of whoever is let in, until they go into the database some people at a time.

use std::{
    collections::BTreeMap,
    io, mem,
    sync::{Arc, Mutex, PoisonError},
};

use datasets::{Cell, Dataset, Outline, Summary, WriteError, Writer};
use tokio::sync::mpsc;

use super::{
    LeftOut, Out,
    gates::Gate,
    packed::{self, Packed},
};
use crate::exports::{ExportError, Keeping, Taken, Whom};

/// People who go into the database together.
const TOGETHER: usize = 100;

/// Somebody's rows, on their way into the database.
pub(super) struct Theirs {
    pub participant: i32,
    pub row_key: String,
    pub packed: Packed,
    /// Their answers were deleted before the cut was begun: what is kept has none.
    pub is_erased: bool,
}

pub(super) struct Keeper {
    gate: Gate,
    files: Vec<(Arc<Dataset>, Rows)>,
    left_out: BTreeMap<LeftOut, u64>,
    waiting: Vec<Theirs>,
    to: mpsc::Sender<Vec<Theirs>>,
}

/// The rows of one person in one file. Whoever writes them and whoever takes them are on one thread.
#[derive(Clone, Default)]
struct Rows(Arc<Mutex<String>>);

/// What the rows of one file are given to.
struct File {
    dataset: Arc<Dataset>,
    rows: Rows,
    written: u64,
}

impl Keeper {
    pub fn new(gate: Gate, to: mpsc::Sender<Vec<Theirs>>) -> Self {
        let (files, left_out, waiting) = (Vec::new(), BTreeMap::new(), Vec::new());
        Self { gate, files, left_out, waiting, to }
    }

    /// What the files are, and who was left out.
    pub fn made(mut self) -> (Vec<Outline>, Vec<Out>) {
        let outline = |(dataset, _): (Arc<Dataset>, Rows)| (*dataset).clone().into_outline();
        let files = self.files.drain(..).map(outline).collect();
        let out = |(reason, people): (&LeftOut, &u64)| Out { reason: *reason, people: *people };
        (files, self.left_out.iter().map(out).collect())
    }

    /// The other side hangs up only when it has failed, and tells why.
    fn send(&mut self) -> Result<(), ExportError> {
        let sent = self.to.blocking_send(mem::take(&mut self.waiting));
        sent.map_err(|_| ExportError::Files(io::Error::other("they could not be kept")))
    }
}

impl Keeping for Keeper {
    fn file(&mut self, dataset: &Arc<Dataset>) -> Result<Box<dyn Writer + Send>, ExportError> {
        let rows = Rows::default();
        self.files.push((Arc::clone(dataset), rows.clone()));
        Ok(Box::new(File { dataset: Arc::clone(dataset), rows, written: 0 }))
    }

    fn takes(&mut self, whom: &Whom<'_>) -> Taken {
        let Some(reason) = self.gate.against(whom) else { return Taken::Yes };
        *self.left_out.entry(reason).or_default() += 1;
        Taken::No
    }

    fn end_person(&mut self, whom: &Whom<'_>, row_key: &str) -> Result<(), ExportError> {
        let packed = packed::pack(self.files.iter().map(|(_, rows)| rows.take()))?;
        let (participant, row_key) = (whom.participant, row_key.to_owned());
        self.waiting.push(Theirs { participant, row_key, packed, is_erased: whom.is_erased });
        if self.waiting.len() >= TOGETHER {
            self.send()?;
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), ExportError> {
        self.send()
    }
}

impl Rows {
    fn take(&self) -> String {
        mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Writer for File {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        self.written += 1;
        let mut rows = self.rows.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(packed::add((&self.dataset, self.written), cells, &mut rows)?)
    }

    fn finish(self: Box<Self>) -> Result<Summary, WriteError> {
        let columns = self.dataset.variables().len();
        Ok(Summary { rows: self.written, columns, losses: Vec::new() })
    }
}
