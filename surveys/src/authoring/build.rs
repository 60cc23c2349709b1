//! Putting a survey together from its file and its bank.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use toml::Spanned;

use super::{
    Fault, File,
    near::near,
    place,
    reading::{MISSING, Spans},
    source::{BankSource, PageSource, QuestionSource, SectionSource, SurveySource},
};
use crate::{
    condition::Condition,
    definition::{Alerts, Borrowed, Derived, Kind, Page, Question, Section, Survey, Translations},
    keys::{NotAKey, PageKey, QuestionKey, SurveyKey},
    phrases::Words,
    scoring::{self, Packs},
};

/// Stands in for a key that is none.
pub(super) const NAMELESS: &str = "unknown";

/// Where in the files the parts of a survey stand, by their key, for what is found wrong later.
pub(super) type Places<'a> = BTreeMap<String, (&'a File, Range<usize>)>;

/// Joins a survey file and a bank, gathering every fault on the way.
pub(super) struct Builder<'a> {
    pub file: &'a File,
    pub source: &'a SurveySource,
    pub bank_file: &'a File,
    pub bank: &'a BankSource,
    pub packs: &'a Packs,
    pub faults: Vec<Fault>,
    pub places: Places<'a>,
    /// Where all fields of the file stand, and of its bank.
    pub spans: [Spans; 2],
    /// Instruments that pages name.
    pub borrowed: Vec<Borrowed>,
    /// Their scores.
    pub scored: Vec<Derived>,
    /// Names of what was told to be wrong: what else speaks of them is not told as well.
    pub doubtful: BTreeSet<String>,
    /// Names of what has something wrong with it, and so may be anything to whoever asks whether it can be reached.
    pub spoiled: BTreeSet<String>,
    /// Whether so much is wrong that nobody can say what can be reached.
    pub is_lost: bool,
    /// How many rules of checks there are so far.
    pub checked: usize,
    /// Every question that can be asked, by its key.
    questions: BTreeMap<&'a str, (&'a File, &'a QuestionSource)>,
    /// The keys that pages name.
    listed: BTreeSet<&'a str>,
}

impl<'a> Builder<'a> {
    pub fn new(
        (file, source): (&'a File, &'a SurveySource),
        (bank_file, bank): (&'a File, &'a BankSource),
        packs: &'a Packs,
    ) -> Self {
        // The survey's own goes first, and of two in one file the one that stands first.
        let own = source.questions.iter().rev().map(|question| (file, question));
        let shared = bank.questions.iter().rev().map(|question| (bank_file, question));
        let by_key = |(file, question): (&'a File, &'a QuestionSource)| {
            (question.key.get_ref().as_str(), (file, question))
        };
        let questions = shared.chain(own).map(by_key).collect();
        let pages = source.sections.iter().flat_map(|section| &section.pages);
        let listed = pages.flat_map(|page| &page.questions).flat_map(Spanned::get_ref);
        let listed = listed.map(|key| key.get_ref().as_str()).collect();
        let (faults, places, doubtful) = (Vec::new(), Places::new(), BTreeSet::new());
        let (borrowed, scored) = (Vec::new(), Vec::new());
        Self {
            file,
            source,
            bank_file,
            bank,
            packs,
            faults,
            places,
            spans: Default::default(),
            borrowed,
            scored,
            doubtful,
            spoiled: BTreeSet::new(),
            is_lost: false,
            checked: 0,
            questions,
            listed,
        }
    }

    pub fn survey(&mut self) -> Survey {
        let mut survey = self.put_together();
        self.forgotten();
        self.with_scores(&mut survey);
        self.alerts(&mut survey);
        self.altered(&mut survey);
        survey
    }

