//! A change in a sentence. What it is about stands before it, where it is shown.

use std::fmt;

use super::{About, Change, Part, Turn, What};
use crate::language::{Language, isolated};

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Survey => f.write_str("the survey"),
            Self::Page(key) => write!(f, "page {key}"),
            Self::Question(key) => write!(f, "{key}"),
            Self::Derived(key) => write!(f, "{key}, worked out"),
            Self::Check(key) => write!(f, "check {key}"),
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Added(words) => quoted("is new", words, f),
            What::Removed(words) => quoted("is gone", words, f),
            What::Section(turn) => write!(f, "stands in another section: {turn}"),
            What::Page(Turn { old, new }) => {
                write!(f, "stands on another page: {old} before, {new} now")
            }
            What::Order(Turn { old, new }) => {
                let place = |after: &str| match after {
                    "" => "first".to_owned(),
                    after => format!("after {after}"),
                };
                write!(f, "stands in another place: {} before, {} now", place(old), place(new))
            }
            What::LanguageAdded(_) | What::LanguageRemoved(..) => offered(&self.what, f),
            What::Said(part, turn) | What::EndReplaced(part, turn) => write!(f, "{part}: {turn}"),
            What::Kind(turn) => write!(f, "is answered in another way: {turn}"),
            What::OptionAdded(code, text) => quoted(&format!("option {code} is new"), text, f),
            What::OptionRemoved(code, text) => quoted(&format!("option {code} is gone"), text, f),
            What::OptionReworded(code, turn) => write!(f, "the words of option {code}: {turn}"),
            What::OptionReplaced(code, turn) => {
                write!(f, "{code} stands for something else: {turn}")
            }
            What::OptionRecoded(text, old, new) => {
                write!(f, "“{}” was {old} and is {new}", isolated(text))
            }
            What::OptionsReordered => f.write_str("the options stand in another order"),
            What::OptionSaid(code, part, turn) => write!(f, "option {code}, {part}: {turn}"),
            What::RowAdded(key, text) => quoted(&format!("row {key} is new"), text, f),
            What::RowRemoved(key, text) => quoted(&format!("row {key} is gone"), text, f),
            What::RowReworded(key, turn) => write!(f, "the words of row {key}: {turn}"),
            What::RowReplaced(key, turn) => write!(f, "row {key} is about something else: {turn}"),
            What::RowsReordered => f.write_str("the rows stand in another order"),
        }
    }
}

/// What came or went, with its words where it has some.
fn quoted(told: &str, words: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match words {
        "" => f.write_str(told),
        words => write!(f, "{told}: “{}”", isolated(words)),
    }
}

/// A language that came or went, and who is concerned.
fn offered(what: &What, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match what {
        What::LanguageAdded(language) => write!(f, "{} is offered, too", language.english_name()),
        What::LanguageRemoved(language, instead) => {
            let name = language.english_name();
            write!(f, "{name} is no longer offered: people who answer in it get {instead}")
        }
        _ => Ok(()),
    }
}

/// `“before” before, “after” now`; where one is empty, that there is none.
impl fmt::Display for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&*isolated(&self.old), &*isolated(&self.new)) {
            ("", new) => write!(f, "none before, “{new}” now"),
            (old, "") => write!(f, "“{old}” before, none now"),
            (old, new) => write!(f, "“{old}” before, “{new}” now"),
        }
    }
}

/// What is said in another language.
fn translated(language: &Language, part: &Part, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let language = language.english_name();
    match part {
        Part::Text(_, key) => write!(f, "{language}, {}", key.in_words()),
        Part::Phrase(_, key) => write!(f, "{language}, “{key}” around the questions"),
        Part::SourceOf(_, key) => write!(f, "{language}, source of {key}"),
        _ => Ok(()),
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(language, _) | Self::Phrase(language, _) | Self::SourceOf(language, _) => {
                translated(language, self, f)
            }
            _ => f.write_str(self.name()),
        }
    }
}

impl Part {
    fn name(&self) -> &str {
        match self {
            Self::Key => "key",
            Self::Title => "title",
            Self::Language => "language",
            Self::Minutes => "minutes it takes",
            Self::Section => "heading of a section",
            Self::Usable => "what is worth keeping when it was never sent",
            Self::Intro => "words before the questions",
            Self::Wording => "wording",
            Self::Hint => "hint",
            Self::Label => "label in files",
            Self::Source => "source",
            Self::AskedIf => "asked when",
            Self::OfferedIf => "offered when",
            Self::Sensitive => "offers “prefer not to say” from the start",
            Self::Optional => "may be passed by",
            Self::Vault => "kept with names and addresses",
            Self::Range => "what is taken",
            Self::Unit => "unit",
            Self::Low => "what 0 means",
            Self::High => "what 10 means",
            Self::Period => "variable of the period",
            Self::Exclusive => "stands alone",
            Self::Other => "characters of its own words",
            Self::InASentence => "words in a sentence",
            Self::Alerts => "answers after which somebody acts",
            Self::Formula => "worked out",
            Self::When => "applies when",
            Self::Say => "says",
            Self::Level => "what it does",
            Self::At => "question beside which it is said",
            Self::Spoken => "words that are read out",
            Self::Probes => "what is asked further",
            Self::Define => "what is said when somebody asks what it means",
            Self::Named(name) => name,
            Self::Text(..) | Self::Phrase(..) | Self::SourceOf(..) => "translation",
        }
    }
}
