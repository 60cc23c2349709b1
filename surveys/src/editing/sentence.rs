//! A condition as rows to choose from: all of them have to hold, or one is enough. A row may be a few in brackets,
//! joined the other way; what goes deeper is changed as a sentence.

use std::str::FromStr;

use crate::{
    condition::{Comparison, Condition, Literal, in_words},
    definition::Survey,
};

/// How rows are joined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    /// All have to hold.
    #[default]
    All,
    /// One is enough.
    Any,
}

/// A condition in rows. There are none where it is for everyone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// How they are joined.
    pub join: Join,
    /// Each row: one comparison, or several in brackets.
    pub rows: Vec<Vec<Condition>>,
}

/// Why a sentence cannot be shown in rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoRows {
    /// It cannot be read, and why.
    Wrong(String),
    /// It has brackets within brackets.
    TooDeep,
}

/// How something is compared, as it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Is one of these.
    Is,
    /// Is none of these; holds where there is no answer, too.
    IsNot,
    /// This number or more.
    AtLeast,
    /// This number or less.
    AtMost,
    /// More than this number.
    Above,
    /// Less than this number.
    Below,
    /// An earlier date than that one.
    Before,
    /// There is an answer.
    Answered,
    /// There is none.
    Unanswered,
}

impl How {
    /// All of them, as a form names them.
    pub const ALL: [(&'static str, Self); 9] = [
        ("is", Self::Is),
        ("is-not", Self::IsNot),
        ("at-least", Self::AtLeast),
        ("at-most", Self::AtMost),
        ("above", Self::Above),
        ("below", Self::Below),
        ("before", Self::Before),
        ("answered", Self::Answered),
        ("unanswered", Self::Unanswered),
    ];
}

impl FromStr for How {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, how)| how).ok_or(())
    }
}

/// The comparison that was chosen; none where what it needs was not.
#[must_use]
pub fn compared(name: &str, how: How, with: &[&str]) -> Option<Condition> {
    let number = || with.first()?.parse::<f64>().ok().filter(|number| number.is_finite());
    let is = match how {
        How::Is | How::IsNot if with.is_empty() => return None,
        How::Is | How::IsNot => Comparison::OneOf(with.iter().map(|one| literal(one)).collect()),
        How::AtLeast => Comparison::AtLeast(number()?),
        How::AtMost => Comparison::AtMost(number()?),
        How::Above => Comparison::Above(number()?),
        How::Below => Comparison::Below(number()?),
        How::Before => Comparison::Before((*with.first()?).to_owned()),
        How::Answered | How::Unanswered => Comparison::Answered,
    };
    let test = Condition::Test { name: name.to_owned(), is };
    let test = match how {
        How::IsNot | How::Unanswered => Condition::Not(Box::new(test)),
        _ => test,
    };
    // Numbers below 0 cannot be written.
    let reads = Condition::read(&sentence(&test), &|_| None);
    reads.is_ok_and(|read| read == test).then_some(test)
}

fn literal(text: &str) -> Literal {
    text.parse().map_or_else(|_| Literal::Word(text.to_owned()), Literal::Number)
}

/// A condition that has a name stands in the tree as a comparison with nothing, which no sentence can say.
fn named(name: &str) -> Condition {
    Condition::Test { name: name.to_owned(), is: Comparison::OneOf(Vec::new()) }
}

fn is_named(condition: &Condition) -> Option<&str> {
    match condition {
        Condition::Test { name, is: Comparison::OneOf(none) } if none.is_empty() => Some(name),
        _ => None,
    }
}

