//! What words of more than 8 bytes mean.

use std::{
    borrow::Cow,
    io::{self, Seek, Write},
};

use super::{
    super::layout::LONG_LABELS,
    labels::{self, SHORT},
    out::Out,
    plan::Column,
};
use crate::{Code, Losses, Lost, Variable};

/// The labels of a variable: words with their texts.
struct Labelled<'d> {
    name: &'d str,
    width: usize,
    words: Vec<(&'d str, Cow<'d, str>)>,
}

/// Each variable by its long name, each word as wide as the variable.
pub fn write<W: Write + Seek>(
    columns: &[(&Variable, &Column)],
    out: &mut Out<W>,
    losses: &mut Losses,
) -> io::Result<()> {
    let is_long = |(variable, column): &&(&Variable, &Column)| {
        column.width > SHORT && !variable.labels.is_empty()
    };
    let long = columns.iter().filter(is_long);
    let lists: Vec<_> = long.map(|(variable, column)| of(variable, column, losses)).collect();
    if lists.is_empty() {
        return Ok(());
    }
    out.extension(LONG_LABELS, 1, lists.iter().map(Labelled::bytes).sum())?;
    lists.iter().try_for_each(|list| list.write(out))
}

fn of<'d>(variable: &'d Variable, column: &Column, losses: &mut Losses) -> Labelled<'d> {
    let mut words = Vec::new();
    for label in &variable.labels {
        let Code::Word(word) = &label.code else { continue };
        if word.len() > column.width {
            losses.schema(Some(&variable.name), Lost::ValueLabelLeftOut);
            continue;
        }
        words.push((word.as_str(), labels::cut(variable, &label.text, losses)));
    }
    Labelled { name: variable.name.as_str(), width: column.width, words }
}

impl Labelled<'_> {
    fn bytes(&self) -> usize {
        let words = self.words.iter().map(|(_, text)| 8 + self.width + text.len());
        12 + self.name.len() + words.sum::<usize>()
    }

    fn write<W: Write + Seek>(&self, out: &mut Out<W>) -> io::Result<()> {
        out.count(self.name.len())?;
        out.bytes(self.name.as_bytes())?;
        out.count(self.width)?;
        out.count(self.words.len())?;
        for (word, text) in &self.words {
            out.count(self.width)?;
            out.padded(word, self.width)?;
            out.count(text.len())?;
            out.bytes(text.as_bytes())?;
        }
        Ok(())
    }
}
