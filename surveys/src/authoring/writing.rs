//! A published version as a file again, from which the next one is written. What stood in a bank, or under a name
//! of its own, is written out where it is used.

mod answers;

use serde_json::Value;

use super::{File, read};
use crate::{
    condition::Condition,
    definition::{Check, Derived, Formula, Otherwise, Page, Question, Survey, Trigger, When},
    keys::SurveyKey,
};

/// The file. None when the survey has something that this program cannot write: then nothing is better than a file
/// that asks something else.
#[must_use]
pub fn write(survey: &Survey) -> Option<String> {
    let mut out = Out::default();
    out.survey(survey);
    let text = out.text;
    let file = File { name: "written".to_owned(), text: text.clone() };
    (read(&file, &|_| None).ok()? == *survey).then_some(text)
}

/// A file to begin with: one page with one question, and no faults.
#[must_use]
pub fn begin(key: &SurveyKey, title: &str) -> String {
    let mut out = Out::default();
    out.field("key", key.as_str());
    out.field("version", 1);
    out.field("title", title);
    out.line(BEGINNING);
    out.text
}

const BEGINNING: &str = r#"language = "en-GB"
minutes = 1

[[sections]]
title = "About you"
pages = [
  { questions = ["first"] },
]

[[questions]]
key = "first"
text = "How are you today?"
kind = "single"
options = [
  { code = 1, text = "Well" },
  { code = 2, text = "Not so well" },
]"#;

/// What was written so far.
#[derive(Default)]
struct Out {
    text: String,
    /// The names of sources, in the order in which they came.
    sources: Vec<String>,
}

