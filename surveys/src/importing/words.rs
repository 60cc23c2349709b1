//! Words from elsewhere: without markup, with what they fill in by our names.

use std::collections::BTreeSet;

use super::{
    links::{self, Reads},
    outcome::Difference,
    plain::plain,
    sentence::Fields,
};

/// Stand for our braces while theirs are taken out. No text has them: they are for private use.
pub(super) const OPENS: char = '\u{e000}';
pub(super) const CLOSES: char = '\u{e001}';

/// The words as we write them, where they are read as they stand. `${name}` becomes the key of that field, where
/// something asked before `place` has it.
pub(super) fn read(text: &str, at: (&Fields, usize), differences: &mut Vec<Difference>) -> String {
    read_as(Reads::AsTheyStand, text, at, differences)
}

/// The same where they may be read as Markdown.
pub(super) fn read_as(
    reads: Reads,
    text: &str,
    (fields, place): (&Fields, usize),
    differences: &mut Vec<Difference>,
) -> String {
    let mut note = |difference: Difference| {
        if !differences.contains(&difference) {
            differences.push(difference);
        }
    };
    let (told, links) = links::taken(&filled(text, (fields, place), &mut note), reads, &mut note);
    let (told, had_markup) = without_markup(&told);
    if had_markup {
        note(Difference::WithoutMarkup);
    }
    if told.contains(['{', '}']) {
        note(Difference::Braces);
    }
    let brackets = |letter| match letter {
        '{' => '(',
        '}' => ')',
        OPENS => '{',
        CLOSES => '}',
        same => same,
    };
    links.put(&told.chars().map(brackets).collect::<String>())
}

/// With our keys, between marks, for what is filled in.
fn filled(
    text: &str,
    (fields, place): (&Fields, usize),
    note: &mut impl FnMut(Difference),
) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut rest = text;
    let mut unfilled = BTreeSet::new();
    while let Some((before, after)) = rest.split_once("${") {
        marked.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            // No brace closes behind this one, nor behind any later one.
            marked.push_str("${");
            marked.push_str(after);
            return marked;
        };
        match fields.get(name.trim()).filter(|known| can_fill(known, place)) {
            Some(known) => marked.extend([&OPENS.to_string(), &*known.key, &CLOSES.to_string()]),
            None => {
                if unfilled.insert(name.trim()) && unfilled.len() <= TOLD_EACH {
                    note(Difference::Unfilled(name.trim().to_owned()));
                }
                marked.push('…');
            }
        }
        rest = after;
    }
    let more = unfilled.len().saturating_sub(TOLD_EACH);
    if more > 0 {
        note(Difference::UnfilledMore(more));
    }
    marked.push_str(rest);
    marked
}

/// More that is not filled in is counted, and not told one by one.
const TOLD_EACH: usize = 30;

fn can_fill(known: &super::sentence::Known, place: usize) -> bool {
    !known.is_multiple && !known.is_of_two && known.place < place
}

/// Paragraphs stay apart. Tags, and the signs of Markdown around words, go.
fn without_markup(text: &str) -> (String, bool) {
    let mut is_changed = false;
    let mut paragraphs = Vec::new();
    for line in text.lines() {
        let (line, had_heading) = match line.trim_start().trim_start_matches('#') {
            rest if rest.len() < line.trim_start().len() && rest.starts_with(' ') => (rest, true),
            _ => (line, false),
        };
        let (line, had_tags) = plain(line);
        let (line, had_signs) = without_signs(&line);
        is_changed |= had_heading || had_tags || had_signs;
        if !line.is_empty() {
            paragraphs.push(line);
        }
    }
    (paragraphs.join("\n"), is_changed)
}

/// `**so**`, `__so__` and `*so*` are words; `2 * 3 * 4` is none.
fn without_signs(text: &str) -> (String, bool) {
    let signs = ["**", "__", "*"];
    let told = signs.iter().fold(text.to_owned(), |text, sign| without(sign, &text));
    let is_changed = told != text;
    (told, is_changed)
}

/// Without the sign where it stands before a word, and then behind one. The text is walked through once.
fn without(sign: &str, text: &str) -> String {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let is_word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let before = |at: usize| text[..at].chars().next_back();
    let after = |at: usize| text[at + sign.len()..].chars().next();
    let mut told = String::with_capacity(text.len());
    let mut from = 0;
    let mut places = text.match_indices(sign).map(|(at, _)| at);
    loop {
        // Behind a sign that went stands what stood before it.
        let last = |at: usize| if at == from { told.chars().next_back() } else { before(at) };
        let start = places.find(|at| is_edge(last(*at)) && is_word(after(*at)));
        let Some(start) = start else { break };
        let inner = start + sign.len();
        let end = places.find(|at| *at > inner && is_word(before(*at)) && is_edge(after(*at)));
        let Some(end) = end else { break };
        told.push_str(&text[from..start]);
        told.push_str(&text[inner..end]);
        from = end + sign.len();
    }
    told.push_str(&text[from..]);
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::sentence::Known;

    fn check(text: &str, read_as: &str, told: &[&str]) {
        let known = |key: &str, place| Known { key: key.to_owned(), place, ..Known::default() };
        let fields =
            Fields::from([("Age".into(), known("age", 1)), ("end".into(), known("end", 9))]);
        let mut differences = Vec::new();
        assert_eq!(read(text, (&fields, 5), &mut differences), read_as);
        let said: Vec<_> = differences.iter().map(ToString::to_string).collect();
        assert_eq!(said, told);
    }

    #[test]
    fn what_was_filled_in_there_is_filled_in_here_when_it_was_asked_before() {
        check("You are ${Age}.", "You are {age}.", &[]);
        check(
            "You are ${ Age }, ${ and ${",
            "You are {age}, $( and $(",
            &["has round brackets for braces"],
        );
        check(
            "Until ${end} of ${what}",
            "Until … of …",
            &[
                "has “…” in its words, where “end” was filled in",
                "has “…” in its words, where “what” was filled in",
            ],
        );
    }

    #[test]
    fn signs_of_markdown_go_and_what_only_looks_like_them_stays() {
        let without = ["is written without markup"];
        check("**Very** *much* so", "Very much so", &without);
        check("# About you\n\nHow <b>old</b>?", "About you\nHow old?", &without);
        check("2 * 3 * 4, a_b__c, #1, a*b*c", "2 * 3 * 4, a_b__c, #1, a*b*c", &[]);
        check("Any of {1, 2}", "Any of (1, 2)", &["has round brackets for braces"]);
    }

    #[test]
    fn signs_beside_signs_go_in_pairs() {
        let told = |text: &str| without_signs(text).0;

        assert_eq!(told("***so*** *a**b* **c****d**"), "so a*b* c*d*");
        assert_eq!(told("*a* *b"), "a *b");
        assert_eq!(told("__é__ **** *…*"), "é ** …");
    }

    #[test]
    fn a_text_of_nothing_but_signs_is_walked_through_once() {
        assert_eq!(without_signs(&"*a* ".repeat(1 << 18)), ("a ".repeat(1 << 18), true));
    }
}
