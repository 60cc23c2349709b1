//! What can be wrong with the terms of a study, in words: each with what would be right.

mod of_owner;

mod of_outcome;

use std::fmt;

use chrono::NaiveDate;

use crate::{
    keys::{OutcomeKey, OwnerKey, PurposeKey, QuestionKey},
    linking::{Identifier, terms::FEWEST},
};

/// One thing to put right in the terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amiss {
    /// There is no purpose.
    NoPurposes,
    /// Two purposes have this key.
    PurposeTwice(PurposeKey),
    /// Two owners have this key.
    OwnerTwice(OwnerKey),
    /// Two rules are about this variable.
    VariableTwice(QuestionKey),
    /// Its bands are fewer than two, or not in order.
    BandsOutOfOrder(QuestionKey),
    /// Its codes may be shared by so few people.
    TooFew(QuestionKey, u32),
    /// The code that stands for rare ones is below zero, where codes say why there is no answer.
    OtherBelowZero(QuestionKey, i32),
    /// Male and female have one code.
    OneSex(i32),
    /// A purpose asks for a statement that the consent form does not have.
    NoStatement(PurposeKey, String),
    /// Something about an owner.
    At(OwnerKey, AtOwner),
}

/// One thing to put right in an owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtOwner {
    /// There is no such purpose.
    NoPurpose(PurposeKey),
    /// It has no words where it needs some, in this field.
    Empty(&'static str),
    /// The agreement ends on this day, before it begins.
    Backwards(NaiveDate),
    /// It is given nothing.
    GivenNothing,
    /// It is given this twice.
    Twice(Identifier),
    /// This is given as a hash, and finds nobody then.
    NotKeyed(Identifier),
    /// Nothing is said of what is needed to find somebody.
    NeedsNothing,
    /// This is needed and not given.
    NotGiven(Identifier),
    /// The sex alone is needed, which is everybody's.
    SexAlone,
    /// It is given the sex, and nothing says which answer is which.
    NoSexCodes(Identifier),
    /// It returns outcomes, and nothing says which.
    ReturnsNothing,
    /// It keeps its records, and nothing says which answers go there.
    KeepsNothing,
    /// It has a field that only goes with another use of the file.
    Idle(&'static str),
    /// Something about a column that it returns.
    Outcome(OutcomeKey, AtOutcome),
    /// The consent form has no such statement.
    NoStatement(String),
    /// The statement is there, and does not permit that records are linked.
    NotForLinking(String),
    /// The consent form has no version as high yet.
    NoForm(u32, u32),
}

/// One thing to put right in a column that an owner returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtOutcome {
    /// Another has its name.
    Twice,
    /// Another owner returns one of this name.
    Anothers,
    /// A column of ours has it.
    Reserved,
    /// It has no label.
    NoLabel,
    /// Its label is longer than a dataset takes.
    LongLabel(usize),
    /// Nothing lies between its least and its most.
    NoRange,
    /// It has a least or a most, and holds no numbers.
    IdleRange,
    /// It holds codes and has none, or has codes and holds none.
    Codes,
    /// It has this code twice.
    CodeTwice(i32),
}

/// What is wrong, and what would be right.
impl fmt::Display for Amiss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.problem(), self.mend())
    }
}

impl Amiss {
    /// What is wrong.
    #[must_use]
    pub fn problem(&self) -> String {
        match self {
            Self::NoPurposes => "nothing is said of what data are used for".to_owned(),
            Self::PurposeTwice(key) => format!("two purposes are called “{key}”"),
            Self::OwnerTwice(key) => format!("two owners are called “{key}”"),
            Self::VariableTwice(key) => format!("two rules are about “{key}”"),
            Self::BandsOutOfOrder(key) => {
                format!("the bands of “{key}” are not at least two in order")
            }
            Self::TooFew(key, under) => {
                format!("a code of “{key}” may stand there when {under} people have it")
            }
            Self::OtherBelowZero(key, other) => {
                format!("rare codes of “{key}” become {other}, which says why there is no answer")
            }
            Self::OneSex(code) => format!("{code} is male and female"),
            Self::NoStatement(purpose, code) => {
                format!(
                    "“{purpose}” asks for statement {code}, which the consent form does not have"
                )
            }
            Self::At(owner, one) => format!("“{owner}”: {}", one.problem()),
        }
    }

    /// What would be right.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::NoPurposes => {
                "write [[release.purposes]] with a key and a title for each use".to_owned()
            }
            Self::PurposeTwice(_) | Self::OwnerTwice(_) => "give each its own key".to_owned(),
            Self::VariableTwice(_) => "take one of them out".to_owned(),
            Self::BandsOutOfOrder(_) => {
                "write the first number of each band, from the lowest, such as [16, 25, 35, 50, 65, 80]"
                    .to_owned()
            }
            Self::TooFew(..) => format!("write under = {FEWEST} or more; 10 is usual"),
            Self::OtherBelowZero(..) => {
                "write a code that means “other”, such as other = 97".to_owned()
            }
            Self::OneSex(_) => "write the code of each answer as the survey has it".to_owned(),
            Self::NoStatement(..) => {
                "write the code of a statement of the study's consent form, or take the line out"
                    .to_owned()
            }
            Self::At(_, one) => one.mend(),
        }
    }

    /// The keys of what it is about, of which nothing is told while one of its fields cannot be read.
    pub(crate) fn names(&self) -> Vec<&str> {
        match self {
            Self::At(owner, AtOwner::NoPurpose(purpose)) => vec![owner.as_str(), purpose.as_str()],
            Self::At(owner, _) | Self::OwnerTwice(owner) => vec![owner.as_str()],
            Self::PurposeTwice(purpose) | Self::NoStatement(purpose, _) => vec![purpose.as_str()],
            Self::NoPurposes
            | Self::VariableTwice(_)
            | Self::BandsOutOfOrder(_)
            | Self::TooFew(..)
            | Self::OtherBelowZero(..)
            | Self::OneSex(_) => Vec::new(),
        }
    }
}
