//! Why nothing was brought.

use super::{MOST_ITEMS, outcome::Item};

/// Why nothing was brought.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum ImportError {
    /// The file is none of this format.
    #[error(
        "this is no data dictionary of REDCap: it has no column “{0}”; export it again, as CSV"
    )]
    NoColumn(&'static str),
    /// Rows cannot be told apart.
    #[error("line {line} cannot be read as CSV: {problem}; export the file again")]
    NoTable {
        /// From 1.
        line: u64,
        /// What is wrong.
        problem: String,
    },
    /// Rows lie within a cell.
    #[error(
        "line {opened}: a quotation mark is opened here, and {}; close it, write two for each within a cell, and bring \
         the file again", swallows(*.ended)
    )]
    Unclosed {
        /// From 1.
        opened: u64,
        /// The line on which it is closed in the middle of words; none when it never is.
        ended: Option<u64>,
    },
    /// There is no item.
    #[error("the file has no item; export it with its fields")]
    Empty,
    /// There is nothing at all.
    #[error("the file is empty; export it again")]
    Nothing,
    /// Nothing in it became a question.
    #[error("nothing in the file became a question:\n{}", each(.0))]
    NoQuestion(Vec<Item>),
    /// It is text in another encoding, or no text.
    #[error(
        "line {line}, column {column}: this is not UTF-8 text; save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)"
    )]
    NotText {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
    },
    /// It is another kind of file.
    #[error("this is {is}; {mend}")]
    OtherFile {
        /// What it is, as far as can be told.
        is: &'static str,
        /// What to do.
        mend: &'static str,
    },
    /// A workbook that cannot be read.
    #[error(
        "the workbook cannot be read: {0}; get it again from where it came, or open it in a spreadsheet and save it \
         again as .xlsx"
    )]
    Damaged(&'static str),
    /// More than anybody writes.
    #[error(
        "{of} is larger than {most} MB, which no instrument is; take out pictures, and what is not needed"
    )]
    TooLarge {
        /// Megabytes.
        most: usize,
        /// What is so large.
        of: &'static str,
    },
    /// There is more in it than can be written out.
    #[error("there is too much in the file: {0}; divide it")]
    TooMuch(&'static str),
    /// A workbook without one of its sheets.
    #[error("the workbook has no sheet “{0}”; an XLSForm has it")]
    NoSheet(&'static str),
    /// A sheet without one of its columns.
    #[error(
        "the sheet “{sheet}” has no column “{column}” in its first row that is not empty; write it there"
    )]
    NoColumnInSheet {
        /// The sheet.
        sheet: &'static str,
        /// What it should have.
        column: &'static str,
    },
    /// It is no JSON, or JSON of something else.
    #[error(
        "line {line}, column {column}: this is no Questionnaire of FHIR: {problem}; export it again, as JSON"
    )]
    NoJson {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong.
        problem: String,
    },
    /// Another resource.
    #[error("this is a resource “{0}” of FHIR, and only a Questionnaire is a survey; {mend}", mend = apart(.0))]
    OtherResource(String),
    /// The survey could not be written out.
    #[error("the survey could not be written: {0}")]
    Unwritten(String),
    /// There are more items than a survey can have.
    #[error("the file has {0} items; {most} is the most, so divide it", most = MOST_ITEMS)]
    TooMany(usize),
}

fn each(items: &[Item]) -> String {
    let told: Vec<_> = items.iter().map(ToString::to_string).collect();
    told.join("\n")
}

fn swallows(ended: Option<u64>) -> String {
    match ended {
        None => "never closed, so that all rows after it would be part of its cell".to_owned(),
        Some(line) => format!(
            "closed in the middle of words on line {line}, so that what lies between would be one cell"
        ),
    }
}

fn apart(resource: &str) -> &'static str {
    match resource {
        "Bundle" => "save the Questionnaire that is in it as a file of its own",
        "QuestionnaireResponse" => {
            "it holds somebody's answers: bring the Questionnaire that it answers"
        }
        _ => "bring the Questionnaire",
    }
}
