//! A survey as it is put together: sections and pages from groups, words before questions, and conditions.

mod page;

mod in_words;

use std::collections::BTreeMap;

use super::{
    About, ImportError, LANGUAGE,
    draft::{Check, Choice, Derived, Draft, Question, Section},
    naming::Naming,
    outcome::{Difference, InLanguage, Item, NotConverted, Outcome, Place, Unwritable},
    said::{Said, shorten_titles},
    sentence::Fields,
};
use in_words::{joined, looks_at};

/// What lies around questions.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// Its name there.
    pub name: String,
    /// A heading.
    pub title: Option<String>,
    /// Its questions are on one page.
    pub is_one_page: bool,
    /// Of everybody who is asked these hold.
    pub conditions: Vec<String>,
    /// A question to whose answer belongs what is asked in it.
    pub answered: Option<String>,
    /// It has a condition that was not converted.
    pub has_lost: bool,
    /// Nobody is asked what is in it.
    pub is_of_nobody: bool,
    /// Which item it is, where it is one.
    pub item: Option<usize>,
}

/// A group that has not ended.
struct Open {
    group: Group,
    /// Which of all groups it is.
    serial: usize,
    /// Its page, once there is one: the section's place and the page's.
    page: Option<(usize, usize)>,
    /// Questions before it.
    before: usize,
}

/// What there is so far.
#[derive(Default)]
pub(super) struct Form {
    pub naming: Naming,
    pub fields: Fields,
    pub items: Vec<Item>,
    pub lists: BTreeMap<String, Vec<Choice>>,
    pub sources: BTreeMap<String, String>,
    pub derived: Vec<Derived>,
    checks: Vec<Check>,
    title: String,
    open: Vec<Open>,
    groups: usize,
    sections: Vec<Section>,
    /// From which group the last section has its title; none when from the survey.
    section: Option<usize>,
    questions: Vec<Question>,
    /// Of each question, what has to hold.
    conditions: Vec<Vec<String>>,
    /// Words that wait for a page.
    waiting: Vec<Waiting>,
    /// Words that have a page.
    said: Vec<Said>,
    characters: usize,
    options: usize,
}

/// Words that wait for a page.
struct Waiting {
    item: usize,
    words: String,
    conditions: Vec<String>,
    /// The group from which the section around them has its title.
    section: Option<usize>,
}

/// Characters of conditions, and options of all questions, that a survey can have.
const MOST_CHARACTERS: usize = 16 << 20;
const MOST_OPTIONS: usize = 200_000;
/// Groups within one another.
const MOST_WITHIN: usize = 30;

impl Form {
    pub fn new(title: String) -> Self {
        Self { title, ..Self::default() }
    }

    /// Tells what became of the next item, and says which one it is.
    pub fn tell(&mut self, place: Place, name: &str, outcome: Outcome) -> usize {
        self.items.push(Item { place, name: name.to_owned(), outcome });
        self.items.len() - 1
    }

    /// Begins a group within those that are open.
    ///
    /// # Errors
    /// When it lies deeper than anybody writes.
    pub fn open(&mut self, group: Group) -> Result<(), ImportError> {
        if self.open.len() == MOST_WITHIN {
            return Err(ImportError::TooMuch("its groups lie more than 30 deep"));
        }
        self.groups += 1;
        let before = self.questions.len();
        self.open.push(Open { group, serial: self.groups, page: None, before });
        Ok(())
    }

    /// Ends the last group; none when none is open. That of a group nothing is here is told.
    pub fn close(&mut self) -> Option<Group> {
        let Open { group, before, .. } = self.open.pop()?;
        let is_empty = self.questions.len() == before && group.title.is_some();
        if let Some(item) = group.item.filter(|_| is_empty) {
            self.is_not(item, NotConverted::NothingWithin);
        }
        Some(group)
    }

    /// Whether all that is asked now is on the page of a group around it.
    pub fn is_within_page(&self) -> bool {
        self.open.iter().any(|open| open.group.is_one_page)
    }

    /// Whether nobody is asked what comes now.
    pub fn is_of_nobody(&self) -> bool {
        self.open.iter().any(|open| open.group.is_of_nobody)
    }

    /// Groups around, the condition of which was lost.
    pub fn lost(&self) -> impl Iterator<Item = Difference> {
        let lost = self.open.iter().map(|open| &open.group).filter(|group| group.has_lost);
        lost.map(|group| Difference::WithoutConditionOf(group.name.clone()))
    }

    /// The innermost group around that only some are asked.
    pub fn around(&self) -> Option<&str> {
        let some = self.open.iter().rev().find(|open| !open.group.conditions.is_empty());
        some.map(|open| open.group.name.as_str())
    }

