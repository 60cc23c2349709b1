//! What a text says, as far as it can be changed by choosing. It need not be in order.

use toml_edit::{DocumentMut, Item, TableLike};

use super::{EditError, rows::Rows};

/// A section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Its pages in order.
    pub pages: Vec<Page>,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The heading above its questions, if it has one.
    pub title: Option<String>,
    /// The instrument that it asks in place of questions, if it does.
    pub instrument: Option<String>,
    /// Its questions in order.
    pub questions: Vec<Asked>,
}

/// A question as the text has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Its key.
    pub key: String,
    /// Its own words; none when it stands in the bank.
    pub own: Option<Own>,
    /// The condition under which it is asked; none when everyone is, or the bank says who.
    pub asked_if: Option<String>,
}

/// What a question says itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// What is asked.
    pub text: String,
    /// How it is answered.
    pub kind: String,
    /// The help under it.
    pub hint: String,
    /// The variable's label.
    pub label: String,
    /// Its options, code and words, where they are written with it.
    pub options: Vec<(i64, String)>,
    /// The list that its options are, where they are one.
    pub list: Option<String>,
    /// Offers “prefer not to say” from the start.
    pub sensitive: bool,
    /// May be passed by.
    pub optional: bool,
}

/// The sections of a survey's text.
///
/// # Errors
/// When the text cannot be read at all.
pub fn outline(text: &str) -> Result<Vec<Section>, EditError> {
    let mut document = super::parse(text)?;
    let asked = asked(&mut document);
    let mut outline = Vec::new();
    let Some(mut sections) = document.get_mut("sections").and_then(Rows::of) else {
        return Ok(outline);
    };
    for place in 0..sections.len() {
        let Some(row) = sections.row(place) else { continue };
        let title = words(row, "title").unwrap_or_default();
        let mut section = Section { title, pages: Vec::new() };
        if let Some(mut pages) = Rows::under(row, "pages") {
            for place in 0..pages.len() {
                section.pages.extend(pages.row(place).map(|row| page(row, &asked)));
            }
        }
        outline.push(section);
    }
    Ok(outline)
}

/// What this text itself says of questions, and who it asks them of.
fn asked(document: &mut DocumentMut) -> Vec<Asked> {
    let mut asked = Vec::new();
    if let Some(mut rows) = document.get_mut("questions").and_then(Rows::of) {
        for place in 0..rows.len() {
            asked.extend(rows.row(place).and_then(own));
        }
    }
    let routing = document.get("routing").and_then(Item::as_table_like);
    for (key, when) in routing.into_iter().flat_map(TableLike::iter) {
        let when = when.as_str().map(str::to_owned);
        match asked.iter_mut().find(|one| one.key == key) {
            Some(one) => one.asked_if = when,
            None => asked.push(Asked { key: key.to_owned(), own: None, asked_if: when }),
        }
    }
    asked
}

fn own(row: &mut dyn TableLike) -> Option<Asked> {
    let is = |name: &str| row.get(name).and_then(Item::as_bool) == Some(true);
    let (sensitive, optional) = (is("sensitive"), is("optional"));
    let plain = |name: &str| words(row, name).unwrap_or_default();
    let (text, kind, hint, label) = (plain("text"), plain("kind"), plain("hint"), plain("label"));
    let (key, list) = (words(row, "key")?, words(row, "list"));
    let asked_if = words(row, "asked_if");
    let options = Rows::under(row, "options").map(coded).unwrap_or_default();
    let own = Own { text, kind, hint, label, options, list, sensitive, optional };
    Some(Asked { key, own: Some(own), asked_if })
}

fn coded(mut options: Rows<'_>) -> Vec<(i64, String)> {
    let mut all = Vec::new();
    for place in 0..options.len() {
        let row = options.row(place);
        all.extend(row.and_then(|row| Some((row.get("code")?.as_integer()?, words(row, "text")?))));
    }
    all
}

fn page(row: &mut dyn TableLike, asked: &[Asked]) -> Page {
    let keys = row.get("questions").and_then(Item::as_array).into_iter().flatten();
    let questions = keys.filter_map(|key| key.as_str()).map(|key| {
        let known = asked.iter().find(|one| one.key == key).cloned();
        known.unwrap_or_else(|| Asked { key: key.to_owned(), ..Asked::default() })
    });
    let (title, instrument) = (words(row, "title"), words(row, "instrument"));
    Page { questions: questions.collect(), title, instrument }
}

fn words(row: &dyn TableLike, name: &str) -> Option<String> {
    row.get(name).and_then(Item::as_str).map(str::to_owned)
}
