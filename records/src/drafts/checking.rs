//! What a draft is as a survey, in all its languages, or everything that is wrong with it.

use std::{
    cell::LazyCell,
    collections::{BTreeMap, BTreeSet},
};

use surveys::{
    authoring::{self, Alone, Beside, Fault, File, Originals, SideBySide, WORDS},
    catalogue,
    definition::{Survey, Translation},
    keys::SurveyKey,
    language::Language,
    scoring::Packs,
};

use super::translations::InLanguage;

/// A draft that was read once, for everything that is to be known of it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What its text is as a survey, or all that is wrong with it, from top to bottom. In all its languages, once those
    /// are in order; in its own until then.
    pub read: Result<Survey, Vec<Fault>>,
    /// All that is wrong with its translations, also while the text has faults, besides what only follows from those.
    pub untranslated: Vec<Fault>,
    /// To look at while its translations are not in order: in all its languages, with what is missing or stale in its own
    /// and marked as such. Nothing is published from it.
    pub unfinished: Option<Survey>,
    /// What can be made of a text with faults. None where not even its fields can be told.
    pub glimpse: Option<Survey>,
}

impl Reading {
    /// In all its languages, or everything that is wrong with it, and then with its translations.
    ///
    /// # Errors
    /// That.
    pub fn whole(self) -> Result<Survey, Vec<Fault>> {
        let (survey, mut faults) = match self.read {
            Ok(survey) => (Some(survey), Vec::new()),
            Err(faults) => (None, faults),
        };
        faults.extend(self.untranslated);
        survey.filter(|_| faults.is_empty()).ok_or(faults)
    }
}

/// Whether a fault of a draft stands in its own text, and not in a bank or a translation.
#[must_use]
pub fn is_own(key: &SurveyKey, fault: &Fault) -> bool {
    fault.file == named(key)
}

/// In which language something is wrong with a translation. None where the draft's own language lacks its words.
#[must_use]
pub fn wrong_in(key: &SurveyKey, fault: &Fault) -> Option<Language> {
    let tag = fault.file.rsplit('.').nth(1).filter(|_| !is_own(key, fault))?;
    Language::new(tag).ok()
}

fn named(key: &SurveyKey) -> String {
    format!("{key}.toml")
}

/// What a draft is read from. Of the same it is the same: neither time nor chance is in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    pub key: SurveyKey,
    pub text: String,
    pub languages: Vec<InLanguage>,
    pub packs: Packs,
}

impl Text {
    /// Reads it. A bank that it names is one that comes with the program; the words of instruments are those on record.
    pub fn reading(&self) -> Reading {
        let file = file(&self.key, &self.text);
        let beside = Beside { packs: Some(&self.packs), key: Some(&self.key), ..Beside::default() };
        let mut alone = match authoring::read_alone(&file, beside, &catalogue::open) {
            Ok(alone) => alone,
            Err(faults) => {
                let read = Err(in_order(&self.key, faults));
                return Reading { read, untranslated: Vec::new(), unfinished: None, glimpse: None };
            }
        };
        // Where the text names another survey, its translations are still this one's.
        alone.survey.key = self.key.clone();
        let translated = self.translated(&file, &alone);
        let untranslated = |faults| in_order(&self.key, faults);
        let Alone { survey, faults, .. } = alone;
        if !faults.is_empty() {
            let read = Err(in_order(&self.key, faults));
            let untranslated = translated.err().map(untranslated).unwrap_or_default();
            return Reading { read, untranslated, unfinished: None, glimpse: Some(survey) };
        }
        match translated {
            Ok(survey) => Reading {
                read: Ok(survey),
                untranslated: Vec::new(),
                unfinished: None,
                glimpse: None,
            },
            Err(faults) => Reading {
                unfinished: Some(self.unfinished(&survey)),
                read: Ok(survey),
                untranslated: untranslated(faults),
                glimpse: None,
            },
        }
    }

