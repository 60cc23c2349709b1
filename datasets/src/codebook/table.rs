//! `codebook.csv`: a row for every variable of every file, in columns that exports have had since the first.

use std::io::{self, Write};

use super::{Codebook, word};
use crate::{Code, Variable, csv::inert};

/// The columns. `wave` has several where there is one variable for all, `codes` is `1=Yes; 2=No; -1=…`.
pub const COLUMNS: [&str; 9] =
    ["file", "name", "wave", "label", "question", "universe", "type", "codes", "source"];

/// Writes the table. Words that a spreadsheet would run have an apostrophe before them, as in CSV.
///
/// # Errors
/// When the file cannot be written.
pub fn write(codebook: &Codebook, out: impl Write) -> io::Result<()> {
    let mut table = ::csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
    table.write_record(COLUMNS)?;
    for file in &codebook.files {
        let name = format!("{}.csv", file.dataset.name());
        for variable in file.dataset.variables() {
            let origin = &variable.origin;
            table.write_record([
                name.as_str(),
                variable.name.as_str(),
                &*inert(&origin.wave),
                &inert(&variable.label),
                &inert(&origin.question),
                &inert(&origin.universe),
                word(variable),
                &codes(variable),
                &inert(&origin.source),
            ])?;
        }
    }
    table.flush()
}

/// A date, a time and a word that is missing is an empty cell, and so they have no missing codes here.
fn codes(variable: &Variable) -> String {
    let words = variable.labels.iter().filter_map(|label| match &label.code {
        Code::Word(word) => Some(inert(&format!("{word}={}", label.text)).into_owned()),
        Code::Number(_) => None,
    });
    let numbers = variable.numbered().map(|(code, text)| format!("{code}={text}"));
    numbers.chain(words).collect::<Vec<_>>().join("; ")
}
