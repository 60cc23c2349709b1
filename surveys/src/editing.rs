//! Changing a survey by choosing what is to become of it. Each change is made in the text that an author would
//! write: everything else in it stays as it was, comments and order too. So whoever clicks and whoever types
//! work on one and the same survey.
//!
//! A change may leave a survey that is not in order yet, such as a condition on a question that is no longer
//! there. `authoring::read` says so, as it does of what was typed.

mod adding;

mod arranging;

mod cursor;

mod outline;

mod rows;

use toml_edit::{DocumentMut, Item, TableLike, value};

pub use self::{
    adding::{NewKind, NewQuestion},
    cursor::page_at,
    outline::{Asked, Own, Page, Section, outline},
};
use self::{arranging::place, rows::Rows};

/// A change to a survey.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds a question on a page of its own, after the page of another question; at the end without one.
    Add {
        /// The key of the question that it comes after.
        after: Option<String>,
        /// What is asked.
        question: NewQuestion,
    },
    /// Takes a question out of the survey.
    Remove {
        /// Its key.
        question: String,
    },
    /// Says something of a question in other words; with none, what may be left out is.
    Reword {
        /// Its key.
        question: String,
        /// Which of its words.
        words: Words,
        /// The new ones.
        to: String,
    },
    /// Asks a question only where a condition holds; without one, everyone.
    AskIf {
        /// Its key.
        question: String,
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
    /// Adds an option at the end, with the next code that is free.
    AddOption {
        /// The key of the question.
        question: String,
        /// What is read.
        text: String,
        /// Codes that were published, and go on meaning what they meant.
        spent: Vec<i64>,
    },
    /// Takes an option out. Its code is not given to another by itself.
    RemoveOption {
        /// The key of the question.
        question: String,
        /// The option's code.
        code: i64,
    },
    /// Offers “prefer not to say” from the start, or no longer.
    Sensitive {
        /// The key of the question.
        question: String,
        /// Whether it does.
        is: bool,
    },
    /// Lets a question be passed by without being asked again, or no longer.
    Optional {
        /// The key of the question.
        question: String,
        /// Whether it may be.
        is: bool,
    },
}

/// Words of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// What is asked.
    Text,
    /// The help under it.
    Hint,
    /// The variable's label.
    Label,
    /// An option, by its code.
    Option(i64),
}

/// Where something is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

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
    #[error("there is a question “{0}” already")]
    Taken(String),
    /// The options are a list that other questions use as well.
    #[error(
        "the options of “{0}” are the list “{1}”, which other questions may use too; change the list"
    )]
    Shared(String, String),
    /// The question has no such option.
    #[error("“{0}” has no option {1}")]
    NoOption(String, i64),
    /// A survey begins with a section.
    #[error("the survey has no section to put a question in")]
    NoSection,
    /// There is nothing before the first, and nothing after the last.
    #[error("“{0}” cannot be moved further")]
    AtTheEnd(String),
}

/// Makes a change in a survey's text.
///
/// # Errors
/// Where there is nothing like that to change. The text is then left as it was.
pub fn edit(text: &str, edit: &Edit) -> Result<String, EditError> {
    let mut document = parse(text)?;
    match edit {
        Edit::Add { after, question } => adding::add(&mut document, after.as_deref(), question)?,
        Edit::Remove { question } => arranging::remove(&mut document, question)?,
        Edit::Reword { question, words, to } => reword(&mut document, question, *words, to)?,
        Edit::AskIf { question, when } => ask_if(&mut document, question, when.as_deref())?,
        Edit::Move { question, to } => arranging::shift(&mut document, question, *to)?,
        Edit::AddOption { question, text, spent } => {
            adding::option(&mut document, question, text, spent)?;
        }
        Edit::RemoveOption { question, code } => remove_option(&mut document, question, *code)?,
        Edit::Sensitive { question, is } => flag(&mut document, question, "sensitive", *is)?,
        Edit::Optional { question, is } => flag(&mut document, question, "optional", *is)?,
    }
    Ok(document.to_string())
}

