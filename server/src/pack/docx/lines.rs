//! Passages as paragraphs of a word processor, a paragraph for each line: only a paragraph has a way in which it is
//! written, from the left or from the right.

use surveys::{
    comparing::Passage,
    language::{Direction, Language},
};

use crate::copies::page::html::escaped;

/// Where words come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Kept,
    Gone,
    New,
}

/// A line, and how its end came to be.
pub struct Line<'a> {
    pub words: Vec<(Mark, &'a str)>,
    pub end: Mark,
}

/// How words look, and whose they are.
#[derive(Clone, Copy, Default)]
pub struct Look<'a> {
    pub style: Option<&'a str>,
    pub is_bold: bool,
    /// Where it is not English.
    pub language: Option<&'a Language>,
}

impl Line<'_> {
    /// Which way it is written: as its first letter is.
    pub fn direction(&self) -> Direction {
        let mut letters = self.words.iter().flat_map(|(_, words)| words.chars());
        letters.find_map(Direction::of_letter).unwrap_or(Direction::FromTheLeft)
    }
}

/// The lines of the passages, at least one.
pub fn lines(passages: &[Passage]) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut words = Vec::new();
    for passage in passages {
        let (mark, text) = match passage {
            Passage::Kept(text) => (Mark::Kept, text),
            Passage::Gone(text) => (Mark::Gone, text),
            Passage::New(text) => (Mark::New, text),
        };
        for (place, piece) in text.split('\n').enumerate() {
            if place > 0 {
                lines.push(Line { words: std::mem::take(&mut words), end: mark });
            }
            if !piece.is_empty() {
                words.push((mark, piece));
            }
        }
    }
    lines.push(Line { words, end: Mark::Kept });
    lines
}

/// The runs of these words. A run is written one way, and a word processor has to be told which.
pub fn runs(words: &str, text: &str, base: Direction, look: Look<'_>) -> String {
    let letters: Vec<char> = words.chars().collect();
    let ways = ways(&letters, base);
    let mut runs = String::new();
    let mut from = 0;
    while from < letters.len() {
        let more = ways[from..].iter().take_while(|way| **way == ways[from]).count();
        let words: String = letters[from..from + more].iter().collect();
        let properties = properties(ways[from], look);
        runs.push_str(&format!(
            "<w:r>{properties}<{text} xml:space=\"preserve\">{}</{text}></w:r>",
            clean(&words)
        ));
        from += more;
    }
    runs
}

/// Which way each letter goes. Signs and spaces go as what is on both their sides, or else as the line.
fn ways(letters: &[char], base: Direction) -> Vec<Direction> {
    let mut ways = Vec::with_capacity(letters.len());
    let mut last = base;
    while let Some(letter) = letters.get(ways.len()) {
        if let Some(own) = Direction::of_letter(*letter) {
            ways.push(own);
            last = own;
            continue;
        }
        let signs = letters[ways.len()..].iter().map(|sign| Direction::of_letter(*sign));
        let between = signs.clone().take_while(Option::is_none).count();
        let next = signs.flatten().next().unwrap_or(base);
        let way = if next == last { next } else { base };
        ways.extend(std::iter::repeat_n(way, between));
    }
    ways
}

fn properties(way: Direction, look: Look<'_>) -> String {
    let bold = if look.is_bold { "<w:b/><w:bCs/>" } else { "" };
    let (turned, kind) = match way {
        Direction::FromTheLeft => ("", "val"),
        Direction::FromTheRight => ("<w:rtl/>", "bidi"),
    };
    // What goes the other way is English, which is said around the words.
    let language = look.language.filter(|language| language.direction() == way);
    let language = language.map(|tag| format!("<w:lang w:{kind}=\"{tag}\"/>"));
    let all = format!("{bold}{turned}{}", language.unwrap_or_default());
    if all.is_empty() { all } else { format!("<w:rPr>{all}</w:rPr>") }
}

/// XML has no place for most characters below a space.
fn clean(words: &str) -> String {
    let clean: String = words.chars().filter(|c| *c == '\t' || *c >= ' ').collect();
    escaped(&clean.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"))
}
