//! Why a condition has no sentence that means the same.

use super::Told;

/// Why a condition has no sentence that means the same.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Unwritable {
    /// It has sums in it, or cannot be read.
    #[error("it is more than comparisons")]
    MoreThanComparisons,
    /// Something is missing at its end.
    #[error("it breaks off behind “{0}”")]
    CutOff(String),
    /// It uses a function.
    #[error("it uses “{}”, which conditions here do not have", Told(.0))]
    Function(String),
    /// No sentence is so long.
    #[error("it is longer than {0} characters")]
    TooLong(usize),
    /// No name stands in a comparison.
    #[error("it compares two values that are written out")]
    NoField,
    /// It looks at what is not there.
    #[error("it looks at “{}”, which was not converted", Told(.0))]
    Unknown(String),
    /// It looks at what another form has.
    #[error("it looks at “{0}”, which is not in this file")]
    Absent(String),
    /// It looks at what comes later.
    #[error("it looks ahead to “{}”, and a condition can only look back", Told(.0))]
    Ahead(String),
    /// It looks at one of two.
    #[error("two things there are called “{}”", Told(.0))]
    NameOfTwo(String),
    /// Options of what has none, or the other way round.
    #[error("“{0}” is looked at as what it is not")]
    OtherKind(String),
    /// A code that nobody can choose.
    #[error("it wants a code that “{0}” has not")]
    NoSuchCode(String),
    /// An option that is compared with more than 0 and 1.
    #[error("an option of “{0}” is ticked or not, and nothing else")]
    TickedOrNot(String),
    /// How many are ticked.
    #[error("it counts how many options of “{0}” are ticked, in more ways than can be written out")]
    Counted(String),
    /// More or less than nothing.
    #[error("it compares “{0}” with nothing")]
    Nothing(String),
    /// A day of the calendar.
    #[error("it compares the date “{0}” with a day that is written out")]
    Day(String),
    /// The order of codes that were changed.
    #[error("the codes of “{0}” are not what they were, and cannot be more or less")]
    OrderOfCodes(String),
    /// Another unit than the question has.
    #[error("it compares “{}” in “{}”, which is not its unit", Told(.field), Told(.unit))]
    Unit {
        /// The field.
        field: String,
        /// The unit there.
        unit: String,
    },
    /// Conditions have no negative numbers.
    #[error("it compares “{0}” with a number below 0")]
    BelowZero(String),
    /// Words are no number.
    #[error("“{0}” is words and is compared with a number")]
    WordsWithNumber(String),
    /// Words that are nothing that can be answered, or more or less than words.
    #[error("it compares “{0}” with what is no answer to it")]
    Words(String),
    /// Two fields that are no dates.
    #[error("it compares “{0}” with “{1}”")]
    Fields(String, String),
}
