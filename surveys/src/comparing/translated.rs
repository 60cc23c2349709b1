//! What is said in other languages. What is new or gone is told once, where it is told in the survey's own words.

use std::collections::BTreeSet;

use super::{About, Found, Part, Turn, What, whole::named};
use crate::{
    definition::{Survey, TextKey},
    language::Language,
};

impl Found<'_> {
    /// A language that came or went is told once, and of one that both have, each text that changed.
    pub(super) fn languages(&mut self) {
        let (old, new) = (&self.old.translations, &self.new.translations);
        let is_own = |survey: &Survey, language: &Language| survey.language == language.as_str();
        for language in new.keys().filter(|one| !old.contains_key(one)) {
            if !is_own(self.new, language) && !is_own(self.old, language) {
                self.note(About::Survey, What::LanguageAdded(language.clone()));
            }
        }
        let own = new.keys().find(|one| is_own(self.new, one) && is_own(self.old, one));
        if let Some(own) = own.filter(|own| !old.contains_key(own)) {
            let part = Part::Named("words around the questions".to_owned());
            self.note(About::Survey, What::Said(part, Turn::new("English", own.english_name())));
        }
        for language in old.keys().filter(|one| !new.contains_key(one)) {
            if !is_own(self.new, language) && !is_own(self.old, language) {
                let instead = named(&self.new.language);
                self.note(About::Survey, What::LanguageRemoved(language.clone(), instead));
            }
        }
        for language in new.keys().filter(|language| old.contains_key(language)) {
            self.texts(language);
            self.around(language);
        }
    }

    fn texts(&mut self, language: &Language) {
        let (old, new) = (&self.old.translations[language], &self.new.translations[language]);
        let keys = |survey: &Survey| -> BTreeSet<TextKey> {
            survey.texts().into_iter().map(|(key, _)| key).collect()
        };
        let (before, now) = (keys(self.old), keys(self.new));
        let keys: BTreeSet<_> = old.texts.keys().chain(new.texts.keys()).collect();
        for key in keys.into_iter().filter(|key| before.contains(*key) == now.contains(*key)) {
            let words = |one: Option<&String>| one.cloned().unwrap_or_default();
            let (was, is) = (words(old.texts.get(key)), words(new.texts.get(key)));
            self.said(&About::Survey, Part::Text(language.clone(), key.clone()), was, is);
        }
    }

    /// The words around the questions, and where a question's words come from.
    fn around(&mut self, language: &Language) {
        let (old, new) = (&self.old.translations[language], &self.new.translations[language]);
        for key in old.words.keys().chain(new.words.keys()).collect::<BTreeSet<_>>() {
            let (was, is) = (old.words.get(key), new.words.get(key));
            let part = Part::Phrase(language.clone(), key.clone());
            let words = |one: Option<&String>| one.cloned().unwrap_or_default();
            self.said(&About::Survey, part, words(was), words(is));
        }
        for key in old.sources.keys().chain(new.sources.keys()).collect::<BTreeSet<_>>() {
            let (was, is) = (old.sources.get(key), new.sources.get(key));
            let part = Part::SourceOf(language.clone(), key.clone());
            let words = |one: Option<&String>| one.cloned().unwrap_or_default();
            self.said(&About::Survey, part, words(was), words(is));
        }
    }
}
