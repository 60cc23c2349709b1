//! Sections and pages, and the instruments that pages ask.

use std::str::FromStr;

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

use super::{
    Direction, EditError, Put,
    arranging::{new_page, pages, pages_made},
    rows::Rows,
    values::{number, plain, put, take},
};
use crate::{authoring::LONGEST_TITLE, language::Language};

/// A field of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageField {
    /// A heading above several questions.
    Title,
    /// Words before the questions.
    Intro,
    /// Of an instrument: offers “prefer not to say” from the start.
    Sensitive,
    /// Of an instrument: leaves out what is asked beside its score.
    ScoredOnly,
}

impl FromStr for PageField {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            "title" => Ok(Self::Title),
            "intro" => Ok(Self::Intro),
            "sensitive" => Ok(Self::Sensitive),
            "scored_only" => Ok(Self::ScoredOnly),
            _ => Err(()),
        }
    }
}

/// What is said of a survey as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// What staff call it.
    Title,
    /// Of its texts.
    Language,
    /// How long it takes.
    Minutes,
    /// Under which it is published.
    Version,
}

impl Setting {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Title, Self::Language, Self::Minutes, Self::Version];

    /// As files name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Language => "language",
            Self::Minutes => "minutes",
            Self::Version => "version",
        }
    }

    pub(super) fn write(self, document: &mut DocumentMut, to: &str) -> Result<(), EditError> {
        let to = to.trim();
        let wrong = || EditError::NotThat { field: self.name(), to: to.to_owned() };
        let new = match self {
            _ if to.is_empty() => return Err(EditError::Empty(self.name())),
            Self::Language if Language::new(to).is_err() => return Err(wrong()),
            Self::Title if is_long(to) => return Err(wrong()),
            Self::Title | Self::Language => to.into(),
            Self::Minutes => to.parse::<u8>().ok().and_then(|_| number(to)).ok_or_else(wrong)?,
            Self::Version => to.parse::<u32>().ok().and_then(|_| number(to)).ok_or_else(wrong)?,
        };
        put(document.as_table_mut(), self.name(), new);
        Ok(())
    }
}

/// Where wordings come from.
pub(super) fn source(document: &mut DocumentMut, name: &str, to: &str) {
    let sources = document.entry("sources").or_insert_with(toml_edit::table);
    let Some(sources) = sources.as_table_like_mut() else { return };
    if to.trim().is_empty() {
        sources.remove(name);
    } else {
        put(sources, name, to.trim().into());
    }
}

pub(super) fn add(document: &mut DocumentMut, title: &str) -> Result<(), EditError> {
    let title = believed(title)?;
    let mut row = InlineTable::new();
    row.insert("title", title.into());
    row.insert("pages", Value::Array(toml_edit::Array::new()));
    match document.get_mut("sections").and_then(Rows::of) {
        Some(mut sections) => sections.add(sections.len(), row),
        None => {
            let mut tables = ArrayOfTables::new();
            tables.push(row.into_table());
            document.insert("sections", Item::ArrayOfTables(tables));
        }
    }
    Ok(())
}

pub(super) fn title(document: &mut DocumentMut, section: usize, to: &str) -> Result<(), EditError> {
    let sections = document.get_mut("sections").and_then(Rows::of).ok_or(EditError::Gone)?;
    let row = sections.into_row(section).ok_or(EditError::Gone)?;
    put(row, "title", believed(to)?.into());
    Ok(())
}

/// A heading as it may be.
fn believed(title: &str) -> Result<&str, EditError> {
    match title.trim() {
        "" => Err(EditError::Empty("title")),
        title if is_long(title) => Err(too_long(title)),
        title => Ok(title),
    }
}

fn is_long(title: &str) -> bool {
    title.chars().count() > LONGEST_TITLE
}

fn too_long(title: &str) -> EditError {
    EditError::NotThat { field: "title", to: title.to_owned() }
}

