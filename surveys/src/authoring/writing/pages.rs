//! The order of a survey: its sections, its pages, and where conditions go that a page's instrument has none of.

use super::{Brought, Out, WIDTH, inline};
use crate::{
    authoring::instruments::Heading,
    condition::Condition,
    definition::{Page, Section, Survey},
    scoring::{Instrument, Words},
};

/// The fields of a page, in their order.
type Parts = Vec<(&'static str, Option<toml::Value>)>;

impl Out<'_> {
    pub(super) fn sections(&mut self, survey: &Survey) {
        for section in &survey.sections {
            self.line("\n[[sections]]");
            self.field("title", section.title.as_str());
            let pages: Vec<_> = section.pages.iter().map(|page| self.page(section, page)).collect();
            let is_long = |page: &Parts| inline(page).chars().count() > WIDTH;
            if pages.iter().any(is_long) {
                pages.into_iter().for_each(|page| self.long(page));
                continue;
            }
            self.line("pages = [");
            pages.iter().for_each(|page| self.line(format!("  {},", inline(page))));
            self.line("]");
        }
    }

    /// A page with many words has a line for each of its fields.
    fn long(&mut self, page: Parts) {
        self.line("\n[[sections.pages]]");
        for (name, value) in page {
            if let Some(value) = value {
                self.field(name, value);
            }
        }
    }

    /// Items of an instrument that not everybody is asked to whom the rest of it is put.
    pub(super) fn routing(&mut self, survey: &Survey) {
        let named = survey.pages().filter(|(_, page)| self.brought.on(&page.key).is_some());
        let apart: Vec<_> = named
            .flat_map(|(_, page)| {
                let asked_if = Brought::asked_if(page);
                page.questions.iter().filter(move |question| question.asked_if != asked_if)
            })
            .collect();
        if !apart.is_empty() {
            self.line("\n[routing]");
        }
        for question in apart {
            self.field(question.key.as_str(), question.asked_if.to_string());
        }
    }

    fn page(&self, section: &Section, page: &Page) -> Parts {
        if let Some((instrument, words)) = self.brought.on(&page.key) {
            return of_instrument((section, page), instrument, words);
        }
        let keys: Vec<_> = page.questions.iter().map(|question| question.key.to_string()).collect();
        let own = keys.first().is_none_or(|first| first != page.key.as_str());
        vec![
            ("key", own.then(|| page.key.to_string().into())),
            ("title", page.title.clone().map(toml::Value::from)),
            ("intro", page.intro.clone().map(toml::Value::from)),
            ("questions", Some(keys.into())),
        ]
    }
}

/// `{ instrument = "phq9", asked_if = "proxy = 0" }`
fn of_instrument(
    (section, page): (&Section, &Page),
    instrument: &Instrument,
    words: &Words,
) -> Parts {
    let beside = words.wording.unscored.iter();
    let is_asked = |key: &str| page.questions.iter().any(|question| question.key.as_str() == key);
    let unscored =
        words.wording.unscored.is_empty() || beside.into_iter().any(|own| is_asked(&own.key));
    let (bare, intro) = Heading { own: None, unscored }.before(&words.wording);
    let bare = bare.or_else(|| (page.questions.len() > 1).then(|| section.title.clone()));
    let own = page.title.clone().filter(|_| page.title != bare || page.intro != intro);
    let asked_if = Brought::asked_if(page);
    let has_condition = asked_if != Condition::Always;
    let is_sensitive = page.questions.iter().any(|question| question.sensitive);
    vec![
        ("instrument", Some(instrument.id.clone().into())),
        ("key", (page.key.as_str() != instrument.id).then(|| page.key.to_string().into())),
        ("title", own.map(toml::Value::from)),
        ("asked_if", has_condition.then(|| asked_if.to_string().into())),
        ("sensitive", is_sensitive.then(|| true.into())),
        ("unscored", (!unscored).then(|| false.into())),
    ]
}
