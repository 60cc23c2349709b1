//! The order of a survey: its sections, its pages, and where conditions go that a page's instrument has none of.

use super::{Brought, Out, inline};
use crate::{
    authoring::instruments::Heading,
    condition::Condition,
    definition::{Page, Section, Survey},
    scoring::{Instrument, Words},
};

impl Out<'_> {
    pub(super) fn sections(&mut self, survey: &Survey) {
        for section in &survey.sections {
            self.line("\n[[sections]]");
            self.field("title", section.title.as_str());
            self.line("pages = [");
            for page in &section.pages {
                self.page(section, page);
            }
            self.line("]");
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

    fn page(&mut self, section: &Section, page: &Page) {
        let brought = self.brought;
        if let Some((instrument, words)) = brought.on(&page.key) {
            return self.line(format!("  {},", of_instrument((section, page), instrument, words)));
        }
        let keys: Vec<_> = page.questions.iter().map(|question| question.key.to_string()).collect();
        let own = keys.first().is_none_or(|first| first != page.key.as_str());
        let parts = [
            ("key", own.then(|| page.key.to_string().into())),
            ("title", page.title.clone().map(toml::Value::from)),
            ("intro", page.intro.clone().map(toml::Value::from)),
            ("questions", Some(keys.into())),
        ];
        self.line(format!("  {},", inline(&parts)));
    }
}

/// `{ instrument = "phq9", asked_if = "proxy = 0" }`
fn of_instrument(
    (section, page): (&Section, &Page),
    instrument: &Instrument,
    words: &Words,
) -> String {
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
    inline(&[
        ("instrument", Some(instrument.id.clone().into())),
        ("key", (page.key.as_str() != instrument.id).then(|| page.key.to_string().into())),
        ("title", own.map(toml::Value::from)),
        ("asked_if", has_condition.then(|| asked_if.to_string().into())),
        ("sensitive", is_sensitive.then(|| true.into())),
        ("unscored", (!unscored).then(|| false.into())),
    ])
}
