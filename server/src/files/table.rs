//! A CSV file as rows under known columns. Every fault of the file is found, not just the first.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
};

use surveys::authoring::File;

use super::cell::{self, Wrong};

/// A column that a kind of file can have.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// As the header has it.
    pub name: &'static str,
    /// A file without it is refused, and so is a row without a value in it.
    pub required: bool,
}

/// A row that holds something.
#[derive(Clone, Debug)]
pub struct Row {
    /// The line on which it begins, from 1. A quoted cell may run over several lines.
    pub line: usize,
    /// What is not blank, without the spaces around it.
    cells: BTreeMap<&'static str, String>,
}

/// One thing to put right. It never repeats what a cell holds unless that names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// As the person gave it.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// The column, or the part of the file.
    pub column: String,
    /// What is wrong, and what would be right.
    pub wrong: Wrong,
}

/// `file:line: column: what is wrong; what would be right`.
impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.file, self.line, self.column, self.wrong)
    }
}

/// A row being read: what is wrong with its cells is gathered.
pub struct Reading<'a> {
    /// The row.
    pub row: &'a Row,
    file: &'a File,
    faults: &'a mut Vec<RowFault>,
}

impl<'a> Reading<'a> {
    /// Begins a row.
    pub fn new(file: &'a File, row: &'a Row, faults: &'a mut Vec<RowFault>) -> Self {
        Self { row, file, faults }
    }

    /// The cell's text; none when it is blank.
    pub fn text(&self, column: &str) -> Option<String> {
        self.row.cells.get(column).cloned()
    }

    /// What the cell says. None when it is blank, and when it is wrong, which is noted.
    pub fn cell<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Option<T> {
        match parse(self.row.cells.get(column)?) {
            Ok(value) => Some(value),
            Err(wrong) => {
                self.fault(column, wrong);
                None
            }
        }
    }

    /// Notes it when an earlier row had the same; a blank is never the same.
    pub fn once(&mut self, column: &str, value: &str, lines: &mut HashMap<String, usize>) {
        if value.is_empty() {
            return;
        }
        if let Some(before) = lines.insert(value.to_owned(), self.row.line) {
            let problem = format!("“{value}” is on line {before} too");
            self.fault(column, Wrong::new(problem, "keep one row for each"));
        }
    }

    /// Notes what is wrong.
    pub fn fault(&mut self, column: &str, wrong: Wrong) {
        self.faults.push(fault(self.file, self.row.line, column, wrong));
    }
}

/// A fault at a line of the file.
pub fn fault(file: &File, line: usize, column: &str, wrong: Wrong) -> RowFault {
    RowFault { file: file.name.clone(), line, column: column.to_owned(), wrong }
}

/// Reads the file's rows, and what is wrong with the shape of others. Rows that are blank in every
/// cell are passed over.
///
/// # Errors
/// Everything that is wrong with the header: then no row can be read.
pub fn read(file: &File, columns: &[Column]) -> Result<(Vec<Row>, Vec<RowFault>), Vec<RowFault>> {
    let records = records(file)?;
    let Some(((line, header), rows)) = records.split_first() else {
        let mend = format!("begin with the line {}", names(columns));
        return Err(vec![fault(file, 1, "header", Wrong::new("the file is empty", mend))]);
    };
    let faults = header_faults(file, *line, header, columns);
    if !faults.is_empty() {
        return Err(faults);
    }
    let known = |name: &str| columns.iter().find(|column| column.name == name.trim());
    let header: Vec<_> = header.iter().filter_map(known).collect();
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for (line, record) in rows.iter().filter(|(_, record)| !is_blank(record)) {
        match row(*line, record, &header) {
            Ok(row) => read.push(row),
            Err(wrong) => faults
                .extend(wrong.into_iter().map(|(column, wrong)| fault(file, *line, column, wrong))),
        }
    }
    Ok((read, faults))
}

/// The study number of each row that has one, with its line, whatever else is wrong with the row.
pub fn study_numbers(file: &File, columns: &[Column]) -> Vec<(usize, String)> {
    let Ok((table, _)) = read(file, columns) else { return Vec::new() };
    let mut faults = Vec::new();
    let numbers = table.iter().filter_map(|row| {
        let mut reading = Reading::new(file, row, &mut faults);
        Some((row.line, reading.cell("study_number", cell::study_number)?))
    });
    numbers.collect()
}

