//! The survey as a whole, its sections and pages, and the order in which things are asked.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{About, Found, Part, Turn, What, placed};
use crate::{
    condition,
    definition::{Page, Survey},
    keys::PageKey,
    language::Language,
};

impl Found<'_> {
    pub(super) fn whole(&mut self) {
        let (old, new, about) = (self.old, self.new, About::Survey);
        self.said(&about, Part::Key, old.key.as_str(), new.key.as_str());
        self.said(&about, Part::Title, &old.title, &new.title);
        self.said(&about, Part::Language, &old.language, &new.language);
        self.said(&about, Part::Minutes, old.minutes.to_string(), new.minutes.to_string());
        if old.usable != new.usable {
            let words = |survey: &Survey| condition::in_words(&survey.usable, survey);
            self.note(about, What::Said(Part::Usable, Turn::new(words(old), words(new))));
        }
        let known = [
            "key",
            "version",
            "title",
            "language",
            "minutes",
            "usable",
            "sections",
            "derived",
            "checks",
            "alerts",
            "translations",
            "borrowed",
        ];
        self.others(&About::Survey, (old, new), &known);
        self.instruments();
        self.languages();
    }

    /// Instruments by their names; where these are the same, all that is known of them.
    fn instruments(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.borrowed == new.borrowed {
            return;
        }
        let told = |survey: &Survey| {
            let names = survey.borrowed.iter().map(|one| match &one.words {
                Some(words) => format!("{} ({words})", one.name),
                None => one.name.clone(),
            });
            names.collect::<Vec<_>>().join(", ")
        };
        let mut turn = Turn::new(told(old), told(new));
        if turn.old == turn.new {
            turn = Turn::new(format!("{:?}", old.borrowed), format!("{:?}", new.borrowed));
        }
        self.note(About::Survey, What::Said(Part::Named("instruments".to_owned()), turn));
    }

    /// Fields that have no word of their own are told by their name, so that none goes unnoticed.
    pub(super) fn others<T: serde::Serialize>(
        &mut self,
        about: &About,
        (old, new): (&T, &T),
        known: &[&str],
    ) {
        for (name, turn) in other_fields((old, new), known) {
            self.note(about.clone(), What::Said(Part::Named(name), turn));
        }
    }

    pub(super) fn pages(&mut self) {
        let (old, new) = (self.old, self.new);
        let renamed = renamed(old, new);
        for (from, to) in &renamed {
            self.note(About::Survey, What::Said(Part::Section, Turn::new(*from, *to)));
        }
        let known: BTreeMap<_, _> =
            old.pages().map(|(section, page)| (&page.key, (section, page))).collect();
        for (section, page) in new.pages() {
            let about = About::Page(page.key.clone());
            let title = new.sections[section].title.as_str();
            let Some(&(before, was)) = known.get(&page.key) else {
                self.note(about, What::Added(of_page(page)));
                continue;
            };
            let before = old.sections[before].title.as_str();
            if before != title && !renamed.contains(&(before, title)) {
                self.note(about.clone(), What::Section(Turn::new(before, title)));
            }
            let words = |text: &Option<String>| text.clone().unwrap_or_default();
            self.said(&about, Part::Title, words(&was.title), words(&page.title));
            self.said(&about, Part::Intro, words(&was.intro), words(&page.intro));
            self.others(&about, (was, page), &["key", "title", "intro", "questions"]);
        }
    }

    /// Of those that both have: what comes after another than before, and as few as can be said.
    pub(super) fn order(&mut self) {
        let (old, new) = (self.old, self.new);
        let pages =
            |survey: &Survey| survey.pages().map(|(_, page)| page.key.to_string()).collect();
        let moved = moved(pages(old), pages(new));
        for (key, turn) in moved {
            if let Ok(key) = PageKey::new(&key) {
                self.note(About::Page(key), What::Order(turn));
            }
        }
        let known: BTreeMap<_, _> = old.pages().map(|(_, page)| (&page.key, page)).collect();
        for page in new.pages().map(|(_, page)| page) {
            let Some(was) = known.get(&page.key).copied() else { continue };
            let keys = |page: &Page| page.questions.iter().map(|own| own.key.to_string()).collect();
            for (key, turn) in super::whole::moved(keys(was), keys(page)) {
                let question = page.questions.iter().find(|own| own.key.as_str() == key);
                if let Some(question) = question {
                    self.note(About::Question(question.key.clone()), What::Order(turn));
                }
            }
        }
    }

    pub(super) fn gone(&mut self) {
        let (old, new) = (self.old, self.new);
        let pages: BTreeSet<_> = new.pages().map(|(_, page)| &page.key).collect();
        let questions: BTreeSet<_> = new.questions().map(|question| &question.key).collect();
        for (_, page) in old.pages().filter(|(_, page)| !pages.contains(&page.key)) {
            self.note(About::Page(page.key.clone()), What::Removed(of_page(page)));
        }
        for (_, question) in placed(old) {
            if !questions.contains(&question.key) {
                let about = About::Question(question.key.clone());
                self.note(about, What::Removed(question.text.clone()));
            }
        }
    }

    /// The last resort: two surveys that differ are never told to be the same.
    pub(super) fn unnamed(&mut self) {
        let same_number = Survey { version: self.new.version, ..self.old.clone() };
        if self.changes.is_empty() && same_number != *self.new {
            let whole = |survey: &Survey| serde_json::to_string(survey).unwrap_or_default();
            let turn = Turn::new(whole(self.old), whole(self.new));
            self.note(About::Survey, What::Said(Part::Named("survey".to_owned()), turn));
        }
    }
}

