//! Words that are empty, and words that stand for two things.

use std::collections::BTreeMap;

use super::{MISSING, Review, place};
use crate::{
    definition::{Choice, Derived, Kind, Question},
    language::isolated,
};

impl Review<'_> {
    /// Of the survey, its sections and its pages.
    pub(super) fn titles(&mut self) {
        let survey = self.survey;
        self.has_words(place::TITLE, &survey.title, "the survey", "title");
        for (number, section) in survey.sections.iter().enumerate() {
            let at = place::section(number);
            self.has_words(&at, &section.title, "the section", "title");
            if section.pages.is_empty() {
                let problem = format!("the section “{}” has no page", isolated(&section.title));
                self.fault(&at, problem, "give it one, or take it out");
            }
        }
        if survey.sections.is_empty() {
            let problem = "the survey asks nothing".to_owned();
            self.fault(place::TITLE, problem, "write a section with a page under [[sections]]");
        }
        for (_, page) in survey.pages() {
            let at = page.questions.first().map_or(place::TITLE, |question| question.key.as_str());
            for (what, text) in [("title", &page.title), ("intro", &page.intro)] {
                if let Some(text) = text {
                    self.has_words(at, text, &format!("the page “{}”", page.key), what);
                }
            }
        }
    }

    pub(super) fn words(&mut self, question: &Question) {
        let key = question.key.as_str();
        let whose = format!("“{key}”");
        self.has_words(key, &question.text, &whose, "text");
        if question.label != question.text {
            self.has_words(key, &question.label, &whose, "label");
        }
        let may =
            [("hint", &question.hint), ("spoken", &question.spoken), ("define", &question.define)];
        for (what, text) in may.into_iter().filter_map(|(what, text)| Some((what, text.as_ref()?)))
        {
            self.has_words(key, text, &whose, what);
        }
        for probe in &question.probes {
            self.has_words(key, probe, &whose, "probes");
        }
        match &question.kind {
            Kind::Scale { low, high } | Kind::Grid { low, high, .. } => {
                self.has_words(key, low, &whose, "low");
                self.has_words(key, high, &whose, "high");
            }
            _ => {}
        }
        if let Kind::Grid { rows, .. } = &question.kind {
            let rows = rows.iter().map(|row| (row.key.clone(), row.text.as_str(), true));
            self.apart(key, rows.collect(), ("row", place::row));
        }
        self.options(key, question.options());
        if let Kind::Amount { periods, .. } = &question.kind {
            self.options(key, periods);
        }
    }

    pub(super) fn words_of(&mut self, derived: &Derived) {
        let key = derived.key.as_str();
        self.has_words(key, &derived.label, &format!("“{key}”"), "label");
        self.options(key, &derived.codes);
    }

    fn options(&mut self, key: &str, options: &[Choice]) {
        let options = options.iter().map(|option| {
            // Two that are offered to different people may have the same words.
            let to_all = option.offered_if == crate::condition::Condition::Always;
            (option.code.to_string(), option.text.as_str(), to_all)
        });
        self.apart(key, options.collect(), ("option", place::option));
    }

    /// Each of these has words, and no two have the same.
    fn apart(
        &mut self,
        key: &str,
        parts: Vec<(String, &str, bool)>,
        (what, place): (&str, fn(&str, usize) -> String),
    ) {
        let mut seen = BTreeMap::new();
        for (number, (name, text, to_all)) in parts.into_iter().enumerate() {
            let at = self.place_of(place(key, number), key);
            self.has_words(&at, text, &format!("{what} {name} of “{key}”"), "text");
            let plain = text.trim().to_lowercase();
            if !to_all || plain.is_empty() || text == MISSING {
                continue;
            }
            if let Some(first) = seen.insert(plain, name.clone()) {
                let problem =
                    format!("{what}s {first} and {name} of “{key}” have the same words, “{text}”");
                self.fault(&at, problem, "reword one of them, or take it out");
            }
        }
    }

    fn has_words(&mut self, at: &str, text: &str, whose: &str, what: &str) {
        if text.trim().is_empty() {
            let problem = format!("{whose} has an empty “{what}”");
            let needed = matches!(what, "text" | "title" | "low" | "high");
            let mend =
                if needed { "write its words" } else { "write its words, or take the line out" };
            self.fault(at, problem, mend);
        }
    }
}