    /// Without scores and alerts, and without a look at what was published: all that its texts need.
    pub fn put_together(&mut self) -> Survey {
        let (file, source) = (self.file, self.source);
        self.named_conditions();
        self.note_places();
        let sections: Vec<_> = source
            .sections
            .iter()
            .map(|section| Section {
                title: section.title.get_ref().clone(),
                pages: section.pages.iter().map(|page| self.page(section, page)).collect(),
            })
            .collect();
        self.routing();
        let derived = source.derive.iter().filter_map(|key| self.derived(key)).collect();
        let checks = source.check.iter().flat_map(|key| self.checks(key)).collect();
        Survey {
            key: self.key(file, &source.key, SurveyKey::new, NAMELESS),
            version: source.version,
            title: source.title.get_ref().clone(),
            language: source.language.get_ref().clone(),
            minutes: source.minutes,
            sections,
            derived,
            checks,
            usable: match &source.usable {
                None => Condition::Never,
                Some(usable) => self.condition(file, usable),
            },
            alerts: Alerts::default(),
            borrowed: std::mem::take(&mut self.borrowed),
            translations: Translations::default(),
            words: Words::default(),
        }
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
                if text.get_ref() != MISSING {
                    let problem = problem.to_string();
                    self.faults.push(file.fault(text.span(), problem, "choose another key"));
                }
                new(stand_in).unwrap_or_else(|_| unreachable!("stand-ins are legal keys"))
            }
        }
    }

    fn page(&mut self, section: &SectionSource, page: &PageSource) -> Page {
        if let Some(name) = &page.instrument {
            return self.of_instrument((section, page), name);
        }
        if let Some(sentence) = &page.asked_if {
            let problem = "“asked_if” is for the page of an instrument";
            let mend = "write it under each question of this page";
            self.faults.push(self.file.fault(sentence.span(), problem, mend));
        }
        let none = Spanned::new(page.key.as_ref().map_or(0..0, Spanned::span), Vec::new());
        let questions = page.questions.as_ref().unwrap_or(&none);
        let (at, keys) = (questions.span(), questions.get_ref());
        if keys.is_empty() {
            let fault = self.file.fault(at.clone(), "the page has no question", "give it one");
            self.faults.push(fault);
        }
        let nameless = Spanned::new(at, NAMELESS.to_owned());
        let key = page.key.as_ref().or(keys.first()).unwrap_or(&nameless);
        Page {
            key: self.key(self.file, key, PageKey::new, NAMELESS),
            title: page.title.clone(),
            intro: page.intro.clone(),
            questions: keys.iter().filter_map(|key| self.question(key)).collect(),
        }
    }

    /// Whether the survey asks a question by this key.
    pub fn asks(&self, key: &str) -> bool {
        let pages = self.source.sections.iter().flat_map(|section| &section.pages);
        let named = |page: &PageSource| {
            let instrument =
                page.instrument.as_ref().and_then(|name| scoring::instrument(name.get_ref()));
            instrument.is_some_and(|instrument| instrument.asks(key))
        };
        self.listed.contains(key) || pages.into_iter().any(named)
    }

    /// The scores go before what the survey derives, which may look at them.
    fn with_scores(&mut self, survey: &mut Survey) {
        let mut scores = std::mem::take(&mut self.scored);
        scores.extend(self.scores(survey));
        survey.derived.splice(0..0, scores);
    }

    /// A question as it is written, and where.
    pub fn written(&self, key: &str) -> Option<(&'a File, &'a QuestionSource)> {
        self.questions.get(key).copied()
    }

    pub(super) fn question(&mut self, key: &Spanned<String>) -> Option<Question> {
        let (file, question) = self.found(key)?;
        let name = question.key.get_ref();
        self.places.insert(name.clone(), (file, question.key.span()));
        self.note_fields(name, file, &question.key.span());
        Some(Question {
            key: self.key(file, &question.key, QuestionKey::new, NAMELESS),
            text: question.text.clone(),
            hint: question.hint.clone(),
            kind: self.sure_kind(file, question),
            label: self.label(file, question),
            asked_if: self.asked_if(file, question),
            sensitive: question.sensitive,
            optional: question.optional,
            vault: question.vault,
            source: question.source.as_ref().map(|name| self.credit(file, name)),
            withheld: false,
            spoken: question.spoken.clone(),
            probes: question.probes.clone(),
            define: question.define.clone(),
        })
    }

    /// What it can be answered with; anything, where something is wrong with that.
    fn sure_kind(&mut self, file: &'a File, question: &'a QuestionSource) -> Kind {
        let (name, before) = (question.key.get_ref(), self.faults.len());
        let kind = self.kind(file, question);
        if self.faults.len() > before {
            self.spoiled.insert(name.clone());
        }
        kind.unwrap_or_else(|| {
            self.doubtful.insert(name.clone());
            Kind::Text { most: 1 }
        })
    }

    /// The question of this key, or the one that is likely to be meant.
    fn found(&mut self, key: &Spanned<String>) -> Option<(&'a File, &'a QuestionSource)> {
        let name = key.get_ref();
        if let Some(found) = self.written(name) {
            return Some(found);
        }
        let free = self.questions.keys().copied().filter(|own| !self.listed.contains(own));
        let meant = near(name, free);
        let otherwise = "write it under [[questions]] here or in the bank, or mend the key";
        let mend = match meant {
            Some(meant) => format!("did you mean “{meant}”?"),
            None => otherwise.to_owned(),
        };
        self.doubtful.insert(name.clone());
        let problem = format!("there is no question “{name}”");
        self.faults.push(self.file.fault(key.span(), problem, mend));
        // It is asked on the page where it was meant to be.
        self.listed.extend(meant);
        meant.and_then(|meant| self.written(meant))
    }

    /// The survey's own routing goes before the bank's.
    fn asked_if(&mut self, file: &'a File, question: &'a QuestionSource) -> Condition {
        let (file, sentence) =
            match (self.source.routing.get(question.key.get_ref()), &question.asked_if) {
                (Some(routing), _) => (self.file, routing),
                (None, Some(asked_if)) => (file, asked_if),
                (None, None) => return Condition::Always,
            };
        let (at, before) = (place::asked_if(question.key.get_ref()), self.faults.len());
        self.places.insert(at.clone(), (file, sentence.span()));
        let condition = self.condition(file, sentence);
        if self.faults.len() > before {
            self.spoiled.insert(at);
        }
        condition
    }

    fn routing(&mut self) {
        for (key, sentence) in &self.source.routing {
            if !self.asks(key) && !self.doubtful.contains(key) {
                let problem = format!("[routing] has “{key}”, which this survey does not ask");
                let mend = "put the question on a page, or take the line out";
                self.faults.push(self.file.fault(sentence.span(), problem, mend));
            }
        }
    }
}
