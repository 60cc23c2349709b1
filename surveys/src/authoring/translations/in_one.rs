//! One language of a survey, and the words around its questions.

use std::collections::BTreeMap;

use super::{
    Fault, File, Originals, Shared, SurveySource, Unsure, WORDS,
    compare::{Compared, compare},
    source::{TranslationFile, named_in},
};
use crate::{
    definition::{Survey, Translation},
    language::Language,
};

/// Reads one language.
pub(super) fn in_one(
    survey: &mut Survey,
    (own, unsure): (&TranslationFile, &Unsure),
    shared: Option<&Shared>,
    open: &dyn Fn(&str) -> Option<File>,
) -> Vec<Fault> {
    let language = &own.language;
    let is_taken =
        own.language.as_str() == survey.language || survey.translations.contains_key(language);
    let mut faults = Vec::new();
    if is_taken {
        let problem = format!("the survey has {language} already");
        faults.push(own.fault_at_language(problem, "name the language of the translations"));
    }
    // Where it says another language than it is in, its name says whose bank lies beside it.
    let named = named_in(&own.file.name).filter(|_| is_taken);
    let bank = bank(shared, named.as_ref().unwrap_or(language), open, &mut faults);
    let texts = survey.texts();
    let of_bank = shared.map(|(_, texts)| texts);
    let Compared { texts, sources, faults: found } =
        compare((&texts, unsure), own, bank.as_ref(), of_bank);
    faults.extend(found);
    if is_taken {
        return faults;
    }
    let words = words(language, open).unwrap_or_else(|found| {
        let nothing = || {
            let problem =
                format!("there is no {WORDS}.{language}.toml with the words around the questions");
            vec![own.fault_at_language(problem, "`throughline survey translate` writes it")]
        };
        faults.extend(found.unwrap_or_else(nothing));
        BTreeMap::new()
    });
    let translation = Translation { texts, words, sources };
    survey.translations.insert(language.clone(), translation);
    faults
}

/// What the bank's texts are in the language, where it has that.
fn bank(
    shared: Option<&Shared>,
    language: &Language,
    open: &dyn Fn(&str) -> Option<File>,
    faults: &mut Vec<Fault>,
) -> Option<TranslationFile> {
    let (name, _) = shared?;
    let file = open(&format!("{name}.{language}.toml"))?;
    match TranslationFile::read_on(&file, "bank") {
        Ok((bank, found)) => {
            faults.extend(found);
            Some(bank)
        }
        Err(found) => {
            faults.extend(found);
            None
        }
    }
}

/// A survey that is not in English brings the words around its questions.
pub(super) fn own_words(
    survey: &mut Survey,
    (file, source): (&File, &SurveySource),
    open: &dyn Fn(&str) -> Option<File>,
) -> Vec<Fault> {
    let own = Language::new(&survey.language).ok();
    let Some(language) = own.filter(|own| own.first_part() != "en") else { return Vec::new() };
    let nothing = || {
        let problem = format!(
            "the survey is in {}, and there is no {WORDS}.{language}.toml with the words around its questions",
            language.english_name()
        );
        let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let mend = format!("`throughline survey translate {name} --language {language}` writes it");
        vec![file.fault(source.language.span(), problem, mend)]
    };
    match words(&language, open) {
        Ok(words) => {
            let translation = Translation { words, ..Translation::default() };
            survey.translations.insert(language, translation);
            Vec::new()
        }
        Err(found) => found.unwrap_or_else(nothing),
    }
}

/// The words around the questions in a language; English needs no file.
///
/// # Errors
/// What is wrong with the file; nothing, when there is none.
fn words(
    language: &Language,
    open: &dyn Fn(&str) -> Option<File>,
) -> Result<BTreeMap<String, String>, Option<Vec<Fault>>> {
    if language.first_part() == "en" {
        return Ok(BTreeMap::new());
    }
    let file = open(&format!("{WORDS}.{language}.toml")).ok_or(None)?;
    let (file, mut faults) = TranslationFile::read_on(&file, WORDS).map_err(Some)?;
    let Compared { texts, faults: found, .. } =
        compare((&Originals::words().texts, &Unsure::default()), &file, None, None);
    faults.extend(found);
    if faults.is_empty() {
        Ok(texts.into_iter().map(|(key, text)| (key.0, text)).collect())
    } else {
        Err(Some(faults))
    }
}
