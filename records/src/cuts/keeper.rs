//! Keeps the rows of whoever is let in, until they go into the database some people at a time.

use std::{
    collections::BTreeMap,
    io, mem,
    sync::{Arc, Mutex, PoisonError},
};

use datasets::{Dataset, Outline, Writer, archive::Checked};
use tokio::sync::mpsc;

use super::{
    CutError, LeftOut, Out,
    gates::Gate,
    looked_through::{self, File},
    packed::{self, Packed},
    shaping::{Becomes, Shaping},
};
use crate::exports::{ExportError, Instrument, Keeping, Taken, Whom};

/// People who go into the database together.
const TOGETHER: usize = 100;

/// Somebody's rows, on their way into the database.
pub(super) struct Theirs {
    pub participant: i32,
    pub row_key: String,
    pub packed: Packed,
}

/// What becomes of the files, once the surveys are known.
pub(super) type Shaper = Box<dyn FnOnce(&Instrument<'_>) -> Shaping + Send>;

pub(super) struct Keeper {
    gate: Gate,
    shaper: Option<Shaper>,
    shaping: Option<Arc<Shaping>>,
    /// As they were before they were shaped.
    whole: Vec<Dataset>,
    files: Vec<(Arc<Dataset>, Rows)>,
    checked: Arc<Mutex<Vec<Checked>>>,
    left_out: BTreeMap<LeftOut, u64>,
    waiting: Vec<Theirs>,
    to: mpsc::Sender<Vec<Theirs>>,
}

/// The rows of one person in one file. Whoever writes them and whoever takes them are on one thread.
pub(super) type Rows = Arc<Mutex<String>>;

impl Keeper {
    pub fn new(gate: Gate, shaper: Shaper, to: mpsc::Sender<Vec<Theirs>>) -> Self {
        Self {
            gate,
            shaper: Some(shaper),
            shaping: None,
            whole: Vec::new(),
            files: Vec::new(),
            checked: Arc::default(),
            left_out: BTreeMap::new(),
            waiting: Vec::new(),
            to,
        }
    }

    /// What the files are, and who was left out.
    ///
    /// # Errors
    /// When a rule is about nothing, or an archive would send the files back.
    pub fn made(self) -> Result<(Vec<Outline>, Vec<Out>), CutError> {
        if let Some(shaping) = &self.shaping {
            shaping.check(&self.whole)?;
        }
        let checked = mem::take(&mut *self.checked.lock().unwrap_or_else(PoisonError::into_inner));
        let findings = looked_through::findings(&checked);
        if !findings.is_empty() {
            return Err(CutError::Findings(findings));
        }
        let outline = |(dataset, _): &(Arc<Dataset>, Rows)| (**dataset).clone().into_outline();
        let files = self.files.iter().map(outline).collect();
        let out = |(reason, people): (&LeftOut, &u64)| Out { reason: *reason, people: *people };
        Ok((files, self.left_out.iter().map(out).collect()))
    }

    /// The other side hangs up only when it has failed, and tells why.
    fn send(&mut self) -> Result<(), ExportError> {
        let sent = self.to.blocking_send(mem::take(&mut self.waiting));
        sent.map_err(|_| ExportError::Files(io::Error::other("they could not be kept")))
    }
}

impl Keeping for Keeper {
    fn begin(&mut self, instrument: &Instrument<'_>) {
        self.shaping = self.shaper.take().map(|shaper| Arc::new(shaper(instrument)));
    }

    fn file(&mut self, dataset: &Arc<Dataset>) -> Result<Box<dyn Writer + Send>, ExportError> {
        self.whole.push((**dataset).clone());
        let becomes = match &self.shaping {
            Some(shaping) => shaping.file(dataset)?,
            None => Becomes::Nothing,
        };
        let kept = match &becomes {
            Becomes::Nothing => return Ok(Box::new(looked_through::Nowhere)),
            Becomes::Shaped(shape) => Arc::new(shape.dataset().clone()),
            Becomes::Words => Arc::clone(dataset),
        };
        let rows = Rows::default();
        self.files.push((Arc::clone(&kept), Arc::clone(&rows)));
        let shaping = (becomes, self.shaping.clone());
        Ok(Box::new(File::new(kept, shaping, rows, Arc::clone(&self.checked))))
    }

    fn takes(&mut self, whom: &Whom<'_>) -> Taken {
        let Some(reason) = self.gate.against(whom) else { return Taken::Yes };
        *self.left_out.entry(reason).or_default() += 1;
        Taken::No
    }

    fn end_person(&mut self, whom: &Whom<'_>, row_key: &str) -> Result<(), ExportError> {
        let take =
            |rows: &Rows| mem::take(&mut *rows.lock().unwrap_or_else(PoisonError::into_inner));
        let packed = packed::pack(self.files.iter().map(|(_, rows)| take(rows)))?;
        let (participant, row_key) = (whom.participant, row_key.to_owned());
        self.waiting.push(Theirs { participant, row_key, packed });
        if self.waiting.len() >= TOGETHER {
            self.send()?;
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), ExportError> {
        self.send()
    }
}
