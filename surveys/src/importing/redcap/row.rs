//! The table, row by row.

use csv::{ReaderBuilder, StringRecord};

use super::paired::{self, Begun};
use crate::importing::{ImportError, MOST_ITEMS, NotConverted};

/// One field, as it stands in the table.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Its line, from 1.
    pub line: u64,
    pub name: String,
    pub form: String,
    pub header: String,
    pub kind: String,
    pub label: String,
    /// Options, a formula, or the words of a slider.
    pub choices: String,
    pub note: String,
    pub validation: String,
    pub least: String,
    pub most: String,
    pub is_identifier: bool,
    pub logic: String,
    pub is_required: bool,
    pub matrix: String,
    pub is_ranking: bool,
    pub annotation: String,
    /// What it says, under what title, where only “y” and “n” mean anything.
    pub neither_yes_nor_no: Vec<(&'static str, String)>,
    /// Why its cells cannot be told apart.
    pub torn: Option<NotConverted>,
}

/// Columns by the beginning of their titles: the rest of a title differs between versions.
struct Columns(Vec<String>);

impl Columns {
    fn of(titles: &StringRecord) -> Result<Self, ImportError> {
        let plain = |title: &str| {
            let title = title.trim().trim_start_matches('\u{feff}').to_lowercase();
            // As REDCap's own interface calls them.
            let title = title.replace('_', " ");
            match title.as_str() {
                "field name" => NAME.to_owned(),
                _ => title.trim_start_matches("select ").to_owned(),
            }
        };
        let mut columns = Self(titles.iter().map(plain).collect());
        columns.name_by_order();
        for (beginning, title) in
            [(NAME, "Variable / Field Name"), (KIND, "Field Type"), (LABEL, "Field Label")]
        {
            columns.place(beginning).ok_or(ImportError::NoColumn(title))?;
        }
        Ok(columns)
    }

    /// REDCap goes by the order of the columns: it takes a dictionary whose titles were written over, and so each is
    /// what it is in that order.
    fn name_by_order(&mut self) {
        if !self.0.get(1).is_some_and(|title| title.starts_with("form name")) {
            return;
        }
        for (place, title) in ORDER.into_iter().enumerate() {
            let is_known = |title: &str| ORDER.iter().any(|known| title.starts_with(known));
            let is_missing = self.place(title).is_none();
            if let Some(own) = self.0.get_mut(place).filter(|own| is_missing && !is_known(own)) {
                title.clone_into(own);
            }
        }
    }

    fn place(&self, beginning: &str) -> Option<usize> {
        self.0.iter().position(|title| title.starts_with(beginning))
    }

    /// The titles of columns whose cells are left out, each with how many.
    fn left(&self, titles: &StringRecord, records: &[StringRecord]) -> Vec<(String, usize)> {
        let is_read = |title: &str| ORDER.iter().any(|known| title.starts_with(known));
        let is_left =
            |title: &str| !is_read(title) || UNREAD.iter().any(|unread| title.starts_with(unread));
        // Cells beyond the last title are told row by row.
        let titled = self.0.iter().enumerate().take(filled(titles));
        let left = titled.filter(|(_, title)| is_left(title));
        let counted = left.map(|(place, title)| {
            let cells = records.iter().filter_map(|record| record.get(place));
            let many = cells.filter(|cell| !cell.is_empty()).count();
            let number = || format!("column {}", place + 1);
            let title = titles.get(place).filter(|_| !title.is_empty());
            (title.map_or_else(number, str::to_owned), many)
        });
        counted.filter(|(_, many)| *many > 0).collect()
    }

    fn row(&self, record: &StringRecord, line: u64) -> Row {
        let at = |beginning: &str| {
            let cell = self.place(beginning).and_then(|place| record.get(place));
            cell.unwrap_or_default().trim().to_owned()
        };
        let says_yes = |beginning: &str| YES.contains(&&*at(beginning).to_lowercase());
        let titles = ["identifier", "required field", "matrix ranking"];
        let odd = titles.into_iter().map(|title| (title, at(title)));
        let is_odd = |told: &str| !YES.contains(&told) && !NO.contains(&told);
        Row {
            line,
            name: at(NAME),
            form: at("form name"),
            header: at("section header"),
            kind: at(KIND).to_lowercase(),
            label: at(LABEL),
            choices: at("choices"),
            note: at("field note"),
            validation: at("text validation type").to_lowercase(),
            least: at("text validation min"),
            most: at("text validation max"),
            is_identifier: says_yes("identifier"),
            logic: at("branching logic"),
            is_required: says_yes("required field"),
            matrix: at("matrix group"),
            is_ranking: says_yes("matrix ranking"),
            annotation: at("field annotation"),
            neither_yes_nor_no: odd.filter(|(_, told)| is_odd(&told.to_lowercase())).collect(),
            torn: None,
        }
    }
}

