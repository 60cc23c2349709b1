//! The header and the records before the rows, taken apart but not yet understood: their texts are bytes, since the
//! encoding stands behind most of them.

use std::io::Read;

use super::{
    super::layout::{
        BIAS, DOCUMENTS, EXTENSION, LABELLED, ROWS_FOLLOW, Unit, VALUE_LABELS, VARIABLE,
    },
    ReadError,
    extended::Extended,
    source::{Order, Source},
    variables::{self, Declared},
};

/// Bytes of a line of the documents.
const LINE: u64 = 80;

/// What stands in the first 176 bytes and is of use.
pub struct Header {
    pub title: Vec<u8>,
    /// Nothing where the file does not say.
    pub rows: Option<u64>,
    pub is_compressed: bool,
    pub bias: f64,
}

impl Header {
    pub fn read<R: Read>(source: &mut Source<R>) -> Result<Self, ReadError> {
        let magic = source.array().map_err(no_file)?;
        if magic != *b"$FL2" && magic != *b"$FL3" {
            return Err(ReadError::NotSav);
        }
        source.array::<60>().map_err(no_file)?;
        // 2 in every file but a few, which have 3.
        let layout: [u8; 4] = source.array()?;
        match layout.map(|byte| matches!(byte, 2 | 3)) {
            [true, false, false, false] => source.set_order(Order::Little),
            [false, false, false, true] => source.set_order(Order::Big),
            _ => return Err(ReadError::NotSav),
        }
        source.int()?;
        let compression = source.int()?;
        source.int()?;
        let rows = u64::try_from(source.int()?).ok();
        let bias = source.double()?;
        source.array::<17>()?;
        let title = source.words(64)?;
        source.array::<3>()?;
        match compression {
            0 | 1 if magic == *b"$FL2" => {}
            _ if magic == *b"$FL3" || compression == 2 => return Err(ReadError::Zsav),
            _ => return Err(source.wrong("the rows are compressed in a way that nobody knows")),
        }
        let bias = if bias.is_finite() && bias.fract() == 0.0 { bias } else { BIAS };
        Ok(Self { title, rows, is_compressed: compression == 1, bias })
    }
}

/// A file that is shorter than a beginning is none of ours.
fn no_file(error: ReadError) -> ReadError {
    if matches!(error, ReadError::Ends { .. }) { ReadError::NotSav } else { error }
}

/// Labels and the variables that have them.
pub struct Labels {
    pub values: Vec<(Unit, Vec<u8>)>,
    /// Places among the records of variables, from 1.
    pub places: Vec<i32>,
}

/// All that was read.
#[derive(Default)]
pub struct Records {
    pub variables: Vec<Declared>,
    pub units: usize,
    pub labels: Vec<Labels>,
    pub documents: Vec<Vec<u8>>,
    pub extended: Extended,
}

pub fn read<R: Read>(source: &mut Source<R>) -> Result<Records, ReadError> {
    let mut records = Records::default();
    loop {
        match source.int()? {
            VARIABLE => variables::read(source, &mut records)?,
            VALUE_LABELS => {
                let labels = read_labels(source)?;
                records.labels.push(labels);
            }
            DOCUMENTS => {
                for _ in 0..source.count()? {
                    records.documents.push(source.words(LINE)?);
                }
            }
            EXTENSION => records.extended.read(source)?,
            ROWS_FOLLOW => {
                source.int()?;
                return Ok(records);
            }
            _ => return Err(source.wrong("a record is of a type that nobody knows")),
        }
    }
}

fn read_labels<R: Read>(source: &mut Source<R>) -> Result<Labels, ReadError> {
    let mut values = Vec::new();
    for _ in 0..source.count()? {
        let value = source.array()?;
        let [length] = source.array()?;
        let filled = (u64::from(length) + 1).next_multiple_of(8) - 1;
        let mut text = source.words(filled)?;
        text.truncate(usize::from(length));
        values.push((value, text));
    }
    if source.int()? != LABELLED {
        return Err(source.wrong("labels of values belong to no variable"));
    }
    let places = source.count()?;
    let places = source.words(4 * places)?;
    let places = places.as_chunks().0.iter().map(|place| source.order().int(*place)).collect();
    Ok(Labels { values, places })
}
