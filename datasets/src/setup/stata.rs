//! `.do`, for Stata 14 or later, the first with UTF-8.
//!
//! Everything is read as words and made into what it is in `.dta`: the smallest type that holds the range, `%td` for dates
//! and for months, which are their first day, `%tc` for moments (all from the year 100, with which Stata's calendar
//! begins), and extended missing values for missing codes. Words have no labels in Stata.
//!
//! Labels are set by functions of Mata, never by commands: a command expands macros within quotes, and a do-file takes
//! `/*` within quotes for a comment. A literal has letters, digits and harmless signs only; a quote, an apostrophe, a
//! backtick, a dollar, a slash and the like are `char(n)` between literals.
//!
//! Sources: the *Stata Data Management Reference Manual* (import delimited, mvdecode), *User's Guide* 18.3 (macros) and the
//! *Mata Reference Manual* (`st_varlabel`, `st_vlmodify`, `st_global`, `stata`). No program of ours can run Stata: a test reads
//! each line with a grammar of its own.

mod labels;

use std::io::{self, Write};

use crate::{Dataset, Kind, Loss, Losses, Missing, Variable, dta::Storage, missing::stata_letter};

/// From there on Stata does not take as many variables as are read without being told.
const MAXVAR: usize = 5000;

/// Writes the commands that read `NAME.csv` and label it.
///
/// # Errors
/// When the file cannot be written.
pub fn write(dataset: &Dataset, mut out: impl Write) -> io::Result<Vec<Loss>> {
    let mut losses = Losses::default();
    read(dataset, &mut out)?;
    for variable in dataset.variables() {
        make(variable, &mut out)?;
    }
    labels::write(dataset, &mut out, &mut losses)?;
    Ok(losses.into_list())
}

fn read(dataset: &Dataset, out: &mut impl Write) -> io::Result<()> {
    let name = dataset.name();
    write!(
        out,
        "* Reads {name}.csv from the folder that Stata works in, which cd sets, and labels it.\n\
         version 14\nclear\n"
    )?;
    // One more for what is being made.
    let variables = dataset.variables().len() + 1;
    if variables > MAXVAR {
        writeln!(out, "set maxvar {variables}")?;
    }
    writeln!(
        out,
        "import delimited using \"{name}.csv\", delimiters(\",\") varnames(1) case(preserve) ///\n  \
         encoding(\"UTF-8\") stringcols(_all) bindquotes(strict) maxquotedrows(unlimited)"
    )
}

/// Makes words into what they are, in the same place. No name of ours begins with an underscore.
fn make(variable: &Variable, out: &mut impl Write) -> io::Result<()> {
    let name = &variable.name;
    let part = |from, length| format!("real(substr({name}, {from}, {length}))");
    let (year, month, day) = (part(1, 4), part(6, 2), part(9, 2));
    let date = format!("mdy({month}, {day}, {year})");
    let value = match variable.kind {
        Kind::Text { .. } => return Ok(()),
        Kind::Whole { .. } | Kind::Decimal { .. } => format!("real({name})"),
        Kind::Date => date,
        // A month is its first day, as in .dta.
        Kind::Month => format!("mdy({month}, 1, {year})"),
        Kind::Moment => {
            let (hour, minute, second) = (part(12, 2), part(15, 2), part(18, 2));
            format!("dhms({date}, {hour}, {minute}, {second})")
        }
    };
    let storage = Storage::of(variable);
    let (of, format) = (storage.name(), storage.format(variable.kind));
    write!(
        out,
        "generate {of} _made = {value}, before({name})\ndrop {name}\nrename _made {name}\n\
         format {format} {name}\n"
    )?;
    if !variable.missing.is_empty() {
        let code = |reason: &Missing| format!("{}=.{}", reason.code(), stata_letter(*reason));
        let codes: Vec<_> = variable.missing.iter().map(code).collect();
        writeln!(out, "mvdecode {name}, mv({})", codes.join(" \\ "))?;
    }
    Ok(())
}