impl Rows {
    /// A sentence in rows. `names` are the conditions that have a name.
    ///
    /// # Errors
    /// When it cannot be read, or goes too deep.
    pub fn read(text: &str, names: &[String]) -> Result<Self, NoRows> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let known = |name: &str| names.iter().any(|known| known == name).then(|| named(name));
        let read = Condition::read(text, &known);
        let read = read.map_err(|error| NoRows::Wrong(error.to_string()))?;
        let (join, parts) = match read {
            Condition::All(parts) => (Join::All, parts),
            Condition::Any(parts) => (Join::Any, parts),
            one => (Join::All, vec![one]),
        };
        let rows = parts.into_iter().map(|part| row(part, join)).collect::<Option<Vec<_>>>();
        Ok(Self { join, rows: rows.ok_or(NoRows::TooDeep)? })
    }

    /// With one comparison more: as a row of its own, or in brackets with a row.
    #[must_use]
    pub fn with(mut self, one: Condition, beside: Option<usize>) -> Self {
        match beside.and_then(|place| self.rows.get_mut(place)) {
            Some(row) => row.push(one),
            None => self.rows.push(vec![one]),
        }
        self
    }

    /// Without one comparison of a row.
    #[must_use]
    pub fn without(mut self, row: usize, place: usize) -> Self {
        if let Some(found) = self.rows.get_mut(row)
            && place < found.len()
        {
            found.remove(place);
        }
        self.rows.retain(|row| !row.is_empty());
        self
    }

    /// As a sentence; none where there are no rows.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        let (outer, inner) = match self.join {
            Join::All => (" and ", " or "),
            Join::Any => (" or ", " and "),
        };
        let row = |row: &Vec<Condition>| {
            let all: Vec<_> = row.iter().map(sentence).collect();
            match (all.len(), self.rows.len()) {
                (1, _) => all.concat(),
                _ => format!("({})", all.join(inner)),
            }
        };
        let all: Vec<_> = self.rows.iter().map(row).collect();
        (!all.is_empty()).then(|| all.join(outer))
    }
}

/// One comparison, or several that are joined in the other way.
fn row(part: Condition, join: Join) -> Option<Vec<Condition>> {
    let parts = match (part, join) {
        (Condition::Any(parts), Join::All) | (Condition::All(parts), Join::Any) => parts,
        (one, _) => vec![one],
    };
    parts.iter().all(is_single).then_some(parts)
}

fn is_single(part: &Condition) -> bool {
    match part {
        Condition::Test { .. } => true,
        Condition::Not(part) => matches!(part.as_ref(), Condition::Test { .. }),
        _ => false,
    }
}

fn sentence(condition: &Condition) -> String {
    match condition {
        Condition::Not(part) => format!("not {}", sentence(part)),
        one => is_named(one).map_or_else(|| one.to_string(), str::to_owned),
    }
}

/// A whole condition as people say it, with what codes mean where the survey is known; as it is written where it cannot be
/// read, or names conditions within brackets within brackets.
#[must_use]
pub fn said_in_words(text: &str, names: &[String], survey: Option<&Survey>) -> String {
    let Ok(Rows { join, rows }) = Rows::read(text, names) else {
        let read = Condition::read(text, &|_| None).ok().zip(survey);
        return read.map_or_else(|| text.to_owned(), |(read, survey)| in_words(&read, survey));
    };
    let (outer, inner) = match join {
        Join::All => (" and ", " or "),
        Join::Any => (" or ", " and "),
    };
    let row = |row: &Vec<Condition>| {
        let all: Vec<_> = row.iter().map(|one| row_in_words(one, survey)).collect();
        let said = all.join(inner);
        if all.len() > 1 { format!("({said})") } else { said }
    };
    rows.iter().map(row).collect::<Vec<_>>().join(outer)
}

/// A comparison of a row as people say it, with what codes mean where the survey is known.
#[must_use]
pub fn row_in_words(one: &Condition, survey: Option<&Survey>) -> String {
    let (part, not) = match one {
        Condition::Not(part) => (part.as_ref(), "not: "),
        one => (one, ""),
    };
    match (is_named(part), survey) {
        (Some(name), _) => format!("{not}the condition {name}"),
        (None, Some(survey)) => in_words(one, survey),
        (None, None) => format!("{not}{part}"),
    }
}
