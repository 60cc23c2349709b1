//! The texts of a survey, each by a name that a translator can find it under, and the survey in another language.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

use super::{Choice, Kind, Level, Question, Survey};
use crate::{keys::QuestionKey, language::Language, phrases::Words};

/// Which text of a survey: `working.text`, `working.option.2`, `page:hours.intro`, `section:working`,
/// `check:long_week.hours`. A section is named by its first page, so that it keeps its name when others move.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextKey(pub String);

impl TextKey {
    /// Whether it is one of the words around the questions: no text of a survey is called as a phrase is.
    #[must_use]
    pub fn is_phrase(&self) -> bool {
        !self.0.contains([':', '.'])
    }

    /// The question that the text belongs to, where it is a question's.
    #[must_use]
    pub fn question(&self) -> Option<&str> {
        let (question, _) = self.0.split_once('.')?;
        (!question.contains(':')).then_some(question)
    }
}

impl TextKey {
    /// Which text it is, for somebody who does not know keys by heart: `option 2 of working`, for `working.option.2`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let Self(key) = self;
        if let Some(page) = key.strip_prefix("section:") {
            return format!("heading of the section that begins with page {page}");
        }
        let page = key.strip_prefix("page:").and_then(|rest| rest.split_once('.'));
        if let Some((page, part)) = page {
            let part = if part == "title" { "heading" } else { "words before the questions" };
            return format!("{part} of page {page}");
        }
        let check = key.strip_prefix("check:").and_then(|rest| rest.split_once('.'));
        if let Some((check, at)) = check {
            return format!("what check {check} says beside {at}");
        }
        let Some((question, part)) = key.split_once('.') else { return key.clone() };
        let part = match part.split('.').collect::<Vec<_>>().as_slice() {
            ["text"] => "wording".to_owned(),
            ["spoken"] => "words that are read out".to_owned(),
            ["define"] => "what is said when somebody asks what it means".to_owned(),
            ["low"] => "what 0 means".to_owned(),
            ["high"] => "what 10 means".to_owned(),
            ["unit_of_one"] => "unit of one".to_owned(),
            ["probe", place] => format!("probe {place}"),
            [what @ ("option" | "row"), code, "spoken"] => {
                return format!("{what} {code} of {question} as it is read out");
            }
            ["option", code, "in_a_sentence"] => {
                return format!("option {code} of {question} in a sentence");
            }
            [what, code] => format!("{what} {code}"),
            _ => part.to_owned(),
        };
        format!("{part} of {question}")
    }
}

impl fmt::Display for TextKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A survey's texts in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Translation {
    /// What is said in place of each text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<TextKey, String>,
    /// The words around the questions, by the phrases' keys.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, String>,
    /// Where a question's wording in this language comes from, and under what licence.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<QuestionKey, String>,
}

/// By language. The survey's own is among them when it is not English: then it brings the words around the
/// questions.
pub type Translations = BTreeMap<Language, Translation>;

impl Survey {
    /// Every text that a participant reads or an interviewer says, in the order of the survey.
    #[must_use]
    pub fn texts(&self) -> Vec<(TextKey, String)> {
        let mut texts = Vec::new();
        self.clone().each_text(&mut |key, text| texts.push((TextKey(key), text.clone())));
        texts
    }

