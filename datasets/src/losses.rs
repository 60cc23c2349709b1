//! What a format could not hold, so that the manifest tells it.

use std::collections::BTreeMap;

use crate::Name;

/// Rows that are named of each loss; what is beyond is counted only, so that memory does not grow with the rows.
pub const ROWS_NAMED: usize = 1000;

/// Something that is in the dataset and not, or not whole, in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Of which variable; none for what belongs to the dataset.
    pub variable: Option<Name>,
    /// What became of it.
    pub lost: Lost,
    /// How often.
    pub count: u64,
    /// The first rows in which it happened, from 1, at most [`ROWS_NAMED`]; none where it happened to no cell.
    pub rows: Vec<u64>,
}

/// What can become of something that a format does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lost {
    /// The label of a variable, or the dataset's title, was cut.
    LabelCut,
    /// The label of a value was cut.
    ValueLabelCut,
    /// The label of a value is not in the file.
    ValueLabelLeftOut,
    /// A note was cut.
    NoteCut,
    /// A text was cut at a character.
    TextCut,
    /// A character that the format does not take stands as a space, in a text or in what the schema says.
    CharacterReplaced,
    /// A date that the format's calendar does not have is blank.
    DateLeftOut,
    /// A multiple-response set is not in the file.
    SetLeftOut,
}

impl Lost {
    /// The word in a manifest.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LabelCut => "label-cut",
            Self::ValueLabelCut => "value-label-cut",
            Self::ValueLabelLeftOut => "value-label-left-out",
            Self::NoteCut => "note-cut",
            Self::TextCut => "text-cut",
            Self::CharacterReplaced => "character-replaced",
            Self::DateLeftOut => "date-left-out",
            Self::SetLeftOut => "set-left-out",
        }
    }
}

/// The losses of a file while it is being written.
#[derive(Debug, Default)]
pub struct Losses(BTreeMap<(Option<Name>, Lost), (u64, Vec<u64>)>);

impl Losses {
    /// Notes that a cell is not whole. `row` counts from 1.
    pub fn cell(&mut self, variable: &Name, lost: Lost, row: u64) {
        let (count, rows) = self.0.entry((Some(variable.clone()), lost)).or_default();
        *count += 1;
        if rows.len() < ROWS_NAMED {
            rows.push(row);
        }
    }

    /// Notes that something of the schema is not whole; without a variable, something of the dataset.
    pub fn schema(&mut self, variable: Option<&Name>, lost: Lost) {
        self.0.entry((variable.cloned(), lost)).or_default().0 += 1;
    }

    /// All of them, by variable.
    #[must_use]
    pub fn into_list(self) -> Vec<Loss> {
        let loss = |((variable, lost), (count, rows))| Loss { variable, lost, count, rows };
        self.0.into_iter().map(loss).collect()
    }
}
