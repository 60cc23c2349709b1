//! What became of each thing in a file that was brought.

mod place;

mod read;

mod recoded;

mod staying;

mod look_at;

mod in_language;

mod difference;

mod on_a_page;

mod not_converted;

mod unwritable;

use std::fmt;

pub use difference::Difference;
pub use in_language::InLanguage;
pub use look_at::LookAt;
pub use not_converted::NotConverted;
pub use place::Place;
pub use read::Read;
use recoded::TOLD_EACH;
pub use recoded::{OtherCodes, Recoded};
pub use staying::{Staying, Stays};
pub use unwritable::Unwritable;

/// One thing in the file that was brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Where it stands in the file.
    pub place: Place,
    /// Its name there.
    pub name: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It asks the same and takes the same.
    Exactly,
    /// It is there, with these differences.
    Differently(Vec<Difference>),
    /// It is not there, for this reason.
    Not(NotConverted),
}

impl Outcome {
    /// Of what is there.
    pub(super) fn with(differences: Vec<Difference>) -> Self {
        if differences.is_empty() { Self::Exactly } else { Self::Differently(differences) }
    }

    /// What is told besides.
    pub(super) fn join(&mut self, other: Self) {
        match (self, other) {
            (Self::Not(_), _) | (_, Self::Exactly) => {}
            (Self::Differently(how), Self::Differently(more)) => how.extend(more),
            (outcome, other) => *outcome = other,
        }
    }

    /// Of what is there unless there was a reason against it.
    pub(super) fn of(done: Result<(), NotConverted>, differences: Vec<Difference>) -> Self {
        match done {
            Ok(()) => Self::with(differences),
            Err(why) => Self::Not(why),
        }
    }
}

/// A long formula or word of theirs tells who it was by its beginning.
const TOLD: usize = 200;

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, name, outcome } = self;
        if name.is_empty() {
            return write!(f, "{place}: {outcome}");
        }
        write!(f, "{place}: {}: {outcome}", Told(name))
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly => f.write_str("exactly"),
            Self::Differently(how) => {
                let how: Vec<_> = how.iter().map(ToString::to_string).collect();
                write!(f, "with a difference: {}", how.join("; "))
            }
            Self::Not(why) => write!(f, "not converted: {why}"),
        }
    }
}

/// Words of theirs on one line, not more of them than somebody reads, and nothing that a terminal obeys.
struct Told<'a>(&'a str);

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars().take(TOLD) {
            let letter = if letter.is_control() { ' ' } else { letter };
            write!(f, "{letter}")?;
        }
        if self.0.chars().nth(TOLD).is_some() { f.write_str("…") } else { Ok(()) }
    }
}

/// The first of them, and how many more there are.
fn each(options: &[String]) -> String {
    let named: Vec<_> =
        options.iter().take(TOLD_EACH).map(|option| format!("“{}”", Told(option))).collect();
    let named = named.join(", ");
    match options.len().saturating_sub(TOLD_EACH) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
