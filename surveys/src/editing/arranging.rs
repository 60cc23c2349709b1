//! Where questions stand: finding them, moving them, taking them out.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Value, value};

use super::{
    Direction, EditError, Put,
    rows::{self, Rows},
    says,
};

/// Where a question is asked: section, page, and place on the page.
pub(super) fn place(document: &mut DocumentMut, key: &str) -> Option<(usize, usize, usize)> {
    let mut sections = document.get_mut("sections").and_then(Rows::of)?;
    for section in 0..sections.len() {
        let Some(mut pages) = Rows::under(sections.row(section)?, "pages") else { continue };
        for page in 0..pages.len() {
            let asked = pages.row(page)?.get("questions").and_then(Item::as_array);
            let mut asked = asked.into_iter().flatten();
            if let Some(place) = asked.position(|one| one.as_str() == Some(key)) {
                return Some((section, page, place));
            }
        }
    }
    None
}

fn placed(document: &mut DocumentMut, key: &str) -> Result<(usize, usize, usize), EditError> {
    place(document, key).ok_or_else(|| EditError::NotAsked(key.to_owned()))
}

/// The pages of a section, and what is asked on one of them.
pub(super) fn pages(document: &mut DocumentMut, section: usize) -> Option<Rows<'_>> {
    let sections = document.get_mut("sections").and_then(Rows::of)?;
    Rows::under(sections.into_row(section)?, "pages")
}

fn asked<'p>(pages: &'p mut Rows<'_>, page: usize) -> Option<&'p mut Array> {
    pages.row(page)?.get_mut("questions")?.as_array_mut()
}

pub(super) fn remove(document: &mut DocumentMut, key: &str) -> Result<(), EditError> {
    lift(document, key)?;
    if let Some(mut rows) = document.get_mut("questions").and_then(Rows::of)
        && let Some(found) = rows.find(|row| says(row, "key", key))
    {
        rows.remove(found);
    }
    if let Some(routing) = document.get_mut("routing").and_then(Item::as_table_like_mut) {
        routing.remove(key);
    }
    Ok(())
}

/// Takes a question off its page, and the page away when it was there alone.
fn lift(document: &mut DocumentMut, key: &str) -> Result<(), EditError> {
    let missing = || EditError::NotAsked(key.to_owned());
    let (section, page, at) = placed(document, key)?;
    let mut pages = pages(document, section).ok_or_else(missing)?;
    let asked = asked(&mut pages, page).ok_or_else(missing)?;
    rows::take(asked, at);
    if asked.is_empty() {
        pages.remove(page);
    }
    Ok(())
}

/// Puts a question on another page, or on one of its own. A page that is left empty goes.
pub(super) fn bring(document: &mut DocumentMut, key: &str, to: &Put) -> Result<(), EditError> {
    let (section, page, at) = placed(document, key)?;
    match to {
        Put::Beside(other) | Put::After(other) if other == key => {
            // After itself: off a page with others, onto the next of its own.
            let alone = pages(document, section);
            let alone = alone.and_then(|mut pages| asked(&mut pages, page).map(|all| all.len()));
            if matches!(to, Put::Beside(_)) || alone == Some(1) {
                return Ok(());
            }
            if let Some(mut pages) = pages(document, section) {
                if let Some(asked) = asked(&mut pages, page) {
                    rows::take(asked, at);
                }
                pages.add(page + 1, of(key));
            }
            return Ok(());
        }
        Put::Beside(other) | Put::After(other) => drop(placed(document, other)?),
        Put::In(section) => {
            pages_made(document, *section)?;
        }
        Put::Last => {}
    }
    lift(document, key)?;
    match to {
        Put::Beside(other) => {
            let (section, page, at) = placed(document, other)?;
            let missing = || EditError::NotAsked(other.clone());
            let mut pages = pages(document, section).ok_or_else(missing)?;
            let asked = asked(&mut pages, page).ok_or_else(missing)?;
            rows::add(asked, at + 1, Value::from(key));
        }
        to => new_page(document, to, of(key))?,
    }
    Ok(())
}

/// A page with one question.
pub(super) fn of(key: &str) -> InlineTable {
    let mut page = InlineTable::new();
    page.insert("questions", Value::Array(Array::from_iter([key])));
    page
}

/// A page where it is to be.
pub(super) fn new_page(
    document: &mut DocumentMut,
    to: &Put,
    page: InlineTable,
) -> Result<(), EditError> {
    let before = match to {
        Put::After(other) | Put::Beside(other) => Some(placed(document, other)?),
        Put::In(_) | Put::Last => None,
    };
    let sections = document.get_mut("sections").and_then(Rows::of);
    let last = sections.and_then(|all| all.len().checked_sub(1)).ok_or(EditError::NoSection)?;
    let section = match (before, to) {
        (Some((section, ..)), _) => section,
        (None, Put::In(section)) => *section,
        (None, _) => last,
    };
    let mut pages = pages_made(document, section)?;
    let at = before.map_or(pages.len(), |(_, page, _)| page + 1);
    pages.add(at, page);
    Ok(())
}

/// The pages of a section, which may have none so far.
pub(super) fn pages_made(
    document: &mut DocumentMut,
    section: usize,
) -> Result<Rows<'_>, EditError> {
    let sections = document.get_mut("sections").and_then(Rows::of);
    let sections = sections.ok_or(EditError::NoSection)?;
    let row = sections.into_row(section).ok_or(EditError::Gone)?;
    if row.get("pages").is_none() {
        row.insert("pages", value(Array::new()));
    }
    Rows::under(row, "pages").ok_or(EditError::NoSection)
}

pub(super) fn shift(document: &mut DocumentMut, key: &str, to: Direction) -> Result<(), EditError> {
    let missing = || EditError::NotAsked(key.to_owned());
    let (section, page, at) = placed(document, key)?;
    let mut pages = pages(document, section).ok_or_else(missing)?;
    let asked = asked(&mut pages, page).ok_or_else(missing)?;
    if asked.len() == 1 {
        let end = |error| match error {
            EditError::AtTheEnd(_) => EditError::AtTheEnd(key.to_owned()),
            other => other,
        };
        return super::sections::move_page(document, (section, page), to).map_err(end);
    }
    let upper = match to {
        Direction::Up => at.checked_sub(1),
        Direction::Down => Some(at).filter(|place| place + 1 < asked.len()),
    };
    rows::swap_with_next(asked, upper.ok_or_else(|| EditError::AtTheEnd(key.to_owned()))?);
    Ok(())
}
