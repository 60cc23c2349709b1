//! What is said in other languages. What is new or gone is told once, where it is told in the survey's own words.

use std::collections::{BTreeMap, BTreeSet};

use super::{About, Found, Part, Turn, What, whole::named};
use crate::{
    definition::{Survey, TextKey},
    keys::QuestionKey,
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
        let stays = |key: &TextKey| before.contains(key) == now.contains(key);
        self.each((&old.texts, &new.texts), |key| {
            stays(key).then(|| Part::Text(language.clone(), key.clone()))
        });
    }

    /// The words around the questions, and where a question's words come from.
    fn around(&mut self, language: &Language) {
        let (old, new) = (&self.old.translations[language], &self.new.translations[language]);
        self.each((&old.words, &new.words), |key| {
            Some(Part::Phrase(language.clone(), key.clone()))
        });
        let source = |key: &QuestionKey| Some(Part::SourceOf(language.clone(), key.clone()));
        self.each((&old.sources, &new.sources), source);
    }

    /// What is said by some keys, of those that name a part.
    fn each<K: Ord>(
        &mut self,
        (old, new): (&BTreeMap<K, String>, &BTreeMap<K, String>),
        part: impl Fn(&K) -> Option<Part>,
    ) {
        let words = |said: &BTreeMap<K, String>, key| said.get(key).cloned().unwrap_or_default();
        for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            if let Some(part) = part(key) {
                self.said(&About::Survey, part, words(old, key), words(new, key));
            }
        }
    }
}