    /// In all its languages, or what is wrong with them.
    fn translated(&self, file: &File, alone: &Alone) -> Result<Survey, Vec<Fault>> {
        let originals = LazyCell::new(|| originals(&alone.survey, &self.key));
        let offered = self.languages.iter().filter(|own| !own.left_out);
        let texts: Vec<_> = offered
            .clone()
            .filter(|own| !is_written_in(&alone.survey, &own.language))
            .filter_map(|own| Some(up_to_date(&originals, own, own.texts_file(&self.key)?)))
            .collect();
        let words: BTreeMap<_, _> = offered
            .filter_map(|own| Some(up_to_date(&Originals::words(), own, own.words_file()?)))
            .map(|file| (file.name.clone(), file))
            .collect();
        let open = |name: &str| match name.starts_with(WORDS) {
            true => words.get(name).cloned(),
            false => catalogue::open(name),
        };
        alone.in_languages(file, &texts, &open)
    }

    /// As far as it is translated.
    fn unfinished(&self, survey: &Survey) -> Survey {
        let originals = originals(survey, &self.key);
        let offered = self.languages.iter().filter(|own| !own.left_out);
        let translations = offered.map(|own| {
            let is_own = is_written_in(survey, &own.language);
            let texts = own.texts_file(&self.key).filter(|_| !is_own);
            let sides = [(&originals, texts), (&Originals::words(), own.words_file())];
            let [texts, words] = sides.map(|(of, file)| {
                let file = file?;
                SideBySide::of(of, &own.language, Some(&file)).ok()
            });
            let shown = |side: Option<SideBySide>| side.map(|side| side.to_look_at());
            let words = shown(words).unwrap_or_default().into_iter();
            let translation = Translation {
                texts: shown(texts).unwrap_or_default(),
                words: words.map(|(key, words)| (key.0, words)).collect(),
                sources: BTreeMap::new(),
            };
            (own.language.clone(), translation)
        });
        Survey { translations: translations.collect(), ..survey.clone() }
    }
}

/// From top to bottom, and then what stands elsewhere. What two places of the text lead to is told once.
fn in_order(key: &SurveyKey, mut faults: Vec<Fault>) -> Vec<Fault> {
    let place = |fault: &Fault| (!is_own(key, fault), fault.file.clone(), fault.line, fault.column);
    faults.sort_by_cached_key(place);
    faults.dedup();
    faults
}

pub(super) fn file(key: &SurveyKey, text: &str) -> File {
    File { name: named(key), text: text.to_owned() }
}

/// In its own language only.
pub(super) fn alone(file: &File, key: &SurveyKey, packs: &Packs) -> Result<Survey, Vec<Fault>> {
    let beside = Beside { packs: Some(packs), key: Some(key), ..Beside::default() };
    let Alone { survey, faults, .. } = authoring::read_alone(file, beside, &catalogue::open)?;
    if faults.is_empty() { Ok(survey) } else { Err(faults) }
}

/// Whether the language is the survey's own, in which its texts need no translation. They may have one from when the
/// survey was written in another.
pub(super) fn is_written_in(survey: &Survey, language: &Language) -> bool {
    Language::new(&survey.language).as_ref() == Ok(language)
}

/// Every text of a draft. What its bank has is translated with it: banks here have no translations of their own. While it
/// has faults, two texts may have one name.
pub(super) fn originals(survey: &Survey, key: &SurveyKey) -> Originals {
    let language = Language::new(&survey.language).ok();
    let (mut texts, mut named) = (survey.texts(), BTreeSet::new());
    texts.retain(|(name, _)| named.insert(name.clone()));
    Originals { of: key.to_string(), texts, language }
}

/// With what is new in it to translate, and what has changed marked. A file that cannot be read is told as it is.
fn up_to_date(originals: &Originals, own: &InLanguage, file: File) -> File {
    match SideBySide::of(originals, &own.language, Some(&file)) {
        Ok(pairs) => File { text: pairs.file(), ..file },
        Err(_) => file,
    }
}
