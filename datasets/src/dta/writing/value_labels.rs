//! Sets of value labels: what numbers mean, and why there is none.

use std::{
    collections::BTreeMap,
    io::{self, Seek, Write},
};

use super::sections::Sections;
use crate::{
    Code, Losses, Lost, Variable, cut_at,
    dta::{
        bounds::LONGEST_VALUE_LABEL,
        storage::{Gap, Storage},
    },
    line::one_line,
    missing::stata_letter,
};

/// The most labels of a set.
const MOST: usize = 65_536;

/// Of the name of a set, the same in 118 and 119.
const NAME: usize = 129;

/// Which variable has which set. A set is known by the place of the first variable that has it.
pub(super) struct LabelSets(Vec<Option<usize>>);

impl LabelSets {
    /// Gives each variable its set, and tells what cannot be in one.
    pub(super) fn of(variables: &[Variable], losses: &mut Losses) -> Self {
        let mut first = BTreeMap::new();
        let sets = variables.iter().enumerate().map(|(place, variable)| {
            let set = set(variable);
            let own = variable.labels.len() + variable.missing.len();
            for _ in set.len()..own {
                losses.schema(Some(&variable.name), Lost::ValueLabelLeftOut);
            }
            for (_, text) in &set {
                if text.len() > LONGEST_VALUE_LABEL {
                    losses.schema(Some(&variable.name), Lost::ValueLabelCut);
                }
                if text.contains('\0') {
                    losses.schema(Some(&variable.name), Lost::CharacterReplaced);
                }
            }
            (!set.is_empty()).then(|| *first.entry(set).or_insert(place))
        });
        Self(sets.collect())
    }

    /// The place of the variable that the set of this one is called after.
    pub(super) fn of_variable(&self, place: usize) -> Option<usize> {
        self.0.get(place).copied().flatten()
    }

    /// Writes each set once.
    pub(super) fn write<W: Write + Seek>(
        &self,
        out: &mut Sections<W>,
        variables: &[Variable],
    ) -> io::Result<()> {
        for (place, variable) in variables.iter().enumerate() {
            if self.of_variable(place) == Some(place) {
                table(out, variable)?;
            }
        }
        Ok(())
    }
}

/// What can be in a set, by number: whole numbers that a long holds, and letters, which are greater.
fn set(variable: &Variable) -> Vec<(i32, &str)> {
    let own = variable.labels.iter().filter_map(|label| match label.code {
        Code::Number(code) if Storage::Long.holds(code.into()) => Some((code, label.text.as_str())),
        _ => None,
    });
    let letters = variable
        .missing
        .iter()
        .map(|reason| (Gap::of_letter(stata_letter(*reason)).long(), reason.label()));
    let mut set: Vec<_> = own.take(MOST - variable.missing.len()).chain(letters).collect();
    set.sort_unstable();
    set
}

/// The length of the table; the name of its set; how many labels there are and how long their texts are together; where
/// in them each begins; which number each is of; and the texts.
fn table<W: Write + Seek>(out: &mut Sections<W>, variable: &Variable) -> io::Result<()> {
    let set = set(variable);
    let (mut begins, mut words) = (Vec::new(), Vec::new());
    for (_, text) in &set {
        // At most 65,536 labels of 32,001 bytes.
        begins.push(words.len() as u32);
        words.extend_from_slice(one_line(cut_at(text, LONGEST_VALUE_LABEL)).as_bytes());
        words.push(0);
    }
    let length = (8 + 8 * set.len() + words.len()) as u32;
    out.put(b"<lbl>")?;
    out.put(&length.to_le_bytes())?;
    out.field(variable.name.as_str(), NAME)?;
    out.put(&[0; 3])?;
    out.put(&(set.len() as u32).to_le_bytes())?;
    out.put(&(words.len() as u32).to_le_bytes())?;
    for begin in begins {
        out.put(&begin.to_le_bytes())?;
    }
    for (number, _) in &set {
        out.put(&number.to_le_bytes())?;
    }
    out.put(&words)?;
    out.put(b"</lbl>")
}
