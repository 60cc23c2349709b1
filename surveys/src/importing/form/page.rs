//! On which page something stands, and which words are read at its top.

use super::Form;
use crate::importing::{
    draft::{Page, Section},
    outcome::{Difference, NotConverted, Read},
    said::{self, Said},
};

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
        for waiting in std::mem::take(&mut self.waiting) {
            let super::Waiting { item, words, conditions, section } = waiting;
            if section != self.section {
                self.differs(
                    item,
                    Difference::Read(Read::InNext(self.sections[page.0].title.clone())),
                );
            }
            self.said.push(Said { item, words, conditions, page });
        }
    }

    /// From which group a section has its title now; none when from the survey.
    pub(super) fn titled(&self) -> Option<usize> {
        self.open.iter().find(|open| open.group.title.is_some()).map(|open| open.serial)
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
        for waiting in std::mem::take(&mut self.waiting) {
            self.is_not(waiting.item, NotConverted::NothingFollows(waiting.words));
        }
        let said = std::mem::take(&mut self.said);
        let asked = said::asked(&self.questions, |place| self.conditions[place].clone());
        for (item, told) in said::settle(said, &mut self.sections, &asked) {
            self.items[item].outcome.join(told);
        }
    }
}
