//! What can be changed by choosing, and why it cannot be.

use super::{Alert, Field, NewCheck, NewDerived, NewQuestion, OptionField, PageField, Setting};
use crate::definition::KindName;

/// A change to a survey.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds a question on a page of its own.
    Add {
        /// Where the page comes.
        to: Put,
        /// What is asked.
        question: NewQuestion,
    },
    /// Takes a question out of the survey.
    Remove {
        /// Its key.
        question: String,
    },
    /// Gives a question another key, wherever it is named.
    Rename {
        /// Its key so far.
        question: String,
        /// The new one.
        to: String,
    },
    /// Says something else of a question; nothing at all where what is typed is empty.
    Set {
        /// Its key.
        question: String,
        /// What is said.
        field: Field,
        /// As it is typed.
        to: String,
    },
    /// Has a question answered in another way. What belongs to the way before goes.
    Kind {
        /// Its key.
        question: String,
        /// The new kind.
        to: KindName,
    },
    /// Gives something a condition; without one, it is for everyone.
    When {
        /// What has the condition.
        of: Of,
        /// The condition, as a sentence.
        when: Option<String>,
    },
    /// Moves a question by one place: within its page, or with its page when it is there alone.
    Move {
        /// Its key.
        question: String,
        /// Where to.
        to: Direction,
    },
    /// Puts a question elsewhere.
    Bring {
        /// Its key.
        question: String,
        /// Where it comes.
        to: Put,
    },
    /// Adds an option at the end, with the next code that is free.
    AddOption {
        /// The key of the question.
        question: String,
        /// What is read.
        text: String,
        /// Codes that were published, and go on meaning what they meant.
        spent: Vec<i64>,
    },
    /// Says something else of an option.
    SetOption {
        /// The key of the question.
        question: String,
        /// The option's code.
        code: i64,
        /// What is said.
        field: OptionField,
        /// As it is typed.
        to: String,
    },
    /// Moves an option by one place. Its code goes with it.
    MoveOption {
        /// The key of the question.
        question: String,
        /// The option's code.
        code: i64,
        /// Where to.
        to: Direction,
    },
    /// Takes an option out. Its code is not given to another by itself.
    RemoveOption {
        /// The key of the question.
        question: String,
        /// The option's code.
        code: i64,
    },
    /// Says after which answers to a question somebody has to act. None: nothing is said; an empty list: after none.
    Alerts {
        /// The key of the question.
        question: String,
        /// The answers.
        alerts: Option<Vec<Alert>>,
    },
    /// Adds a section at the end.
    AddSection {
        /// Its heading.
        title: String,
    },
    /// Gives a section, counted from 0, another heading.
    Title {
        /// Which.
        section: usize,
        /// The heading.
        to: String,
    },
    /// Moves a section with all of its pages.
    MoveSection {
        /// Which.
        section: usize,
        /// Where to.
        to: Direction,
    },
    /// Takes out a section that has no pages.
    RemoveSection {
        /// Which.
        section: usize,
    },
    /// Adds the page of an instrument.
    AddInstrument {
        /// Its name in the library.
        instrument: String,
        /// Where the page comes.
        to: Put,
    },
    /// Says something else of a page.
    SetPage {
        /// Its section and its place there, from 0.
        at: (usize, usize),
        /// What is said.
        field: PageField,
        /// As it is typed.
        to: String,
    },
    /// Moves a page; past the first or last of its section, into the next section.
    MovePage {
        /// Its section and its place there, from 0.
        at: (usize, usize),
        /// Where to.
        to: Direction,
    },
    /// Takes the page of an instrument out.
    RemovePage {
        /// Its section and its place there, from 0.
        at: (usize, usize),
    },
    /// Adds a check.
    AddCheck(NewCheck),
    /// Changes one, counted from 0.
    SetCheck {
        /// Which.
        check: usize,
        /// What it becomes. Its condition too.
        to: NewCheck,
    },
    /// Takes a check out.
    RemoveCheck {
        /// Which, counted from 0.
        check: usize,
    },
    /// Adds a variable that is worked out.
    AddDerived(NewDerived),
    /// Takes one out.
    RemoveDerived {
        /// Its key.
        key: String,
    },
    /// Says something else of the survey.
    Setting {
        /// What is said.
        setting: Setting,
        /// As it is typed.
        to: String,
    },
    /// Says where wordings come from, under a name; no longer where nothing is typed.
    Source {
        /// The name.
        name: String,
        /// Title, holder, licence.
        to: String,
    },
}

/// Where a question or a page comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// At the end of the survey.
    Last,
    /// At the end of a section, counted from 0.
    In(usize),
    /// On a page of its own after the page of this question.
    After(String),
    /// On the page of this question, after it. A page that is added comes after it.
    Beside(String),
}

/// What has a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// A question.
    Question(String),
    /// All questions of an instrument, by its page.
    Page(usize, usize),
    /// A check, counted from 0.
    Check(usize),
    /// A response that was never sent.
    Usable,
}

impl Of {
    /// What a name stands for: `question.hrs`, `page.0.2`, `check.0`, `survey`. What stands after a stroke is something
    /// else.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.split('/').next().unwrap_or_default();
        let (kind, rest) = name.split_once('.').unwrap_or((name, ""));
        Some(match kind {
            "survey" => Self::Usable,
            "question" => Self::Question(rest.to_owned()),
            "check" => Self::Check(rest.parse().ok()?),
            "page" => {
                let (section, page) = rest.split_once('.')?;
                Self::Page(section.parse().ok()?, page.parse().ok()?)
            }
            _ => return None,
        })
    }
}

impl Put {
    /// Where a name leads: `in/0`, `after/hrs`, `beside/hrs`; to the end without one.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name.split_once('/') {
            Some(("in", section)) => section.parse().map_or(Self::Last, Self::In),
            Some(("after", question)) => Self::After(question.to_owned()),
            Some(("beside", question)) => Self::Beside(question.to_owned()),
            _ => Self::Last,
        }
    }
}

/// Where something is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}
