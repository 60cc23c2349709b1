//! The files of a translation again, from a version that was published with it.

use super::{Originals, compare::instrument_of, renewed::written, source::Written};
use crate::{
    definition::{Survey, TextKey, Translation},
    keys::QuestionKey,
    language::Language,
};

/// The files of one language of a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslationFiles {
    /// That of its texts; none of its own language.
    pub texts: Option<String>,
    /// That of the words around the questions; none of English.
    pub words: Option<String>,
}

/// Writes each text beside its translation. None, when the survey is not offered in the language.
#[must_use]
pub fn write_translation(survey: &Survey, language: &Language) -> Option<TranslationFiles> {
    let translation = survey.translations.get(language)?;
    let words = |key: &TextKey| translation.words.get(&key.0).cloned();
    let words = entries(Originals::words(), words, &Translation::default());
    let own = Language::new(&survey.language).ok();
    let texts = Originals { of: survey.key.to_string(), texts: survey.texts(), language: own };
    let of = texts.of.clone();
    let texts = entries(texts, |key| translation.texts.get(key).cloned(), translation);
    let is_own = language.as_str() == survey.language;
    Some(TranslationFiles {
        texts: (!is_own).then(|| written(&of, language, &texts, &[])),
        words: (language.first_part() != "en")
            .then(|| written(super::WORDS, language, &words, &[])),
    })
}

fn entries(
    originals: Originals,
    to: impl Fn(&TextKey) -> Option<String>,
    translation: &Translation,
) -> Vec<Written> {
    let texts = originals.texts.into_iter();
    let entry = |(key, from): (TextKey, String)| Written {
        to: to(&key).unwrap_or_default(),
        source: source(&key, translation),
        at: key.0,
        note: None,
        was: None,
        from,
        given: None,
    };
    texts.map(entry).collect()
}

/// A question's source stands at its text, and at each item of an instrument.
fn source(key: &TextKey, translation: &Translation) -> Option<String> {
    let question = key.question()?;
    let of = translation.sources.get(&QuestionKey::new(question).ok()?)?;
    let is_text = key.0.strip_prefix(question) == Some(".text");
    (is_text || instrument_of(question, key).is_some()).then(|| of.clone())
}
