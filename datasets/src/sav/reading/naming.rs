//! Variables as the file means them: very long texts in one piece, with their long names.

use std::collections::{HashMap, HashSet};

use super::{
    super::layout::{WIDEST, WIDEST_SEGMENT, format, segments},
    ReadError,
    attributes::split,
    building::Place,
    encoding::Script,
    found::{Column, Holds, Reserved},
    records::Records,
    variables::Declared,
};

pub fn columns(records: &Records, script: Script, place: &Place) -> Result<Vec<Column>, ReadError> {
    let mut names = pairs(&records.extended.long_names, b'\t');
    let mut widths = pairs(&records.extended.very_long, b'\t');
    let (mut columns, mut taken) = (Vec::new(), HashSet::new());
    let mut rest = records.variables.as_slice();
    while let Some(first) = rest.first() {
        let short = first.name.trim_ascii_end();
        let width = match widths.remove(short) {
            None => None,
            Some(digits) => Some(width(digits).ok_or_else(|| {
                place.wrong("the width of a very long text is no number from 256 to 32767")
            })?),
        };
        let (own, behind) = rest
            .split_at_checked(width.map_or(1, |width| segments(width).count()))
            .ok_or_else(|| place.wrong("a very long text has too few segments"))?;
        rest = behind;
        let name = script.read(names.remove(short).unwrap_or(short));
        let name = name.filter(|name| !name.is_empty() && !name.contains(char::is_control));
        let name = name.ok_or_else(|| place.wrong("the name of a variable is no text"))?;
        if !taken.insert(name.to_lowercase()) {
            let what = "two variables have this name";
            return Err(ReadError::Variable { variable: name.into_owned(), what });
        }
        columns.push(column(name.into_owned(), own, width, script, place)?);
    }
    Ok(columns)
}

/// `KEY=value`, with something between pairs.
fn pairs(list: &[u8], between: u8) -> HashMap<&[u8], &[u8]> {
    let pairs = list.split(|byte| *byte == between).filter_map(|pair| split(pair, b'='));
    pairs.collect()
}

/// Five digits, and zeros where more follow.
fn width(digits: &[u8]) -> Option<usize> {
    let digits = str::from_utf8(digits).ok()?.trim_end_matches('\0');
    let width = digits.parse().ok()?;
    (WIDEST_SEGMENT + 1..=WIDEST).contains(&width).then_some(width)
}

fn column(
    name: String,
    own: &[Declared],
    very_long: Option<usize>,
    script: Script,
    place: &Place,
) -> Result<Column, ReadError> {
    let wrong = |what| ReadError::Variable { variable: name.clone(), what };
    let Some(first) = own.first() else { return Err(wrong("it is not there")) };
    let segments: Vec<_> = own.iter().map(|segment| segment.width).collect();
    if let Some(width) = very_long {
        let room: usize = segments.iter().sum();
        if segments.contains(&0) || room < width {
            return Err(wrong("its segments have less room than its width"));
        }
    }
    Ok(Column {
        label: script.read_roughly(&first.label),
        holds: holds(first, very_long),
        labels: [].into(),
        reserved: reserved(first, script, place)
            .ok_or_else(|| wrong("a missing value is no number"))?,
        measure: None,
        attributes: Vec::new(),
        place: first.place,
        segments,
        name,
    })
}

const fn holds(first: &Declared, very_long: Option<usize>) -> Holds {
    match (very_long, first.width, first.format) {
        (Some(bytes), ..) => Holds::Text { bytes },
        (None, 0, format::DATETIME | format::YMDHMS) => Holds::Moment,
        (
            None,
            0,
            format::DATE
            | format::ADATE
            | format::EDATE
            | format::SDATE
            | format::JDATE
            | format::MOYR
            | format::QYR
            | format::WKYR,
        ) => Holds::Date,
        (None, 0, _) => Holds::Number,
        (None, bytes, _) => Holds::Text { bytes },
    }
}

fn reserved(first: &Declared, script: Script, place: &Place) -> Option<Reserved> {
    if first.width > 0 {
        let words = first.missing.iter().map(|unit| script.read_roughly(unit));
        return Some(Reserved::Words(words.collect()));
    }
    let numbers: Vec<_> = first.missing.iter().map(|unit| place.order.double(*unit)).collect();
    if numbers.iter().any(|number| number.is_nan()) {
        return None;
    }
    Some(match numbers.as_slice() {
        [least, most, also @ ..] if first.is_range => {
            Reserved::Range { least: *least, most: *most, also: also.first().copied() }
        }
        _ => Reserved::Numbers(numbers),
    })
}
