//! A file of translations as it is written.

use std::collections::{BTreeMap, btree_map};

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{
    authoring::{
        Fault, File,
        reading::{MISSING, Parsed, parse},
    },
    language::Language,
};

/// Names in braces.
pub(super) type Names = Vec<String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::authoring) struct Source {
    language: Spanned<String>,
    of: Spanned<String>,
    #[serde(default)]
    texts: Vec<Entry>,
    #[serde(default)]
    gone: Vec<Entry>,
}

/// One text and what it is in the language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// The text's name.
    pub at: Spanned<String>,
    /// The text, which `to` translates unless there is a `was`.
    pub from: String,
    /// What `to` translates, where the text has changed since.
    pub was: Option<String>,
    /// The translation; empty until there is one.
    pub to: Spanned<String>,
    /// From one translator to the next.
    pub note: Option<String>,
    /// Where this translation comes from, and under what licence.
    pub source: Option<String>,
    /// A mark of what the translation was when the file was sent to a translator.
    pub given: Option<String>,
}

/// An entry as the program writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Written {
    pub at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    pub from: String,
    pub to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Only in files that are with a translator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
}

/// A file of translations, with its entries by name.
pub(super) struct TranslationFile {
    pub file: File,
    pub language: Language,
    language_at: std::ops::Range<usize>,
    pub texts: BTreeMap<String, Entry>,
    pub gone: BTreeMap<String, Entry>,
}

impl TranslationFile {
    /// # Errors
    /// When it is no such file, its language is none, it translates something else, or a name stands in it twice.
    pub fn read(file: &File, of: &str) -> Result<Self, Vec<Fault>> {
        let (own, faults) = Self::read_on(file, of)?;
        if faults.is_empty() { Ok(own) } else { Err(faults) }
    }

    /// The same, as far as it can be read, with what is wrong so far: that hides nothing else. Where its language is none
    /// it is taken to be the one that its name says; of two entries the first counts.
    ///
    /// # Errors
    /// Where nothing can be said of its entries.
    pub fn read_on(file: &File, of: &str) -> Result<(Self, Vec<Fault>), Vec<Fault>> {
        let Parsed { source, mut faults, .. } = parse::<Source>(file)?;
        if source.of.get_ref() != of && source.of.get_ref() != MISSING {
            let problem =
                format!("this translates “{}” and lies beside “{of}”", source.of.get_ref());
            faults.push(file.fault(source.of.span(), problem, "name both alike"));
        }
        let language = Language::new(source.language.get_ref()).or_else(|problem| {
            if source.language.get_ref() != MISSING {
                let mend = "write a BCP 47 tag, such as cy for Welsh, pl for Polish, ur for Urdu";
                faults.push(file.fault(source.language.span(), problem.to_string(), mend));
            }
            named_in(&file.name).ok_or(())
        });
        let mut texts = BTreeMap::new();
        for entry in source.texts.into_iter().filter(|entry| entry.at.get_ref() != MISSING) {
            let (at, span) = (entry.at.get_ref().clone(), entry.at.span());
            match texts.entry(at) {
                btree_map::Entry::Vacant(free) => {
                    free.insert(entry);
                }
                btree_map::Entry::Occupied(taken) => {
                    let problem = format!("“{}” stands in this file twice", taken.key());
                    faults.push(file.fault(span, problem, "keep one of them"));
                }
            }
        }
        let gone = source.gone.into_iter().map(|entry| (entry.at.get_ref().clone(), entry));
        let Ok(language) = language else { return Err(faults) };
        let own = Self {
            file: file.clone(),
            language,
            language_at: source.language.span(),
            texts,
            gone: gone.collect(),
        };
        Ok((own, faults))
    }

    #[cfg(feature = "calendar")]
    pub fn language_at(&self) -> std::ops::Range<usize> {
        self.language_at.clone()
    }

    pub fn fault_at_language(&self, problem: impl Into<String>, mend: &str) -> Fault {
        self.file.fault(self.language_at.clone(), problem, mend)
    }
}

/// The language of `my-survey.cy.toml`.
pub(super) fn named_in(name: &str) -> Option<Language> {
    let name = name.strip_suffix(".toml")?;
    Language::new(name.rsplit_once('.')?.1).ok()
}