fn parse(text: &str) -> Result<DocumentMut, EditError> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        EditError::NotReadable(error.message().trim().to_owned())
    })
}

/// A question's own table, where this survey has it.
fn question<'d>(
    document: &'d mut DocumentMut,
    key: &str,
) -> Result<&'d mut dyn TableLike, EditError> {
    let asked = place(document, key).is_some();
    let elsewhere = if asked { EditError::InBank } else { EditError::NotAsked };
    let rows = document.get_mut("questions").and_then(Rows::of);
    let mut rows = rows.ok_or_else(|| elsewhere(key.to_owned()))?;
    let found = rows.find(|row| says(row, "key", key)).ok_or_else(|| elsewhere(key.to_owned()))?;
    rows.into_row(found).ok_or_else(|| elsewhere(key.to_owned()))
}

fn says(row: &dyn TableLike, name: &str, text: &str) -> bool {
    row.get(name).and_then(Item::as_str) == Some(text)
}

fn reword(document: &mut DocumentMut, key: &str, words: Words, to: &str) -> Result<(), EditError> {
    let own = question(document, key)?;
    let name = match words {
        Words::Text => "text",
        Words::Hint => "hint",
        Words::Label => "label",
        Words::Option(code) => {
            let mut options = options(own, key)?;
            let found = options.find(|row| has_code(row, code));
            let row = found.and_then(|place| options.row(place));
            let row = row.ok_or_else(|| EditError::NoOption(key.to_owned(), code))?;
            set(row, "text", to);
            return Ok(());
        }
    };
    if to.is_empty() && words != Words::Text {
        own.remove(name);
    } else {
        set(own, name, to);
    }
    Ok(())
}

/// Sets a word, and keeps the comment beside it.
fn set(row: &mut dyn TableLike, name: &str, to: &str) {
    let mut new = value(to);
    if let (Some(old), Some(new)) = (row.get(name).and_then(Item::as_value), new.as_value_mut()) {
        *new.decor_mut() = old.decor().clone();
    }
    row.insert(name, new);
}

/// A question of the bank gets the condition in the survey's `[routing]`.
fn ask_if(document: &mut DocumentMut, key: &str, when: Option<&str>) -> Result<(), EditError> {
    let routed = document.get("routing").and_then(|routing| routing.get(key)).is_some();
    match question(document, key) {
        Ok(own) if !routed => match when {
            Some(when) => set(own, "asked_if", when),
            None => drop(own.remove("asked_if")),
        },
        Err(EditError::NotAsked(key)) => return Err(EditError::NotAsked(key)),
        Ok(_) | Err(_) => {
            let routing = document.entry("routing").or_insert_with(toml_edit::table);
            if let Some(routing) = routing.as_table_like_mut() {
                match when {
                    Some(when) => set(routing, key, when),
                    None => drop(routing.remove(key)),
                }
            }
        }
    }
    Ok(())
}

/// The options that are written with the question itself.
fn options<'d>(own: &'d mut dyn TableLike, key: &str) -> Result<Rows<'d>, EditError> {
    if let Some(list) = own.get("list").and_then(Item::as_str) {
        return Err(EditError::Shared(key.to_owned(), list.to_owned()));
    }
    Rows::under(own, "options").ok_or_else(|| EditError::NoOption(key.to_owned(), 0))
}

fn has_code(row: &dyn TableLike, code: i64) -> bool {
    row.get("code").and_then(Item::as_integer) == Some(code)
}

fn remove_option(document: &mut DocumentMut, key: &str, code: i64) -> Result<(), EditError> {
    let mut options = options(question(document, key)?, key)?;
    let found = options.find(|row| has_code(row, code));
    options.remove(found.ok_or_else(|| EditError::NoOption(key.to_owned(), code))?);
    Ok(())
}

fn flag(document: &mut DocumentMut, key: &str, name: &str, is: bool) -> Result<(), EditError> {
    let own = question(document, key)?;
    if is {
        own.insert(name, value(true));
    } else {
        own.remove(name);
    }
    Ok(())
}
