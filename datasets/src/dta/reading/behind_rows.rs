//! What stands behind the rows: where the texts of strLs are, and sets of value labels.

use std::{
    collections::BTreeMap,
    io::{Read, Seek},
    sync::Arc,
};

use super::{
    Description, Fault, ReadError, Release, Value, ValueLabel,
    source::Source,
    words::{before_zero, words},
};
use crate::dta::storage::{Gap, Storage};

/// Bytes of a label beside its text.
const BESIDE_A_LABEL: u64 = 64;

/// Where the text of each strL is, by its key: variable and row in one number, as a cell has them.
#[derive(Debug)]
pub(super) struct LongTexts(Vec<(u64, u64)>);

impl LongTexts {
    /// Goes through all of them without reading one.
    pub(super) fn read<R: Read + Seek>(
        source: &mut Source<R>,
        release: Release,
    ) -> Result<Self, ReadError> {
        source.tag("<strls>")?;
        let mut places = Vec::new();
        loop {
            match &source.array()? {
                b"GSO" => {}
                b"</s" => break source.tag("trls>")?,
                _ => return Err(source.broken(Fault::Expected("</strls>"))),
            }
            let most = source.limits().long_texts;
            if places.len() as u64 >= most {
                return Err(ReadError::TooMany { what: "long texts (strL)", most });
            }
            let variable = source.number(4)?;
            let row = source.number(release.rows())?;
            let key = key(release, variable, row);
            places.push((key.ok_or_else(|| source.broken(Fault::LongText))?, source.at()));
            source.skip(1)?;
            let length = source.number(4)?;
            source.skip(length)?;
        }
        places.sort_unstable();
        if places.windows(2).any(|pair| matches!(pair, [(one, _), (other, _)] if one == other)) {
            return Err(source.broken(Fault::LongText));
        }
        Ok(Self(places))
    }

    /// Where the text with this key is.
    pub(super) fn place(&self, key: u64) -> Option<u64> {
        let found = self.0.binary_search_by_key(&key, |(own, _)| *own).ok()?;
        self.0.get(found).map(|(_, place)| *place)
    }
}

/// Variable and row in one number. None when a cell could not tell them.
pub(super) fn key(release: Release, variable: u64, row: u64) -> Option<u64> {
    let bits = 8 * release.reference();
    (variable >> bits == 0 && (bits == 0 || row >> (64 - bits) == 0))
        .then(|| variable << (64 - bits) | row)
}

/// Reads the sets, and gives each column its own.
pub(super) fn value_labels<R: Read + Seek>(
    source: &mut Source<R>,
    description: &mut Description,
    names: &[String],
) -> Result<(), ReadError> {
    source.tag("<value_labels>")?;
    let mut sets: BTreeMap<String, Arc<[ValueLabel]>> = BTreeMap::new();
    loop {
        match &source.array()? {
            b"<lbl>" => {}
            b"</val" => break source.tag("ue_labels>")?,
            _ => return Err(source.broken(Fault::Expected("</value_labels>"))),
        }
        let (name, set) = set(source, description.release)?;
        source.tag("</lbl>")?;
        sets.insert(name, set);
    }
    for (column, name) in description.columns.iter_mut().zip(names) {
        if let Some(set) = sets.get(name) {
            column.labels = Arc::clone(set);
        }
    }
    Ok(())
}

fn set<R: Read + Seek>(
    source: &mut Source<R>,
    release: Release,
) -> Result<(String, Arc<[ValueLabel]>), ReadError> {
    let length = source.length()?;
    let name = source.bytes(release.name())?;
    let name = words(before_zero(&name), release);
    let name = name.ok_or_else(|| source.broken(Fault::NotUtf8))?;
    source.skip(3)?;
    let (labels, bytes) = (source.length()?, source.length()?);
    let announced = labels.checked_mul(8).and_then(|list| list.checked_add(bytes)?.checked_add(8));
    if announced != Some(length) {
        return Err(source.broken(Fault::Length));
    }
    source.has(length as u64 - 8)?;
    source.describe(length as u64)?;
    let begins = (0..labels).map(|_| source.length()).collect::<Result<Vec<_>, _>>()?;
    // Four bytes, of which the first is the sign.
    let numbers = (0..labels).map(|_| Ok(source.number(4)? as u32 as i32));
    let numbers = numbers.collect::<Result<Vec<_>, ReadError>>()?;
    let texts = source.bytes(bytes)?;
    let mut set = Vec::new();
    for (begin, number) in begins.into_iter().zip(numbers) {
        let text = texts.get(begin..).ok_or_else(|| source.broken(Fault::Length))?;
        let text = before_zero(text);
        // Several labels may have one text, so it is counted each time.
        source.describe(text.len() as u64 + BESIDE_A_LABEL)?;
        let text = words(text, release).ok_or_else(|| source.broken(Fault::NotUtf8))?;
        set.push(ValueLabel { value: labelled(source, number)?, text });
    }
    Ok((name, set.into()))
}

fn labelled<R: Read + Seek>(source: &Source<R>, number: i32) -> Result<Value, ReadError> {
    if Storage::Long.holds(number.into()) {
        return Ok(Value::Number(number.into()));
    }
    match Gap::of_long(number) {
        Some(gap) => Ok(gap.letter().map_or(Value::Blank, Value::Missing)),
        None => Err(source.broken(Fault::Label)),
    }
}
