//! What the kinds of question are called: in files, and by people. The only table of them.

use std::{fmt, str::FromStr};

/// A kind of question, without what belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KindName {
    /// One of the options.
    Single,
    /// Any number of them.
    Multiple,
    /// A number.
    Number,
    /// A point from 0 to 10.
    Scale,
    /// Several such scales.
    Grid,
    /// Words.
    Text,
    /// A calendar date.
    Date,
    /// A month of a year.
    Month,
    /// An amount of money and its period.
    Amount,
    /// Telephone number, email and postal address.
    Contact,
}

impl KindName {
    /// All of them, the usual ones first.
    pub const ALL: [Self; 10] = [
        Self::Single,
        Self::Multiple,
        Self::Number,
        Self::Scale,
        Self::Grid,
        Self::Text,
        Self::Date,
        Self::Month,
        Self::Amount,
        Self::Contact,
    ];

    /// As files name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::Number => "number",
            Self::Scale => "scale",
            Self::Grid => "grid",
            Self::Text => "text",
            Self::Date => "date",
            Self::Month => "month",
            Self::Amount => "amount",
            Self::Contact => "contact",
        }
    }

    /// How people say that it is answered.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Single => "One of several options",
            Self::Multiple => "Any number of options",
            Self::Number => "A number",
            Self::Scale => "From 0 to 10",
            Self::Grid => "Several lines, each from low to high",
            Self::Text => "In their own words",
            Self::Date => "A date",
            Self::Month => "A month",
            Self::Amount => "An amount of money, and for which period",
            Self::Contact => "Contact details",
        }
    }

    /// Whether something is chosen.
    #[must_use]
    pub const fn has_options(self) -> bool {
        matches!(self, Self::Single | Self::Multiple | Self::Amount)
    }
}

impl fmt::Display for KindName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for KindName {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(())
    }
}
