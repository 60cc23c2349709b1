//! What is missing, stale or left over in a file of translations.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    names,
    source::{Entry, TranslationFile},
    unsure::Unsure,
};
use crate::{
    authoring::{Fault, File, reading::MISSING},
    definition::TextKey,
    keys::QuestionKey,
    scoring::instruments,
};

/// What came of comparing.
#[derive(Default)]
pub(super) struct Compared {
    pub texts: BTreeMap<TextKey, String>,
    pub sources: BTreeMap<QuestionKey, String>,
    pub faults: Vec<Fault>,
}

/// Compares each text with its entry: the survey's own file goes before the bank's, which counts only for texts that
/// the survey has from the bank. Nothing is told of texts that nobody can be sure of.
pub(super) fn compare(
    (texts, unsure): (&[(TextKey, String)], &Unsure),
    own: &TranslationFile,
    bank: Option<&TranslationFile>,
    of_bank: Option<&BTreeMap<TextKey, String>>,
) -> Compared {
    let mut compared = Compared::default();
    let (mut missing, mut missing_in_bank) = (Vec::new(), Vec::new());
    for (key, text) in texts.iter().filter(|(key, text)| !unsure.has(key, text)) {
        let is_shared = of_bank.is_some_and(|shared| shared.get(key) == Some(text));
        let shared = bank.filter(|_| is_shared);
        let found = own.texts.get(&key.0).map(|entry| (&own.file, entry));
        let found = found.or_else(|| Some((&shared?.file, shared?.texts.get(&key.0)?)));
        match found {
            Some((file, entry)) => compared.entry(file, key, text, entry),
            None if shared.is_some() => missing_in_bank.push(key.to_string()),
            None => missing.push(key.to_string()),
        }
    }
    compared.missing(own, &missing);
    if let Some(bank) = bank {
        compared.missing(bank, &missing_in_bank);
        let known = |key: &str| of_bank.is_some_and(|of| of.contains_key(&TextKey(key.to_owned())));
        compared.left_over(bank, |key| known(key) || unsure.may_have(key));
    }
    let known: BTreeSet<_> = texts.iter().map(|(key, _)| key.0.as_str()).collect();
    compared.left_over(own, |key| known.contains(key) || unsure.may_have(key));
    compared
}

impl Compared {
    fn entry(&mut self, file: &File, key: &TextKey, text: &str, entry: &Entry) {
        let to = entry.to.get_ref();
        if to == MISSING {
            // It was told.
            return;
        }
        if to.trim().is_empty() {
            let problem = format!("“{key}” is not translated");
            self.faults.push(file.fault(entry.to.span(), problem, "write it into “to”"));
            return;
        }
        let is_other = entry.from != text && entry.from != MISSING;
        if let Some(before) = entry.was.as_deref().or(is_other.then_some(&entry.from)) {
            let problem = format!(
                "“{key}” has changed since it was translated: it was “{before}” and is “{text}”"
            );
            let mend = match entry.was {
                Some(_) => "look at “to” again, then take out the line with “was”",
                None => "look at “to” again, then write the new text into “from”",
            };
            self.faults.push(file.fault(entry.at.span(), problem, mend));
        }
        self.fill_ins(file, (key, text), entry);
        self.owner(file, key, entry);
        self.texts.insert(key.clone(), to.clone());
    }

    fn fill_ins(&mut self, file: &File, (key, text): (&TextKey, &str), entry: &Entry) {
        let (ours, theirs) = (names(text), names(entry.to.get_ref()));
        let braced = |name: &String| format!("{{{name}}}");
        for lost in ours.iter().filter(|name| !theirs.contains(name)) {
            let problem = format!("the translation of “{key}” has lost {}", braced(lost));
            let mend = "put it where it belongs in the sentence";
            self.faults.push(file.fault(entry.to.span(), problem, mend));
        }
        for new in theirs.iter().filter(|name| !ours.contains(name)) {
            let problem =
                format!("the translation of “{key}” has {}, which the text has not", braced(new));
            let mend = "leave names in braces as they are";
            self.faults.push(file.fault(entry.to.span(), problem, mend));
        }
    }

    /// The items of an instrument are asked in other languages only as its owner has them.
    fn owner(&mut self, file: &File, key: &TextKey, entry: &Entry) {
        let Some(question) = key.question() else { return };
        match (&entry.source, QuestionKey::new(question)) {
            (Some(source), Ok(question)) => {
                self.sources.insert(question, source.clone());
            }
            (None, _) => {
                if let Some(instrument) = instrument_of(question, key) {
                    let problem = format!(
                        "“{key}” is an item of {instrument}, which is asked in the words of its owner's translation only"
                    );
                    let mend = "write where this translation comes from, and under what licence, into “source”";
                    self.faults.push(file.fault(entry.at.span(), problem, mend));
                }
            }
            (Some(_), Err(_)) => {}
        }
    }

    fn missing(&mut self, file: &TranslationFile, keys: &[String]) {
        const NAMED: usize = 5;
        let named: Vec<_> = keys.iter().take(NAMED).map(|key| format!("“{key}”")).collect();
        let (named, more) = (named.join(", "), keys.len().saturating_sub(NAMED));
        let problem = match (keys.len(), more) {
            (0, _) => return,
            (1, _) => format!("{named} is not in this file"),
            (_, 0) => format!("{named} are not in this file"),
            (_, more) => format!("{named} and {more} more are not in this file"),
        };
        let mend = "`throughline survey translate` adds what is missing";
        self.faults.push(file.fault_at_language(problem, mend));
    }

    fn left_over(&mut self, file: &TranslationFile, is_known: impl Fn(&str) -> bool) {
        for (key, entry) in file.texts.iter().filter(|(key, _)| !is_known(key)) {
            let problem = format!("there is no text “{key}”");
            let mend = "take it out, or let `throughline survey translate` put it aside";
            self.faults.push(file.file.fault(entry.at.span(), problem, mend));
        }
    }
}

/// The instruments of which the text is an item: a question of them, or a row of a grid that asks it. PHQ-2 is made of
/// items of PHQ-9.
pub(super) fn instrument_of(question: &str, key: &TextKey) -> Option<String> {
    let part = key.0.strip_prefix(question)?.strip_prefix('.')?;
    let variable = match part.strip_prefix("row.") {
        Some(row) if !row.contains('.') => format!("{question}_{row}"),
        None if part == "text" => question.to_owned(),
        _ => return None,
    };
    let found = instruments().iter().filter(|instrument| instrument.asks(&variable));
    let names: Vec<_> = found.map(|instrument| instrument.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}
