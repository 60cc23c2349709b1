//! CDISC ODM 2.0 as XML: what the variables are, and then a form for each row.
//!
//! The namespace is `http://www.cdisc.org/ns/odm/v2.0`, the structure that of CDISC's schemas
//! (<https://www.cdisc.org/standards/data-exchange/odm-xml/odm-xml-v2-0>).
//!
//! - The dataset is an `ItemGroupDef`, each variable an `ItemDef` with its label as `Description` and what was asked as
//!   `Question`. What ODM has no element for (measure, universe, source, wave, response set) is an `Alias`.
//! - A variable whose values have labels has a `CodeList`, which in ODM is the list of all that can be: a value without a
//!   label stands for itself. Where that would be more than [`LONGEST_LIST`] values there is none, and the labels are lost.
//! - A row is an `ItemGroupData` within a `SubjectData`. The subject's key is the first variable where that is a text, and
//!   otherwise the number of the row; rows with one key that follow each other are one subject's, and are counted. No other
//!   identifier is in the file.
//! - What is blank has no `ItemData`. A missing code is an item that is null and a flag of the code list `CL.missing` with
//!   the number that CSV has, so that no data type is hurt and no reader takes it for an answer.
//! - Numbers and dates read as in CSV. A month is a `partialDate`. A character that XML cannot say stands as U+FFFD.
//!
//! ODM demands the time at which a file was made. It is given, so that the same release has the same bytes.

mod code_lists;

mod metadata;

use std::{
    fmt::Write as _,
    io::{self, Write},
    sync::Arc,
};

use chrono::{DateTime, Utc};

use crate::{Cell, Dataset, Kind, Losses, Lost, Summary, Variable, WriteError, Writer, iso, xml};

pub use code_lists::LONGEST_LIST;

/// Bytes that wait before they are written.
const ROOM: usize = 1 << 16;

/// An ODM file while it is being written.
pub struct Odm<W: Write> {
    dataset: Arc<Dataset>,
    rows: u64,
    losses: Losses,
    out: W,
    /// What was not written yet.
    xml: String,
    /// Where each variable's item begins: its element, without the end of the tag.
    items: Vec<String>,
    /// The subject whose element is open, and how many rows it has.
    subject: Option<(String, u64)>,
    /// The cell that is being written.
    words: String,
}

impl<W: Write> Odm<W> {
    /// Writes what the variables are. `made` is when the release was frozen.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn create(dataset: Arc<Dataset>, made: DateTime<Utc>, out: W) -> Result<Self, WriteError> {
        let mut losses = Losses::default();
        let mut metadata = Vec::new();
        metadata::write(&dataset, made, &mut losses, &mut metadata)?;
        let mut out = out;
        out.write_all(&metadata)?;
        let item = |variable: &Variable| format!("<ItemData ItemOID=\"IT.{}\"", variable.name);
        let items = dataset.variables().iter().map(item).collect();
        let (xml, words) = (String::new(), String::new());
        let mut own = Self { dataset, rows: 0, losses, out, xml, items, subject: None, words };
        own.xml.push_str("<ClinicalData StudyOID=\"ST\" MetaDataVersionOID=\"MDV\">\n");
        Ok(own)
    }

    /// Opens the element of the row's subject, unless it is open.
    fn begin_row(&mut self, key: Option<&str>) {
        let row = self.rows;
        let key = key.map_or_else(|| format!("row {row}"), |key| xml::sayable(key).into_owned());
        let repeat = match &mut self.subject {
            Some((open, repeat)) if *open == key => {
                *repeat += 1;
                *repeat
            }
            _ => {
                self.end_subject();
                let escaped = quick_xml::events::attributes::Attribute::from(("k", key.as_str()));
                let _ = writeln!(self.xml, "<SubjectData SubjectKey=\"{}\">", escaped.value);
                self.subject = Some((key, 1));
                1
            }
        };
        let _ = writeln!(
            self.xml,
            "<StudyEventData StudyEventOID=\"SE\" StudyEventRepeatKey=\"{repeat}\">\
             <ItemGroupData ItemGroupOID=\"IG\" ItemGroupDataSeq=\"{row}\">"
        );
    }

    fn end_subject(&mut self) {
        if self.subject.take().is_some() {
            self.xml.push_str("</SubjectData>\n");
        }
    }

    fn put(&mut self, least: usize) -> io::Result<()> {
        if self.xml.len() >= least {
            self.out.write_all(self.xml.as_bytes())?;
            self.xml.clear();
        }
        Ok(())
    }
}

impl<W: Write> Writer for Odm<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), WriteError> {
        self.rows += 1;
        let dataset = Arc::clone(&self.dataset);
        let admitted = dataset.admit(self.rows, cells)?;
        for (place, cell) in admitted.enumerate() {
            let (variable, cell) = cell?;
            if place == 0 {
                self.begin_row(key(cell));
            }
            let begins = self.items.get(place).map_or("", String::as_str);
            match cell {
                Cell::Blank => {}
                Cell::Missing(reason) => {
                    let _ = writeln!(
                        self.xml,
                        "{begins} IsNull=\"Yes\"><Annotation SeqNum=\"1\"><Flag>\
                         <FlagValue CodeListOID=\"CL.missing\">{}</FlagValue></Flag></Annotation></ItemData>",
                        reason.code()
                    );
                }
                Cell::Text(text) => {
                    let said = xml::sayable(text);
                    if said != text {
                        self.losses.cell(&variable.name, Lost::CharacterReplaced, self.rows);
                    }
                    let said = xml::between(&said);
                    let _ = writeln!(self.xml, "{begins}><Value>{said}</Value></ItemData>");
                }
                other => {
                    self.words.clear();
                    iso::show(variable.kind, other, &mut self.words);
                    let words = &self.words;
                    let _ = writeln!(self.xml, "{begins}><Value>{words}</Value></ItemData>");
                }
            }
        }
        self.xml.push_str("</ItemGroupData></StudyEventData>\n");
        Ok(self.put(ROOM)?)
    }

    fn finish(mut self: Box<Self>) -> Result<Summary, WriteError> {
        self.end_subject();
        self.xml.push_str("</ClinicalData>\n</ODM>\n");
        self.put(0)?;
        self.out.flush()?;
        let columns = self.dataset.variables().len();
        Ok(Summary { rows: self.rows, columns, losses: self.losses.into_list() })
    }
}

const fn key<'c>(first: Cell<'c>) -> Option<&'c str> {
    match first {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

/// What ODM calls what stands in a variable.
const fn data_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Whole { .. } => "integer",
        Kind::Decimal { .. } => "double",
        Kind::Text { .. } => "text",
        Kind::Date => "date",
        Kind::Moment => "datetime",
        Kind::Month => "partialDate",
    }
}
