//! Reading a file's TOML. A field that there is not, that is missing or that has something else in it is told where
//! it stands, and something stands in for it, so that one slip hides no other.

mod contents;

mod fields;

mod of_packs;

#[cfg(feature = "calendar")]
mod protocol;

#[cfg(feature = "calendar")]
mod of_messages;

#[cfg(feature = "linking")]
mod terms;

mod mended;

mod mends;

mod elsewhere;

mod shape;

mod spans;

mod stand_in;

mod syntax;

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use toml::de::{DeTable, Deserializer};

pub(super) use self::{shape::Fields, spans::Spans};
use super::{Fault, File};

/// Stands for words that are missing, after that was told.
pub(super) const MISSING: &str = "\u{e000}";

/// What is written in a file, and what is wrong with how.
pub(super) struct Parsed<T> {
    pub source: T,
    pub faults: Vec<Fault>,
    /// Lines that are no TOML, from 1: what is found there later only follows from that.
    pub slipped: Vec<usize>,
    /// Keys of what has something wrong within.
    pub spoiled: BTreeSet<String>,
    /// Those of which a field of their own is wrong.
    pub spoiled_themselves: BTreeSet<String>,
    /// Where its fields stand.
    pub spans: Spans,
}

/// A file of ours, whose fields are known.
pub(super) trait Written: DeserializeOwned {
    /// Those of the file itself.
    const FIELDS: &'static Fields;
    /// Where they are described.
    const DOCUMENTED: &'static str = "docs/definitions.md describes the fields";
}

/// Reads a file's TOML as far as it can be read.
///
/// # Errors
/// Where the text is no TOML, so that nothing after it can be trusted.
pub(super) fn parse<T: Written>(file: &File) -> Result<Parsed<T>, Vec<Fault>> {
    is_no_page(file)?;
    let mended = mended::Mended::of(file, T::FIELDS);
    let file = &mended.file;
    let (mut table, errors) = DeTable::parse_recoverable(&file.text);
    mended.put_back(table.get_mut());
    let slips = syntax::slips(file, &table, &errors);
    let slips = slips.map_err(|slips| in_order(slips.into_iter().chain(mended.faults.clone())))?;
    let mut contents = contents::Contents {
        file,
        documented: T::DOCUMENTED,
        faults: Vec::new(),
        spoiled: BTreeSet::new(),
        spoiled_themselves: BTreeSet::new(),
        keyed: 0,
        spans: Spans::default(),
        may_be_lost: !slips.is_empty() || !mended.left_out.is_empty(),
    };
    let span = table.span();
    contents.table(table.get_mut(), span, T::FIELDS);
    let told = || slips.iter().chain(&mended.faults);
    let is_new = |fault: &Fault| told().all(|slip| slip.line != fault.line);
    let more = contents.faults.into_iter().filter(is_new);
    let mut faults = in_order(more.chain(told().cloned()));
    let slipped = slips.iter().map(|slip| slip.line).chain(mended.left_out.clone()).collect();
    let contents::Contents { spoiled, spoiled_themselves, spans, .. } = contents;
    match T::deserialize(Deserializer::from(table)) {
        Ok(source) => Ok(Parsed { source, faults, slipped, spoiled, spoiled_themselves, spans }),
        // A shape says less than there is, which is told in the parser's words.
        Err(error) => {
            let problem = error.message().trim().replace('\n', "; ");
            faults.push(file.fault(error.span().unwrap_or(0..0), problem, T::DOCUMENTED));
            Err(faults)
        }
    }
}

/// # Errors
/// When it is a web page, which has lines with `=` as well.
fn is_no_page(file: &File) -> Result<(), Vec<Fault>> {
    if !file.text.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return Ok(());
    }
    let problem = "this is a web page or another file in angle brackets, and no TOML";
    Err(vec![file.fault(0..0, problem, "bring the file itself, not the page that shows it")])
}

/// From top to bottom.
fn in_order(faults: impl Iterator<Item = Fault>) -> Vec<Fault> {
    let mut faults: Vec<_> = faults.collect();
    faults.sort_by_key(|fault| (fault.line, fault.column));
    faults
}

/// Reads a file's TOML, all of it.
///
/// # Errors
/// Everything that is wrong with its fields.
pub(super) fn parse_whole<T: Written>(file: &File) -> Result<T, Vec<Fault>> {
    let Parsed { source, faults, .. } = parse(file)?;
    if faults.is_empty() { Ok(source) } else { Err(faults) }
}
