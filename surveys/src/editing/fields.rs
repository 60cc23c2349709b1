//! What a file says of a question in single fields, as somebody types it into a box.

use std::str::FromStr;

use toml_edit::{Array, InlineTable, Item, TableLike, Value};

use super::{
    EditError,
    rows::Rows,
    values::{lines, number, plain, put, take},
};
use crate::definition::KindName;

/// A field of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What is asked.
    Text,
    /// The help under it.
    Hint,
    /// The variable's label.
    Label,
    /// Offers “prefer not to say” from the start.
    Sensitive,
    /// May be passed by.
    Optional,
    /// Kept with names and addresses.
    Vault,
    /// The name of where the wording comes from.
    Source,
    /// What is read out on the telephone.
    Spoken,
    /// What a word means.
    Define,
    /// What an interviewer may ask further, one a line.
    Probes,
    /// The smallest number.
    Least,
    /// The largest, or the most characters.
    Most,
    /// The fact or earlier answer that lowers the largest number.
    MostFact,
    /// Decimals.
    Places,
    /// What is counted.
    Unit,
    /// The same of one.
    UnitOfOne,
    /// What the lowest point means.
    Low,
    /// What the highest point means.
    High,
    /// Lines of a grid, `key: words`.
    Rows,
    /// The variable of an amount's period.
    Period,
    /// The youngest and oldest that somebody born on the date may be, `18 to 80`.
    Age,
    /// How old somebody was at least.
    Youngest,
}

/// How a field is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One line of words.
    Line,
    /// Several.
    Words,
    /// A number.
    Number,
    /// Yes or no.
    Switch,
    /// A list, one a line.
    List,
}

impl Field {
    /// Those of every question.
    pub const EVERY: [Self; 10] = [
        Self::Text,
        Self::Hint,
        Self::Label,
        Self::Sensitive,
        Self::Optional,
        Self::Vault,
        Self::Source,
        Self::Spoken,
        Self::Define,
        Self::Probes,
    ];

    const OF_KINDS: [Self; 12] = [
        Self::Least,
        Self::Most,
        Self::MostFact,
        Self::Places,
        Self::Unit,
        Self::UnitOfOne,
        Self::Low,
        Self::High,
        Self::Rows,
        Self::Period,
        Self::Age,
        Self::Youngest,
    ];

