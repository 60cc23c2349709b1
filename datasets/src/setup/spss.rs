//! `.sps`, for SPSS 16 or later and PSPP: syntax in UTF-8 with a byte order mark, by which SPSS knows it.
//!
//! Numbers are read as they are and shown with their places. Dates are read as words and worked out, since no format of
//! SPSS reads a moment in UTC, and before 15 October 1582 its calendar has none: they are blank there, as in `.sav`. A
//! literal doubles its quotes and goes on in the next line behind a `+`, so that lines stay short. SPSS takes a row from
//! each line, so a text that breaks lines needs the `.sav`; the head of the file says so.
//!
//! Sources: IBM's *SPSS Statistics Command Syntax Reference* (GET DATA, MISSING VALUES, MRSETS) and the manual of PSPP.

mod dictionary;

use std::io::{self, Write};

use crate::{Dataset, Kind, Loss, Losses, Variable, cut_at};

/// What SPSS takes a text for at most.
const LONGEST_TEXT: u32 = 32_767;

/// Words of a literal in one line, in bytes before its quotes are doubled.
const PIECE: usize = 90;

/// Writes the syntax that reads `NAME.csv` and labels it.
///
/// # Errors
/// When the file cannot be written.
pub fn write(dataset: &Dataset, mut out: impl Write) -> io::Result<Vec<Loss>> {
    let mut losses = Losses::default();
    read(dataset, &mut out)?;
    dates(dataset, &mut out)?;
    dictionary::write(dataset, &mut out, &mut losses)?;
    out.write_all(b"EXECUTE.\nRESTORE.\n")?;
    Ok(losses.into_list())
}

fn read(dataset: &Dataset, out: &mut impl Write) -> io::Result<()> {
    let name = dataset.name();
    write!(
        out,
        "\u{feff}* Encoding: UTF-8.\n\
         * Reads {name}.csv from the folder that SPSS works in, which CD sets, and labels it.\n\
         * SPSS takes each line for a row: where texts have line breaks, open {name}.sav instead.\n\
         PRESERVE.\nSET DECIMAL=DOT.\n\
         GET DATA /TYPE=TXT /FILE=\"{name}.csv\" /ENCODING=\"UTF8\" /ARRANGEMENT=DELIMITED\n  \
         /DELCASE=LINE /DELIMITERS=\",\" /QUALIFIER='\"' /FIRSTCASE=2\n  /VARIABLES=\n"
    )?;
    for variable in dataset.variables() {
        match variable.kind {
            Kind::Whole { .. } | Kind::Decimal { .. } => writeln!(out, "  {} F40", variable.name)?,
            Kind::Text { bytes } => {
                // And the apostrophe that may stand before it.
                let bytes = bytes.unwrap_or(LONGEST_TEXT).saturating_add(1).min(LONGEST_TEXT);
                writeln!(out, "  {} A{bytes}", variable.name)?;
            }
            // No name of ours begins so.
            Kind::Date | Kind::Moment | Kind::Month => writeln!(out, "  @{} A20", variable.name)?,
        }
    }
    out.write_all(b"  .\n")
}

/// Works dates out of words, and puts them where the words were.
fn dates(dataset: &Dataset, out: &mut impl Write) -> io::Result<()> {
    let mut any = false;
    for variable in dataset.variables() {
        let name = &variable.name;
        let part = |from, length| format!("NUMBER(SUBSTR(@{name},{from},{length}),F{length})");
        let (year, month, day) = (part(1, 4), part(6, 2), part(9, 2));
        let (format, first, value) = match variable.kind {
            Kind::Date => {
                ("DATE11", "1582-10-15", format!("DATE.DMY({day},\n    {month},\n    {year})"))
            }
            // A month is its first day, and that of October 1582 is not in the calendar.
            Kind::Month => ("MOYR8", "1582-11", format!("DATE.DMY(1,\n    {month},\n    {year})")),
            Kind::Moment => {
                let (hour, minute, second) = (part(12, 2), part(15, 2), part(18, 2));
                let date = format!("DATE.DMY({day},\n    {month},\n    {year})");
                let time = format!("TIME.HMS({hour},\n    {minute},\n    {second})");
                ("DATETIME20", "1582-10-15", format!("{date} +\n    {time}"))
            }
            Kind::Whole { .. } | Kind::Decimal { .. } | Kind::Text { .. } => continue,
        };
        any = true;
        writeln!(
            out,
            "NUMERIC {name} ({format}).\nIF (@{name} >= \"{first}\") {name} =\n    {value}."
        )?;
    }
    if any {
        out.write_all(b"ADD FILES /FILE=* /KEEP=\n")?;
        names(dataset.variables(), out)?;
        out.write_all(b"  .\n")?;
    }
    Ok(())
}

/// A name in each line: no line is too long, however many there are.
fn names<'v>(
    variables: impl IntoIterator<Item = &'v Variable>,
    out: &mut impl Write,
) -> io::Result<()> {
    variables.into_iter().try_for_each(|variable| writeln!(out, "  {}", variable.name))
}

/// A literal, of a text on one line.
fn literal(text: &str) -> String {
    let mut rest = text;
    let mut pieces = Vec::new();
    while !rest.is_empty() || pieces.is_empty() {
        let piece = cut_at(rest, PIECE);
        pieces.push(format!("\"{}\"", piece.replace('"', "\"\"")));
        rest = &rest[piece.len()..];
    }
    pieces.join(" +\n    ")
}
