//! From records to what a file says of itself.

use std::{collections::HashMap, sync::Arc};

use super::{
    super::layout::SYSTEM_MISSING,
    ReadError, attributes,
    encoding::Script,
    extended::{Extended, Pieces},
    found::{Column, Found, Reserved, Set, ValueLabel},
    naming,
    records::{Header, Records},
    source::Order,
    variables::{self, Declared},
};
use crate::Measure;

/// Labels of values, all in all, where each has its own.
const MOST_LABELS: usize = 1 << 20;

/// What is wrong, and behind what.
pub struct Place {
    pub at: u64,
    pub order: Order,
}

impl Place {
    pub const fn wrong(&self, what: &'static str) -> ReadError {
        ReadError::Dictionary { at: self.at, what }
    }
}

pub fn build(header: &Header, records: &Records, place: &Place) -> Result<Found, ReadError> {
    if records.variables.is_empty() || !variables::is_whole(records) {
        return Err(place.wrong("there is no variable, or the last has no room"));
    }
    let extended = &records.extended;
    let mut machine = Pieces::new(&extended.machine, place.order);
    let number = (0..7).try_for_each(|_| machine.int().map(drop)).and_then(|()| machine.int());
    let script = Script::of(&extended.encoding, number)?;
    let doubles = extended.doubles.first_chunk().map(|unit| place.order.double(*unit));
    let mut columns = naming::columns(records, script, place)?;
    label(&mut columns, records, script, place)?;
    label_long(&mut columns, extended, script, place)?;
    reserve_long(&mut columns, extended, script, place)?;
    measure(&mut columns, records.variables.len(), extended, place.order);
    describe(&mut columns, extended, script);
    Ok(Found {
        title: script.read_roughly(&header.title),
        notes: records.documents.iter().map(|line| script.read_roughly(line)).collect(),
        rows: rows(header.rows, extended, place)?,
        sets: sets(&records.variables, &columns, extended, script),
        columns,
        attributes: attributes::read(&extended.of_file, script).0,
        units: records.units,
        script,
        system_missing: doubles.filter(|number| number.is_finite()).unwrap_or(SYSTEM_MISSING),
    })
}

/// Header and extension have to agree where both know it.
fn rows(said: Option<u64>, extended: &Extended, place: &Place) -> Result<Option<u64>, ReadError> {
    let mut pieces = Pieces::new(&extended.rows, place.order);
    let later = pieces.long().and_then(|_| pieces.long());
    let later = later.and_then(|rows| u64::try_from(rows).ok());
    match (said, later) {
        (Some(said), Some(later)) if said != later => {
            Err(place.wrong("the file tells two numbers of rows"))
        }
        _ => Ok(said.or(later)),
    }
}

fn label(
    columns: &mut [Column],
    records: &Records,
    script: Script,
    place: &Place,
) -> Result<(), ReadError> {
    let lost = || place.wrong("labels of values belong to a variable that is not there");
    for labels in &records.labels {
        let mut shared: Option<(bool, Arc<[ValueLabel]>)> = None;
        for unit in &labels.places {
            let unit = usize::try_from(*unit).ok().and_then(|unit| unit.checked_sub(1));
            let found = columns.binary_search_by(|column| Some(column.place).cmp(&unit));
            let column = found.ok().and_then(|found| columns.get_mut(found)).ok_or_else(lost)?;
            let is_text = column.is_text();
            let (are_words, own) = shared.get_or_insert_with(|| {
                let of = labels.values.iter().map(|(value, text)| {
                    let text = script.read_roughly(text);
                    if is_text {
                        return ValueLabel::Word(script.read_roughly(value), text);
                    }
                    ValueLabel::Number(place.order.double(*value), text)
                });
                (is_text, of.collect())
            });
            if *are_words != is_text {
                return Err(place.wrong("numbers and texts share labels of values"));
            }
            column.labels = Arc::clone(own);
        }
    }
    Ok(())
}

/// Columns by their names in lower case.
fn by_name(columns: &[Column]) -> HashMap<String, usize> {
    let names = columns.iter().enumerate();
    names.map(|(place, column)| (column.name.to_lowercase(), place)).collect()
}

/// The column of texts with this name.
fn text_of<'c>(
    columns: &'c mut [Column],
    names: &HashMap<String, usize>,
    name: &str,
) -> Option<&'c mut Column> {
    let place = *names.get(&name.to_lowercase())?;
    columns.get_mut(place).filter(|column| column.is_text())
}

