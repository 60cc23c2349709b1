//! Labels and notes, set by Mata: a call in each line.

use std::io::{self, Write};

use crate::{
    Code, Dataset, Losses, Lost, Variable,
    dta::bounds::{LONGEST_LABEL, LONGEST_NOTE, LONGEST_VALUE_LABEL, MOST_NOTES},
    line::one_line,
    missing::stata_letter,
};

/// Signs that mean nothing to a do-file or to Mata within quotes.
const HARMLESS: &str = " ,.:?!()-_+=%&@#<>[]|~^";

pub(super) fn write(
    dataset: &Dataset,
    out: &mut impl Write,
    losses: &mut Losses,
) -> io::Result<()> {
    out.write_all(b"mata:\n")?;
    for variable in dataset.variables() {
        label(variable, out, losses)?;
        values(variable, out, losses)?;
    }
    for (set, _) in dataset.sets() {
        losses.schema(Some(&set.name), Lost::SetLeftOut);
    }
    about(dataset, out, losses)?;
    out.write_all(b"end\n")
}

fn label(variable: &Variable, out: &mut impl Write, losses: &mut Losses) -> io::Result<()> {
    let (name, whole) = (&variable.name, one_line(&variable.label));
    let label = first(&whole);
    if label.len() < whole.len() {
        losses.schema(Some(name), Lost::LabelCut);
    }
    writeln!(out, "st_varlabel(\"{name}\", {})", literal(label))?;
    let level = variable.measure.name();
    writeln!(out, "st_global(\"{name}[measure]\", \"{level}\")")
}

fn values(variable: &Variable, out: &mut impl Write, losses: &mut Losses) -> io::Result<()> {
    let name = &variable.name;
    let mut labels = Vec::new();
    for label in &variable.labels {
        match label.code {
            Code::Number(code) => labels.push((code.to_string(), label.text.as_str())),
            Code::Word(_) => losses.schema(Some(name), Lost::ValueLabelLeftOut),
        }
    }
    let reasons = variable.missing.iter();
    labels.extend(reasons.map(|reason| (format!(".{}", stata_letter(*reason)), reason.label())));
    for (code, text) in &labels {
        let whole = one_line(text);
        let text = crate::cut_at(&whole, LONGEST_VALUE_LABEL);
        if text.len() < whole.len() {
            losses.schema(Some(name), Lost::ValueLabelCut);
        }
        writeln!(out, "st_vlmodify(\"{name}\", {code}, {})", literal(text))?;
    }
    if !labels.is_empty() {
        writeln!(out, "st_varvaluelabel(\"{name}\", \"{name}\")")?;
    }
    Ok(())
}

fn about(dataset: &Dataset, out: &mut impl Write, losses: &mut Losses) -> io::Result<()> {
    let whole = one_line(dataset.title());
    let title = first(&whole);
    if title.len() < whole.len() {
        losses.schema(None, Lost::LabelCut);
    }
    // The one label that only a command sets. Without a straight quote in it nothing ends its compound quotes.
    let title = literal(&title.replace('"', "\u{201d}"));
    writeln!(
        out,
        "stata(\"label data \" + char(96) + char(34) + {title} + char(34) + char(39), 0, 1)"
    )?;
    let notes = dataset.notes();
    let cut = notes.iter().enumerate();
    let cut = cut.filter(|(place, note)| *place >= MOST_NOTES || note.len() > LONGEST_NOTE);
    cut.for_each(|_| losses.schema(None, Lost::NoteCut));
    let notes = &notes[..notes.len().min(MOST_NOTES)];
    for (number, note) in (1..).zip(notes) {
        let note = one_line(note);
        let note = literal(crate::cut_at(&note, LONGEST_NOTE));
        writeln!(out, "st_global(\"_dta[note{number}]\", {note})")?;
    }
    if !notes.is_empty() {
        writeln!(out, "st_global(\"_dta[note0]\", \"{}\")", notes.len())?;
    }
    Ok(())
}

/// As many characters as a label of a variable has.
fn first(text: &str) -> &str {
    text.char_indices().nth(LONGEST_LABEL).map_or(text, |(end, _)| &text[..end])
}

/// A text as an expression of Mata.
fn literal(text: &str) -> String {
    let mut parts = Vec::new();
    let mut piece = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || !c.is_ascii() || HARMLESS.contains(c) {
            piece.push(c);
            continue;
        }
        if !piece.is_empty() {
            parts.push(format!("\"{piece}\""));
            piece.clear();
        }
        parts.push(format!("char({})", u32::from(c)));
    }
    if !piece.is_empty() || parts.is_empty() {
        parts.push(format!("\"{piece}\""));
    }
    parts.join(" + ")
}