    /// The languages in which it is offered; its own is the first.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        let own = Language::new(&self.language).ok();
        let others = self.translations.keys().filter(|other| Some(*other) != own.as_ref());
        own.iter().chain(others).cloned().collect()
    }

    /// The language in which it is shown to somebody who would like this one: by its tag or any of its names. A
    /// survey without it is shown in its own.
    #[must_use]
    pub fn language_for(&self, wish: &str) -> Option<Language> {
        let wish = Language::called(wish)?;
        let languages = self.languages();
        let is_near = |language: &&Language| language.first_part() == wish.first_part();
        let found = languages.iter().find(|language| **language == wish);
        found.or_else(|| languages.iter().find(is_near)).cloned()
    }

    /// The survey as it is shown to somebody who would like this language: in it, or in its own.
    #[must_use]
    pub fn as_wished(&self, wish: &str) -> Self {
        let own = || Language::new(&self.language).ok();
        let language = self.language_for(wish).or_else(own);
        language.map_or_else(|| self.clone(), |language| self.in_language(&language))
    }

    /// The same survey with its texts in one of its languages; what was not translated stays as it is. Labels and
    /// codes, and all that an export is made from, are those of the survey's own language: nothing is exported
    /// from this.
    #[must_use]
    pub fn in_language(&self, language: &Language) -> Self {
        let mut survey = self.clone();
        survey.translations.clear();
        let Some(translation) = self.translations.get(language) else { return survey };
        survey.language = language.to_string();
        survey.words = Words::of(translation.words.clone());
        survey.each_text(&mut |key, text| {
            if let Some(translated) = translation.texts.get(&TextKey(key)) {
                text.clone_from(translated);
            }
        });
        let pages = survey.sections.iter_mut().flat_map(|section| &mut section.pages);
        for question in pages.flat_map(|page| &mut page.questions) {
            if let Some(source) = translation.sources.get(&question.key) {
                question.source = Some(source.clone());
            }
        }
        survey
    }

    fn each_text(&mut self, tell: &mut dyn FnMut(String, &mut String)) {
        for section in &mut self.sections {
            if let Some(first) = section.pages.first() {
                tell(format!("section:{}", first.key), &mut section.title);
            }
            for page in &mut section.pages {
                let key = page.key.to_string();
                some(format!("page:{key}.title"), &mut page.title, tell);
                some(format!("page:{key}.intro"), &mut page.intro, tell);
                page.questions.iter_mut().for_each(|question| of_question(question, tell));
            }
        }
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for check in self.checks.iter_mut().filter(|check| check.level != Level::Paradata) {
            let key = format!("check:{}.{}", check.key, check.at);
            let nth = seen.entry(key.clone()).and_modify(|nth| *nth += 1).or_insert(1);
            let key = if *nth == 1 { key } else { format!("{key}.{nth}") };
            tell(key, &mut check.say);
        }
    }
}

fn some(key: String, text: &mut Option<String>, tell: &mut dyn FnMut(String, &mut String)) {
    if let Some(text) = text {
        tell(key, text);
    }
}

fn of_question(question: &mut Question, tell: &mut dyn FnMut(String, &mut String)) {
    let key = question.key.to_string();
    let part = |part: &str| format!("{key}.{part}");
    tell(part("text"), &mut question.text);
    some(part("spoken"), &mut question.spoken, tell);
    some(part("hint"), &mut question.hint, tell);
    of_kind(&part, &mut question.kind, tell);
    for (place, probe) in question.probes.iter_mut().enumerate() {
        tell(part(&format!("probe.{}", place + 1)), probe);
    }
    some(part("define"), &mut question.define, tell);
}

fn of_kind(
    part: &dyn Fn(&str) -> String,
    kind: &mut Kind,
    tell: &mut dyn FnMut(String, &mut String),
) {
    match kind {
        Kind::Single { options }
        | Kind::Multiple { options }
        | Kind::Amount { periods: options, .. } => {
            options.iter_mut().for_each(|option| of_option(part, option, tell));
        }
        Kind::Number { unit, unit_of_one, .. } => {
            some(part("unit"), unit, tell);
            some(part("unit_of_one"), unit_of_one, tell);
        }
        Kind::Scale { low, high } => {
            tell(part("low"), low);
            tell(part("high"), high);
        }
        Kind::Grid { low, high, rows } => {
            tell(part("low"), low);
            tell(part("high"), high);
            for row in rows {
                let key = part(&format!("row.{}", row.key));
                tell(key.clone(), &mut row.text);
                some(format!("{key}.spoken"), &mut row.spoken, tell);
            }
        }
        Kind::Date { .. } | Kind::Month { .. } | Kind::Text { .. } | Kind::Contact => {}
    }
}

fn of_option(
    part: &dyn Fn(&str) -> String,
    option: &mut Choice,
    tell: &mut dyn FnMut(String, &mut String),
) {
    let key = part(&format!("option.{}", option.code));
    tell(key.clone(), &mut option.text);
    some(format!("{key}.in_a_sentence"), &mut option.in_a_sentence, tell);
    some(format!("{key}.spoken"), &mut option.spoken, tell);
}
