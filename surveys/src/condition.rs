//! When a question is asked. Evaluators write a condition as a sentence
//! (`jobstat = 1 and not cohort = 2`); it is kept as a tree, so that no code is ever run.

#[cfg(feature = "authoring")]
mod sentence;

mod in_words;

use std::fmt;

use chrono::{Datelike, NaiveDate};
pub use in_words::in_words;
#[cfg(feature = "authoring")]
pub(crate) use in_words::{named, options};
use serde::{Deserialize, Serialize};

#[cfg(feature = "authoring")]
pub use sentence::SentenceError;

use crate::value::Value;

/// Something to be true or false of a person's answers and facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Holds for everyone.
    #[default]
    Always,
    /// Holds for nobody.
    Never,
    /// Every part holds.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold. It therefore holds of a missing answer: `not qualdeg = 1` is true
    /// after "don't know".
    Not(Box<Condition>),
    /// One comparison with one variable or fact.
    Test {
        /// A variable, a derived variable, a fact, or an earlier wave's variable (`baseline.llcond`).
        name: String,
        /// What its value is compared with.
        is: Comparison,
    },
}

/// A comparison. With a missing value, or with none, each of them is false.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// The code was chosen, or the number or word is the same, for at least one of these.
    OneOf(Vec<Literal>),
    /// The number is this or more.
    AtLeast(f64),
    /// The number is this or less.
    AtMost(f64),
    /// The number is more than this.
    Above(f64),
    /// The number is less than this.
    Below(f64),
    /// The date is earlier than the other's. Where one of the two is a month, the months are
    /// compared: a job begun in the month of a date was not begun before it.
    Before(String),
    /// There is a value, and it is no missing code.
    Answered,
}

/// A number or a word in a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Literal {
    /// A code or a number.
    Number(f64),
    /// Words, such as the name of an arm. In a sentence they stand in quotation marks, unless they are one word.
    Word(String),
}

/// Where a condition finds values.
pub trait Look {
    /// The value by this name, if there is one.
    fn look(&self, name: &str) -> Option<Value>;
}

impl Condition {
    /// Whether the condition holds.
    pub fn holds(&self, scope: &impl Look) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::All(parts) => parts.iter().all(|part| part.holds(scope)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(scope)),
            Self::Not(part) => !part.holds(scope),
            Self::Test { name, is } => {
                scope.look(name).is_some_and(|value| is.holds(&value, scope))
            }
        }
    }

    /// The same condition with everything decided that does not depend on an open name. A browser
    /// is sent this, and so learns nothing of the answers on other pages.
    pub fn settle(&self, open: &impl Fn(&str) -> bool, scope: &impl Look) -> Self {
        match self {
            Self::Always | Self::Never => self.clone(),
            Self::Not(part) => match part.settle(open, scope) {
                Self::Always => Self::Never,
                Self::Never => Self::Always,
                rest => Self::Not(Box::new(rest)),
            },
            Self::All(parts) => {
                let mut rest: Vec<_> = parts.iter().map(|part| part.settle(open, scope)).collect();
                if rest.contains(&Self::Never) {
                    return Self::Never;
                }
                rest.retain(|part| *part != Self::Always);
                match rest.len() {
                    0 => Self::Always,
                    1 => rest.remove(0),
                    _ => Self::All(rest),
                }
            }
            Self::Any(parts) => {
                let mut rest: Vec<_> = parts.iter().map(|part| part.settle(open, scope)).collect();
                if rest.contains(&Self::Always) {
                    return Self::Always;
                }
                rest.retain(|part| *part != Self::Never);
                match rest.len() {
                    0 => Self::Never,
                    1 => rest.remove(0),
                    _ => Self::Any(rest),
                }
            }
            Self::Test { name, .. } if open(name) => self.clone(),
            Self::Test { .. } if self.holds(scope) => Self::Always,
            Self::Test { .. } => Self::Never,
        }
    }

    /// How many parts it has, each test one.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Self::Always | Self::Never | Self::Test { .. } => 1,
            Self::All(parts) | Self::Any(parts) => 1 + parts.iter().map(Self::size).sum::<usize>(),
            Self::Not(part) => 1 + part.size(),
        }
    }

    /// Every name that the condition looks at, in the order of the sentence.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Always | Self::Never => Vec::new(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::names).collect(),
            Self::Not(part) => part.names(),
            Self::Test { name, is: Comparison::Before(other) } => vec![name, other],
            Self::Test { name, .. } => vec![name],
        }
    }
}