    /// Those that a kind of question has beside them.
    #[must_use]
    pub const fn of_kind(kind: KindName) -> &'static [Self] {
        match kind {
            KindName::Number => &[
                Self::Least,
                Self::Most,
                Self::Places,
                Self::Unit,
                Self::UnitOfOne,
                Self::MostFact,
            ],
            KindName::Scale => &[Self::Low, Self::High],
            KindName::Grid => &[Self::Rows, Self::Low, Self::High],
            KindName::Text => &[Self::Most],
            KindName::Amount => &[Self::Most, Self::Period],
            KindName::Date => &[Self::Age],
            KindName::Month => &[Self::Youngest],
            KindName::Single | KindName::Multiple | KindName::Contact => &[],
        }
    }

    /// As files name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Hint => "hint",
            Self::Label => "label",
            Self::Sensitive => "sensitive",
            Self::Optional => "optional",
            Self::Vault => "vault",
            Self::Source => "source",
            Self::Spoken => "spoken",
            Self::Define => "define",
            Self::Probes => "probes",
            Self::Least => "least",
            Self::Most => "most",
            Self::MostFact => "most_fact",
            Self::Places => "places",
            Self::Unit => "unit",
            Self::UnitOfOne => "unit_of_one",
            Self::Low => "low",
            Self::High => "high",
            Self::Rows => "rows",
            Self::Period => "period",
            Self::Age => "age",
            Self::Youngest => "youngest",
        }
    }

    /// How it is typed.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self {
            Self::Text | Self::Hint | Self::Spoken | Self::Define => Shape::Words,
            Self::Sensitive | Self::Optional | Self::Vault => Shape::Switch,
            Self::Least | Self::Most | Self::Places | Self::Youngest => Shape::Number,
            Self::Probes | Self::Rows => Shape::List,
            _ => Shape::Line,
        }
    }

    /// What a question says, as it is typed; empty when it says nothing.
    pub(super) fn read(self, row: &mut dyn TableLike) -> String {
        match self {
            Self::Rows => rows(row),
            Self::Age => {
                let ends = row.get("age").and_then(Item::as_array);
                let ends: Vec<_> =
                    ends.into_iter().flatten().filter_map(Value::as_integer).collect();
                if let [from, to] = ends[..] { format!("{from} to {to}") } else { String::new() }
            }
            _ => plain(row.get(self.name())),
        }
    }

    /// Writes what was typed; takes the field away where that is nothing.
    pub(super) fn write(self, row: &mut dyn TableLike, to: &str) -> Result<(), EditError> {
        let to = to.trim();
        if to.is_empty() {
            if self == Self::Text {
                return Err(EditError::Empty(self.name()));
            }
            take(row, self.name());
            return Ok(());
        }
        let wrong = || EditError::NotThat { field: self.name(), to: to.to_owned() };
        let new = match (self, self.shape()) {
            (Self::Rows, _) => new_rows(row, to).ok_or_else(wrong)?,
            (Self::Age, _) => {
                let (from, until) = to.split_once(" to ").ok_or_else(wrong)?;
                let ends = [from, until].map(|end| end.trim().parse::<u8>().map(i64::from));
                let [Ok(from), Ok(until)] = ends else { return Err(wrong()) };
                Value::Array(Array::from_iter([from, until]))
            }
            (_, Shape::Switch) => true.into(),
            (_, Shape::Number) => number(to).ok_or_else(wrong)?,
            (_, Shape::List) => Value::Array(Array::from_iter(lines(to))),
            (_, Shape::Line | Shape::Words) => to.into(),
        };
        put(row, self.name(), new);
        Ok(())
    }

    /// Takes away what belongs to other kinds than this one.
    pub(super) fn fit(row: &mut dyn TableLike, kind: KindName) {
        let kept = Self::of_kind(kind);
        for field in Self::OF_KINDS.iter().filter(|field| !kept.contains(field)) {
            row.remove(field.name());
        }
        if !kind.has_options() {
            row.remove("options");
            row.remove("list");
        }
    }
}

impl FromStr for Field {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        let all = Self::EVERY.iter().chain(&Self::OF_KINDS);
        all.copied().find(|field| field.name() == name).ok_or(())
    }
}

fn rows(row: &mut dyn TableLike) -> String {
    let Some(mut rows) = Rows::under(row, "rows") else { return String::new() };
    let mut told = Vec::new();
    for place in 0..rows.len() {
        let Some(row) = rows.row(place) else { continue };
        told.push(format!("{}: {}", plain(row.get("key")), plain(row.get("text"))));
    }
    told.join("\n")
}

/// Rows that stay keep what they say beside their words.
fn new_rows(row: &mut dyn TableLike, to: &str) -> Option<Value> {
    let mut all = Vec::new();
    for line in lines(to) {
        let (key, text) = line.split_once(':')?;
        let spoken = Rows::under(row, "rows").and_then(|mut rows| {
            let place = rows.find(|row| super::says(row, "key", key.trim()))?;
            rows.row(place)?.get("spoken")?.as_str().map(str::to_owned)
        });
        all.push((key.trim().to_owned(), text.trim().to_owned(), spoken));
    }
    Some(Value::Array(in_rows(all)))
}

/// Lines of a grid as they are written: short name, words, and what is read out instead of them.
pub(super) fn in_rows(rows: impl IntoIterator<Item = (String, String, Option<String>)>) -> Array {
    let mut all = Array::new();
    for (key, text, spoken) in rows {
        let mut one = InlineTable::new();
        one.insert("key", key.into());
        one.insert("text", text.into());
        if let Some(spoken) = spoken {
            one.insert("spoken", spoken.into());
        }
        all.push_formatted(Value::InlineTable(one).decorated("\n  ", ""));
    }
    all.set_trailing("\n");
    all.set_trailing_comma(true);
    all
}
