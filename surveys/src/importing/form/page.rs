//! On which page something stands, and which words are read at its top.

use std::collections::{BTreeMap, BTreeSet};

use super::Form;
use crate::importing::{
    draft::{Page, Section},
    outcome::NotConverted,
};

/// Words before questions.
pub(super) struct Said {
    /// Which item they are.
    pub item: usize,
    pub words: String,
    /// Who reads them there.
    pub conditions: Vec<String>,
    /// The section's place and the page's.
    pub page: Option<(usize, usize)>,
}

impl Form {
    /// Puts a question on a page of its own, or on that of the group around it.
    pub(super) fn place(&mut self, key: &str) {
        let shared = self.open.iter().find_map(|open| open.page);
        let page = match shared {
            Some((section, page)) => {
                self.sections[section].pages[page].questions.push(key.to_owned());
                (section, page)
            }
            None => self.new_page(key),
        };
        for said in self.waiting.drain(..) {
            self.said.push(Said { page: Some(page), ..said });
        }
    }

    fn new_page(&mut self, key: &str) -> (usize, usize) {
        let titled = || self.open.iter().filter(|open| open.group.title.is_some());
        let (outer, inner) = (titled().next(), titled().next_back());
        let section = outer.map(|open| open.serial);
        let title_of = |open: Option<&super::Open>| open.and_then(|open| open.group.title.clone());
        let heading = inner.filter(|inner| Some(inner.serial) != section);
        let (title, heading) = (title_of(outer), title_of(heading));
        if self.sections.is_empty() || self.section != section {
            let title = title.unwrap_or_else(|| self.title.clone());
            self.sections.push(Section { title, pages: Vec::new() });
            self.section = section;
        }
        let place = self.sections.len() - 1;
        let pages = &mut self.sections[place].pages;
        pages.push(Page { title: heading, intro: None, questions: vec![key.to_owned()] });
        let page = (place, pages.len() - 1);
        if let Some(open) = self.open.iter_mut().find(|open| open.group.is_one_page) {
            open.page = Some(page);
        }
        page
    }

    /// Words are read by everybody who comes to their page, so they stay only where everybody read them.
    pub(super) fn settle_words(&mut self) {
        for said in std::mem::take(&mut self.waiting) {
            self.is_not(said.item, NotConverted::NothingFollows);
        }
        let everybody = self.conditions_of_pages();
        let said = std::mem::take(&mut self.said);
        for said in said {
            let Some((section, page)) = said.page else { continue };
            let of_page = everybody.get(&(section, page));
            let holds = |one: &String| of_page.is_some_and(|all| all.contains(one));
            let page = &mut self.sections[section].pages[page];
            if said.conditions.iter().all(holds) {
                let intro = page.intro.get_or_insert_default();
                if !intro.is_empty() {
                    intro.push_str("\n\n");
                }
                intro.push_str(&said.words);
            } else {
                let condition = super::joined(&said.conditions).unwrap_or_default();
                self.is_not(said.item, NotConverted::ReadBySome(condition));
            }
        }
    }

    /// Of each page that has words, what holds of everybody who is asked something there. Each question is looked at
    /// once, however many words its page has.
    fn conditions_of_pages(&self) -> BTreeMap<(usize, usize), BTreeSet<String>> {
        let asked = self.questions.iter().zip(&self.conditions);
        let asked: BTreeMap<&str, &Vec<String>> =
            asked.map(|(question, conditions)| (question.key.as_str(), conditions)).collect();
        let mut everybody = BTreeMap::new();
        for (section, page) in self.said.iter().filter_map(|said| said.page) {
            everybody.entry((section, page)).or_insert_with(|| {
                let questions = &self.sections[section].pages[page].questions;
                let mut each = questions.iter().filter_map(|key| asked.get(key.as_str()));
                let mut common: BTreeSet<_> =
                    each.next().into_iter().flat_map(|all| all.iter().cloned()).collect();
                for conditions in each {
                    common.retain(|one| conditions.contains(one));
                }
                common
            });
        }
        everybody
    }
}
