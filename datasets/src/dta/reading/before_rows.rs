//! The header, what is told of variables, and characteristics.

use std::{
    collections::BTreeSet,
    io::{Read, Seek},
    sync::Arc,
};

use super::{
    Characteristic, Column, Description, Fault, ReadError, Release, Storage,
    source::Source,
    words::{before_zero, words},
};

/// The description, still without value labels, and the name of each column's set.
pub(super) fn read<R: Read + Seek>(
    source: &mut Source<R>,
) -> Result<(Description, Vec<String>), ReadError> {
    let (release, variables, rows, title) = header(source)?;
    source.tag("<map>")?;
    source.skip(14 * 8)?;
    source.tag("</map>")?;
    source.tag("<variable_types>")?;
    let mut storages = Vec::new();
    for _ in 0..variables {
        let at = source.at();
        // Two bytes.
        let code = source.number(2)? as u16;
        let storage = Storage::of_code(code);
        storages.push(storage.ok_or(ReadError::Broken { at, fault: Fault::Type(code) })?);
    }
    source.tag("</variable_types>")?;
    let names = list(source, release, variables, release.name(), ["<varnames>", "</varnames>"])?;
    check_names(source.at(), &names)?;
    source.tag("<sortlist>")?;
    source.skip((variables + 1) * release.variables() as u64)?;
    source.tag("</sortlist>")?;
    let formats = list(source, release, variables, release.format(), ["<formats>", "</formats>"])?;
    let tags = ["<value_label_names>", "</value_label_names>"];
    let sets = list(source, release, variables, release.name(), tags)?;
    let tags = ["<variable_labels>", "</variable_labels>"];
    let labels = list(source, release, variables, release.label(), tags)?;
    let characteristics = characteristics(source, release)?;
    let told = names.into_iter().zip(labels).zip(formats).zip(storages);
    let columns = told.map(|(((name, label), format), storage)| Column {
        name,
        label,
        format,
        storage,
        labels: Arc::default(),
    });
    let columns = columns.collect();
    Ok((Description { release, title, rows, columns, characteristics }, sets))
}

fn header<R: Read + Seek>(
    source: &mut Source<R>,
) -> Result<(Release, u64, u64, String), ReadError> {
    let not_stata = |_| ReadError::Broken { at: 0, fault: Fault::NotStata };
    source.tag("<stata_dta><header><release>").map_err(not_stata)?;
    let other = source.broken(Fault::NotStata);
    let release = Release::of_number(&source.array()?).ok_or(other)?;
    source.tag("</release><byteorder>")?;
    let order = source.broken(Fault::Expected("LSF or MSF"));
    match &source.array()? {
        b"MSF" => source.set_most_first(),
        b"LSF" => {}
        _ => return Err(order),
    }
    source.tag("</byteorder><K>")?;
    let variables = source.number(release.variables())?;
    if variables == 0 {
        return Err(source.broken(Fault::Empty));
    }
    let most = source.limits().variables;
    if variables > most {
        return Err(ReadError::TooMany { what: "variables", most });
    }
    source.tag("</K><N>")?;
    let rows = source.number(release.rows())?;
    source.tag("</N><label>")?;
    let length = source.number(release.title_length())?;
    // Two bytes at most.
    let title = text(source, release, length as usize)?;
    source.tag("</label><timestamp>")?;
    let length = source.number(1)?;
    source.skip(length)?;
    source.tag("</timestamp></header>")?;
    Ok((release, variables, rows, title))
}

/// A text in a field of this width, up to its first zero. The width was held against a limit.
fn text<R: Read + Seek>(
    source: &mut Source<R>,
    release: Release,
    width: usize,
) -> Result<String, ReadError> {
    let wrong = source.broken(Fault::NotUtf8);
    let field = source.bytes(width)?;
    let field = before_zero(&field);
    source.describe(field.len() as u64)?;
    words(field, release).ok_or(wrong)
}

/// A text of each variable, between two tags.
fn list<R: Read + Seek>(
    source: &mut Source<R>,
    release: Release,
    variables: u64,
    width: usize,
    [begins, ends]: [&'static str; 2],
) -> Result<Vec<String>, ReadError> {
    source.tag(begins)?;
    let texts = (0..variables).map(|_| text(source, release, width)).collect::<Result<_, _>>()?;
    source.tag(ends)?;
    Ok(texts)
}

/// That each variable has a name of its own. `at` is where all of them were read.
fn check_names(at: u64, names: &[String]) -> Result<(), ReadError> {
    let mut seen = BTreeSet::new();
    let fault = names.iter().find_map(|name| match (name.is_empty(), seen.insert(name)) {
        (true, _) => Some(Fault::NoName),
        (false, false) => Some(Fault::Twice(name.clone())),
        (false, true) => None,
    });
    fault.map_or(Ok(()), |fault| Err(ReadError::Broken { at, fault }))
}

fn characteristics<R: Read + Seek>(
    source: &mut Source<R>,
    release: Release,
) -> Result<Vec<Characteristic>, ReadError> {
    source.tag("<characteristics>")?;
    let mut told = Vec::new();
    loop {
        match &source.array()? {
            b"<ch>" => {}
            b"</ch" => {
                source.tag("aracteristics>")?;
                return Ok(told);
            }
            _ => return Err(source.broken(Fault::Expected("</characteristics>"))),
        }
        let length = source.length()?;
        let text_length = length.checked_sub(2 * release.name());
        let text_length = text_length.ok_or_else(|| source.broken(Fault::Length))?;
        source.describe(text_length as u64)?;
        let of = text(source, release, release.name())?;
        let name = text(source, release, release.name())?;
        let text = text(source, release, text_length)?;
        told.push(Characteristic { of, name, text });
        source.tag("</ch>")?;
    }
}
