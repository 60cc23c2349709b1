//! Texts and their translations side by side, as a translator works on them. Two may do so at one time: each text is
//! taken for itself, so that neither loses what the other wrote.

use std::collections::BTreeMap;

use super::{
    Originals,
    compare::instrument_of,
    names,
    renewed::{left_over, renew, written},
    source::{TranslationFile, Written},
};
use crate::{
    authoring::{Fault, File},
    definition::TextKey,
    language::Language,
};

/// All texts of a survey, or the words around its questions, beside what they are in a language.
#[derive(Clone, Debug)]
pub struct SideBySide {
    pub(super) of: String,
    pub(super) language: Language,
    pub(super) pairs: Vec<Written>,
    pub(super) gone: Vec<Written>,
}

/// A text beside its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Its name.
    pub at: TextKey,
    /// The text.
    pub from: String,
    /// The translation; empty until there is one.
    pub to: String,
    /// From one translator to the next.
    pub note: Option<String>,
    /// Where this translation comes from, and under what licence.
    pub source: Option<String>,
    /// What is to be done; nothing, when it is translated.
    pub amiss: Vec<Amiss>,
}

/// What is to be done about a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amiss {
    /// There is none.
    Missing,
    /// It translates this, which the text was before.
    Stale(String),
    /// This name in braces is not in it.
    Lost(String),
    /// This name in braces is not in the text.
    MadeUp(String),
    /// It is an item of this instrument, and it is not said whose translation this is.
    NoOwner(String),
}

/// What somebody wrote of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The text's name.
    pub at: TextKey,
    /// The text as they saw it.
    pub from: String,
    /// The translation as they saw it.
    pub seen: String,
    /// What they wrote.
    pub to: String,
    /// Whose translation it is, where that was asked.
    pub source: Option<String>,
    /// That they looked at a translation whose text had changed, and it is right as it is.
    pub is_right: bool,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It says what it said.
    Unchanged,
    /// It is taken.
    Changed,
    /// Somebody else has written this meanwhile, which stays.
    Overtaken(String),
}

impl SideBySide {
    /// The texts, with what a file has of them.
    ///
    /// # Errors
    /// When the file cannot be read, or is of another language or survey.
    pub fn of(
        originals: &Originals,
        language: &Language,
        before: Option<&File>,
    ) -> Result<Self, Vec<Fault>> {
        let before = before.map(|file| TranslationFile::read(file, &originals.of)).transpose()?;
        if let Some(other) = before.as_ref().filter(|before| before.language != *language) {
            let problem = format!("this file is in {}, not in {language}", other.language);
            return Err(vec![other.fault_at_language(problem, "name another file")]);
        }
        let texts = originals.texts.iter();
        let renewed = |key: &TextKey, text: &str| {
            let found = before.as_ref().and_then(|file| originals.entry(&key.0, text, file));
            renew(&key.0, text, found)
        };
        Ok(Self {
            of: originals.of.clone(),
            language: language.clone(),
            pairs: texts.map(|(key, text)| renewed(key, text)).collect(),
            gone: before.as_ref().map(|file| left_over(originals, file)).unwrap_or_default(),
        })
    }