pub(super) fn shift(
    document: &mut DocumentMut,
    section: usize,
    to: Direction,
) -> Result<(), EditError> {
    let mut sections = document.get_mut("sections").and_then(Rows::of).ok_or(EditError::Gone)?;
    let row = sections.row(section).ok_or(EditError::Gone)?;
    let title = plain(row.get("title"));
    let upper = match to {
        Direction::Up => section.checked_sub(1),
        Direction::Down => Some(section).filter(|place| place + 1 < sections.len()),
    };
    sections.swap_with_next(upper.ok_or(EditError::AtTheEnd(title))?);
    Ok(())
}

pub(super) fn remove(document: &mut DocumentMut, section: usize) -> Result<(), EditError> {
    let is_empty = pages(document, section).is_none_or(|pages| pages.len() == 0);
    let mut sections = document.get_mut("sections").and_then(Rows::of).ok_or(EditError::Gone)?;
    let row = sections.row(section).ok_or(EditError::Gone)?;
    if !is_empty {
        return Err(EditError::NotEmpty(plain(row.get("title"))));
    }
    sections.remove(section);
    Ok(())
}

pub(super) fn instrument(
    document: &mut DocumentMut,
    name: &str,
    to: &Put,
) -> Result<(), EditError> {
    let mut page = InlineTable::new();
    page.insert("instrument", name.into());
    new_page(document, to, page)
}

pub(super) fn set_page(
    document: &mut DocumentMut,
    (section, page): (usize, usize),
    field: PageField,
    to: &str,
) -> Result<(), EditError> {
    let pages = pages(document, section).ok_or(EditError::Gone)?;
    let row = pages.into_row(page).ok_or(EditError::Gone)?;
    let (name, new) = match field {
        PageField::Title if is_long(to.trim()) => return Err(too_long(to)),
        PageField::Title => ("title", to.trim().into()),
        PageField::Intro => ("intro", to.trim().into()),
        PageField::Sensitive => ("sensitive", true.into()),
        PageField::ScoredOnly => ("unscored", false.into()),
    };
    if to.trim().is_empty() {
        take(row, name);
    } else {
        put(row, name, new);
    }
    Ok(())
}

/// Past the first or last page of a section, a page becomes the last or first of the one beside it.
pub(super) fn move_page(
    document: &mut DocumentMut,
    (section, page): (usize, usize),
    to: Direction,
) -> Result<(), EditError> {
    let mut within = pages(document, section).ok_or(EditError::Gone)?;
    let upper = match to {
        Direction::Up => page.checked_sub(1),
        Direction::Down => Some(page).filter(|page| page + 1 < within.len()),
    };
    if let Some(upper) = upper {
        within.swap_with_next(upper);
        return Ok(());
    }
    let row = within.row(page).ok_or(EditError::Gone)?;
    let row: InlineTable = inline(row);
    let end = || EditError::AtTheEnd("the page".to_owned());
    let (beside, at) = match to {
        Direction::Up => {
            let beside = section.checked_sub(1).ok_or_else(end)?;
            (beside, pages_made(document, beside).map_err(|_| end())?.len())
        }
        Direction::Down => (section + 1, 0),
    };
    pages_made(document, beside).map_err(|_| end())?.add(at, row);
    if let Some(mut within) = pages(document, section) {
        within.remove(page);
    }
    Ok(())
}

fn inline(row: &dyn toml_edit::TableLike) -> InlineTable {
    let mut table = Table::new();
    for (name, item) in row.iter() {
        table.insert(name, item.clone());
    }
    table.into_inline_table()
}

/// Only the page of an instrument: questions are taken out one by one, each with what it says.
pub(super) fn remove_page(
    document: &mut DocumentMut,
    (section, page): (usize, usize),
) -> Result<(), EditError> {
    let mut pages = pages(document, section).ok_or(EditError::Gone)?;
    let row = pages.row(page).ok_or(EditError::Gone)?;
    if row.get("instrument").is_none() {
        return Err(EditError::Gone);
    }
    pages.remove(page);
    Ok(())
}