impl Comparison {
    fn holds(&self, value: &Value, scope: &impl Look) -> bool {
        let number = || value.number();
        match self {
            Self::OneOf(literals) => literals.iter().any(|literal| literal.matches(value)),
            Self::AtLeast(least) => number().is_some_and(|n| n >= *least),
            Self::AtMost(most) => number().is_some_and(|n| n <= *most),
            Self::Above(bound) => number().is_some_and(|n| n > *bound),
            Self::Below(bound) => number().is_some_and(|n| n < *bound),
            Self::Before(other) => {
                let Some(other) = scope.look(other) else { return false };
                let months = [value, &other].iter().any(|value| matches!(value, Value::Month(_)));
                let from =
                    |date: NaiveDate| if months { date.with_day(1).unwrap_or(date) } else { date };
                value.date().zip(other.date()).is_some_and(|(this, other)| from(this) < from(other))
            }
            Self::Answered => value.missing().is_none(),
        }
    }
}

impl Literal {
    fn matches(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Number(number), Value::Codes(codes)) => {
                codes.iter().any(|code| f64::from(*code) == *number)
            }
            (Self::Number(number), _) => value.number() == Some(*number),
            (Self::Word(word), Value::Text(text)) => word == text,
            (Self::Word(_), _) => false,
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Word(word) if is_plain(word) => f.write_str(word),
            Self::Word(word) => {
                let (open, close) = QUOTES
                    .into_iter()
                    .find(|(_, close)| !word.contains(*close))
                    .unwrap_or(QUOTES[0]);
                write!(f, "{open}{word}{close}")
            }
        }
    }
}

/// Quotation marks, each with the one that closes it. The first can stand in a file as they are.
const QUOTES: [(char, char); 4] = [('\'', '\''), ('"', '"'), ('“', '”'), ('‘', '’')];

#[cfg(feature = "authoring")]
fn closing(open: char) -> Option<char> {
    QUOTES.into_iter().find(|(mark, _)| *mark == open).map(|(_, close)| close)
}

/// A word that is read as it stands: a number would be taken for one.
fn is_plain(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphanumeric())
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))
        && !word.parse().is_ok_and(f64::is_finite)
}

/// The sentence that an evaluator would write for this condition.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Always => f.write_str("always"),
            Self::Never => f.write_str("never"),
            Self::All(parts) => join(f, parts, " and "),
            Self::Any(parts) => join(f, parts, " or "),
            Self::Not(part) => match part.as_ref() {
                Self::Test { .. } => write!(f, "not {part}"),
                _ => write!(f, "not ({part})"),
            },
            Self::Test { name, is } => write!(f, "{name} {is}"),
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, parts: &[Condition], word: &str) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            f.write_str(word)?;
        }
        match part {
            Condition::All(_) | Condition::Any(_) => write!(f, "({part})")?,
            _ => write!(f, "{part}")?,
        }
    }
    Ok(())
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneOf(literals) => {
                let words: Vec<_> = literals.iter().map(ToString::to_string).collect();
                match words.as_slice() {
                    [one] => write!(f, "= {one}"),
                    _ => write!(f, "one of {}", words.join(", ")),
                }
            }
            Self::AtLeast(least) => write!(f, ">= {least}"),
            Self::AtMost(most) => write!(f, "<= {most}"),
            Self::Above(bound) => write!(f, "> {bound}"),
            Self::Below(bound) => write!(f, "< {bound}"),
            Self::Before(other) => write!(f, "before {other}"),
            Self::Answered => f.write_str("is answered"),
        }
    }
}
