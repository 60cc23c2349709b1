//! Words between questions. Whoever comes to a page reads the words at its top, so they stand where all come by who read
//! them there, and where nobody else does.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    draft::{Question, Section},
    outcome::{Difference, NotConverted, Outcome, Read},
};
use crate::authoring::LONGEST_TITLE;

/// Words before questions.
pub(super) struct Said {
    /// Which item they are.
    pub item: usize,
    pub words: String,
    /// Who reads them there.
    pub conditions: Vec<String>,
    /// The page that comes next: the section's place and the page's.
    pub page: (usize, usize),
}

/// Of whom the questions of a page are asked.
struct Asked<'a> {
    at: (usize, usize),
    /// The key of its first question.
    first: &'a str,
    /// What holds of each who is asked one of them.
    common: BTreeSet<&'a str>,
    each: Vec<BTreeSet<&'a str>>,
}

/// Pages after which words are given up, and on how many they are read at most.
const AHEAD: usize = 200;
const PAGES: usize = 4;

/// Writes words above questions. Where not all come to the next page who read them there, they are read on those after
/// it, too, until one to which they all come. What is told of each is told by its item.
pub(super) fn settle(
    said: Vec<Said>,
    sections: &mut [Section],
    asked: &BTreeMap<&str, Vec<String>>,
) -> Vec<(usize, Outcome)> {
    let (written, told) = {
        let pages = pages(sections, asked);
        let places: BTreeMap<_, _> =
            pages.iter().enumerate().map(|(place, page)| (page.at, place)).collect();
        let mut written = Vec::new();
        let told: Vec<_> = said
            .into_iter()
            .filter_map(|said| {
                let from = *places.get(&said.page)?;
                let (on, outcome) = read(&said, &pages[from..]);
                written.extend(on.into_iter().map(|at| (at, said.words.clone())));
                Some((said.item, outcome))
            })
            .collect();
        (written, told)
    };
    for ((section, page), words) in written {
        let intro = sections[section].pages[page].intro.get_or_insert_default();
        if !intro.is_empty() {
            intro.push_str("\n\n");
        }
        intro.push_str(&words);
    }
    told
}

/// On which pages it is read, and what that is called.
fn read(said: &Said, pages: &[Asked<'_>]) -> (Vec<(usize, usize)>, Outcome) {
    let own = parts(&said.conditions);
    let mut on: Vec<&Asked<'_>> = Vec::new();
    let mut is_read_by_all = false;
    for page in pages.iter().take(AHEAD) {
        if !own.is_subset(&page.common) {
            break;
        }
        on.push(page);
        is_read_by_all = page.each.iter().any(|one| one.is_subset(&own));
        if is_read_by_all {
            break;
        }
    }
    match (is_read_by_all, on.len()) {
        (true, 0..=PAGES) => {}
        // Nobody wants to read the same on every page: once at first, and once where all come by.
        (true, many) => drop(on.drain(1..many - 1)),
        (false, _) => on.truncate(PAGES),
    }
    let keys = || on.iter().map(|page| page.first.to_owned()).collect();
    let outcome = match (is_read_by_all, on.len()) {
        (_, 0) => {
            let condition = said.conditions.join(" and ");
            Outcome::Not(NotConverted::ReadBySome(condition))
        }
        (true, 1) => Outcome::Exactly,
        (true, _) => Outcome::with(vec![Difference::Read(Read::BeforeEach(keys()))]),
        (false, _) => Outcome::with(vec![Difference::Read(Read::OnlyBefore(keys()))]),
    };
    (on.into_iter().map(|page| page.at).collect(), outcome)
}

fn pages<'a>(sections: &'a [Section], asked: &'a BTreeMap<&str, Vec<String>>) -> Vec<Asked<'a>> {
    let of_section = |(section, own): (usize, &'a Section)| {
        let pages = own.pages.iter().enumerate();
        pages.filter_map(move |(page, own)| {
            let of = |key: &String| asked.get(key.as_str()).map(|all| parts(all));
            let each: Vec<_> = own.questions.iter().filter_map(of).collect();
            let mut common = each.first()?.clone();
            each.iter().for_each(|one| common.retain(|part| one.contains(part)));
            Some(Asked { at: (section, page), first: own.questions.first()?, common, each })
        })
    };
    sections.iter().enumerate().flat_map(of_section).collect()
}

/// What has to hold, part by part. A condition with more than “and” in it is one part.
fn parts(conditions: &[String]) -> BTreeSet<&str> {
    let is_whole = |text: &str| text.contains(['(', '\'']) || text.contains(" or ");
    let mut all = BTreeSet::new();
    for text in conditions {
        match is_whole(text) {
            true => _ = all.insert(text.as_str()),
            false => all.extend(text.split(" and ")),
        }
    }
    all
}

/// More than a title takes is read above the questions, where it has room.
///
/// A section's title stands on each of its pages: there its beginning stays.
pub(super) fn shorten_titles(sections: &mut [Section]) {
    for section in sections {
        for page in &mut section.pages {
            if let Some(title) = page.title.take_if(|title| is_long(title)) {
                put_first(&mut page.intro, &title);
            }
        }
        if let Some(first) = section.pages.first_mut().filter(|_| is_long(&section.title)) {
            put_first(&mut first.intro, &section.title);
            section.title = super::plain::short(&section.title);
        }
    }
}

/// Whether it is more than a title takes.
pub(super) fn is_long(title: &str) -> bool {
    title.chars().count() > LONGEST_TITLE
}

fn put_first(intro: &mut Option<String>, words: &str) {
    let rest = intro.take().map(|rest| format!("\n\n{rest}")).unwrap_or_default();
    *intro = Some(format!("{words}{rest}"));
}

/// What each question is asked by, by its key.
pub(super) fn asked(
    questions: &[Question],
    conditions: impl Fn(usize) -> Vec<String>,
) -> BTreeMap<&str, Vec<String>> {
    let keys = questions.iter().enumerate();
    keys.map(|(place, question)| (question.key.as_str(), conditions(place))).collect()
}
