//! What a text says, as far as it can be changed by choosing. It need not be in order.

mod asked;

mod beside;

use toml_edit::{DocumentMut, Item, TableLike};

pub use self::{
    asked::{Asked, Choice, Own},
    beside::{CheckRow, DerivedRow},
};
use super::{EditError, rows::Rows, values::plain};

/// A survey's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// What staff call it.
    pub title: String,
    /// Of its texts.
    pub language: String,
    /// How long it takes.
    pub minutes: String,
    /// Under which it is published.
    pub version: String,
    /// The condition that makes a response that was never sent worth keeping.
    pub usable: String,
    /// Its sections in order.
    pub sections: Vec<Section>,
    /// Its checks, in the order of the text.
    pub checks: Vec<CheckRow>,
    /// What is worked out.
    pub derived: Vec<DerivedRow>,
    /// Where wordings come from, by name.
    pub sources: Vec<(String, String)>,
    /// The conditions that have a name.
    pub conditions: Vec<String>,
}

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
    /// The words before its questions.
    pub intro: Option<String>,
    /// The instrument that it asks in place of questions, if it does.
    pub instrument: Option<String>,
    /// Who is asked the instrument.
    pub asked_if: Option<String>,
    /// Of an instrument: offers “prefer not to say” from the start.
    pub sensitive: bool,
    /// Of an instrument: leaves out what is asked beside its score.
    pub scored_only: bool,
    /// Its questions in order.
    pub questions: Vec<Asked>,
}

impl Outline {
    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Asked> {
        let pages = self.sections.iter().flat_map(|section| &section.pages);
        pages.flat_map(|page| &page.questions)
    }

    /// A page, by its section and its place there.
    #[must_use]
    pub fn page(&self, section: usize, page: usize) -> Option<&Page> {
        self.sections.get(section)?.pages.get(page)
    }
}

/// What a survey's text says.
///
/// # Errors
/// When the text cannot be read at all.
pub fn outline(text: &str) -> Result<Outline, EditError> {
    let mut document = super::parse(text)?;
    let said = |name: &str| plain(document.get(name));
    let (title, language, usable) = (said("title"), said("language"), said("usable"));
    let (minutes, version) = (said("minutes"), said("version"));
    let texts = |name: &str| {
        let all = document.get(name).and_then(Item::as_table_like);
        let all = all.into_iter().flat_map(TableLike::iter);
        all.map(|(name, item)| (name.to_owned(), plain(Some(item)))).collect::<Vec<_>>()
    };
    let sources = texts("sources");
    let conditions = texts("conditions").into_iter().map(|(name, _)| name).collect();
    let (checks, derived) = (beside::checks(&mut document), beside::derived(&mut document));
    let sections = sections(&mut document);
    Ok(Outline {
        title,
        language,
        minutes,
        version,
        usable,
        sections,
        checks,
        derived,
        sources,
        conditions,
    })
}

fn sections(document: &mut DocumentMut) -> Vec<Section> {
    let asked = asked::asked(document);
    let mut all = Vec::new();
    let Some(mut sections) = document.get_mut("sections").and_then(Rows::of) else { return all };
    for place in 0..sections.len() {
        let Some(row) = sections.row(place) else { continue };
        let title = words(row, "title").unwrap_or_default();
        let mut section = Section { title, pages: Vec::new() };
        if let Some(mut pages) = Rows::under(row, "pages") {
            for place in 0..pages.len() {
                section.pages.extend(pages.row(place).map(|row| page(row, &asked)));
            }
        }
        all.push(section);
    }
    all
}

fn page(row: &mut dyn TableLike, asked: &[Asked]) -> Page {
    let keys = row.get("questions").and_then(Item::as_array).into_iter().flatten();
    let questions = keys.filter_map(|key| key.as_str()).map(|key| {
        let known = asked.iter().find(|one| one.key == key).cloned();
        known.unwrap_or_else(|| Asked { key: key.to_owned(), ..Asked::default() })
    });
    Page {
        questions: questions.collect(),
        title: words(row, "title"),
        intro: words(row, "intro"),
        instrument: words(row, "instrument"),
        asked_if: words(row, "asked_if"),
        sensitive: row.get("sensitive").and_then(Item::as_bool) == Some(true),
        scored_only: row.get("unscored").and_then(Item::as_bool) == Some(false),
    }
}

fn words(row: &dyn TableLike, name: &str) -> Option<String> {
    row.get(name).and_then(Item::as_str).map(str::to_owned)
}
