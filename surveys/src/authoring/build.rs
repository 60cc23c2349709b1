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
    definition::{Alerts, Page, Question, Section, Survey},
    keys::{NotAKey, PageKey, QuestionKey, SurveyKey},
};

/// Where in the files the parts of a survey stand, by their key, for what is found wrong later.
pub(super) type Places<'a> = BTreeMap<String, (&'a File, Range<usize>)>;

/// Joins a survey file and a bank, gathering every fault on the way.
pub(super) struct Builder<'a> {
    pub file: &'a File,
    pub source: &'a SurveySource,
    pub bank_file: &'a File,
    pub bank: &'a BankSource,
    pub faults: Vec<Fault>,
    pub places: Places<'a>,
    /// Every question that can be asked, by its key.
    questions: BTreeMap<&'a str, (&'a File, &'a QuestionSource)>,
}

impl<'a> Builder<'a> {
    pub fn new(
        file: &'a File,
        source: &'a SurveySource,
        bank_file: &'a File,
        bank: &'a BankSource,
    ) -> Self {
        // The survey's own goes first, and of two in one file the one that stands first.
        let own = source.questions.iter().rev().map(|question| (file, question));
        let shared = bank.questions.iter().rev().map(|question| (bank_file, question));
        let by_key = |(file, question): (&'a File, &'a QuestionSource)| {
            (question.key.get_ref().as_str(), (file, question))
        };
        let questions = shared.chain(own).map(by_key).collect();
        let (faults, places) = (Vec::new(), Places::new());
        Self { file, source, bank_file, bank, faults, places, questions }
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
            self.places.insert(USABLE.to_owned(), (file, usable.span()));
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

    /// A question as it is written, and where.
    pub fn written(&self, key: &str) -> Option<(&'a File, &'a QuestionSource)> {
        self.questions.get(key).copied()
    }

    fn question(&mut self, key: &Spanned<String>) -> Option<Question> {
        let Some((file, question)) = self.written(key.get_ref()) else {
            let problem = format!("there is no question “{}”", key.get_ref());
            let mend = "write it under [[questions]] here or in the bank, or mend the key";
            self.faults.push(self.file.fault(key.span(), problem, mend));
            return None;
        };
        self.places.insert(key.get_ref().clone(), (file, question.key.span()));
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
