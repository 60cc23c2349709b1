//! A published version as a file again, from which the next one is written. What stood in a bank, or under a name
//! of its own, is written out where it is used; what an instrument brings is named and not repeated. Translations have
//! files of their own.

mod answers;

mod brought;

mod pages;

mod questions;

mod rules;

use self::brought::Brought;
use super::{File, altered, put_together};
use crate::{
    condition::Condition,
    definition::{Survey, Translations},
    keys::SurveyKey,
    scoring::Packs,
};

/// So many characters a line may have before a list is broken into several.
const WIDTH: usize = 100;

/// Why a version is not written as a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unwritten {
    /// The words of an instrument that it asks are not at hand.
    #[error("the words of {0} are not on record; bring them again, with the licence for them")]
    WithoutWords(String),
    /// It has something for which a file has no place: then nothing is better than a file that asks something else.
    #[error("it has something for which a file has no place")]
    WithoutPlace,
}

/// The file. What an instrument brings is as it is now: where that has changed since the version was published, the
/// file says so.
///
/// # Errors
/// When it would not be the same survey again.
pub fn write(survey: &Survey, packs: &Packs) -> Result<String, Unwritten> {
    let survey = Survey { translations: Translations::new(), ..survey.clone() };
    let brought = Brought::of(&survey, packs)?;
    let mut out = Out { brought: &brought, text: String::new(), sources: Vec::new() };
    out.survey(&survey, altered::adapted(&survey, packs).into_iter().collect());
    let text = out.text;
    let file = File { name: "written".to_owned(), text };
    // Rules have become stricter since some were published: a fault is for whoever goes on with the file.
    let again = put_together(&file, packs, &|_| None);
    let again = again.map_err(|_| Unwritten::WithoutPlace)?.survey;
    if again == survey {
        return Ok(file.text);
    }
    let now = Brought::of(&again, packs)?;
    if now.rest(&again) != brought.rest(&survey) {
        return Err(Unwritten::WithoutPlace);
    }
    let names = brought.names().join(", ");
    let note = "changed since this version was published; comparing the two says how.";
    Ok(format!("# The words or the scoring of {names} have\n# {note}\n{}", file.text))
}

/// A file to begin with: one page with one question, and no faults.
#[must_use]
pub fn begin(key: &SurveyKey, title: &str) -> String {
    let none = Brought::default();
    let mut out = Out { brought: &none, text: String::new(), sources: Vec::new() };
    out.field("key", key.as_str());
    out.field("version", 1);
    out.field("title", title);
    out.line(BEGINNING);
    out.text
}

/// The title that a survey's text gives it, though the rest of it cannot be read yet.
#[must_use]
pub fn titled(text: &str) -> Option<String> {
    let above = text.lines().take_while(|line| !line.trim_start().starts_with('['));
    let read = |line: &str| line.parse::<toml::Table>().ok();
    let title =
        above.filter_map(read).find_map(|table| Some(table.get("title")?.as_str()?.to_owned()));
    title.filter(|title| !title.trim().is_empty())
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
struct Out<'a> {
    brought: &'a Brought,
    text: String,
    /// Each source under its name, in the order in which they came.
    sources: Vec<(String, String)>,
}

impl Out<'_> {
    fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }

    /// A comment above what follows. A title may have more than one line, and a comment may not.
    fn heading(&mut self, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.line(format!("\n# {}", words.replace(char::is_control, " ")));
    }

    fn field(&mut self, name: &str, value: impl Into<toml::Value>) {
        self.line(format!("{name} = {}", value.into()));
    }

    /// A list of names, in as many lines as it needs.
    fn names(&mut self, name: &str, names: Vec<String>) {
        if names.is_empty() {
            return;
        }
        let whole = format!("{name} = {}", toml::Value::from(names.clone()));
        if whole.chars().count() <= WIDTH {
            return self.line(whole);
        }
        self.line(format!("{name} = ["));
        let mut line = String::new();
        for name in names {
            let next = format!(" {},", toml::Value::from(name));
            if line.chars().count() + next.chars().count() > WIDTH {
                self.line(format!(" {line}"));
                line.clear();
            }
            line.push_str(&next);
        }
        self.line(format!(" {line}"));
        self.line("]");
    }

    fn sentence(&mut self, name: &str, condition: &Condition) {
        if *condition != Condition::Always {
            self.field(name, condition.to_string());
        }
    }

    fn survey(&mut self, survey: &Survey, adapted: Vec<String>) {
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
        let brought = self.brought;
        let own = || survey.derived.iter().filter(|derived| !brought.has(derived));
        self.names("derive", own().map(|derived| derived.key.to_string()).collect());
        self.names("check", checks);
        self.names("scores", brought.written_out().to_vec());
        self.names("adapted", adapted);
        self.routing(survey);
        self.sources(survey);
        self.sections(survey);
        self.questions(survey);
        if own().next().is_some() {
            self.heading("Worked out from the answers.");
        }
        own().for_each(|derived| self.derived(derived));
        if !survey.checks.is_empty() {
            self.heading("Answers that are odd together, and what is said of them.");
        }
        survey.checks.iter().for_each(|check| self.check(check));
    }
}

/// `{ code = 1, text = "Yes" }`
fn inline(parts: &[(&str, Option<toml::Value>)]) -> String {
    let parts = parts
        .iter()
        .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name} = {value}")));
    format!("{{ {} }}", parts.collect::<Vec<_>>().join(", "))
}
