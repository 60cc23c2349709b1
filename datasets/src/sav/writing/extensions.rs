//! All that came to the format later, in the order of its numbers.

use std::{
    fmt::Write as _,
    io::{self, Seek, Write},
};

use super::{
    super::layout::{
        DISPLAY, DOUBLES, ENCODING, HIGHEST, LONG_NAMES, LOWEST, MACHINE, OF_FILE, OF_VARIABLES,
        ROWS, ROWS_FOLLOW, SETS, SYSTEM_MISSING, UTF_8, VERY_LONG, WIDEST_SEGMENT,
    },
    labels,
    line::Teller,
    long_labels,
    out::Out,
    plan::Column,
};
use crate::{Dataset, Kind, Losses, Lost, Measure, Variable};

/// Version 20.0.0 of the program, as `ReadStat` says; no certain machine; IEEE 754; compressed; little-endian.
const ABOUT_MACHINE: [i32; 8] = [20, 0, 0, -1, 1, 1, 2, UTF_8];

/// Bytes of an attribute.
const ATTRIBUTE: usize = 32_767;

type Columns<'d> = [(&'d Variable, &'d Column)];

pub fn write<W: Write + Seek>(
    dataset: &Dataset,
    columns: &[Column],
    out: &mut Out<W>,
    losses: &mut Losses,
) -> io::Result<()> {
    let columns: Vec<_> = dataset.variables().iter().zip(columns).collect();
    out.extension(MACHINE, 4, ABOUT_MACHINE.len())?;
    ABOUT_MACHINE.into_iter().try_for_each(|number| out.int(number))?;
    out.extension(DOUBLES, 8, 3)?;
    [SYSTEM_MISSING, HIGHEST, LOWEST].into_iter().try_for_each(|number| out.double(number))?;
    write_unless_empty(SETS, &sets(dataset, &columns, losses), out)?;
    write_display(&columns, out)?;
    out.text_extension(LONG_NAMES, &long_names(&columns))?;
    write_unless_empty(VERY_LONG, &very_long(&columns), out)?;
    out.extension(ROWS, 8, 2)?;
    out.bytes(&1_i64.to_le_bytes())?;
    out.rows_to_come()?;
    let mut teller = Teller { losses, of: None };
    let title = attribute("title", &teller.line(dataset.title(), ATTRIBUTE, Lost::LabelCut));
    out.text_extension(OF_FILE, &(title + &attribute("language", dataset.language())))?;
    write_unless_empty(OF_VARIABLES, &of_variables(&columns, losses), out)?;
    out.text_extension(ENCODING, "UTF-8")?;
    long_labels::write(&columns, out, losses)?;
    out.int(ROWS_FOLLOW)?;
    out.int(0)
}

fn write_unless_empty<W: Write + Seek>(which: i32, text: &str, out: &mut Out<W>) -> io::Result<()> {
    if text.is_empty() { Ok(()) } else { out.text_extension(which, text) }
}

/// A line for each set.
fn sets(dataset: &Dataset, columns: &Columns<'_>, losses: &mut Losses) -> String {
    let mut lines = String::new();
    for (set, members) in dataset.sets() {
        if members.len() < 2 {
            losses.schema(None, Lost::SetLeftOut);
            continue;
        }
        let mut teller = Teller { losses, of: None };
        let kept = teller.line(set.label.trim(), labels::LABEL, Lost::LabelCut);
        let counted = set.counted.to_string();
        _ = write!(lines, "${}=D{} {counted} {} {kept}", set.name, counted.len(), kept.len());
        for (variable, column) in columns {
            if variable.set.as_ref() == Some(&set.name) {
                let short = column.short_names.first().map_or("", String::as_str);
                _ = write!(lines, " {}", short.to_ascii_lowercase());
            }
        }
        lines.push('\n');
    }
    lines
}

/// Level of measurement, width on the screen, and on which side it stands, of each segment.
fn write_display<W: Write + Seek>(columns: &Columns<'_>, out: &mut Out<W>) -> io::Result<()> {
    let segments: usize = columns.iter().map(|(_, column)| column.short_names.len()).sum();
    out.extension(DISPLAY, 4, 3 * segments)?;
    for (variable, column) in columns {
        let is_text = matches!(variable.kind, Kind::Text { .. });
        let measure = match variable.measure {
            Measure::Ordinal => 2,
            Measure::Scale if !is_text => 3,
            Measure::Nominal | Measure::Scale => 1,
        };
        for _ in &column.short_names {
            [measure, column.shown(), i32::from(!is_text)]
                .into_iter()
                .try_for_each(|number| out.int(number))?;
        }
    }
    Ok(())
}

fn long_names(columns: &Columns<'_>) -> String {
    let pair = |(variable, column): &(&Variable, &Column)| {
        let short = column.short_names.first().map_or("", String::as_str);
        format!("{short}={}", variable.name)
    };
    columns.iter().map(pair).collect::<Vec<_>>().join("\t")
}

fn very_long(columns: &Columns<'_>) -> String {
    let mut list = String::new();
    for (_, column) in columns.iter().filter(|(_, column)| column.width > WIDEST_SEGMENT) {
        let short = column.short_names.first().map_or("", String::as_str);
        _ = write!(list, "{short}={:05}\0\t", column.width);
    }
    list
}

fn of_variables(columns: &Columns<'_>, losses: &mut Losses) -> String {
    let mut of_all = Vec::new();
    for (variable, _) in columns {
        let origin = &variable.origin;
        let mut own = String::new();
        for (name, text) in [
            ("question", &origin.question),
            ("universe", &origin.universe),
            ("source", &origin.source),
            ("wave", &origin.wave),
        ] {
            let mut teller = Teller { losses, of: Some(&variable.name) };
            own += &attribute(name, &teller.line(text, ATTRIBUTE, Lost::NoteCut));
        }
        if !own.is_empty() {
            of_all.push(format!("{}:{own}", variable.name));
        }
    }
    of_all.join("/")
}

/// Nothing where there is nothing to say.
fn attribute(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{name}('{value}'\n)") }
}
