//! The table, row by row.

use csv::{ReaderBuilder, StringRecord};

use crate::importing::{ImportError, MOST_ITEMS};

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

    fn row(&self, record: &StringRecord, line: u64) -> Row {
        let at = |beginning: &str| {
            let cell = self.place(beginning).and_then(|place| record.get(place));
            cell.unwrap_or_default().trim().to_owned()
        };
        let says_yes = |beginning: &str| at(beginning).eq_ignore_ascii_case("y");
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
        }
    }
}

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
/// When it is none, or has more rows than any.
pub(super) fn read(text: &str) -> Result<Dictionary, ImportError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A spreadsheet may be told the divider in a line of its own.
    let told = text.lines().next().filter(|line| line.to_lowercase().starts_with("sep="));
    let whole = text;
    let text = told.map_or(text, |line| text[line.len()..].trim_start());
    let mut reader = ReaderBuilder::new();
    reader.flexible(true).delimiter(divider(text));
    let mut table = reader.from_reader(text.as_bytes());
    let titles = table.headers().map_err(unreadable)?.clone();
    let columns = Columns::of(&titles)?;
    let unread = |place: &usize| {
        let title = &columns.0[*place];
        UNREAD.iter().any(|unread| title.starts_with(unread))
            || !ORDER.iter().any(|known| title.starts_with(known))
    };
    let places: Vec<_> = (0..titles.len()).filter(unread).collect();
    let mut left: Vec<_> = places.iter().map(|place| (titles[*place].to_owned(), 0)).collect();
    let (mut rows, mut nameless) = (Vec::new(), Vec::new());
    for record in table.records() {
        let record = record.map_err(unreadable)?;
        let row = columns.row(&record, line(whole, text, &record));
        if !row.name.is_empty() {
            for (place, (_, many)) in places.iter().zip(&mut left) {
                *many += usize::from(record.get(*place).is_some_and(|cell| !cell.is_empty()));
            }
            rows.push(row);
        } else if record.iter().any(|cell| !cell.trim().is_empty()) {
            nameless.push(row.line);
        }
        if rows.len() + nameless.len() > MOST_ITEMS {
            return Err(ImportError::TooMany(
                rows.len() + nameless.len() + table.records().count(),
            ));
        }
    }
    left.retain(|(_, many)| *many > 0);
    Ok(Dictionary { rows, left, nameless })
}

/// On which line a record begins, from 1. The reader counts from where the last one ended, which is before the line feed
/// that follows a carriage return, and knows nothing of a line that names the divider.
fn line(whole: &str, read: &str, record: &StringRecord) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let ahead = whole[..whole.len() - read.len()].matches('\n').count() as u64;
    let at = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let is_before_end = read.as_bytes().get(at) == Some(&b'\n');
    position.line() + ahead + u64::from(is_before_end)
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
