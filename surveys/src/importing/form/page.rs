//! On which page something stands, and which words are read at its top.

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
        let asked: std::collections::BTreeMap<String, Vec<String>> = self
            .questions
            .iter()
            .zip(&self.conditions)
            .map(|(question, conditions)| (question.key.clone(), conditions.clone()))
            .collect();
        for said in std::mem::take(&mut self.said) {
            let Some((section, page)) = said.page else { continue };
            let page = &mut self.sections[section].pages[page];
            let holds = |key: &String| {
                said.conditions
                    .iter()
                    .all(|one| asked.get(key).is_some_and(|all| all.contains(one)))
            };
            if page.questions.iter().all(holds) {
                let before = page.intro.take().map(|intro| format!("{intro}\n\n"));
                page.intro = Some(before.unwrap_or_default() + &said.words);
            } else {
                let condition = super::joined(&said.conditions).unwrap_or_default();
                self.is_not(said.item, NotConverted::ReadBySome(condition));
            }
        }
    }
}
