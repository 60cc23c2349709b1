//! The words in other languages, as files of translations beside the survey. A file is converted once more in each of
//! its languages, and the two surveys are laid beside one another: all but the words is the same in both, so that
//! each text finds its translation under its own name.

use std::collections::BTreeMap;

use super::{
    ImportError, Item,
    draft::Draft,
    outcome::{Difference, InLanguage, NotConverted, Outcome, Place},
    written,
};
use crate::{
    authoring::{File, Originals},
    definition::TextKey,
    language::Language,
};

/// A survey in one of its other languages.
pub(super) struct Other {
    /// What the language is called there.
    pub name: String,
    /// Its words, or why they are not brought.
    pub words: Result<(Draft, Vec<Item>), NotConverted>,
}

/// Stands where there are no words in the language. No text has it: it is for private use.
pub(super) const UNSAID: &str = "\u{e002}";

/// Words of the program's own, which nobody has translated there.
pub(super) fn own(words: &str, is_beside: bool) -> String {
    if is_beside { UNSAID.to_owned() } else { words.to_owned() }
}

/// The files of translations; what became of each language is told.
pub(super) fn translations(
    (draft, file): (&Draft, &File),
    others: Vec<Other>,
    items: &mut Vec<Item>,
) -> Result<Vec<(Language, String)>, ImportError> {
    let mut files: Vec<(Language, String)> = Vec::new();
    if others.is_empty() {
        return Ok(files);
    }
    let originals = Originals::whatever_is_wrong(file);
    for Other { name, words } in others {
        let place = Place::Sheet("language".to_owned());
        let brought = words.and_then(|words| {
            let language = called(&name).ok_or(NotConverted::LanguageUnknown)?;
            let is_there = files.iter().any(|(other, _)| *other == language)
                || Language::new(&draft.language).as_ref() == Ok(&language);
            if is_there { Err(NotConverted::LanguageTwice) } else { Ok((language, words)) }
        });
        let outcome = match brought {
            Err(why) => Outcome::Not(why),
            Ok((language, (words, told))) => {
                let texts = Originals::whatever_is_wrong(&written(&words)?).texts;
                let texts = texts.into_iter().collect();
                let (text, done) = side_by_side(&originals, &texts, &language);
                let of = originals.texts.len();
                let beside = format!("{}.{language}.toml", draft.key);
                items.extend(of_words_alone(told, items, &name));
                files.push((language, text));
                let beside = InLanguage::Beside { file: beside, done, of };
                let told = [Some(beside), title_above(draft, &words)].into_iter().flatten();
                Outcome::Differently(told.map(Difference::Language).collect())
            }
        };
        items.push(Item { place, name, outcome });
    }
    Ok(files)
}

/// The survey's title above questions without a heading: nobody wrote one there, so nobody is to translate it.
fn title_above(draft: &Draft, words: &Draft) -> Option<InLanguage> {
    let pairs = draft.sections.iter().zip(&words.sections);
    let mut titles = pairs.map(|(own, other)| (&own.title, &other.title));
    let is_above = titles.any(|(own, other)| *own == draft.title && own == other);
    is_above.then(|| InLanguage::TitleAbove(draft.title.clone()))
}

/// The language in “French (fr)”, or by what it is called.
pub(super) fn called(name: &str) -> Option<Language> {
    let (before, inside) = match name.split_once('(') {
        Some((before, rest)) => (before, rest.split(')').next().unwrap_or_default()),
        None => (name, name),
    };
    Language::new(inside.trim()).ok().or_else(|| Language::called(before))
}

/// The file, and how many texts in it are translated.
fn side_by_side(
    originals: &Originals,
    texts: &BTreeMap<TextKey, String>,
    language: &Language,
) -> (String, usize) {
    let mut done = 0;
    let text = originals.beside(language, &mut |key| {
        let words = texts.get(key).filter(|words| words.as_str() != UNSAID)?;
        if words.contains(UNSAID) {
            // A part of it has words, which the translator gets.
            let part = words.replace(UNSAID, "").trim().to_owned();
            return Some((String::new(), (!part.is_empty()).then_some(part)));
        }
        done += 1;
        Some((words.clone(), None))
    });
    (text, done)
}

/// What was changed in the words of this language, and not in those of the survey's own.
fn of_words_alone(told: Vec<Item>, items: &[Item], language: &str) -> Vec<Item> {
    let is_of_words = |one: &Difference| {
        let is_told = matches!(one, Difference::WithoutMarkup | Difference::Braces);
        is_told || matches!(one, Difference::Unfilled(_))
    };
    let differences = |outcome: &Outcome| match outcome {
        Outcome::Differently(how) => how.iter().filter(|one| is_of_words(one)).cloned().collect(),
        Outcome::Exactly | Outcome::Not(_) => Vec::new(),
    };
    let mut more = Vec::new();
    let is_of_one = |item: &&Item| !matches!(item.place, Place::Whole | Place::Sheet(_));
    let told = told.into_iter().filter(|item| is_of_one(&item));
    for (theirs, own) in told.zip(items.iter().filter(is_of_one)) {
        let known = differences(&own.outcome);
        let mut how: Vec<Difference> = differences(&theirs.outcome);
        how.retain(|one| !known.contains(one));
        if theirs.place == own.place && !how.is_empty() {
            let name = format!("{} in {language}", theirs.name);
            more.push(Item { place: theirs.place, name, outcome: Outcome::Differently(how) });
        }
    }
    more
}
