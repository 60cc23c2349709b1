//! What became of each thing in a file that was brought.

use std::fmt;

/// One thing in the file that was brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its line in the file, from 1.
    pub line: u64,
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

/// How what is asked here differs from what was asked there.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Difference {
    /// It has another name.
    #[error("is called “{0}”")]
    Renamed(String),
    /// Markup was taken out of its words.
    #[error("is written without markup")]
    WithoutMarkup,
    /// Its words fill in a field.
    #[error("has [a field] in its words: write {{its key}} for it")]
    Piped,
    /// It had to be answered.
    #[error("can be passed by after it was asked once more")]
    CanBePassedBy,
    /// An annotation that nothing here does.
    #[error("is without {0}")]
    WithoutAnnotation(String),
    /// A code that is no whole number from 0 on.
    #[error("has the code {ours} for “{theirs}”")]
    Recoded {
        /// The code there.
        theirs: String,
        /// The code here.
        ours: i32,
    },
    /// A limit of characters.
    #[error("takes {0} characters at most")]
    Shortened(f64),
    /// The form of its words is not looked at.
    #[error("takes any words: that they are “{0}” is not looked at")]
    Unchecked(String),
    /// A day in the future is refused.
    #[error("takes no day after the one on which it is given")]
    NotInTheFuture,
    /// The limits of a date.
    #[error("is without its earliest and latest day")]
    WithoutDays,
    /// More decimal places.
    #[error("takes two decimal places at most")]
    TwoPlaces,
    /// A limit of a number that was open.
    #[error("has {0} for the limit that is missing")]
    Limited(f64),
    /// A slider that became a scale.
    #[error("is chosen among eleven points")]
    Points,
    /// A slider that became a number.
    #[error("is typed as a number from {0} to {1}")]
    Typed(f64, f64),
    /// Its condition looks at another event.
    #[error("looks at another event, which has to be a wave of that name")]
    OtherEvent,
    /// Its condition could not be converted.
    #[error(
        "is asked of everybody, since its condition “{logic}” was not converted: {why}; write an “asked_if”"
    )]
    AskedOfEverybody {
        /// The condition there.
        logic: String,
        /// What is in the way.
        why: Unwritable,
    },
    /// Words and what is worked out have no condition.
    #[error("has no condition any more: it is there for everybody")]
    WithoutCondition,
}

/// Why there is nothing for an item.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NotConverted {
    /// It names somebody.
    #[error(
        "it names somebody: names, contact details and numbers are enrolled, or asked with “kind = \"contact\"”, and \
         never stand among the answers"
    )]
    Identifier,
    /// Nothing is sent as a file.
    #[error("nobody can send a file or a signature")]
    File,
    /// Options that only the other system has.
    #[error("its options come from a database that is not here")]
    Database,
    /// A type that we do not know.
    #[error("there is no field type “{0}” that we know of")]
    UnknownType(String),
    /// It has no options.
    #[error("it has no options")]
    NoOptions,
    /// An option that cannot be read.
    #[error("its option “{0}” has no code; write code, comma, words")]
    Option(String),
    /// It shows something that has no words.
    #[error("it has no words; a picture or a film is left out")]
    Wordless,
    /// Words that nothing follows.
    #[error("no question comes after it")]
    NothingFollows,
    /// A formula that is more than ours.
    #[error("“{0}” is more than a mean of fields or their sum with +; work it out from the export")]
    Formula(String),
}

/// Why a condition has no sentence that means the same.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Unwritable {
    /// It has functions or sums in it, or cannot be read.
    #[error("it is more than comparisons")]
    MoreThanComparisons,
    /// No name stands in a comparison.
    #[error("it compares two values that are written out")]
    NoField,
    /// It looks at what is not there.
    #[error("it looks at “{0}”, which was not converted")]
    Unknown(String),
    /// Options of what has none, or the other way round.
    #[error("“{0}” is looked at as what it is not")]
    OtherKind(String),
    /// A code that nobody can choose.
    #[error("it wants a code that “{0}” has not")]
    NoSuchCode(String),
    /// An option that is compared with more than 0 and 1.
    #[error("an option of “{0}” is ticked or not, and nothing else")]
    TickedOrNot(String),
    /// More or less than nothing.
    #[error("it compares “{0}” with nothing")]
    Nothing(String),
    /// A day of the calendar.
    #[error("it compares the date “{0}” with a day that is written out")]
    Day(String),
    /// The order of codes that were changed.
    #[error("the codes of “{0}” are not what they were, and cannot be more or less")]
    OrderOfCodes(String),
    /// Conditions have no negative numbers.
    #[error("it compares “{0}” with a number below 0")]
    BelowZero(String),
    /// Words are no number.
    #[error("“{0}” is words and is compared with a number")]
    WordsWithNumber(String),
    /// Conditions have single words only.
    #[error("it compares “{0}” with more than one word")]
    Words(String),
    /// Two fields that are no dates.
    #[error("it compares “{0}” with “{1}”")]
    Fields(String, String),
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, name, outcome } = self;
        write!(f, "line {line}: {name}: {outcome}")
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
