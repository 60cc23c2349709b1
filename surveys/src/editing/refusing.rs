//! Why something cannot be changed by choosing.

/// Why a change cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The text is no TOML, so nothing can be found in it.
    #[error("the text cannot be read: {0}")]
    NotReadable(String),
    /// No page has the question.
    #[error("no page asks “{0}”")]
    NotAsked(String),
    /// It stands in the bank, which other surveys use as well.
    #[error("“{0}” comes from the survey's bank, which other surveys use too; change it there")]
    InBank(String),
    /// The name is taken.
    #[error("something is called “{0}” already")]
    Taken(String),
    /// The options are a list that other questions use as well.
    #[error("“{0}” has the options of the list “{1}”, which others may use too; change the list")]
    Shared(String, String),
    /// The question has no such option.
    #[error("“{0}” has no option {1}")]
    NoOption(String, i64),
    /// A survey begins with a section.
    #[error("the survey has no section to put a question in")]
    NoSection,
    /// Section, page, check or derived variable: it is gone.
    #[error("it is not there any more")]
    Gone,
    /// A section goes once it is empty.
    #[error("the section “{0}” still has pages; move them or take them out first")]
    NotEmpty(String),
    /// There is nothing before the first, and nothing after the last.
    #[error("“{0}” cannot be moved further")]
    AtTheEnd(String),
    /// What was typed is no number, or not of the form that is wanted.
    #[error("“{to}” cannot be the “{field}”")]
    NotThat {
        /// As files name it.
        field: &'static str,
        /// What was typed.
        to: String,
    },
    /// Needed, and empty.
    #[error("“{0}” cannot be empty")]
    Empty(&'static str),
}
