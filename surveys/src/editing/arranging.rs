//! Where questions stand: finding them, moving them, taking them out.

use toml_edit::{Array, DocumentMut, Item};

use super::{
    Direction, EditError,
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

/// The pages of a section, and what is asked on one of them.
fn pages<'d>(document: &'d mut DocumentMut, section: usize) -> Option<Rows<'d>> {
    let sections = document.get_mut("sections").and_then(Rows::of)?;
    Rows::under(sections.into_row(section)?, "pages")
}

fn asked<'p>(pages: &'p mut Rows<'_>, page: usize) -> Option<&'p mut Array> {
    pages.row(page)?.get_mut("questions")?.as_array_mut()
}

pub(super) fn remove(document: &mut DocumentMut, key: &str) -> Result<(), EditError> {
    let missing = || EditError::NotAsked(key.to_owned());
    let (section, page, at) = place(document, key).ok_or_else(missing)?;
    let mut pages = pages(document, section).ok_or_else(missing)?;
    let asked = asked(&mut pages, page).ok_or_else(missing)?;
    asked.remove(at);
    if asked.is_empty() {
        pages.remove(page);
    }
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

pub(super) fn shift(document: &mut DocumentMut, key: &str, to: Direction) -> Result<(), EditError> {
    let missing = || EditError::NotAsked(key.to_owned());
    let (section, page, at) = place(document, key).ok_or_else(missing)?;
    let mut pages = pages(document, section).ok_or_else(missing)?;
    let beside = asked(&mut pages, page).ok_or_else(missing)?.len();
    let (place, all) = if beside > 1 { (at, beside) } else { (page, pages.len()) };
    let upper = match to {
        Direction::Up => place.checked_sub(1),
        Direction::Down => Some(place).filter(|place| place + 1 < all),
    };
    let upper = upper.ok_or_else(|| EditError::AtTheEnd(key.to_owned()))?;
    match asked(&mut pages, page) {
        Some(asked) if asked.len() > 1 => rows::swap_with_next(asked, upper),
        _ => pages.swap_with_next(upper),
    }
    Ok(())
}
