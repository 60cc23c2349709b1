//! FHIR R4 (and R4B): a `QuestionnaireResponse` for each row, one JSON text a line (NDJSON), and the `Questionnaire` that
//! they answer. <https://hl7.org/fhir/R4/questionnaireresponse.html>
//!
//! - Each variable is an item whose `linkId` is its name. The variables of a response set are one item, which repeats: its
//!   `linkId` is the set's name, and an answer's code is what a member's name has behind that.
//! - A value of a variable all of whose values have labels is a `valueCoding` with code and words, as is a word that has
//!   one. Other whole numbers are `valueInteger`, or `valueDecimal` where 32 bits do not hold them; texts, dates, months and
//!   moments are `valueString`, `valueDate`, `valueDate` of year and month, and `valueDateTime` in UTC.
//! - What is blank is no item. A missing code is an item without an answer and with two extensions: FHIR's
//!   `data-absent-reason`, which has fewer reasons, and [`MISSING_CODE`] with the number that CSV has. Within a set of which
//!   something was answered, [`MISSING_OPTION`] names the option as well.
//! - `status` is `stopped` where a code says that somebody was withdrawn or a window closed, otherwise `in-progress` where
//!   one says that something was not due or not reached, otherwise `completed`.
//! - There is no `id`, no `identifier`, no `subject`, no `author` and no date: who a row is of is told by the release's key,
//!   which is an item, and by nothing else.
//! - A text has at most 1,048,576 bytes, and U+FFFD for a character below 32 that is no space.

mod answers;

mod questionnaire;

mod resource;

use std::{
    io::{self, Write},
    sync::Arc,
};

use crate::{Cell, Dataset, Losses, Lost, Missing, Summary, WriteError, Writer};
use answers::{Asked, Row};
use resource::Response;

pub use questionnaire::questionnaire;

/// The extension of an item that has the missing code as CSV has it, from −9 to −1.
pub const MISSING_CODE: &str = "urn:throughline:missing-code";

/// The extension of an item of several answers that has an option's code and its missing code.
pub const MISSING_OPTION: &str = "urn:throughline:missing-option";

/// FHIR's own extension.
const DATA_ABSENT: &str = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

/// A file of responses while it is being written.
pub struct Fhir<W: Write> {
    dataset: Arc<Dataset>,
    rows: u64,
    losses: Losses,
    asked: Vec<Asked>,
    canonical: String,
    out: io::BufWriter<W>,
}

impl<W: Write> Fhir<W> {
    /// Nothing stands before the responses.
    ///
    /// # Errors
    /// Never; it is as it is with other formats.
    pub fn create(dataset: Arc<Dataset>, out: W) -> Result<Self, WriteError> {
        let mut losses = Losses::default();
        for variable in dataset.variables().iter().filter(|own| !answers::is_coded(own)) {
            if variable.kind.is_number() {
                let labels = variable.labels.iter();
                labels.for_each(|_| losses.schema(Some(&variable.name), Lost::ValueLabelLeftOut));
            }
        }
        let (asked, canonical) = (answers::asked(&dataset), canonical(&dataset));
        Ok(Self { dataset, rows: 0, losses, asked, canonical, out: io::BufWriter::new(out) })
    }
}

impl<W: Write> Writer for Fhir<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        self.rows += 1;
        let mut admitted = Vec::with_capacity(cells.len());
        for cell in self.dataset.admit(self.rows, cells)? {
            admitted.push(cell?);
        }
        let mut row = Row { number: self.rows, cells: &admitted, losses: &mut self.losses };
        let response = Response {
            resource_type: "QuestionnaireResponse",
            language: self.dataset.language(),
            questionnaire: &self.canonical,
            status: status(&admitted),
            item: self.asked.iter().filter_map(|asked| row.item(asked)).collect(),
        };
        serde_json::to_writer(&mut self.out, &response).map_err(io::Error::from)?;
        Ok(self.out.write_all(b"\n")?)
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, WriteError> {
        self.out.flush()?;
        let columns = self.dataset.variables().len();
        Ok(Summary { rows: self.rows, columns, losses: self.losses.into_list() })
    }
}

/// By which address a response names its Questionnaire.
fn canonical(dataset: &Dataset) -> String {
    format!("urn:throughline:questionnaire:{}", dataset.name())
}

fn status(cells: &[(&crate::Variable, Cell<'_>)]) -> &'static str {
    let has = |reasons: [Missing; 2]| {
        let is_one = |cell: &Cell<'_>| matches!(cell, Cell::Missing(own) if reasons.contains(own));
        cells.iter().any(|(_, cell)| is_one(cell))
    };
    if has([Missing::Withdrawn, Missing::WindowClosed]) {
        "stopped"
    } else if has([Missing::NotDue, Missing::NotReached]) {
        "in-progress"
    } else {
        "completed"
    }
}

/// The nearest reason of FHIR's list, <https://hl7.org/fhir/R4/valueset-data-absent-reason.html>.
const fn absent(reason: Missing) -> &'static str {
    match reason {
        Missing::NotApplicable => "not-applicable",
        Missing::NotAsked | Missing::NotReached => "not-asked",
        Missing::NotDue | Missing::WindowClosed => "not-performed",
        Missing::Withdrawn => "not-permitted",
        Missing::Blank => "unknown",
        Missing::DontKnow => "asked-unknown",
        Missing::Refused => "asked-declined",
    }
}
