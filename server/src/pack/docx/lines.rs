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
        let words: String =
            letters[from..from + more].iter().filter(|sign| !is_unseen(**sign)).collect();
        let properties = properties(ways[from], look);
        runs.push_str(&format!(
            "<w:r>{properties}<{text} xml:space=\"preserve\">{}</{text}></w:r>",
            clean(&words)
        ));
        from += more;
    }
    runs
}

/// What is set apart begins and ends with such a sign. A word processor does not know them: each run is told its way.
const fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{2066}'..='\u{2069}')
}

/// What the first of these signs sets apart; nothing where it ends something, or is never ended.
fn apart(letters: &[char]) -> &[char] {
    let mut open = 0_usize;
    for (place, letter) in letters.iter().enumerate() {
        match letter {
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' => open = open.saturating_sub(1),
            _ => continue,
        }
        if open == 0 {
            return &letters[1.min(place)..place];
        }
    }
    &[]
}

/// Which way each letter goes. Signs and spaces go as what is on both their sides, or else as the line. What is set apart
/// goes as it begins, and is a sign to what stands around it.
fn ways(letters: &[char], base: Direction) -> Vec<Direction> {
    let mut ways = Vec::with_capacity(letters.len());
    let mut last = base;
    while let Some(letter) = letters.get(ways.len()) {
        if is_unseen(*letter) {
            let apart = apart(&letters[ways.len()..]);
            let first = apart.iter().copied().find_map(Direction::of_letter);
            ways.push(base);
            ways.extend(self::ways(apart, first.unwrap_or(Direction::FromTheLeft)));
            last = base;
            continue;
        }
        if let Some(own) = Direction::of_letter(*letter) {
            ways.push(own);
            last = own;
            continue;
        }
        let signs = &letters[ways.len()..];
        let signs = signs.split(|sign| is_unseen(*sign)).next().unwrap_or_default().iter();
        let signs = signs.map(|sign| Direction::of_letter(*sign));
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
pub fn clean(words: &str) -> String {
    let clean: String = words.chars().filter(|c| *c == '\t' || *c >= ' ').collect();
    escaped(&clean.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, base: Direction, told: &str) {
        let runs = runs(words, "w:t", base, Look::default());
        let plain = runs.replace("<w:t xml:space=\"preserve\">", "").replace("</w:t>", "");
        let plain = plain.replace("<w:r><w:rPr><w:rtl/></w:rPr>", "[<").replace("<w:r>", "[>");
        assert_eq!(plain.replace("</w:r>", "]"), told);
    }

    #[test]
    fn what_is_set_apart_goes_its_own_way_with_the_signs_at_its_ends() {
        let left = Direction::FromTheLeft;
        check(
            "working is 1 (\u{2068}نعم!\u{2069}), or 2 (\u{2068}لا\u{2069}).",
            left,
            "[>working is 1 (][<نعم!][>), or 2 (][<لا][>).]",
        );
        check(
            "“\u{2068}is 1 (\u{2068}نعم؟\u{2069})\u{2069}” now",
            left,
            "[>“is 1 (][<نعم؟][>)” now]",
        );
        check("  \u{2066}-8\u{2069}  لا", Direction::FromTheRight, "[<  ][>-8][<  لا]");
        check("no end \u{2068}لا!", left, "[>no end ][<لا][>!]");
    }
}