/// The rows that were made of a file without faults; or every fault, by line and column.
pub fn all_or_none<T>(
    rows: T,
    mut faults: Vec<RowFault>,
    columns: &[Column],
) -> Result<T, Vec<RowFault>> {
    if faults.is_empty() {
        return Ok(rows);
    }
    let place = |name: &str| columns.iter().position(|column| column.name == name);
    faults.sort_by_key(|fault| (fault.line, place(&fault.column)));
    Err(faults)
}

/// Each record with the line on which it begins. The reader's own line numbers are not used: they
/// count a line too few after Windows line ends and blank lines.
fn records(file: &File) -> Result<Vec<(usize, csv::StringRecord)>, Vec<RowFault>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(file.text.as_bytes());
    let (mut line, mut counted) = (1, 0);
    let mut found = Vec::new();
    // The text is UTF-8 and any number of cells is taken, so no record can fail.
    for record in reader.records().map_while(Result::ok) {
        let start = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
        let ends = file.text[start..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let start = start + ends.count();
        if is_open(&file.text[counted..start]) {
            return Err(vec![never_closed(file, line)]);
        }
        line += file.text[counted..start].matches('\n').count();
        counted = start;
        found.push((line, record));
    }
    let rest_is_open = is_open(&file.text[counted..]);
    if rest_is_open { Err(vec![never_closed(file, line)]) } else { Ok(found) }
}

/// Whether a quotation mark is left open: inside a quoted cell a mark is written twice.
fn is_open(record: &str) -> bool {
    record.matches('"').count() % 2 == 1
}

fn never_closed(file: &File, line: usize) -> RowFault {
    let problem = "a quotation mark is opened and never closed";
    fault(file, line, "row", Wrong::new(problem, "close it; inside a cell write it twice"))
}

fn header_faults(
    file: &File,
    line: usize,
    header: &csv::StringRecord,
    columns: &[Column],
) -> Vec<RowFault> {
    let given: Vec<_> = header.iter().map(str::trim).collect();
    if let [one] = given.as_slice()
        && one.contains([';', '\t'])
    {
        let wrong = Wrong::new("the columns are not separated by commas", "save it with commas");
        return vec![fault(file, line, "header", wrong)];
    }
    let mut faults = Vec::new();
    for (place, name) in given.iter().enumerate() {
        if !columns.iter().any(|column| column.name == *name) {
            let shown = if name.is_empty() { "(no name)" } else { name };
            let mend = format!("leave it out; the columns are {}", names(columns));
            faults.push(fault(file, line, shown, Wrong::new("there is no such column", mend)));
        } else if given[..place].contains(name) {
            let wrong = Wrong::new("the column is there twice", "keep one of the two");
            faults.push(fault(file, line, name, wrong));
        }
    }
    for column in columns.iter().filter(|column| column.required && !given.contains(&column.name)) {
        let wrong = Wrong::new("the column is missing", "add it; each row needs a value in it");
        faults.push(fault(file, line, column.name, wrong));
    }
    faults
}

/// The row, or all that is wrong with its shape, each with its column.
fn row<'a>(
    line: usize,
    record: &csv::StringRecord,
    header: &[&'a Column],
) -> Result<Row, Vec<(&'a str, Wrong)>> {
    if record.len() != header.len() {
        let problem = format!("there are {} cells under {} columns", record.len(), header.len());
        let mend = "put a cell that has a comma in it between quotation marks, and close them";
        return Err(vec![("row", Wrong::new(problem, mend))]);
    }
    let mut faults = Vec::new();
    let mut cells = BTreeMap::new();
    for (column, text) in header.iter().zip(record.iter().map(str::trim)) {
        let unusable = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        if let Some(unusable) = text.chars().find(unusable) {
            let problem = format!("the character U+{:04X} cannot be kept", u32::from(unusable));
            faults.push((column.name, Wrong::new(problem, "take it out")));
        } else if !text.is_empty() {
            cells.insert(column.name, text.to_owned());
        } else if column.required {
            faults.push((column.name, Wrong::new("it is blank", "each row needs a value here")));
        }
    }
    if faults.is_empty() { Ok(Row { line, cells }) } else { Err(faults) }
}

fn is_blank(record: &csv::StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

fn names(columns: &[Column]) -> String {
    columns.iter().map(|column| column.name).collect::<Vec<_>>().join(",")
}
