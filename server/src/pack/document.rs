//! What stands in a document, whatever program shows it.

use surveys::{comparing::Passage, language::Language};

use crate::copies::page::html::Page;

/// A part of a document.
pub enum Part {
    /// A heading that the contents name.
    Heading(String),
    /// One below it.
    Smaller(String),
    /// A line that stands out above paragraphs, with what went and what came.
    Strong(Said),
    /// A paragraph.
    Text(Said),
    /// Words whose lines are kept, with what went and what came.
    Words(Said),
    /// Points, one below the other.
    List(Vec<Said>),
    /// Rows under heads.
    Table { caption: String, heads: Vec<&'static str>, rows: Vec<Vec<Said>> },
}

/// Words with what went and what came, and their language where it is not English.
#[derive(Clone)]
pub struct Said {
    pub passages: Vec<Passage>,
    pub language: Option<Language>,
}

/// A document.
pub struct Document {
    pub title: String,
    /// What stands above each page that is printed: whose it is, of which versions and day.
    pub above: String,
    pub parts: Vec<Part>,
}

impl Said {
    fn english(words: &str) -> Self {
        Self { passages: vec![Passage::Kept(words.to_owned())], language: None }
    }

    /// As they read today, without what went.
    pub fn today(&self) -> String {
        let still = self.passages.iter().filter(|own| !matches!(own, Passage::Gone(_)));
        still.map(Passage::text).collect()
    }

    fn tag(&self) -> Option<&str> {
        self.language.as_ref().map(Language::as_str)
    }
}

impl Document {
    pub fn new(title: &str) -> Self {
        Self { title: title.to_owned(), above: title.to_owned(), parts: Vec::new() }
    }

    pub fn heading(&mut self, words: &str) {
        self.parts.push(Part::Heading(words.to_owned()));
    }

    pub fn smaller(&mut self, words: &str) {
        self.parts.push(Part::Smaller(words.to_owned()));
    }

    pub fn strong(&mut self, words: &str) {
        self.parts.push(Part::Strong(Said::english(words)));
    }

    pub fn text(&mut self, words: &str) {
        self.parts.push(Part::Text(Said::english(words)));
    }

    /// Words as they are, in their lines.
    pub fn words(&mut self, words: &str) {
        self.parts.push(Part::Words(Said::english(words)));
    }

    pub fn list(&mut self, items: Vec<String>) {
        let items = items.into_iter().map(|item| Said::english(&item));
        self.parts.push(Part::List(items.collect()));
    }

    pub fn table(&mut self, caption: &str, heads: Vec<&'static str>, rows: Vec<Vec<String>>) {
        let said =
            |row: Vec<String>| row.into_iter().map(|cell| Said::english(&cell)).collect::<Vec<_>>();
        let rows = rows.into_iter().map(said);
        self.parts.push(Part::Table { caption: caption.to_owned(), heads, rows: rows.collect() });
    }

    /// As a page of its own, which needs no network and no script.
    #[must_use]
    pub fn html(&self) -> String {
        let mut page = Page::new(&self.title);
        for part in &self.parts {
            match part {
                Part::Heading(words) => page.heading(words),
                Part::Smaller(words) => page.smaller_heading(words),
                Part::Strong(said) => page.strong_changed(&said.passages, said.tag()),
                Part::Text(said) => page.text_changed(&said.passages, said.tag()),
                Part::Words(said) => page.changed(&said.passages, said.tag()),
                Part::List(items) => {
                    page.list_changed(items.iter().map(|item| item.passages.as_slice()));
                }
                Part::Table { caption, heads, rows } => {
                    let cells = |row: &Vec<Said>| {
                        row.iter().map(|cell| cell.passages.clone()).collect::<Vec<_>>()
                    };
                    page.table_changed(caption, heads, rows.iter().map(cells));
                }
            }
        }
        page.finish()
    }
}