/// As people write it; REDCap itself takes “y” alone.
const YES: [&str; 2] = ["y", "yes"];
const NO: [&str; 3] = ["", "n", "no"];

const NAME: &str = "variable";
const KIND: &str = "field type";
const LABEL: &str = "field label";

/// The beginnings of all titles, in REDCap's order.
const ORDER: [&str; 18] = [
    NAME,
    "form name",
    "section header",
    KIND,
    LABEL,
    "choices",
    "field note",
    "text validation type",
    "text validation min",
    "text validation max",
    "identifier",
    "branching logic",
    "required field",
    "custom alignment",
    "question number",
    "matrix group",
    "matrix ranking",
    "field annotation",
];

/// Columns that nothing here does anything with, and what REDCap does with them.
const UNREAD: [&str; 2] = ["custom alignment", "question number"];

/// The table.
pub(super) struct Dictionary {
    /// Every row that names a field.
    pub rows: Vec<Row>,
    /// Titles of columns whose cells are left out, each with how many.
    pub left: Vec<(String, usize)>,
    /// Lines that hold something and name no field.
    pub nameless: Vec<u64>,
}

/// Reads the table, whatever divides its cells.
///
/// # Errors
/// When it is none, or has more rows than any, or rows that lie within a cell.
pub(super) fn read(text: &str) -> Result<Dictionary, ImportError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A spreadsheet may be told the divider in a line of its own.
    let told = text.lines().next().filter(|line| line.to_lowercase().starts_with("sep="));
    let whole = text;
    let text = told.map_or(text, |line| text[line.len()..].trim_start());
    let ahead = whole[..whole.len() - text.len()].matches('\n').count() as u64;
    let divider = divider(text);
    let mut begun = paired::rows(text, divider, ahead + 1)?.into_iter();
    let mut reader = ReaderBuilder::new();
    reader.flexible(true).delimiter(divider);
    let mut table = reader.from_reader(text.as_bytes());
    let titles = table.headers().map_err(unreadable)?.clone();
    let columns = Columns::of(&titles)?;
    begun.next();
    let (mut rows, mut nameless) = (Vec::new(), Vec::new());
    let mut records = Vec::new();
    for record in table.records() {
        let record = record.map_err(unreadable)?;
        let Begun { line, is_torn } = begun.next().unwrap_or(Begun { line: 0, is_torn: false });
        let mut row = columns.row(&record, line);
        if !row.name.is_empty() {
            row.torn = is_torn.then_some(NotConverted::TornCell);
            rows.push(row);
            records.push(record);
        } else if filled(&record) > 0 {
            nameless.push(line);
        }
        if rows.len() + nameless.len() > MOST_ITEMS {
            return Err(ImportError::TooMany(
                rows.len() + nameless.len() + table.records().count(),
            ));
        }
    }
    tell_wide(&mut rows, &records, filled(&titles));
    Ok(Dictionary { rows, left: columns.left(&titles, &records), nameless })
}

/// Cells up to the last that says something.
fn filled(record: &StringRecord) -> usize {
    let cells = record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    cells.last().map_or(0, |(last, _)| last + 1)
}

/// Rows with more cells than have titles. A comma that was meant as part of a label moves all behind it one column on, and
/// what comes last is often blank; where every row has a blank cell more, nothing was moved.
fn tell_wide(rows: &mut [Row], records: &[StringRecord], titles: usize) {
    let fewest = records.iter().map(StringRecord::len).min().filter(|_| records.len() > 1);
    let usual = fewest.unwrap_or(titles).max(titles);
    for (row, record) in rows.iter_mut().zip(records) {
        let has = record.len();
        if has > usual || filled(record) > titles {
            row.torn = Some(NotConverted::CellsOf { has, titles });
        }
    }
}

/// What stands most often between titles.
fn divider(text: &str) -> u8 {
    let titles = text.lines().next().unwrap_or_default();
    let many = |divider: &char| titles.matches(*divider).count();
    let most = [',', ';', '\t'].into_iter().rev().max_by_key(many);
    most.map_or(b',', |divider| divider as u8)
}

fn unreadable(error: csv::Error) -> ImportError {
    let line = error.position().map_or(1, csv::Position::line);
    ImportError::NoTable { line, problem: error.to_string() }
}
