//! A file that an owner of records returned: taken whole, or refused with the rows that are wrong. What is read here are
//! cells of text; which file they came from, and in which encoding, whoever read them knows.

mod cell;

mod refused;

use std::collections::{BTreeMap, BTreeSet};

pub use self::{
    cell::{Cell, read as cell},
    refused::{Refused, WrongColumn, WrongRow},
};
use super::{matching::Pass, terms::Owner};

/// The column with the number under which people went.
pub const KEY: &str = "linkage_id";

/// The column in which an owner may say by which pass it found somebody.
pub const MATCHED_BY: &str = "matched_by";

/// A row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands in the file, as whoever opens it counts: the line, or the number of the observation.
    pub number: u64,
    /// Its cells, in the order of the header.
    pub cells: Vec<String>,
}

/// What an owner returned of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Returned {
    /// Under which number they went.
    pub linkage_id: String,
    /// By which pass they were found, where the owner says so.
    pub pass: Option<Pass>,
    /// What it has of them, in the order of the owner's outcomes. None where it has no record.
    pub outcomes: Vec<Option<Cell>>,
}

/// Reads a returned file. `sent` has the numbers of the file that it answers. Columns may stand in any order and be written in
/// capitals, and one more may say how people were found; who is not in it was not found, which is no fault.
///
/// # Errors
/// Everything that is wrong: columns first, since nothing is known of a row whose columns are not; then rows. Nothing
/// of such a file is taken.
pub fn read(
    owner: &Owner,
    sent: &BTreeSet<String>,
    header: &[String],
    rows: &[Row],
) -> Result<Vec<Returned>, Refused> {
    let places = columns(owner, header)?;
    let mut wrong: BTreeMap<WrongRow, Vec<u64>> = BTreeMap::new();
    let mut seen: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    let mut read = Vec::with_capacity(rows.len());
    for row in rows {
        let mut tell = |one: WrongRow| wrong.entry(one).or_default().push(row.number);
        if row.cells.len() != header.len() {
            tell(WrongRow::Cells { expected: header.len(), found: row.cells.len() });
            continue;
        }
        let key = row.cells[places.key].trim();
        match key {
            "" => tell(WrongRow::NoKey),
            key if !sent.contains(key) => tell(WrongRow::UnknownKey),
            key => seen.entry(key).or_default().push(row.number),
        }
        let pass = places.pass(row).unwrap_or_else(|one| {
            tell(one);
            None
        });
        let cells = places.outcomes.iter().zip(&owner.outcomes).map(|(place, outcome)| {
            cell::read(outcome, &row.cells[*place]).unwrap_or_else(|one| {
                tell(one);
                None
            })
        });
        read.push(Returned { linkage_id: key.to_owned(), pass, outcomes: cells.collect() });
    }
    let doubled: Vec<_> = seen.into_values().filter(|rows| rows.len() > 1).flatten().collect();
    if !doubled.is_empty() {
        wrong.insert(WrongRow::DoubledKey, doubled);
    }
    if wrong.is_empty() { Ok(read) } else { Err(Refused::rows(wrong)) }
}

/// Where the columns stand.
struct Places {
    key: usize,
    matched_by: Option<usize>,
    outcomes: Vec<usize>,
}

impl Places {
    /// How somebody was found, where the owner says so.
    fn pass(&self, row: &Row) -> Result<Option<Pass>, WrongRow> {
        let by = self.matched_by.map_or("", |place| row.cells[place].trim());
        match Pass::ALL.into_iter().find(|pass| pass.name() == by) {
            None if !by.is_empty() => Err(WrongRow::Pass),
            pass => Ok(pass),
        }
    }
}

fn columns(owner: &Owner, header: &[String]) -> Result<Places, Refused> {
    let plain = |name: &String| name.trim_start_matches('\u{feff}').trim().to_ascii_lowercase();
    let names: Vec<_> = header.iter().map(plain).collect();
    let expected: Vec<_> =
        [KEY].into_iter().chain(owner.outcomes.iter().map(|one| one.name.as_str())).collect();
    let mut wrong = Vec::new();
    for (nth, name) in names.iter().enumerate() {
        if !expected.contains(&name.as_str()) && name != MATCHED_BY {
            wrong.push(WrongColumn::Extra(nth + 1));
        } else if names[..nth].contains(name) {
            wrong.push(WrongColumn::Doubled(name.clone()));
        }
    }
    let place = |name: &&str| names.iter().position(|own| own == name);
    let missing = expected.iter().filter(|name| place(name).is_none());
    wrong.extend(missing.map(|name| WrongColumn::Missing((*name).to_owned())));
    if !wrong.is_empty() {
        return Err(Refused::columns(wrong));
    }
    let matched_by = place(&MATCHED_BY);
    let mut places = expected.iter().filter_map(place);
    let key = places.next().unwrap_or(0);
    Ok(Places { key, matched_by, outcomes: places.collect() })
}
