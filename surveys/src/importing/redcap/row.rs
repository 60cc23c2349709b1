//! The table, row by row.

use csv::{ReaderBuilder, StringRecord};

use crate::importing::ImportError;

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
    pub annotation: String,
}

/// Columns by the beginning of their titles: the rest of a title differs between versions.
struct Columns(Vec<String>);

impl Columns {
    fn of(titles: &StringRecord) -> Result<Self, ImportError> {
        let plain = |title: &str| title.trim().trim_start_matches('\u{feff}').to_lowercase();
        let columns = Self(titles.iter().map(plain).collect());
        for (beginning, title) in
            [(NAME, "Variable / Field Name"), (KIND, "Field Type"), (LABEL, "Field Label")]
        {
            columns.place(beginning).ok_or(ImportError::NoColumn(title))?;
        }
        Ok(columns)
    }

    fn place(&self, beginning: &str) -> Option<usize> {
        self.0.iter().position(|title| title.starts_with(beginning))
    }

    fn row(&self, record: &StringRecord) -> Row {
        let at = |beginning: &str| {
            let cell = self.place(beginning).and_then(|place| record.get(place));
            cell.unwrap_or_default().trim().to_owned()
        };
        let says_yes = |beginning: &str| at(beginning).eq_ignore_ascii_case("y");
        Row {
            line: record.position().map_or(0, csv::Position::line),
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
            annotation: at("field annotation"),
        }
    }
}

const NAME: &str = "variable";
const KIND: &str = "field type";
const LABEL: &str = "field label";

/// Every row that names a field.
pub(super) fn read(text: &str) -> Result<Vec<Row>, ImportError> {
    let mut table = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let columns = Columns::of(table.headers().map_err(unreadable)?)?;
    let mut rows = Vec::new();
    for record in table.records() {
        let row = columns.row(&record.map_err(unreadable)?);
        if !row.name.is_empty() {
            rows.push(row);
        }
    }
    Ok(rows)
}

fn unreadable(error: csv::Error) -> ImportError {
    let line = error.position().map_or(1, csv::Position::line);
    ImportError::NoTable { line, problem: error.to_string() }
}
