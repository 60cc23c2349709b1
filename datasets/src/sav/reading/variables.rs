//! Records of variables.

use std::io::Read;

use super::{
    super::layout::{Unit, WIDEST_SEGMENT, units},
    MOST_UNITS, MOST_VARIABLES, ReadError,
    records::Records,
    source::Source,
};

/// A variable as a record declares it; a very long text is several.
pub struct Declared {
    /// The short name, filled with spaces.
    pub name: Unit,
    /// Of a text in bytes; 0 is a number.
    pub width: usize,
    /// The place of its first unit in a row, from 0.
    pub place: usize,
    /// Which format it is shown in.
    pub format: u8,
    pub label: Vec<u8>,
    /// Up to three.
    pub missing: Vec<Unit>,
    /// Whether the first two are the ends of a range.
    pub is_range: bool,
}

pub fn read<R: Read>(source: &mut Source<R>, records: &mut Records) -> Result<(), ReadError> {
    let kind = source.int()?;
    let [has_label, missing, print, _] =
        [source.int()?, source.int()?, source.int()?, source.int()?];
    let name = source.array()?;
    let label = label(has_label, source)?;
    if !matches!(missing, -3 | -2 | 0..=3) {
        return Err(source.wrong("a variable has more than three missing values"));
    }
    let values = (0..missing.unsigned_abs()).map(|_| source.array()).collect::<Result<_, _>>()?;
    if kind == -1 {
        return take_room(source, records);
    }
    if !is_whole(records) {
        return Err(source.wrong("a text has less room than its width"));
    }
    let width = usize::try_from(kind).ok().filter(|width| *width <= WIDEST_SEGMENT);
    let width = width.ok_or_else(|| source.wrong("a variable is neither number nor text"))?;
    let [_, format, ..] = print.to_be_bytes();
    let (place, is_range) = (records.units, missing < 0);
    records.variables.push(Declared {
        name,
        width,
        place,
        format,
        label,
        missing: values,
        is_range,
    });
    records.units += 1;
    check_size(records)
}

fn label<R: Read>(has_label: i32, source: &mut Source<R>) -> Result<Vec<u8>, ReadError> {
    match has_label {
        0 => Ok(Vec::new()),
        1 => {
            let length = source.count()?;
            let mut label = source.words(length.next_multiple_of(4))?;
            label.truncate(usize::try_from(length).unwrap_or(usize::MAX));
            Ok(label)
        }
        _ => Err(source.wrong("a variable neither has a label nor has none")),
    }
}

/// A record that only makes room for the text before it.
fn take_room<R: Read>(source: &Source<R>, records: &mut Records) -> Result<(), ReadError> {
    if is_whole(records) {
        return Err(source.wrong("a text has more room than its width"));
    }
    records.units += 1;
    Ok(())
}

/// Whether the last text got the room that it has to have.
pub fn is_whole(records: &Records) -> bool {
    let last = records.variables.last().map_or(0, |last| last.place + units(last.width));
    records.units == last
}

fn check_size(records: &Records) -> Result<(), ReadError> {
    if records.variables.len() > MOST_VARIABLES {
        let what = "variables, with those that very long texts are made of";
        return Err(ReadError::TooMany { what, most: MOST_VARIABLES as u64 });
    }
    if records.units > MOST_UNITS {
        let what = "units of 8 bytes in a row";
        return Err(ReadError::TooMany { what, most: MOST_UNITS as u64 });
    }
    Ok(())
}
