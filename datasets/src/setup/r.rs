//! `.R`, for R 4.0 or later without a package: a data frame under the dataset's name.
//!
//! Labels stand in the attributes and classes that haven reads and writes, so that haven, labelled and their kin know them
//! once they are loaded. `measure` is an attribute of ours, and so are `title`, `notes` and `sets` of the data frame. A text
//! that is not there is `NA`, and so is what is missing: its reason is a letter within the bits of that `NA`, the one of
//! Stata, as haven's `tagged_na` has it. The file is ASCII, whatever the language: every sign beyond is `\uXXXX`, so that no
//! locale reads it in another way.
//!
//! Sources: R's help on `read.table`, `Quotes` and `readBin`; haven's vignette *Conversion semantics* and the layout of its
//! tagged `NA`, which is a double with 1954 in its lower half and the letter in the byte above it.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use crate::{Code, Dataset, Kind, Loss, Missing, Variable, line::one_line, missing::stata_letter};

/// What does not depend on the dataset.
const READING: &str = include_str!("r/reading.R");

/// Writes the script that reads `NAME.csv` and labels it. R holds everything.
///
/// # Errors
/// When the file cannot be written.
pub fn write(dataset: &Dataset, mut out: impl Write) -> io::Result<Vec<Loss>> {
    let name = dataset.name();
    let letters = Missing::ALL.map(stata_letter);
    let codes = letters.iter().zip(Missing::ALL).map(|(letter, of)| format!("{letter} = {of}"));
    let words = letters.iter().zip(Missing::ALL);
    let words = words.map(|(letter, of)| format!("{letter} = {}", literal(of.label())));
    write!(
        out,
        "# Reads {name}.csv from the folder that R works in, which setwd() sets, and labels it.\n\n\
         {name} <- local({{\n  file <- \"{name}.csv\"\n  missing_codes <- c({})\n  \
         missing_words <- c(\n    {})\n{READING}",
        codes.collect::<Vec<_>>().join(", "),
        words.collect::<Vec<_>>().join(",\n    "),
    )?;
    let names = dataset.variables().iter().map(|variable| format!("\"{}\"", variable.name));
    writeln!(out, "  stopifnot(identical(names(cells), {}))", vector(names))?;
    for variable in dataset.variables() {
        writeln!(out, "  {}", call(variable))?;
    }
    about(dataset, &mut out)?;
    Ok(Vec::new())
}

/// The call that makes a variable.
fn call(variable: &Variable) -> String {
    let measure = variable.measure.name();
    let function = match variable.kind {
        Kind::Whole { .. } | Kind::Decimal { .. } => "numbers",
        Kind::Text { .. } => "texts",
        Kind::Date => "dates",
        Kind::Month => "months",
        Kind::Moment => "moments",
    };
    let label = literal(&one_line(&variable.label));
    let mut call = format!("{function}(\"{}\", {label}, \"{measure}\"", variable.name);
    let missing: String = variable.missing.iter().map(|reason| stata_letter(*reason)).collect();
    if !missing.is_empty() {
        let written = write!(call, ",\n    missing = \"{missing}\"");
        debug_assert!(written.is_ok());
    }
    if !variable.labels.is_empty() {
        let codes = variable.labels.iter().map(|label| match &label.code {
            Code::Number(code) => code.to_string(),
            Code::Word(word) => literal(word),
        });
        let words = variable.labels.iter().map(|label| literal(&one_line(&label.text)));
        let (codes, words) = (vector(codes), vector(words));
        let written = write!(call, ",\n    codes = {codes},\n    words = {words}");
        debug_assert!(written.is_ok());
    }
    call + ")"
}

fn about(dataset: &Dataset, out: &mut impl Write) -> io::Result<()> {
    let notes = vector(dataset.notes().iter().map(|note| literal(&one_line(note))));
    let sets = dataset.sets().map(|(set, members)| {
        let members = vector(members.iter().map(|member| format!("\"{}\"", member.name)));
        let (name, label, counted) = (&set.name, literal(&one_line(&set.label)), set.counted);
        format!("{name} = list(label = {label}, counted = {counted}, variables = {members})")
    });
    writeln!(
        out,
        "\n  structure(columns,\n    class = \"data.frame\", row.names = .set_row_names(nrow(cells)),\n    \
         title = {},\n    notes = {notes},\n    sets = list({}))\n}})",
        literal(&one_line(dataset.title())),
        sets.collect::<Vec<_>>().join(",\n      "),
    )
}

/// A vector, with an element in each line: no line is too long, however many there are.
fn vector(elements: impl Iterator<Item = String>) -> String {
    let elements: Vec<_> = elements.collect();
    match elements.as_slice() {
        [] => "character()".to_owned(),
        _ => format!("c({})", elements.join(",\n      ")),
    }
}

/// A literal in ASCII.
fn literal(text: &str) -> String {
    let mut literal = String::from('"');
    for c in text.chars() {
        let written = match c {
            '"' | '\\' => write!(literal, "\\{c}"),
            ' '..='~' => write!(literal, "{c}"),
            // No literal of R holds it, and no text is to have it.
            '\0' => Ok(()),
            '\u{1}'..='\u{ffff}' => write!(literal, "\\u{:04x}", u32::from(c)),
            _ => write!(literal, "\\U{:08x}", u32::from(c)),
        };
        debug_assert!(written.is_ok());
    }
    literal.push('"');
    literal
}
