//! A translation in parts that can be worked on one after the other: sections of the survey, in the order of its
//! pages, and the words around the questions.

use records::drafts::Translating;
use surveys::{
    authoring::{Pair, SideBySide},
    definition::{Survey, TextKey},
};

use crate::api::staff::door::Said;

/// The part that has what is missing or stale, wherever it stands.
pub(super) const MISSING: &str = "missing";
/// The part that has what was changed here and in a file that came back.
pub const IN_DOUBT: &str = "in-doubt";
/// The parts with the survey's texts while they cannot be told by page.
pub(super) const TEXTS: &str = "texts";
/// The parts with the words around the questions.
const WORDS: &str = "words";
/// About so many texts are worked on at once.
const TOGETHER: usize = 60;

/// A part of a translation.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its name in addresses.
    pub name: String,
    /// What it is called.
    pub title: String,
    pub groups: Vec<Group>,
}

/// Texts that stand on one page.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// What the page is called; nothing where there is one group only.
    pub title: String,
    pub pairs: Vec<Pair>,
}

impl Part {
    /// Whether it has the words around the questions, and no text of the survey.
    pub(crate) fn is_words(&self) -> bool {
        let mut pairs = self.groups.iter().flat_map(|group| &group.pairs).peekable();
        pairs.peek().is_some() && pairs.all(|pair| pair.at.is_phrase())
    }

    fn len(&self) -> usize {
        self.groups.iter().map(|group| group.pairs.len()).sum()
    }
}

/// All of it, the survey's texts first.
pub(super) fn parts(translating: &Translating) -> Vec<Part> {
    let texts = translating.texts.as_ref().map(SideBySide::pairs).unwrap_or_default();
    let texts = match &translating.survey {
        Some(survey) => in_sections(survey, texts),
        None => chunks("The survey", TEXTS, texts),
    };
    let words = translating.words.as_ref().map(SideBySide::pairs).unwrap_or_default();
    texts.into_iter().chain(chunks("Words around the questions", WORDS, words)).collect()
}

/// What is missing or stale, not more than can be worked on at once: the survey's texts first, and when all of those are
/// done the words around them. What was typed and not saved stays on the page.
pub(super) fn missing(parts: Vec<Part>, said: &Said) -> Part {
    let typed = |pair: &Pair| said.written(&pair.at).is_some();
    let open = |pair: &Pair| !pair.amiss.is_empty() || typed(pair);
    let has_open = |part: &&Part| part.groups.iter().flat_map(|group| &group.pairs).any(open);
    let is_words = parts.iter().find(has_open).is_some_and(Part::is_words);
    let mut left = TOGETHER;
    let mut groups = Vec::new();
    for part in parts.iter().filter(|part| part.is_words() == is_words) {
        for group in &part.groups {
            let pairs: Vec<_> =
                group.pairs.iter().filter(|pair| open(pair)).take(left).cloned().collect();
            left -= pairs.len();
            if !pairs.is_empty() {
                let title = format!("{}. {}", part.title, group.title);
                let title = title.trim_end_matches([' ', '.']).to_owned();
                groups.push(Group { title, pairs });
            }
        }
    }
    Part { name: MISSING.to_owned(), title: "What is missing or has changed".to_owned(), groups }
}

/// What a file says otherwise than what is here, not more than can be decided at once. The file can be taken in again.
pub(super) fn in_doubt(translating: &Translating, said: &Said) -> Part {
    let sides = [&translating.texts, &translating.words].into_iter().flatten();
    let pairs = sides.flat_map(|side| side.pairs().into_iter().chain(side.gone()));
    let is_open = |pair: &Pair| said.instead(&pair.at).is_some_and(|to| to != pair.to);
    let mut pairs: Vec<_> = pairs.filter(is_open).collect();
    let title = match pairs.len() {
        ..=TOGETHER => String::new(),
        many => format!("The first {TOGETHER} of {many}: take the file in again for the rest"),
    };
    pairs.truncate(TOGETHER);
    let groups = vec![Group { title, pairs }];
    let title = "Choose between two translations".to_owned();
    Part { name: IN_DOUBT.to_owned(), title, groups }
}

fn chunks(title: &str, name: &str, pairs: Vec<Pair>) -> Vec<Part> {
    let many = pairs.len() > TOGETHER;
    let each = pairs.chunks(TOGETHER).enumerate().map(|(place, pairs)| {
        let from = place * TOGETHER + 1;
        let title = match many {
            true => format!("{title}, {from} to {}", from + pairs.len() - 1),
            false => title.to_owned(),
        };
        let name = if place == 0 { name.to_owned() } else { format!("{name}-{}", place + 1) };
        Part { name, title, groups: vec![Group { title: String::new(), pairs: pairs.to_vec() }] }
    });
    each.collect()
}

/// Page by page; a section with many texts is several parts.
fn in_sections(survey: &Survey, mut pairs: Vec<Pair>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut number = 0;
    for section in &survey.sections {
        let mut part = named("", &section.title);
        for page in &section.pages {
            number += 1;
            let keys: Vec<_> =
                page.questions.iter().map(|question| question.key.as_str()).collect();
            let own = |key: &TextKey| on_page(key, page.key.as_str(), &keys);
            let (mine, rest): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|pair| own(&pair.at));
            pairs = rest;
            let title = match &page.title {
                Some(title) => format!("Page {number}: {title}"),
                None => format!("Page {number}"),
            };
            if part.len() > 0 && part.len() + mine.len() > TOGETHER {
                parts.push(std::mem::replace(&mut part, named("", &section.title)));
            }
            if part.groups.is_empty() {
                part.name = number.to_string();
            }
            part.groups.push(Group { title, pairs: mine });
        }
        parts.push(part);
    }
    if !pairs.is_empty() {
        let groups = vec![Group { title: String::new(), pairs }];
        parts.push(Part { groups, ..named("others", "Other texts") });
    }
    tell_apart(&mut parts);
    parts.retain(|part| part.len() > 0);
    parts
}

fn named(name: &str, title: &str) -> Part {
    Part { name: name.to_owned(), title: title.to_owned(), groups: Vec::new() }
}

/// Parts of one section are told apart by their pages.
fn tell_apart(parts: &mut [Part]) {
    let titles: Vec<_> = parts.iter().map(|part| part.title.clone()).collect();
    for part in parts {
        if titles.iter().filter(|title| **title == part.title).count() > 1 {
            let first = part.name.parse::<usize>().unwrap_or_default();
            let last = first + part.groups.len().saturating_sub(1);
            part.title = match first == last {
                true => format!("{}, page {first}", part.title),
                false => format!("{}, pages {first} to {last}", part.title),
            };
        }
    }
}

/// A section's title is asked for on its first page, and what a check says beside its question.
fn on_page(key: &TextKey, page: &str, questions: &[&str]) -> bool {
    if let Some(question) = key.question() {
        return questions.contains(&question);
    }
    let rest = |prefix: &str| key.0.strip_prefix(prefix);
    if let Some(first) = rest("section:") {
        return first == page;
    }
    if let Some(of) = rest("page:") {
        return of.strip_suffix(".title").or_else(|| of.strip_suffix(".intro")) == Some(page);
    }
    let at = rest("check:").and_then(|check| check.split('.').nth(1));
    at.is_some_and(|at| questions.contains(&at))
}
