//! CSV as owners of records write it.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::{NotATable, Table};

/// What may stand between cells.
const BETWEEN: [u8; 3] = *b",;\t";

pub(super) fn read(bytes: &[u8]) -> Result<Table, NotATable> {
    let text = text(bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(between(&text))
        .from_reader(text.as_bytes());
    let (mut table, mut is_header) = (Table::default(), true);
    let mut lines = Lines::of(&text);
    for record in reader.records() {
        let record = record.map_err(|_| NotATable::Csv)?;
        let begins = record.position().map_or(0, csv::Position::byte);
        let line = lines.at(usize::try_from(begins).unwrap_or(usize::MAX));
        let cells: Vec<_> = record.iter().map(str::to_owned).collect();
        if is_header {
            (table.header, is_header) = (cells, false);
        } else if cells.iter().any(|cell| !cell.trim().is_empty()) {
            // Spreadsheets leave rows of nothing but commas behind.
            table.rows.push((line, cells));
        }
    }
    if is_header { Err(NotATable::Empty) } else { Ok(table) }
}

fn text(bytes: &[u8]) -> Result<String, NotATable> {
    let text = match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (Some((encoding, mark)), _) => {
            let (text, had_errors) = encoding.decode_without_bom_handling(&bytes[mark..]);
            if had_errors {
                return Err(NotATable::NoText);
            }
            text.into_owned()
        }
        (None, Ok(text)) => text.to_owned(),
        (None, Err(_)) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    if text.contains('\0') { Err(NotATable::NoText) } else { Ok(text) }
}

/// What parts the header into the most cells; a comma where nothing does.
fn between(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default().as_bytes();
    let count = |one: u8| header.iter().filter(|byte| **byte == one).count();
    BETWEEN.into_iter().rev().max_by_key(|one| count(*one)).unwrap_or(b',')
}

/// Which line a place of the text is on. The reader counts those of a record from the end of the one before, behind which
/// empty lines may stand.
struct Lines<'t> {
    text: &'t [u8],
    place: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    const fn of(text: &'t str) -> Self {
        Self { text: text.as_bytes(), place: 0, line: 1 }
    }

    /// The line of what stands behind a place, from 1. Places only go up.
    fn at(&mut self, place: usize) -> u64 {
        let rest = self.text.get(place..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let place = place + blank;
        let passed = self.text.get(self.place..place).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.place = place;
        self.line
    }
}
