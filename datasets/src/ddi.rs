//! DDI-Codebook 2.5, for archives and catalogues: XML in the namespace `ddi:codebook:2_5`.
//!
//! | Element | Of |
//! |---|---|
//! | `docDscr`, `stdyDscr` | the study: title, number, who is responsible, what it is about, when and how people were asked, conditions |
//! | `fileDscr` (`F1`) | a CSV file with its numbers of rows and variables, and its notes |
//! | `dataDscr/varGrp` (`G1.1`, `S1.barrier`) | a section of a wave, and a question that takes several answers |
//! | `dataDscr/var` (`V1.w1_works`) | a variable of the first file |
//!
//! A `var` has, in the order of the schema: `labl`, `qstn/qstnLit`, `valrng`, `invalrng`, `universe`, `catgry` (those of
//! missing codes with `missing="Y"`), `varFormat`, and `notes` for what DDI has no element for: waves, changes, source.
//! `nature` of a scale is `interval`: DDI tells an interval from a ratio and we do not. Characters that XML cannot hold
//! are U+FFFD.
//!
//! Sources: the DDI Alliance's field-level documentation and tree of elements. Their schema is under the LGPL and is not in
//! this repository; `docs/decisions/0087-what-describes-a-file.md` says how the order of elements is checked instead.

mod study;

mod variable;

use std::io::{self, Write};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use crate::{
    Codebook, Name,
    codebook::{Part, parts},
};

/// Writes the document.
///
/// # Errors
/// When the file cannot be written.
pub fn write(codebook: &Codebook, mut out: impl Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(&mut out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut root = xml
        .create_element("codeBook")
        .with_attribute(("xmlns", "ddi:codebook:2_5"))
        .with_attribute(("version", "2.5"));
    if !codebook.language.is_empty() {
        root = root.with_attribute(("xml:lang", codebook.language.as_str()));
    }
    root.write_inner_content(|xml| {
        study::write(codebook, xml)?;
        xml.create_element("dataDscr").write_inner_content(|xml| variables(codebook, xml))?;
        Ok(())
    })?;
    out.write_all(b"\n")
}

/// Groups first, as the schema has them, and then the variables of every file.
fn variables<W: Write>(codebook: &Codebook, xml: &mut Writer<W>) -> io::Result<()> {
    for (file, described) in (1..).zip(&codebook.files) {
        for (number, part) in (1..).zip(parts(&described.dataset)) {
            if !part.wave.is_empty() || !part.section.is_empty() {
                section(file, number, &part, xml)?;
            }
        }
        for (set, members) in described.dataset.sets() {
            let members: Vec<_> = members.iter().map(|own| variable_id(file, &own.name)).collect();
            let id = format!("S{file}.{}", set.name);
            group((&id, "multipleResp"), &members.join(" "), &set.label, xml)?;
        }
    }
    for (file, described) in (1..).zip(&codebook.files) {
        for variable in described.dataset.variables() {
            variable::write(file, variable, described.dataset.language(), xml)?;
        }
    }
    Ok(())
}

fn section<W: Write>(
    file: usize,
    number: usize,
    part: &Part<'_>,
    xml: &mut Writer<W>,
) -> io::Result<()> {
    let members: Vec<_> = part.variables.iter().map(|own| variable_id(file, &own.name)).collect();
    let said = [part.wave, part.section].into_iter().filter(|words| !words.is_empty());
    let label = said.collect::<Vec<_>>().join(": ");
    group((&format!("G{file}.{number}"), "section"), &members.join(" "), &label, xml)
}

/// `of` is the id of the group and its type.
fn group<W: Write>(
    of: (&str, &str),
    members: &str,
    label: &str,
    xml: &mut Writer<W>,
) -> io::Result<()> {
    xml.create_element("varGrp")
        .with_attributes([("ID", of.0), ("type", of.1), ("var", members)])
        .write_inner_content(|xml| text(xml, "labl", label))?;
    Ok(())
}

/// What names a variable in the document. No name of ours has a full stop, so that none is another's.
fn variable_id(file: usize, name: &Name) -> String {
    format!("V{file}.{name}")
}

/// An element with words, or none where there are none.
fn text<W: Write>(xml: &mut Writer<W>, element: &str, words: &str) -> io::Result<()> {
    if !words.is_empty() {
        xml.create_element(element).write_text_content(words_of(words))?;
    }
    Ok(())
}

/// `notes` of a kind.
fn note<W: Write>(xml: &mut Writer<W>, kind: &str, words: &str) -> io::Result<()> {
    if !words.is_empty() {
        let notes = xml.create_element("notes").with_attribute(("type", kind));
        notes.write_text_content(words_of(words))?;
    }
    Ok(())
}

fn words_of(words: &str) -> BytesText<'static> {
    BytesText::new(&words.chars().map(allowed).collect::<String>()).into_owned()
}

/// The character, or one that says that XML cannot hold it. A carriage return would not come back as one.
pub(crate) const fn allowed(c: char) -> char {
    match c {
        '\r' => '\n',
        '\t' | '\n' | ' '..='\u{7e}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'.. => c,
        _ => '\u{fffd}',
    }
}
