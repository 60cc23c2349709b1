//! The texts of messages, translated in files like those of a survey.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Originals, Unsure,
    compare::{Compared, compare},
    renewed::written,
    source::{TranslationFile, Written},
};
use crate::{
    authoring::{Fault, File},
    definition::TextKey,
    language::Language,
    messages::Messages,
};

/// What messages are called in files of their translations.
pub(in crate::authoring) const MESSAGES: &str = "messages";

/// One language of the messages.
pub(in crate::authoring) struct Translated {
    pub language: Language,
    pub language_at: Range<usize>,
    pub texts: BTreeMap<TextKey, String>,
    /// Where each of them stands, by its name.
    pub places: BTreeMap<String, Range<usize>>,
}

/// What a file has of them, and what is wrong with that: what is missing, stale, or has lost a name in braces.
pub(in crate::authoring) fn of_messages(
    originals: &Originals,
    file: &File,
) -> (Option<Translated>, Vec<Fault>) {
    let own = match TranslationFile::read(file, MESSAGES) {
        Ok(own) => own,
        Err(faults) => return (None, faults),
    };
    let Compared { texts, mut faults, .. } =
        compare((&originals.texts, &Unsure::default()), &own, None, None);
    for fault in &mut faults {
        // Who translates messages has a command of their own.
        fault.mend =
            fault.mend.replace("throughline survey translate", "throughline messages translate");
    }
    let places = own.texts.iter().map(|(name, entry)| (name.clone(), entry.to.span())).collect();
    let (language, language_at) = (own.language.clone(), own.language_at());
    (Some(Translated { language, language_at, texts, places }), faults)
}

/// The file of one of their languages, from what was published.
pub(in crate::authoring) fn write(
    originals: &Originals,
    messages: &Messages,
    language: &Language,
) -> Option<String> {
    let translated = messages.translations.get(language)?;
    let entry = |(key, from): &(TextKey, String)| Written {
        to: translated.get(key).cloned().unwrap_or_default(),
        at: key.0.clone(),
        note: None,
        was: None,
        from: from.clone(),
        source: None,
        given: None,
    };
    let texts: Vec<_> = originals.texts.iter().map(entry).collect();
    Some(written(&originals.of, language, &texts, &[]))
}