    /// That the condition of what comes now was lost.
    pub fn unconditional(&self, logic: String, why: Unwritable) -> Difference {
        match self.around() {
            Some(group) => Difference::AskedOfAllIn { group: group.to_owned(), logic, why },
            None => Difference::AskedOfEverybody { logic, why },
        }
    }

    /// Words that are read before the next question.
    pub fn say(&mut self, item: usize, words: String, own: Vec<String>) {
        let conditions = self.in_force(own);
        self.characters += conditions.iter().map(String::len).sum::<usize>();
        if self.is_too_much().is_some() {
            return;
        }
        let page = self.open.iter().find_map(|open| open.page);
        match page {
            Some(page) => {
                self.differs(item, Difference::MovedUp);
                self.said.push(Said { item, words, conditions, page });
            }
            None => {
                let section = self.titled();
                self.waiting.push(Waiting { item, words, conditions, section });
            }
        }
    }

    /// Puts a question on its page.
    pub fn ask(&mut self, mut question: Question, own: Vec<String>) {
        let answered = self.open.iter().filter_map(|open| open.group.answered.as_deref());
        let answered = answered.filter(|key| !looks_at(&own, key));
        let answered: Vec<_> = answered.map(|key| format!("{key} is answered")).collect();
        let conditions = self.in_force(answered.into_iter().chain(own).collect());
        question.asked_if = joined(&conditions);
        let listed = question.list.as_ref().and_then(|name| self.lists.get(name));
        self.options += listed.map_or(question.options.len(), Vec::len);
        let offered = question.options.iter().filter_map(|option| option.offered_if.as_ref());
        let written: usize = offered.chain(&question.asked_if).map(String::len).sum();
        self.characters += written + conditions.iter().map(String::len).sum::<usize>();
        if self.is_too_much().is_some() {
            return;
        }
        self.place(&question.key);
        self.conditions.push(conditions);
        self.questions.push(question);
    }

    /// A rule about an answer.
    pub fn check(&mut self, at: &str, when: String, say: String) {
        self.characters += when.len();
        if self.is_too_much().is_none() {
            let key = self.naming.key(&format!("ck_{at}"));
            self.checks.push(Check { key, level: "hard", at: at.to_owned(), when, say });
        }
    }

    fn is_too_much(&self) -> Option<ImportError> {
        if self.options > MOST_OPTIONS {
            return Some(ImportError::TooMuch("its questions have more than 200,000 options"));
        }
        let is_long = self.characters > MOST_CHARACTERS;
        is_long.then_some(ImportError::TooMuch("its conditions have more than 16 million letters"))
    }

    /// What has to hold of whom something is asked, with what lies around it.
    pub fn in_force(&self, own: Vec<String>) -> Vec<String> {
        let around = self.open.iter().flat_map(|open| &open.group.conditions).cloned();
        let mut all = Vec::new();
        for condition in around.chain(own) {
            if !all.contains(&condition) {
                all.push(condition);
            }
        }
        all
    }

    fn differs(&mut self, item: usize, difference: Difference) {
        self.items[item].outcome.join(Outcome::with(vec![difference]));
    }

    fn is_not(&mut self, item: usize, why: NotConverted) {
        let outcome = &mut self.items[item].outcome;
        if !matches!(outcome, Outcome::Not(_)) {
            *outcome = Outcome::Not(why);
        }
    }

    /// The definition file, and what became of each item.
    ///
    /// # Errors
    /// When there is more than can be written out.
    pub fn finish(
        mut self,
        about: &About,
        language: Option<String>,
    ) -> Result<(Draft, Vec<Item>), ImportError> {
        if let Some(too_much) = self.is_too_much() {
            return Err(too_much);
        }
        while let Some(open) = self.open.last() {
            if let Some(item) = open.group.item {
                self.differs(item, Difference::NeverEnded);
            }
            self.close();
        }
        self.settle_words();
        shorten_titles(&mut self.sections);
        let language = about.language.clone().or(language).unwrap_or_else(|| {
            let assumed = Difference::Language(InLanguage::Assumed(LANGUAGE.to_owned()));
            self.tell(Place::Whole, "", Outcome::Differently(vec![assumed]));
            LANGUAGE.to_owned()
        });
        let seconds = self.questions.len() * 10;
        let draft = Draft {
            key: about.key.clone(),
            version: 1,
            title: self.title,
            language,
            minutes: u8::try_from(seconds.div_ceil(60).max(1)).unwrap_or(u8::MAX),
            derive: self.derived.iter().map(|derived| derived.key.clone()).collect(),
            check: self.checks.iter().map(|check| check.key.clone()).collect(),
            sources: self.sources,
            adapted: Vec::new(),
            sections: self.sections,
            lists: self.lists,
            questions: self.questions,
            derived: self.derived,
            checks: self.checks,
        };
        Ok((draft, self.items))
    }
}
