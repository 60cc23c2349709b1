//! What values mean: of numbers and of words of up to 8 bytes. Variables with the same labels share them.

use std::{
    borrow::Cow,
    collections::HashMap,
    io::{self, Seek, Write},
};

use super::{
    super::layout::{BLANK, LABELLED, Unit, VALUE_LABELS},
    line::Teller,
    out::Out,
    plan::Column,
};
use crate::{Code, Dataset, Losses, Lost, Variable};

/// Bytes of the label of a value, or of a set.
pub const LABEL: usize = 120;

/// The widest text that has its labels here.
pub const SHORT: usize = 8;

type Labels<'d> = Vec<(Unit, Cow<'d, str>)>;

pub fn write<W: Write + Seek>(
    dataset: &Dataset,
    columns: &[Column],
    out: &mut Out<W>,
    losses: &mut Losses,
) -> io::Result<()> {
    let mut shared: Vec<(Labels<'_>, Vec<i32>)> = Vec::new();
    let mut places: HashMap<(bool, Labels<'_>), usize> = HashMap::new();
    for (variable, column) in dataset.variables().iter().zip(columns) {
        let labels = of(variable, column.width, losses);
        if labels.is_empty() {
            continue;
        }
        let place = *places.entry((column.width > 0, labels.clone())).or_insert(shared.len());
        if place == shared.len() {
            shared.push((labels, Vec::new()));
        }
        shared[place].1.push(column.place);
    }
    shared.into_iter().try_for_each(|(labels, variables)| write_set(&labels, &variables, out))
}

/// None of a text that is wider.
fn of<'d>(variable: &'d Variable, width: usize, losses: &mut Losses) -> Labels<'d> {
    if width > SHORT {
        return Vec::new();
    }
    let mut kept = |text| cut(variable, text, losses);
    if width == 0 {
        let numbered = variable.numbered();
        return numbered.map(|(code, text)| (f64::from(code).to_le_bytes(), kept(text))).collect();
    }
    let labels = variable.labels.iter().filter_map(|label| match &label.code {
        Code::Word(word) => {
            let mut unit = BLANK;
            unit.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
            Some((unit, kept(&label.text)))
        }
        Code::Number(_) => None,
    });
    labels.collect()
}

/// The label of a value as SPSS takes it.
pub fn cut<'d>(variable: &Variable, text: &'d str, losses: &mut Losses) -> Cow<'d, str> {
    let mut teller = Teller { losses, of: Some(&variable.name) };
    teller.line(text, LABEL, Lost::ValueLabelCut)
}

fn write_set<W: Write + Seek>(
    labels: &[(Unit, Cow<'_, str>)],
    variables: &[i32],
    out: &mut Out<W>,
) -> io::Result<()> {
    out.int(VALUE_LABELS)?;
    out.count(labels.len())?;
    for (value, text) in labels {
        out.bytes(value)?;
        out.bytes(&[u8::try_from(text.len()).unwrap_or(u8::MAX)])?;
        out.padded(text, (text.len() + 1).next_multiple_of(8) - 1)?;
    }
    out.int(LABELLED)?;
    out.count(variables.len())?;
    variables.iter().try_for_each(|place| out.int(*place))
}
