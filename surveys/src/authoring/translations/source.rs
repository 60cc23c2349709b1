//! A file of translations as it is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{
    authoring::{Fault, File, reading::parse_whole},
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
        let source: Source = parse_whole(file)?;
        let mut faults = Vec::new();
        if source.of.get_ref() != of {
            let problem =
                format!("this translates “{}” and lies beside “{of}”", source.of.get_ref());
            faults.push(file.fault(source.of.span(), problem, "name both alike"));
        }
        let language = Language::new(source.language.get_ref()).map_err(|problem| {
            let mend = "write a BCP 47 tag, such as cy for Welsh, pl for Polish, ur for Urdu";
            file.fault(source.language.span(), problem.to_string(), mend)
        });
        let mut texts = BTreeMap::new();
        for entry in source.texts {
            let (at, span) = (entry.at.get_ref().clone(), entry.at.span());
            if texts.insert(at.clone(), entry).is_some() {
                let problem = format!("“{at}” stands in this file twice");
                faults.push(file.fault(span, problem, "keep one of them"));
            }
        }
        let gone = source.gone.into_iter().map(|entry| (entry.at.get_ref().clone(), entry));
        match language {
            Ok(language) if faults.is_empty() => Ok(Self {
                file: file.clone(),
                language,
                language_at: source.language.span(),
                texts,
                gone: gone.collect(),
            }),
            Ok(_) => Err(faults),
            Err(fault) => Err(faults.into_iter().chain([fault]).collect()),
        }
    }

    #[cfg(feature = "calendar")]
    pub fn language_at(&self) -> std::ops::Range<usize> {
        self.language_at.clone()
    }

    pub fn fault_at_language(&self, problem: impl Into<String>, mend: &str) -> Fault {
        self.file.fault(self.language_at.clone(), problem, mend)
    }
}
