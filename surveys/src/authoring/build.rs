//! Putting a survey together from its file and its bank.

use std::{collections::BTreeMap, ops::Range};

use toml::Spanned;

use super::{
    Fault, File,
    review::USABLE,
    source::{BankSource, PageSource, QuestionSource, SurveySource},
};
use crate::{
    condition::Condition,
    definition::{Alerts, Page, Question, Section, Survey, Translations},
    keys::{NotAKey, PageKey, QuestionKey, SurveyKey},
    phrases::Words,
};

/// Where in the files the parts of a survey stand, by their key, for what is found wrong later.
pub(super) type Places = BTreeMap<String, (File, Range<usize>)>;

/// Joins a survey file and a bank, gathering every fault on the way.
pub(super) struct Builder<'a> {
    pub file: &'a File,
    pub source: &'a SurveySource,
    pub bank_file: &'a File,
    pub bank: &'a BankSource,
    pub faults: Vec<Fault>,
    pub places: Places,
}

impl<'a> Builder<'a> {
    pub fn new(
        file: &'a File,
        source: &'a SurveySource,
        bank_file: &'a File,
        bank: &'a BankSource,
    ) -> Self {
        Self { file, source, bank_file, bank, faults: Vec::new(), places: Places::new() }
    }

    pub fn survey(&mut self) -> Survey {
        let (file, source) = (self.file, self.source);
        self.named_conditions();
        let sections: Vec<_> = source
            .sections
            .iter()
            .map(|section| Section {
                title: section.title.clone(),
                pages: section.pages.iter().map(|page| self.page(page)).collect(),
            })
            .collect();
        self.routing();
        if let Some(usable) = &source.usable {
            self.places.insert(USABLE.to_owned(), (file.clone(), usable.span()));
        }
        let derived = source.derive.iter().filter_map(|key| self.derived(key)).collect();
        let checks = source.check.iter().flat_map(|key| self.checks(key)).collect();
        let mut survey = Survey {
            key: self.key(file, &source.key, SurveyKey::new, "unknown"),
            version: source.version,
            title: source.title.clone(),
            language: source.language.clone(),
            minutes: source.minutes,
            sections,
            derived,
            checks,
            usable: match &source.usable {
                None => Condition::Never,
                Some(usable) => self.condition(file, usable),
            },
            alerts: Alerts::default(),
            translations: Translations::default(),
            words: Words::default(),
        };
        self.alerts(&mut survey);
        survey
    }

    pub fn key<K>(
        &mut self,
        file: &File,
        text: &Spanned<String>,
        new: impl Fn(&str) -> Result<K, NotAKey>,
        stand_in: &str,
    ) -> K {
        match new(text.get_ref()) {
            Ok(key) => key,
            Err(problem) => {
                let problem = problem.to_string();
                self.faults.push(file.fault(text.span(), problem, "choose another key"));
                new(stand_in).unwrap_or_else(|_| unreachable!("stand-ins are legal keys"))
            }
        }
    }

    fn page(&mut self, page: &PageSource) -> Page {
        let keys = page.questions.get_ref();
        if keys.is_empty() {
            let at = page.questions.span();
            self.faults.push(self.file.fault(at, "the page has no question", "give it one"));
        }
        let nameless = Spanned::new(page.questions.span(), "unknown".to_owned());
        let key = page.key.as_ref().or(keys.first()).unwrap_or(&nameless);
        Page {
            key: self.key(self.file, key, PageKey::new, "unknown"),
            title: page.title.clone(),
            intro: page.intro.clone(),
            questions: keys.iter().filter_map(|key| self.question(key)).collect(),
        }
    }

    /// Whether the survey asks a question by this key.
    pub fn asks(&self, key: &str) -> bool {
        let pages = self.source.sections.iter().flat_map(|section| &section.pages);
        pages.flat_map(|page| page.questions.get_ref()).any(|question| question.get_ref() == key)
    }

    fn question(&mut self, key: &Spanned<String>) -> Option<Question> {
        let own = self.source.questions.iter().map(|question| (self.file, question));
        let shared = self.bank.questions.iter().map(|question| (self.bank_file, question));
        let found = own.chain(shared).find(|(_, question)| question.key.get_ref() == key.get_ref());
        let Some((file, question)) = found else {
            let problem = format!("there is no question “{}”", key.get_ref());
            let mend = "write it under [[questions]] here or in the bank, or mend the key";
            self.faults.push(self.file.fault(key.span(), problem, mend));
            return None;
        };
        self.places.insert(key.get_ref().clone(), (file.clone(), question.key.span()));
        Some(Question {
            key: self.key(file, &question.key, QuestionKey::new, "unknown"),
            text: question.text.clone(),
            hint: question.hint.clone(),
            label: self.label(file, question),
            kind: self.kind(file, question)?,
            asked_if: self.asked_if(file, question),
            sensitive: question.sensitive,
            optional: question.optional,
            vault: question.vault,
            source: question.source.as_ref().map(|name| self.credit(file, name)),
            spoken: question.spoken.clone(),
            probes: question.probes.clone(),
            define: question.define.clone(),
        })
    }

    /// The survey's own routing goes before the bank's.
    fn asked_if(&mut self, file: &File, question: &QuestionSource) -> Condition {
        match (self.source.routing.get(question.key.get_ref()), &question.asked_if) {
            (Some(routing), _) => self.condition(self.file, routing),
            (None, Some(asked_if)) => self.condition(file, asked_if),
            (None, None) => Condition::Always,
        }
    }

    fn routing(&mut self) {
        for (key, sentence) in &self.source.routing {
            if !self.asks(key) {
                let problem = format!("[routing] has “{key}”, which this survey does not ask");
                let mend = "put the question on a page, or take the line out";
                self.faults.push(self.file.fault(sentence.span(), problem, mend));
            }
        }
    }

    fn label(&mut self, file: &File, question: &QuestionSource) -> String {
        let (label, span) = match &question.label {
            Some(label) => (label.get_ref().clone(), label.span()),
            None => (question.text.clone(), question.key.span()),
        };
        let length = label.chars().count();
        if length > 80 {
            let problem = format!("the label has {length} characters; labelled files take 80");
            self.faults.push(file.fault(span, problem, "write a shorter “label”"));
        }
        label
    }

    fn credit(&mut self, file: &File, name: &Spanned<String>) -> String {
        let sources = [&self.source.sources, &self.bank.sources];
        let credit = sources.into_iter().find_map(|sources| sources.get(name.get_ref()));
        if credit.is_none() {
            let problem = format!("there is no source “{}”", name.get_ref());
            self.faults.push(file.fault(name.span(), problem, "write it under [sources]"));
        }
        credit.cloned().unwrap_or_default()
    }
}
