//! Questions, with where their words come from and what they raise.

use super::Out;
use crate::definition::{Question, Survey, Trigger, When};

/// The name of a source has so many of its letters.
const SHORT: usize = 20;

/// Words that tell nothing.
const EMPTY: [&str; 9] = ["a", "an", "and", "from", "in", "of", "on", "or", "the"];

impl Out<'_> {
    /// Under the heading of their section. Those of an instrument come with it.
    pub(super) fn questions(&mut self, survey: &Survey) {
        for section in &survey.sections {
            let pages = section.pages.iter().filter(|page| self.brought.on(&page.key).is_none());
            let questions: Vec<_> = pages.flat_map(|page| &page.questions).collect();
            if !questions.is_empty() {
                self.heading(&section.title);
            }
            questions.into_iter().for_each(|question| self.question(survey, question));
            let named = section.pages.iter().filter(|page| self.brought.on(&page.key).is_some());
            let told: Vec<_> = named.flat_map(|page| &page.questions).collect();
            // An item for which the study says itself who acts is written for that alone.
            for question in told.into_iter().filter(|question| says_who_acts(survey, question)) {
                self.question(survey, question);
            }
        }
    }

    pub(super) fn sources(&mut self, survey: &Survey) {
        let pages = survey.pages().filter(|(_, page)| self.brought.on(&page.key).is_none());
        let questions: Vec<_> = pages.flat_map(|(_, page)| &page.questions).collect();
        for source in questions.iter().filter_map(|question| question.source.as_ref()) {
            if self.sources.iter().all(|(_, own)| own != source) {
                let name = self.name_of(source);
                self.sources.push((name, source.clone()));
            }
        }
        if !self.sources.is_empty() {
            self.line("\n[sources]");
        }
        for (name, source) in self.sources.clone() {
            self.field(&name, source);
        }
    }

    /// The first words that tell something of a source, as a name that no other has.
    fn name_of(&self, source: &str) -> String {
        let words =
            source.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut name = String::new();
        let words = words.map(str::to_ascii_lowercase);
        for word in words.filter(|word| !word.is_empty() && !EMPTY.contains(&word.as_str())) {
            if !name.is_empty() && name.len() + word.len() >= SHORT {
                break;
            }
            let joiner = if name.is_empty() { "" } else { "_" };
            name.extend([joiner, word.get(..SHORT.min(word.len())).unwrap_or_default()]);
        }
        let name = if name.is_empty() { "source".to_owned() } else { name };
        let taken = |name: &str| self.sources.iter().any(|(own, _)| own == name);
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        names.find(|name| !taken(name)).unwrap_or_default()
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
        let source = self.sources.iter().find(|(_, own)| question.source.as_ref() == Some(own));
        if let Some((name, _)) = source.cloned() {
            self.field("source", name);
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
        if survey.alerts.harmless.contains(&question.key) {
            self.line("alerts = []");
        }
        for trigger in own_alerts(survey, question) {
            self.line("\n[[questions.alerts]]");
            self.field("level", i64::from(u8::from(trigger.level)));
            match &trigger.when {
                When::From(from) => self.field("from", i64::from(*from)),
                When::OneOf(codes) => self.field("codes", codes.clone()),
            }
        }
    }
}

fn says_who_acts(survey: &Survey, question: &Question) -> bool {
    survey.alerts.harmless.contains(&question.key) || own_alerts(survey, question).next().is_some()
}

fn own_alerts<'a>(survey: &'a Survey, question: &'a Question) -> impl Iterator<Item = &'a Trigger> {
    let key = question.key.as_str();
    let own = move |trigger: &&Trigger| trigger.cause == key && trigger.of == [key.to_owned()];
    survey.alerts.triggers.iter().filter(own)
}
