//! How wide each variable is, how it is shown, and what older versions of SPSS call it.

use super::super::layout::{WIDEST, format, segments, units};
use crate::{Dataset, Kind, Name, Variable, WriteError};

/// Names of so many letters are the same in capitals where a short name is asked for.
const SHORT: usize = 8;

/// How a variable stands in the file.
pub struct Column {
    /// The width of a text in bytes, otherwise 0.
    pub width: usize,
    /// How many units of 8 bytes it has in a row.
    pub units: usize,
    /// The place of its first record, from 1.
    pub place: i32,
    /// The name in 8 bytes, and those of the further segments of a very long text.
    pub short_names: Vec<String>,
    /// Kind, width and places of what is shown. Of a text the width of a segment counts.
    format: [u8; 3],
}

impl Column {
    /// The format for SPSS, of a number or of a segment of so many bytes.
    pub fn format(&self, segment: usize) -> i32 {
        let [kind, width, places] = self.format;
        let width = if self.width == 0 { width } else { u8::try_from(segment).unwrap_or(u8::MAX) };
        i32::from_be_bytes([0, kind, width, places])
    }

    /// How many letters wide the column is on the screen.
    pub fn shown(&self) -> i32 {
        let width = if self.width == 0 { usize::from(self.format[1]) } else { self.width };
        i32::try_from(width.clamp(8, 32)).unwrap_or(8)
    }
}

/// All of them, in order.
pub fn columns(dataset: &Dataset) -> Result<Vec<Column>, WriteError> {
    let (mut place, mut numbered) = (1_i32, 0_usize);
    let column = |variable: &Variable| {
        let (width, format) = (width(variable.kind), format_of(variable));
        let mut short_names = Vec::new();
        for segment in 0..segments(width).count() {
            numbered += 1;
            short_names.push(short_name(&variable.name, segment, numbered));
        }
        let units = segments(width).map(units).sum::<usize>();
        let column = Column { width, units, place, short_names, format };
        place = i32::try_from(units).ok().and_then(|units| place.checked_add(units))?;
        Some(column)
    };
    let columns: Option<Vec<_>> = dataset.variables().iter().map(column).collect();
    columns.ok_or(WriteError::TooMany {
        format: "SPSS",
        what: "units of 8 bytes in a row",
        most: i32::MAX as u64,
    })
}

fn short_name(name: &Name, segment: usize, number: usize) -> String {
    if segment == 0 && name.as_str().len() <= SHORT {
        return name.as_str().to_ascii_uppercase();
    }
    format!("@{number:07X}")
}

fn width(kind: Kind) -> usize {
    match kind {
        Kind::Text { bytes } => bytes.map_or(WIDEST, |bytes| WIDEST.min(bytes as usize)),
        _ => 0,
    }
}

fn format_of(variable: &Variable) -> [u8; 3] {
    match variable.kind {
        Kind::Whole { least, most } => {
            let code = if variable.missing.is_empty() { 0 } else { 2 };
            let widest = [least, most].map(|end| end.to_string().len());
            let widest = widest.into_iter().fold(code, usize::max);
            [format::F, u8::try_from(widest).unwrap_or(u8::MAX), 0]
        }
        // Room for twelve digits before the point; what has more is shown as a power of ten.
        Kind::Decimal { places } => [format::F, places + 13, places],
        Kind::Text { .. } => [format::A, 0, 0],
        Kind::Date => [format::DATE, 11, 0],
        Kind::Moment => [format::DATETIME, 20, 0],
        Kind::Month => [format::MOYR, 8, 0],
    }
}
