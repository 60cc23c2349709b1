//! What SPSS is to know of what it has read: its dictionary.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use super::{literal, names};
use crate::{
    Code, Dataset, Kind, Losses, Lost, Measure, Name, Variable, cut_at,
    line::{is_one_line, one_line},
    missing,
};

/// The longest label of a variable or a set, of a value, of the file, and the longest line of a document, in bytes.
const LONGEST: [usize; 4] = [255, 120, 60, 80];

pub(super) fn write(
    dataset: &Dataset,
    out: &mut impl Write,
    losses: &mut Losses,
) -> io::Result<()> {
    for variable in dataset.variables() {
        label(variable, out, losses)?;
        values(variable, out, losses)?;
    }
    let asked = dataset.variables().iter().filter(|variable| !variable.missing.is_empty());
    let (least, most) = (missing::RANGE.start(), missing::RANGE.end());
    command("MISSING VALUES", asked, &format!("({least} THRU {most})"), out)?;
    formats(dataset, out)?;
    for (measure, level) in
        [(Measure::Nominal, "NOMINAL"), (Measure::Ordinal, "ORDINAL"), (Measure::Scale, "SCALE")]
    {
        let of = dataset.variables().iter().filter(|variable| variable.measure == measure);
        command("VARIABLE LEVEL", of, &format!("({level})"), out)?;
    }
    sets(dataset, out, losses)?;
    about(dataset, out, losses)
}

fn label(variable: &Variable, out: &mut impl Write, losses: &mut Losses) -> io::Result<()> {
    let label = one_line(&variable.label);
    if label.is_empty() {
        return Ok(());
    }
    let label = cut(&label, LONGEST[0], Some(&variable.name), Lost::LabelCut, losses);
    writeln!(out, "VARIABLE LABELS {} {}.", variable.name, literal(label))
}

fn values(variable: &Variable, out: &mut impl Write, losses: &mut Losses) -> io::Result<()> {
    let words = variable.labels.iter().filter_map(|label| match &label.code {
        Code::Word(word) => Some((word, &label.text)),
        Code::Number(_) => None,
    });
    let mut pairs: Vec<_> =
        variable.numbered().map(|(code, text)| (code.to_string(), text)).collect();
    for (word, text) in words {
        // A value can break no line: SPSS has read none that does.
        if is_one_line(word) && word.len() <= LONGEST[1] {
            pairs.push((literal(word), text));
        } else {
            losses.schema(Some(&variable.name), Lost::ValueLabelLeftOut);
        }
    }
    if pairs.is_empty() {
        return Ok(());
    }
    write!(out, "VALUE LABELS {}", variable.name)?;
    for (code, text) in pairs {
        let text = one_line(text);
        let text = cut(&text, LONGEST[1], Some(&variable.name), Lost::ValueLabelCut, losses);
        write!(out, "\n  {code} {}", literal(text))?;
    }
    out.write_all(b".\n")
}

fn formats(dataset: &Dataset, out: &mut impl Write) -> io::Result<()> {
    let mut formats: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for variable in dataset.variables() {
        let format = match variable.kind {
            Kind::Whole { least, most } => {
                // As .sav has it: a missing code takes two signs.
                let code = if variable.missing.is_empty() { 0 } else { 2 };
                let digits = [least, most].map(|end| end.to_string().len());
                format!("(F{}.0)", digits.into_iter().fold(code, usize::max))
            }
            Kind::Decimal { places } => format!("(F{}.{places})", places + 13),
            Kind::Text { .. } | Kind::Date | Kind::Moment | Kind::Month => continue,
        };
        formats.entry(format).or_default().push(variable);
    }
    formats.into_iter().try_for_each(|(format, of)| command("FORMATS", of, &format, out))
}

fn sets(dataset: &Dataset, out: &mut impl Write, losses: &mut Losses) -> io::Result<()> {
    for (set, members) in dataset.sets() {
        if members.len() < 2 {
            losses.schema(Some(&set.name), Lost::SetLeftOut);
            continue;
        }
        let label = one_line(&set.label);
        let label = cut(&label, LONGEST[0], Some(&set.name), Lost::LabelCut, losses);
        let (name, label, value) = (&set.name, literal(label), set.counted);
        writeln!(out, "MRSETS /MDGROUP NAME=${name} LABEL={label}\n  VALUE={value} VARIABLES=")?;
        names(members, out)?;
        out.write_all(b"  .\n")?;
    }
    Ok(())
}

fn about(dataset: &Dataset, out: &mut impl Write, losses: &mut Losses) -> io::Result<()> {
    let title = one_line(dataset.title());
    if !title.is_empty() {
        let title = cut(&title, LONGEST[2], None, Lost::LabelCut, losses);
        writeln!(out, "FILE LABEL {}.", literal(title))?;
    }
    let notes: Vec<_> = dataset.notes().iter().flat_map(|note| lines(&one_line(note))).collect();
    if notes.is_empty() {
        return Ok(());
    }
    out.write_all(b"ADD DOCUMENT")?;
    notes.iter().try_for_each(|line| write!(out, "\n  {}", literal(line)))?;
    out.write_all(b".\n")
}

/// A command about some variables, or none.
fn command<'v>(
    command: &str,
    of: impl IntoIterator<Item = &'v Variable>,
    how: &str,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut of = of.into_iter().peekable();
    if of.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "{command}")?;
    names(of, out)?;
    writeln!(out, "  {how}.")
}

fn cut<'t>(
    text: &'t str,
    bytes: usize,
    of: Option<&Name>,
    lost: Lost,
    losses: &mut Losses,
) -> &'t str {
    if text.len() > bytes {
        losses.schema(of, lost);
    }
    cut_at(text, bytes)
}

/// A note in lines, each ending between words where it can.
fn lines(note: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = note;
    while !rest.is_empty() {
        let most = cut_at(rest, LONGEST[3]);
        let whole = most.len() == rest.len();
        let end = most.rfind(' ').filter(|end| !whole && *end > 0).unwrap_or(most.len());
        lines.push(rest[..end].to_owned());
        rest = rest[end..].trim_start();
    }
    lines
}