/// A language by its English name, where that is known.
pub(super) fn named(tag: &str) -> String {
    let language = Language::new(tag);
    language.map_or_else(|_| tag.to_owned(), |language| language.english_name().to_owned())
}

/// What differs in the fields but those that are known, each with its name.
pub(super) fn other_fields<T: serde::Serialize>(
    (old, new): (&T, &T),
    known: &[&str],
) -> Vec<(String, Turn)> {
    let (old, new) = (fields(old), fields(new));
    let names: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let told = |fields: &BTreeMap<String, String>, name: &String| {
        fields.get(name).cloned().unwrap_or_default()
    };
    let unknown = |name: &&&String| {
        let first = name.split('.').next().unwrap_or_default();
        !known.contains(&first)
    };
    let turns = names.iter().filter(unknown);
    let turns = turns.map(|name| ((*name).clone(), Turn::new(told(&old, name), told(&new, name))));
    turns.filter(|(_, turn)| turn.old != turn.new).collect()
}

/// By name, `outer.inner` where one holds others.
fn fields(of: &impl serde::Serialize) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    if let Ok(value) = serde_json::to_value(of) {
        gather(&mut fields, String::new(), value);
    }
    fields
}

fn gather(fields: &mut BTreeMap<String, String>, name: String, value: Value) {
    match value {
        Value::Object(inner) => {
            for (own, value) in inner {
                let name = if name.is_empty() { own } else { format!("{name}.{own}") };
                gather(fields, name, value);
            }
        }
        Value::Null => {}
        Value::String(text) => drop(fields.insert(name, text)),
        other => drop(fields.insert(name, other.to_string())),
    }
}

/// A page has no words of its own when it has neither heading nor introduction.
fn of_page(page: &Page) -> String {
    let parts = [page.title.as_deref(), page.intro.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(": ")
}

/// Sections at the same place whose heading alone is another.
fn renamed<'a>(old: &'a Survey, new: &'a Survey) -> Vec<(&'a str, &'a str)> {
    let pairs = old.sections.iter().zip(&new.sections);
    let pairs = pairs.filter(|(was, is)| {
        let shared = is.pages.iter().any(|page| was.pages.iter().any(|own| own.key == page.key));
        was.title != is.title && (shared || was.pages.is_empty() && is.pages.is_empty())
    });
    pairs.map(|(was, is)| (was.title.as_str(), is.title.as_str())).collect()
}

/// What stands in another order in the later list, of what both lists have: those outside of the longest
/// run that kept its order, each with what it came after.
pub(super) fn moved(old: Vec<String>, new: Vec<String>) -> Vec<(String, Turn)> {
    let shared = |these: &[String], others: &[String]| -> Vec<String> {
        let others: BTreeSet<_> = others.iter().collect();
        these.iter().filter(|one| others.contains(one)).cloned().collect()
    };
    let (old, new) = (shared(&old, &new), shared(&new, &old));
    let kept: BTreeSet<_> = super::passages::in_order(&old, &new).into_iter().collect();
    let before = |list: &[String], one: &String| {
        let place = list.iter().position(|other| other == one).unwrap_or(0);
        place.checked_sub(1).and_then(|place| list.get(place)).cloned().unwrap_or_default()
    };
    let moved = new.iter().filter(|one| !kept.contains(*one));
    moved.map(|one| (one.clone(), Turn::new(before(&old, one), before(&new, one)))).collect()
}
