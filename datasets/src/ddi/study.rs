//! The document, the study and its files.

use std::io::{self, Write};

use quick_xml::Writer;

use super::{note, text};
use crate::{Codebook, Described};

pub(super) fn write<W: Write>(codebook: &Codebook, xml: &mut Writer<W>) -> io::Result<()> {
    let title = format!("Codebook: {}", codebook.title);
    xml.create_element("docDscr").write_inner_content(|xml| {
        xml.create_element("citation").write_inner_content(|xml| {
            let statement = xml.create_element("titlStmt");
            statement.write_inner_content(|xml| text(xml, "titl", &title))?;
            let statement = xml.create_element("prodStmt");
            statement.write_inner_content(|xml| text(xml, "software", "Throughline"))?;
            Ok(())
        })?;
        Ok(())
    })?;
    xml.create_element("stdyDscr").write_inner_content(|xml| {
        citation(codebook, xml)?;
        information(codebook, xml)?;
        access(codebook, xml)
    })?;
    (1..).zip(&codebook.files).try_for_each(|(number, file)| described(number, file, xml))
}

fn citation<W: Write>(codebook: &Codebook, xml: &mut Writer<W>) -> io::Result<()> {
    // A title is the one thing that has to be there.
    let title = if codebook.title.is_empty() { "Untitled" } else { &codebook.title };
    xml.create_element("citation").write_inner_content(|xml| {
        xml.create_element("titlStmt").write_inner_content(|xml| {
            text(xml, "titl", title)?;
            text(xml, "IDNo", &codebook.id)
        })?;
        if !codebook.authors.is_empty() {
            xml.create_element("rspStmt").write_inner_content(|xml| {
                codebook.authors.iter().try_for_each(|author| text(xml, "AuthEnty", author))
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// What it is about, when and how people were asked.
fn information<W: Write>(codebook: &Codebook, xml: &mut Writer<W>) -> io::Result<()> {
    xml.create_element("stdyInfo").write_inner_content(|xml| {
        codebook.about.iter().try_for_each(|about| text(xml, "abstract", about))?;
        let Some((first, last)) = codebook.asked else { return Ok(()) };
        xml.create_element("sumDscr").write_inner_content(|xml| {
            for (event, day) in [("start", first), ("end", last)] {
                let day = day.to_string();
                xml.create_element("collDate")
                    .with_attributes([("date", day.as_str()), ("event", event)])
                    .write_text_content(super::words_of(&day))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    if !codebook.modes.is_empty() {
        xml.create_element("method").write_inner_content(|xml| {
            xml.create_element("dataColl").write_inner_content(|xml| {
                codebook.modes.iter().try_for_each(|mode| text(xml, "collMode", mode))
            })?;
            Ok(())
        })?;
    }
    Ok(())
}

fn access<W: Write>(codebook: &Codebook, xml: &mut Writer<W>) -> io::Result<()> {
    if codebook.conditions.is_empty() {
        return Ok(());
    }
    xml.create_element("dataAccs").write_inner_content(|xml| {
        let statement = xml.create_element("useStmt");
        statement.write_inner_content(|xml| text(xml, "conditions", &codebook.conditions))?;
        Ok(())
    })?;
    Ok(())
}

fn described<W: Write>(number: usize, file: &Described, xml: &mut Writer<W>) -> io::Result<()> {
    let (id, name) = (format!("F{number}"), format!("{}.csv", file.dataset.name()));
    let dataset = &file.dataset;
    xml.create_element("fileDscr")
        .with_attributes([("ID", id.as_str()), ("URI", &name), ("xml:lang", dataset.language())])
        .write_inner_content(|xml| {
            xml.create_element("fileTxt").write_inner_content(|xml| {
                text(xml, "fileName", &name)?;
                text(xml, "fileCont", dataset.title())?;
                xml.create_element("dimensns").write_inner_content(|xml| {
                    let rows = file.rows.map(|rows| rows.to_string());
                    text(xml, "caseQnty", &rows.unwrap_or_default())?;
                    text(xml, "varQnty", &dataset.variables().len().to_string())
                })?;
                let kind = xml.create_element("fileType").with_attribute(("charset", "UTF-8"));
                kind.write_text_content(super::words_of("text/csv"))?;
                Ok(())
            })?;
            dataset.notes().iter().try_for_each(|words| note(xml, "file", words))
        })?;
    Ok(())
}