    /// A file as it is, whatever the survey says by now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn in_file(file: &File, of: &str) -> Result<Self, Vec<Fault>> {
        let originals = Originals::in_file(file, of)?;
        let language = TranslationFile::read(file, of)?.language;
        Self::of(&originals, &language, Some(file))
    }

    /// The same with other names of the texts, and of what they fill in.
    #[must_use]
    pub fn renamed(
        mut self,
        called: &dyn Fn(&TextKey) -> TextKey,
        filled: &dyn Fn(&str) -> String,
    ) -> Self {
        for one in self.pairs.iter_mut().chain(&mut self.gone) {
            one.at = called(&TextKey(one.at.clone())).0;
            one.was = one.was.as_deref().map(filled);
            (one.from, one.to) = (filled(&one.from), filled(&one.to));
        }
        self
    }

    /// Each text as somebody sees it who looks at the survey before all of it is translated: what is missing or stale is
    /// the text itself, marked as such, and set apart where the other language is written the other way.
    #[must_use]
    pub fn to_look_at(&self) -> BTreeMap<TextKey, String> {
        let each = self.pairs().into_iter().map(|Pair { at, from, to, amiss, .. }| {
            let why = match amiss.first() {
                None | Some(Amiss::NoOwner(_)) => return (at, to),
                Some(Amiss::Missing) => "not translated yet",
                Some(Amiss::Stale(_)) => "changed since it was translated",
                Some(Amiss::Lost(_) | Amiss::MadeUp(_)) => "names in braces to be put right",
            };
            (at, format!("\u{2068}{from} [{why}]\u{2069}"))
        });
        each.collect()
    }

    /// Each text, in their order.
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair> {
        self.pairs.iter().map(pair).collect()
    }

    /// What is no longer asked and was translated once.
    #[must_use]
    pub fn gone(&self) -> Vec<Pair> {
        self.gone.iter().map(pair).collect()
    }

    /// Takes what somebody wrote of a text, unless somebody else wrote something else of it meanwhile.
    pub fn take(&mut self, typed: &Typed) -> Taken {
        let Some(own) = self.pairs.iter_mut().find(|own| own.at == typed.at.0) else {
            return self.put_aside(typed);
        };
        let source = typed.source.clone().filter(|source| !source.is_empty());
        let same_source = typed.source.is_none() || source == own.source;
        if typed.to == typed.seen && same_source && !typed.is_right {
            return Taken::Unchanged;
        }
        if own.to != typed.seen && own.to != typed.to {
            return Taken::Overtaken(own.to.clone());
        }
        let was = (typed.from != own.from && !typed.to.is_empty()).then(|| typed.from.clone());
        let is_looked_at = typed.is_right || typed.to != typed.seen;
        let was = if is_looked_at { was } else { own.was.clone() };
        let source = if typed.source.is_none() { own.source.clone() } else { source };
        let new = Written { was, to: typed.to.clone(), source, ..own.clone() };
        if new == *own {
            return Taken::Unchanged;
        }
        *own = new;
        Taken::Changed
    }

    /// The text is no longer asked: what was written of it is kept in case it comes back.
    fn put_aside(&mut self, typed: &Typed) -> Taken {
        if typed.to.is_empty() || typed.to == typed.seen {
            return Taken::Unchanged;
        }
        let theirs = self.gone.iter().find(|gone| gone.at == typed.at.0).map(|gone| &gone.to);
        if let Some(theirs) = theirs.filter(|theirs| ![&typed.seen, &typed.to].contains(theirs)) {
            return Taken::Overtaken(theirs.clone());
        }
        self.gone.retain(|gone| gone.at != typed.at.0);
        self.gone.push(Written {
            at: typed.at.0.clone(),
            note: None,
            was: None,
            from: typed.from.clone(),
            to: typed.to.clone(),
            source: typed.source.clone(),
            given: None,
        });
        Taken::Changed
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> String {
        written(&self.of, &self.language, &self.pairs, &self.gone)
    }
}

impl Originals {
    /// The texts that a file of translations names, as they were when it was written. For when the survey itself is
    /// not in order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn in_file(file: &File, of: &str) -> Result<Self, Vec<Fault>> {
        let read = TranslationFile::read(file, of)?;
        let mut entries: Vec<_> = read.texts.into_values().collect();
        entries.sort_by_key(|entry| entry.at.span().start);
        let texts = entries.into_iter().map(|one| (TextKey(one.at.into_inner()), one.from));
        Ok(Self { of: of.to_owned(), texts: texts.collect(), language: None })
    }
}

fn pair(own: &Written) -> Pair {
    let key = TextKey(own.at.clone());
    let mut amiss = Vec::new();
    if own.to.trim().is_empty() {
        amiss.push(Amiss::Missing);
    } else {
        amiss.extend(own.was.clone().map(Amiss::Stale));
        let (ours, theirs) = (names(&own.from), names(&own.to));
        amiss.extend(ours.iter().filter(|one| !theirs.contains(one)).cloned().map(Amiss::Lost));
        amiss.extend(theirs.iter().filter(|one| !ours.contains(one)).cloned().map(Amiss::MadeUp));
        let instrument = key.question().and_then(|question| instrument_of(question, &key));
        let unowned = instrument.filter(|_| own.source.is_none());
        amiss.extend(unowned.map(Amiss::NoOwner));
    }
    let Written { from, to, note, source, .. } = own.clone();
    Pair { at: key, from, to, note, source, amiss }
}
