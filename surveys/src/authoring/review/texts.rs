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
        self.is_plain(place::TITLE, "the survey", ("title", &survey.title));
        for (number, section) in survey.sections.iter().enumerate() {
            let at = place::section(number);
            self.has_words(&at, &section.title, "the section", "title");
            self.is_plain(&at, "the section", ("title", &section.title));
            if section.pages.is_empty() {
                let problem = format!("the section “{}” has no page", isolated(&section.title));
                self.fault(&at, problem, "give it one, or take it out");
            }
        }
        if survey.sections.is_empty() {
            let problem = "the survey asks nothing".to_owned();
            self.fault(place::TITLE, problem, "write a section with a page under [[sections]]");
        }
        for (number, (_, page)) in survey.pages().enumerate() {
            let whose = format!("the page “{}”", page.key);
            for (what, text) in [("title", &page.title), ("intro", &page.intro)] {
                let Some(text) = text else { continue };
                let at = self.place_on(number, page, what);
                self.has_words(&at, text, &whose, what);
                if what == "title" {
                    self.is_plain(&at, &whose, (what, text));
                }
            }
        }
    }

    pub(super) fn words(&mut self, question: &Question) {
        let key = question.key.as_str();
        let filled = [
            ("text", Some(&question.text)),
            ("hint", question.hint.as_ref()),
            ("spoken", question.spoken.as_ref()),
        ];
        for (what, text) in filled.into_iter().filter_map(|(what, text)| Some((what, text?))) {
            let at = self.field_of(key, what);
            self.has_words(&at, text, &format!("“{key}”"), what);
            self.fills(&at, &format!("the text of “{key}”"), text);
        }
        let mut plain = vec![("define", question.define.as_ref())];
        if question.label != question.text {
            plain.push(("label", Some(&question.label)));
        }
        plain.extend(question.probes.iter().map(|probe| ("probes", Some(probe))));
        match &question.kind {
            Kind::Scale { low, high } | Kind::Grid { low, high, .. } => {
                plain.extend([("low", Some(low)), ("high", Some(high))]);
            }
            Kind::Number { unit, unit_of_one, .. } => {
                plain.extend([("unit", unit.as_ref()), ("unit_of_one", unit_of_one.as_ref())]);
            }
            _ => {}
        }
        for (what, text) in plain.into_iter().filter_map(|(what, text)| Some((what, text?))) {
            self.plain(key, what, text);
        }
        if let Kind::Grid { rows, .. } = &question.kind {
            let rows = rows.iter().map(|row| (row.key.clone(), row.text.as_str(), true));
            self.apart(key, rows.collect(), ("row", place::row, true));
        }
        self.options(key, question.options(), false);
        if let Kind::Amount { periods, .. } = &question.kind {
            self.options(key, periods, true);
        }
    }

    pub(super) fn words_of(&mut self, derived: &Derived) {
        let key = derived.key.as_str();
        self.plain(key, "label", &derived.label);
        self.options(key, &derived.codes, true);
    }

    /// Of a text that is shown as it is.
    fn plain(&mut self, key: &str, what: &str, text: &str) {
        let at = self.field_of(key, what);
        let whose = format!("“{key}”");
        self.has_words(&at, text, &whose, what);
        self.is_plain(&at, &whose, (what, text));
    }

    fn options(&mut self, key: &str, options: &[Choice], plain: bool) {
        self.are_few(key, options.len());
        let options = options.iter().map(|option| {
            // Two that are offered to different people may have the same words.
            let to_all = option.offered_if == crate::condition::Condition::Always;
            (option.code.to_string(), option.text.as_str(), to_all)
        });
        self.apart(key, options.collect(), ("option", place::option, plain));
    }

    /// Each of these has words, and no two have the same.
    fn apart(
        &mut self,
        key: &str,
        parts: Vec<(String, &str, bool)>,
        (what, place, plain): (&str, fn(&str, usize) -> String, bool),
    ) {
        let mut seen = BTreeMap::new();
        for (number, (name, text, to_all)) in parts.into_iter().enumerate() {
            let at = self.place_of(place(key, number), key);
            let whose = format!("{what} {name} of “{key}”");
            let words = self.place_of(place::field(&at, "text"), &at);
            self.has_words(&words, text, &whose, "text");
            if plain {
                self.is_plain(&words, &whose, ("text", text));
            }
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

    pub(super) fn has_words(&mut self, at: &str, text: &str, whose: &str, what: &str) {
        if text.trim().is_empty() {
            let problem = format!("{whose} has an empty “{what}”");
            let needed = matches!(what, "text" | "title" | "low" | "high");
            let mend =
                if needed { "write its words" } else { "write its words, or take the line out" };
            self.fault(at, problem, mend);
        }
        self.is_short(at, text, whose, what);
    }
}
