//! The header, the variables, and the documents.

use std::{
    borrow::Cow,
    io::{self, Seek, Write},
};

use super::{
    super::layout::{BIAS, DOCUMENTS, VARIABLE, segments, units},
    line::Teller,
    out::Out,
    plan::Column,
};
use crate::{Dataset, Losses, Lost, Variable, cut_at, missing};

/// Bytes of labels, and of a line of the documents.
const TITLE: usize = 64;
const LABEL: usize = 255;
const LINE: usize = 80;

const PROGRAM: &str = "@(#) SPSS DATA FILE - Throughline";

/// A date that stands for none, and its time.
const NO_DATE: &str = "01 Jan 7000:00:00";

/// What SPSS gives the records that only make room for a text: it reads nothing in them.
const FILLER: [i32; 6] = [VARIABLE, -1, 0, 0, 0x01_1d01, 0x01_1d01];

pub fn write<W: Write + Seek>(
    dataset: &Dataset,
    columns: &[Column],
    out: &mut Out<W>,
    losses: &mut Losses,
) -> io::Result<()> {
    let in_row = columns.iter().map(|column| column.units).sum();
    write_header(dataset.title(), in_row, out, losses)?;
    for (variable, column) in dataset.variables().iter().zip(columns) {
        for (place, segment) in segments(column.width).enumerate() {
            let of = (place == 0).then_some((variable, &mut *losses));
            write_variable(of, column, (place, segment), out)?;
        }
    }
    Ok(())
}

fn write_header<W: Write + Seek>(
    title: &str,
    in_row: usize,
    out: &mut Out<W>,
    losses: &mut Losses,
) -> io::Result<()> {
    let title = Teller { losses, of: None }.line(title, TITLE, Lost::LabelCut);
    out.padded("$FL2", 4)?;
    out.padded(PROGRAM, 60)?;
    out.int(2)?;
    out.count(in_row)?;
    // Compressed; not weighted; rows to come.
    [1, 0, -1].into_iter().try_for_each(|number| out.int(number))?;
    out.double(BIAS)?;
    out.padded(NO_DATE, 17)?;
    out.padded(&title, TITLE)?;
    out.bytes(&[0; 3])
}

/// A variable, or a further segment of one: that has neither label nor missing values.
fn write_variable<W: Write + Seek>(
    of: Option<(&Variable, &mut Losses)>,
    column: &Column,
    (place, segment): (usize, usize),
    out: &mut Out<W>,
) -> io::Result<()> {
    let (mut label, mut has_codes) = (Cow::Borrowed(""), false);
    if let Some((variable, losses)) = of {
        let mut teller = Teller { losses, of: Some(&variable.name) };
        label = teller.line(&variable.label, LABEL, Lost::LabelCut);
        has_codes = !variable.missing.is_empty();
    }
    out.int(VARIABLE)?;
    out.count(segment)?;
    out.int(i32::from(!label.is_empty()))?;
    out.int(if has_codes { -2 } else { 0 })?;
    out.int(column.format(segment))?;
    out.int(column.format(segment))?;
    out.padded(column.short_names.get(place).map_or("", String::as_str), 8)?;
    if !label.is_empty() {
        out.count(label.len())?;
        out.padded(&label, label.len().next_multiple_of(4))?;
    }
    if has_codes {
        out.double(f64::from(*missing::RANGE.start()))?;
        out.double(f64::from(*missing::RANGE.end()))?;
    }
    for _ in 1..units(segment) {
        FILLER.into_iter().try_for_each(|number| out.int(number))?;
        out.padded("", 8)?;
    }
    Ok(())
}

/// Nothing where there are no notes.
pub fn write_documents<W: Write + Seek>(notes: &[String], out: &mut Out<W>) -> io::Result<()> {
    let lines: Vec<_> = notes.iter().flat_map(|note| note.lines()).flat_map(broken).collect();
    if lines.is_empty() {
        return Ok(());
    }
    out.int(DOCUMENTS)?;
    out.count(lines.len())?;
    lines.into_iter().try_for_each(|line| out.padded(line, LINE))
}

/// A line in pieces that fit, broken at a space where there is one.
fn broken(line: &str) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), line);
    while rest.len() > LINE {
        let most = cut_at(rest, LINE);
        let fits = if rest[most.len()..].starts_with(' ') {
            most
        } else {
            most.rfind(' ').map_or(most, |space| &most[..space])
        };
        let fits = if fits.is_empty() { most } else { fits };
        pieces.push(fits);
        rest = rest[fits.len()..].strip_prefix(' ').unwrap_or(&rest[fits.len()..]);
    }
    pieces.push(rest);
    pieces
}
