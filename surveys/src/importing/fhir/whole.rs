//! What a Questionnaire says of itself.

use serde::Deserialize;
use serde_json::Value;

use super::{
    Importing,
    resource::{Extension, Item, Questionnaire, written},
    walk::SOURCE,
};
use crate::importing::{
    About,
    outcome::{Difference, NotConverted, Outcome, Place},
    words,
};

/// Elements without anything that somebody would miss.
const SILENT: [&str; 3] = ["resourceType", "meta", "text"];

impl Importing {
    pub(super) fn whole(&mut self, questionnaire: &Questionnaire, about: &About) {
        let Questionnaire { title, name, status, language, copyright, rest, item, .. } =
            questionnaire;
        let mut tell = |name: &str, outcome| self.form.tell(Place::Whole, name, outcome);
        let setting = |value: &str| Outcome::Not(NotConverted::Setting(value.to_owned()));
        let is_title = |told: &Option<String>| told.is_some() && about.title.is_none();
        if is_title(title) {
            tell("title", Outcome::Exactly);
        }
        if let Some(name) = name {
            let is_used = title.is_none() && about.title.is_none();
            tell("name", if is_used { Outcome::Exactly } else { setting(name) });
        }
        if language.is_some() && about.language.is_none() {
            tell("language", Outcome::Exactly);
        }
        if let Some(status) = status {
            tell("status", setting(status));
        }
        for (name, value) in rest.iter().filter(|(name, value)| !is_silent(name, value)) {
            let told = match (name.as_str(), value) {
                ("version", _) => Outcome::Differently(vec![Difference::VersionOne]),
                ("extension" | "modifierExtension", _) => setting("of an implementation"),
                (name, value) if name.starts_with('_') => setting(&extensions(value).join(", ")),
                (_, value) => setting(&written(value).unwrap_or_else(|| several(value))),
            };
            tell(name, told);
        }
        if questionnaire.is_older {
            self.form.tell(Place::Whole, "", Outcome::Differently(vec![Difference::OfStu3]));
        }
        self.items_as_a_whole(item);
        if let Some(copyright) = copyright {
            let told = Outcome::Differently(vec![Difference::IsSource]);
            self.form.tell(Place::Whole, "copyright", told);
            let text = words::read(copyright, (&self.form.fields, 0), &mut Vec::new());
            self.form.sources.insert(SOURCE.to_owned(), text.replace('\n', " "));
        }
    }

    /// What many items have is told once.
    fn items_as_a_whole(&mut self, item: &[Item]) {
        let codes = coded(item);
        if codes > 0 {
            let not = Outcome::Not(NotConverted::ItemCodes(codes));
            self.form.tell(Place::Whole, "code, definition", not);
        }
    }
}

fn is_silent(name: &str, value: &Value) -> bool {
    SILENT.contains(&name) || (name.starts_with('_') && extensions(value).is_empty())
}

/// What an implementation adds to an element. Its words in other languages are read elsewhere.
fn extensions(value: &Value) -> Vec<String> {
    let told = value.get("extension").and_then(|told| Vec::<Extension>::deserialize(told).ok());
    let names = told.into_iter().flatten().map(|one| one.name().to_owned());
    names.filter(|name| name != "translation").collect()
}

fn several(value: &Value) -> String {
    match value {
        Value::Array(all) => {
            let told: Vec<_> = all.iter().filter_map(written).collect();
            if told.is_empty() { format!("{} of them", all.len()) } else { told.join(", ") }
        }
        Value::Object(fields) => fields.keys().cloned().collect::<Vec<_>>().join(", "),
        _ => "nothing".to_owned(),
    }
}

/// How many items have a code of another system.
fn coded(items: &[Item]) -> usize {
    let own = |item: &Item| ["code", "definition"].iter().any(|name| item.rest.contains_key(*name));
    items.iter().map(|item| usize::from(own(item)) + coded(&item.item)).sum()
}