fn label_long(
    columns: &mut [Column],
    extended: &Extended,
    script: Script,
    place: &Place,
) -> Result<(), ReadError> {
    let names = by_name(columns);
    let mut pieces = Pieces::new(&extended.long_labels, place.order);
    let mut total = 0;
    while !pieces.is_empty() {
        let mut one = || {
            let name = script.read_roughly(pieces.text()?);
            pieces.int()?;
            let mut labels = Vec::new();
            for _ in 0..pieces.count()? {
                let value = script.read_roughly(pieces.text()?);
                labels.push(ValueLabel::Word(value, script.read_roughly(pieces.text()?)));
                total += 1;
                if total > MOST_LABELS {
                    return None;
                }
            }
            Some((name, labels))
        };
        let wrong = || place.wrong("labels of long texts cannot be taken apart");
        let (name, labels) = one().ok_or_else(wrong)?;
        text_of(columns, &names, &name).ok_or_else(wrong)?.labels = labels.into();
    }
    Ok(())
}

fn reserve_long(
    columns: &mut [Column],
    extended: &Extended,
    script: Script,
    place: &Place,
) -> Result<(), ReadError> {
    let names = by_name(columns);
    let mut pieces = Pieces::new(&extended.long_missing, place.order);
    while !pieces.is_empty() {
        let mut one = || {
            let name = script.read_roughly(pieces.text()?);
            let [count] = pieces.bytes(1)?.try_into().ok()?;
            let length = pieces.count()?;
            let words = (0..count).map(|_| Some(script.read_roughly(pieces.bytes(length)?)));
            Some((name, words.collect::<Option<_>>()?))
        };
        let wrong = || place.wrong("missing values of long texts cannot be taken apart");
        let (name, words) = one().ok_or_else(wrong)?;
        text_of(columns, &names, &name).ok_or_else(wrong)?.reserved = Reserved::Words(words);
    }
    Ok(())
}

/// Two or three numbers for each record, or for each variable; otherwise they are not understood, and left out.
fn measure(columns: &mut [Column], records: usize, extended: &Extended, order: Order) {
    let numbers: Vec<_> =
        extended.display.as_chunks().0.iter().map(|int| order.int(*int)).collect();
    let of = |count: usize| (1..=3).rev().find(|per| *per > 1 && per * count == numbers.len());
    let by_record = of(records);
    let Some(per) = by_record.or_else(|| of(columns.len())) else { return };
    let mut at = 0;
    for column in columns {
        column.measure = match numbers.get(at) {
            Some(1) => Some(Measure::Nominal),
            Some(2) => Some(Measure::Ordinal),
            Some(3) => Some(Measure::Scale),
            _ => None,
        };
        at += per * if by_record.is_some() { column.segments.len() } else { 1 };
    }
}

/// Attributes of variables: `name:attributes/name:attributes`.
fn describe(columns: &mut [Column], extended: &Extended, script: Script) {
    let names = by_name(columns);
    let mut rest = extended.of_variables.as_slice();
    while let Some((name, text)) = attributes::split(rest, b':') {
        let (attributes, behind) = attributes::read(text, script);
        let name = script.read_roughly(name).to_lowercase();
        if let Some(column) = names.get(&name).and_then(|place| columns.get_mut(*place)) {
            column.attributes = attributes;
        }
        rest = behind;
    }
}

/// Those whose members are all there.
fn sets(
    declared: &[Declared],
    columns: &[Column],
    extended: &Extended,
    script: Script,
) -> Vec<Set> {
    let by_place: HashMap<_, _> =
        columns.iter().enumerate().map(|(place, column)| (column.place, place)).collect();
    let short = declared.iter().rev().filter_map(|own| {
        let name = script.read_roughly(&own.name).to_lowercase();
        Some((name, *by_place.get(&own.place)?))
    });
    let short: HashMap<_, _> = short.collect();
    let set = |told: attributes::ToldSet<'_>| {
        let member = |name: &&[u8]| short.get(&script.read_roughly(name).to_lowercase()).copied();
        Some(Set {
            name: script.read_roughly(told.name),
            label: script.read_roughly(told.label),
            counted: told.counted.map(|counted| script.read_roughly(counted)),
            members: told.members.iter().map(member).collect::<Option<_>>()?,
        })
    };
    attributes::read_sets(&extended.sets).into_iter().filter_map(set).collect()
}
