//! A variable, with its question, its values and who was asked.

use std::io::{self, Write};

use quick_xml::Writer;

use super::{note, text, variable_id};
use crate::{Code, Kind, Measure, Missing, Variable, missing};

pub(super) fn write<W: Write>(
    file: usize,
    variable: &Variable,
    language: &str,
    xml: &mut Writer<W>,
) -> io::Result<()> {
    let (id, files) = (variable_id(file, &variable.name), format!("F{file}"));
    let (interval, nature) = match (variable.measure, variable.kind) {
        (Measure::Nominal, _) => ("discrete", "nominal"),
        (Measure::Ordinal, _) => ("discrete", "ordinal"),
        (Measure::Scale, _) => ("contin", "interval"),
    };
    let mut element = xml.create_element("var").with_attributes([
        ("ID", id.as_str()),
        ("name", variable.name.as_str()),
        ("files", &files),
        ("intrvl", interval),
        ("nature", nature),
        ("xml:lang", language),
    ]);
    if let Kind::Decimal { places } = variable.kind {
        element = element.with_attribute(("dcml", places.to_string().as_str()));
    }
    if matches!(variable.kind, Kind::Date | Kind::Moment | Kind::Month) {
        element = element.with_attribute(("temporal", "Y"));
    }
    element.write_inner_content(|xml| {
        text(xml, "labl", &variable.label)?;
        question(variable, xml)?;
        ranges(variable, xml)?;
        text(xml, "universe", &variable.origin.universe)?;
        categories(variable, xml)?;
        format(variable, xml)?;
        notes(variable, xml)
    })?;
    Ok(())
}

fn question<W: Write>(variable: &Variable, xml: &mut Writer<W>) -> io::Result<()> {
    if !variable.origin.question.is_empty() {
        let question = xml.create_element("qstn");
        question.write_inner_content(|xml| text(xml, "qstnLit", &variable.origin.question))?;
    }
    Ok(())
}

/// What may stand in it, and what stands for a reason: as a range where it is all of them.
fn ranges<W: Write>(variable: &Variable, xml: &mut Writer<W>) -> io::Result<()> {
    if let Kind::Whole { least, most } = variable.kind
        && variable.kind != Kind::WHOLE
    {
        range(xml, "valrng", &least.to_string(), &most.to_string())?;
    }
    if variable.missing.len() == Missing::ALL.len() {
        let (least, most) = (missing::RANGE.start(), missing::RANGE.end());
        return range(xml, "invalrng", &least.to_string(), &most.to_string());
    }
    if !variable.missing.is_empty() {
        xml.create_element("invalrng").write_inner_content(|xml| {
            for reason in &variable.missing {
                let code = reason.code().to_string();
                let item = xml.create_element("item");
                item.with_attributes([("UNITS", "INT"), ("VALUE", &code)]).write_empty()?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn range<W: Write>(xml: &mut Writer<W>, element: &str, min: &str, max: &str) -> io::Result<()> {
    xml.create_element(element).write_inner_content(|xml| {
        let range = xml.create_element("range");
        range.with_attributes([("UNITS", "INT"), ("min", min), ("max", max)]).write_empty()?;
        Ok(())
    })?;
    Ok(())
}

fn categories<W: Write>(variable: &Variable, xml: &mut Writer<W>) -> io::Result<()> {
    for label in &variable.labels {
        let code = match &label.code {
            Code::Number(code) => code.to_string(),
            Code::Word(word) => word.clone(),
        };
        xml.create_element("catgry").write_inner_content(|xml| {
            text(xml, "catValu", &code)?;
            text(xml, "labl", &label.text)
        })?;
    }
    for reason in &variable.missing {
        let category = xml.create_element("catgry").with_attribute(("missing", "Y"));
        category.write_inner_content(|xml| {
            text(xml, "catValu", &reason.code().to_string())?;
            let label = xml.create_element("labl").with_attribute(("xml:lang", "en"));
            label.write_text_content(super::words_of(reason.label()))?;
            Ok(())
        })?;
    }
    Ok(())
}

/// How its cells are written in the CSV file.
fn format<W: Write>(variable: &Variable, xml: &mut Writer<W>) -> io::Result<()> {
    let (category, words) = match variable.kind {
        Kind::Whole { .. } | Kind::Decimal { .. } | Kind::Text { .. } => ("", ""),
        Kind::Date => ("date", "YYYY-MM-DD"),
        Kind::Month => ("date", "YYYY-MM"),
        Kind::Moment => ("time", "YYYY-MM-DDTHH:MM:SSZ"),
    };
    let kind = if variable.kind.is_number() { "numeric" } else { "character" };
    let format = xml.create_element("varFormat").with_attribute(("type", kind));
    if words.is_empty() {
        format.write_empty()?;
    } else {
        let format = format.with_attributes([("schema", "ISO"), ("category", category)]);
        format.write_text_content(super::words_of(words))?;
    }
    Ok(())
}

fn notes<W: Write>(variable: &Variable, xml: &mut Writer<W>) -> io::Result<()> {
    let origin = &variable.origin;
    let asked_in = origin.asked_in.join("; ");
    note(xml, "waves", if asked_in.is_empty() { &origin.wave } else { &asked_in })?;
    for change in &origin.changes {
        note(xml, "change", &format!("{}: {}", change.wave, change.what))?;
    }
    note(xml, "source", &origin.source)?;
    note(xml, "remark", &origin.remark)
}
