//! A workbook, as far as its cells go. What it says of its own size is not believed: it is unpacked once to be
//! counted before anything of it is kept.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, copy, sink},
    panic::{RefUnwindSafe, catch_unwind},
};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};
use zip::{ZipArchive, result::ZipError};

use crate::importing::ImportError;

/// Megabytes, unpacked.
const MOST: usize = 64;
/// Files in the workbook; an honest one has about a dozen.
const FILES: usize = 2_000;
/// Cells that are not empty.
const CELLS: usize = 400_000;
/// Characters of a cell; no spreadsheet takes more.
const LONGEST: usize = 32_767;

/// The sheets in their order.
pub(super) type Workbook = Vec<Sheet>;

/// A sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub name: String,
    /// Those with something in them, by their number from 1, each by its columns from 0.
    pub rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
}

/// A cell that is not empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cell {
    /// Empty where a formula has not been worked out yet.
    pub text: String,
    /// The spreadsheet worked it out.
    pub is_formula: bool,
    /// It could not be worked out.
    pub is_error: bool,
}

/// Whether a sheet of a name is wanted.
pub(super) type Wanted<'w> = &'w (dyn Fn(&str) -> bool + RefUnwindSafe);

/// Reads those sheets that are wanted; of the others, their names.
pub(super) fn read(bytes: &[u8], wanted: Wanted<'_>) -> Result<Workbook, ImportError> {
    look(bytes)?;
    // The library counts on names of cells that are none longer than a spreadsheet has, and whoever damaged the file
    // may have written others.
    catch_unwind(|| sheets(bytes, wanted)).unwrap_or(Err(ImportError::Damaged(UNREADABLE)))
}

fn sheets(bytes: &[u8], wanted: Wanted<'_>) -> Result<Workbook, ImportError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut taken = Taken::default();
    let mut sheets = Workbook::new();
    for name in workbook.sheet_names() {
        let mut sheet = Sheet { name: name.clone(), ..Sheet::default() };
        if wanted(&name) {
            fill(&mut sheet, &mut workbook, &mut taken)?;
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// What was taken from all cells so far.
#[derive(Default)]
struct Taken {
    cells: usize,
    bytes: usize,
}

impl Taken {
    /// Counted before it is copied: many cells can have one text, which the file holds once.
    fn take(&mut self, value: &DataRef<'_>) -> Result<(), ImportError> {
        self.cells += 1;
        if self.cells > CELLS {
            return Err(ImportError::TooMuch("its sheets have more than 400,000 cells"));
        }
        let text = written(value).unwrap_or_default();
        if text.chars().nth(LONGEST).is_some() {
            return Err(ImportError::TooMuch("a cell has more than 32,767 characters"));
        }
        self.bytes += text.len();
        if self.bytes > MOST << 20 {
            return Err(ImportError::TooLarge { most: MOST, of: "the text of all cells" });
        }
        Ok(())
    }
}

fn fill(
    sheet: &mut Sheet,
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    taken: &mut Taken,
) -> Result<(), ImportError> {
    let mut reader = workbook.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
    while let Some(found) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        taken.take(&found.value)?;
        let is_error = matches!(found.value, DataRef::Error(_));
        let text = text(&found.value).trim().to_owned();
        let is_formula = found.formula.is_some();
        let is_open = is_formula && matches!(found.value, DataRef::Empty);
        if !text.is_empty() || is_error || is_open {
            let cell = Cell { text, is_formula, is_error };
            let (row, column) = found.pos;
            sheet.rows.entry(row.saturating_add(1)).or_default().insert(column, cell);
        }
    }
    // Formulas that were drawn down further than there is anything make no rows.
    let says = |cell: &Cell| !cell.text.is_empty() || cell.is_error;
    sheet.rows.retain(|_, cells| cells.values().any(says));
    Ok(())
}

/// A number that is whole is written so: spreadsheets keep 1 as 1.0.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(moment) => day(moment),
        other => written(other).unwrap_or_default().to_owned(),
    }
}

/// The text of a cell that holds text.
fn written<'v>(value: &'v DataRef<'_>) -> Option<&'v str> {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Some(text)
        }
        DataRef::SharedString(text) => Some(text),
        _ => None,
    }
}

fn day(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        _ => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
    }
}

/// What the file is, and how large it becomes.
fn look(bytes: &[u8]) -> Result<(), ImportError> {
    if let Some(other) = another(bytes) {
        return Err(other);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(torn)?;
    if archive.len() > FILES {
        return Err(ImportError::TooMuch("the workbook holds more than 2,000 files"));
    }
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.bin") {
        let mend = "open it in a spreadsheet, and save it as .xlsx";
        return Err(ImportError::OtherFile { is: "a binary workbook (.xlsb)", mend });
    }
    if has("mimetype") {
        let mend = "open it in a spreadsheet, and save it as .xlsx";
        return Err(ImportError::OtherFile { is: "an OpenDocument file (.ods)", mend });
    }
    if !has("[Content_Types].xml") {
        let mend = "bring a workbook, saved as .xlsx";
        return Err(ImportError::OtherFile { is: "a ZIP file that is no workbook", mend });
    }
    let most = (MOST << 20) as u64;
    let mut left = most;
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(torn)?;
        if entry.size() > left {
            return Err(ImportError::TooLarge { most: MOST, of: "the unpacked workbook" });
        }
        let unpacked = copy(&mut entry.take(left + 1), &mut sink());
        let unpacked = unpacked.map_err(|_| ImportError::Damaged(UNREADABLE))?;
        left = left
            .checked_sub(unpacked)
            .ok_or(ImportError::TooLarge { most: MOST, of: "the unpacked workbook" })?;
    }
    Ok(())
}

/// Another kind of file, by how it begins.
fn another(bytes: &[u8]) -> Option<ImportError> {
    let other = |is, mend| Some(ImportError::OtherFile { is, mend });
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return None;
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        let sealed: Vec<u8> =
            "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_sealed = bytes.windows(sealed.len()).any(|part| part == sealed);
        return if is_sealed {
            other(
                "protected by a password",
                "open it, take the password away, and save it as .xlsx",
            )
        } else {
            other("an old workbook (.xls)", "open it in a spreadsheet, and save it as .xlsx")
        };
    }
    let begins = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).trim_start().to_owned();
    if begins.starts_with('{') || begins.starts_with('[') {
        return other("JSON and no workbook", "for a Questionnaire of FHIR write --from fhir");
    }
    if begins.starts_with('<') {
        let mend = "bring the .xlsx that the form was made from";
        return other("XML and no workbook: perhaps the form as it was converted", mend);
    }
    other(
        "no workbook (.xlsx)",
        "save the form as .xlsx; a CSV file has one sheet only, and a form has three",
    )
}

fn torn(error: ZipError) -> ImportError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            let mend = "take the password away, and save it again";
            ImportError::OtherFile { is: "protected by a password", mend }
        }
        ZipError::InvalidArchive(_) | ZipError::Io(_) => ImportError::Damaged(BREAKS_OFF),
        _ => ImportError::Damaged(UNREADABLE),
    }
}

const BREAKS_OFF: &str =
    "it breaks off before its end, as when it was not copied or downloaded whole";
const UNREADABLE: &str = "a part of it is damaged";

fn damaged(error: XlsxError) -> ImportError {
    match error {
        XlsxError::Zip(error) => torn(error),
        _ => ImportError::Damaged(UNREADABLE),
    }
}