impl Out {
    fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }

    fn field(&mut self, name: &str, value: impl Into<toml::Value>) {
        self.line(format!("{name} = {}", value.into()));
    }

    fn sentence(&mut self, name: &str, condition: &Condition) {
        if *condition != Condition::Always {
            self.field(name, condition.to_string());
        }
    }

    fn survey(&mut self, survey: &Survey) {
        self.field("key", survey.key.as_str());
        self.field("version", i64::from(survey.version));
        self.field("title", survey.title.as_str());
        self.field("language", survey.language.as_str());
        self.field("minutes", i64::from(survey.minutes));
        if survey.usable != Condition::Never {
            self.field("usable", survey.usable.to_string());
        }
        let mut checks: Vec<_> = survey.checks.iter().map(|check| check.key.to_string()).collect();
        checks.dedup();
        let derived = survey.derived.iter().filter(|one| scored(one).is_none());
        let derived: Vec<_> = derived.map(|one| one.key.to_string()).collect();
        let mut scores: Vec<String> = survey.derived.iter().filter_map(scored).collect();
        scores.dedup();
        for (name, keys) in [("derive", derived), ("check", checks), ("scores", scores)] {
            if !keys.is_empty() {
                self.field(name, keys);
            }
        }
        self.sources(survey);
        for section in &survey.sections {
            self.line("\n[[sections]]");
            self.field("title", section.title.as_str());
            self.line("pages = [");
            for page in &section.pages {
                self.page(page);
            }
            self.line("]");
        }
        for question in survey.questions() {
            self.question(survey, question);
        }
        let derived = survey.derived.iter().filter(|one| scored(one).is_none());
        derived.for_each(|derived| self.derived(derived));
        survey.checks.iter().for_each(|check| self.check(check));
    }

    fn sources(&mut self, survey: &Survey) {
        for source in survey.questions().filter_map(|question| question.source.clone()) {
            if !self.sources.contains(&source) {
                self.sources.push(source);
            }
        }
        if !self.sources.is_empty() {
            self.line("\n[sources]");
        }
        for (place, source) in self.sources.clone().into_iter().enumerate() {
            self.field(&format!("source_{}", place + 1), source);
        }
    }

    fn page(&mut self, page: &Page) {
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

    fn question(&mut self, survey: &Survey, question: &Question) {
        self.line("\n[[questions]]");
        self.field("key", question.key.as_str());
        self.field("text", question.text.as_str());
        if let Some(hint) = &question.hint {
            self.field("hint", hint.as_str());
        }
        self.for_the_telephone(question);
        if question.label != question.text {
            self.field("label", question.label.as_str());
        }
        self.kind(&question.kind);
        self.sentence("asked_if", &question.asked_if);
        let marks = [
            ("sensitive", question.sensitive),
            ("optional", question.optional),
            ("vault", question.vault),
        ];
        for (name, _) in marks.into_iter().filter(|(_, is)| *is) {
            self.field(name, true);
        }
        let source = self.sources.iter().position(|own| question.source.as_ref() == Some(own));
        if let Some(place) = source {
            self.field("source", format!("source_{}", place + 1));
        }
        self.alerts(survey, question);
    }

    fn for_the_telephone(&mut self, question: &Question) {
        let words = [("spoken", &question.spoken), ("define", &question.define)];
        for (name, words) in words {
            if let Some(words) = words {
                self.field(name, words.as_str());
            }
        }
        if !question.probes.is_empty() {
            self.field("probes", question.probes.clone());
        }
    }

    /// Those that the author wrote. What an instrument raises is known by its words.
    fn alerts(&mut self, survey: &Survey, question: &Question) {
        let key = question.key.as_str();
        if survey.alerts.harmless.contains(&question.key) {
            self.line("alerts = []");
        }
        let own = |trigger: &&Trigger| trigger.cause == key && trigger.of == [key.to_owned()];
        let own: Vec<_> = survey.alerts.triggers.iter().filter(own).cloned().collect();
        for trigger in own {
            self.line("\n[[questions.alerts]]");
            self.field("level", i64::from(u8::from(trigger.level)));
            match trigger.when {
                When::From(from) => self.field("from", i64::from(from)),
                When::OneOf(codes) => self.field("codes", codes),
            }
        }
    }

    fn derived(&mut self, derived: &Derived) {
        self.line("\n[[derived]]");
        self.field("key", derived.key.as_str());
        self.field("label", derived.label.as_str());
        if !derived.codes.is_empty() {
            self.choices("codes", &derived.codes);
        }
        if !derived.cases.is_empty() {
            self.line("cases = [");
            for case in &derived.cases {
                let parts = [
                    ("when", Some(case.when.to_string().into())),
                    ("gives", Some(i64::from(case.gives).into())),
                ];
                self.line(format!("  {},", inline(&parts)));
            }
            self.line("]");
        }
        match &derived.otherwise {
            Otherwise::Code(code) => self.field("otherwise", i64::from(*code)),
            Otherwise::MissingOf(variable) => self.field("missing_of", variable.as_str()),
            Otherwise::MissingOfFirst(variables) => self.field("missing_of", variables.clone()),
            Otherwise::Formula(formula) => {
                if let Ok(formula) = toml::Value::try_from(formula) {
                    self.field("formula", formula);
                }
            }
        }
    }

    fn check(&mut self, check: &Check) {
        self.line("\n[[checks]]");
        self.field("key", check.key.as_str());
        if let Ok(Value::String(level)) = serde_json::to_value(check.level) {
            self.field("level", level);
        }
        self.field("at", check.at.as_str());
        self.field("when", check.when.to_string());
        if !check.say.is_empty() {
            self.field("say", check.say.as_str());
        }
    }
}

/// The instrument of which a variable is a score.
fn scored(derived: &Derived) -> Option<String> {
    match &derived.otherwise {
        Otherwise::Formula(Formula::Score(score)) => Some(score.instrument.clone()),
        _ => None,
    }
}

/// `{ code = 1, text = "Yes" }`
fn inline(parts: &[(&str, Option<toml::Value>)]) -> String {
    let parts = parts
        .iter()
        .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name} = {value}")));
    format!("{{ {} }}", parts.collect::<Vec<_>>().join(", "))
}
