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
    Text(String),
    /// Words whose lines are kept, with what went and what came.
    Words(Said),
    /// Points, one below the other.
    List(Vec<String>),
    /// Rows under heads.
    Table { caption: String, heads: Vec<&'static str>, rows: Vec<Vec<String>> },
}

/// Words with what went and what came, and their language where it is not English.
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
        self.parts.push(Part::Text(words.to_owned()));
    }

    /// Words as they are, in their lines.
    pub fn words(&mut self, words: &str) {
        self.parts.push(Part::Words(Said::english(words)));
    }

    pub fn list(&mut self, items: Vec<String>) {
        self.parts.push(Part::List(items));
    }

    pub fn table(&mut self, caption: &str, heads: Vec<&'static str>, rows: Vec<Vec<String>>) {
        self.parts.push(Part::Table { caption: caption.to_owned(), heads, rows });
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
                Part::Text(words) => page.text(words),
                Part::Words(said) => page.changed(&said.passages, said.tag()),
                Part::List(items) => page.list(items),
                Part::Table { caption, heads, rows } => page.table(caption, heads, rows),
            }
        }
        page.finish()
    }
}
