//! What a draft is as a survey, in all its languages, or everything that is wrong with it.

use std::collections::BTreeMap;

use sea_orm::DbErr;
use surveys::{
    authoring::{self, Beside, Fault, File, Originals, SideBySide, WORDS},
    catalogue,
    definition::Survey,
    keys::SurveyKey,
    language::Language,
    scoring::Packs,
};

use super::translations::{InLanguage, in_languages};
use crate::{Db, rights};

/// What a draft is as a survey.
#[derive(Clone, Debug)]
pub enum Checked {
    /// In order, in all its languages.
    InOrder(Survey),
    /// In order in its own language only, with everything that is wrong with its translations.
    Untranslated(Survey, Vec<Fault>),
    /// Not in order, with everything that is wrong, from top to bottom. Its translations cannot be told yet.
    Faulty(Vec<Fault>),
}

impl Checked {
    /// What can be published, or everything against it.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn whole(self) -> Result<Survey, Vec<Fault>> {
        match self {
            Self::InOrder(survey) => Ok(survey),
            Self::Untranslated(_, faults) | Self::Faulty(faults) => Err(faults),
        }
    }
}

/// Reads a draft as a survey: what it is, or everything that is wrong with it. A bank that it names is one that comes
/// with the program; the words of instruments are those on record.
///
/// # Errors
/// When the database fails.
pub async fn checked(db: &Db, key: &SurveyKey, text: &str) -> Result<Checked, DbErr> {
    let packs = rights::packs(db).await?;
    let languages = in_languages(db, key).await?;
    let file = file(key, text);
    let in_order = |mut faults: Vec<Fault>| {
        faults.sort_by_key(|fault| (fault.file != file.name, fault.line, fault.column));
        faults
    };
    Ok(match alone(&file, key, &packs) {
        Err(faults) => Checked::Faulty(in_order(faults)),
        Ok(survey) if languages.iter().all(|own| own.left_out) => Checked::InOrder(survey),
        // It is in order alone, so what is wrong now is wrong with its translations.
        Ok(survey) => match with_languages(&file, (&survey, key), &packs, &languages) {
            Ok(whole) => Checked::InOrder(whole),
            Err(faults) => Checked::Untranslated(survey, in_order(faults)),
        },
    })
}

/// The same, when it does not matter where a fault is.
///
/// # Errors
/// When the database fails.
pub async fn check(
    db: &Db,
    key: &SurveyKey,
    text: &str,
) -> Result<Result<Survey, Vec<Fault>>, DbErr> {
    checked(db, key, text).await.map(Checked::whole)
}

pub(super) fn file(key: &SurveyKey, text: &str) -> File {
    File { name: format!("{key}.toml"), text: text.to_owned() }
}

/// In its own language only.
pub(super) fn alone(file: &File, key: &SurveyKey, packs: &Packs) -> Result<Survey, Vec<Fault>> {
    let beside = Beside { packs: Some(packs), key: Some(key), ..Beside::default() };
    authoring::read_with(file, beside, &catalogue::open)
}

/// Every text of a draft. What its bank has is translated with it: banks here have no translations of their own.
pub(super) fn originals(survey: &Survey, key: &SurveyKey) -> Originals {
    let language = Language::new(&survey.language).ok();
    Originals { of: key.to_string(), texts: survey.texts(), language }
}

fn with_languages(
    file: &File,
    (survey, key): (&Survey, &SurveyKey),
    packs: &Packs,
    languages: &[InLanguage],
) -> Result<Survey, Vec<Fault>> {
    let originals = originals(survey, key);
    let offered = languages.iter().filter(|own| !own.left_out);
    let texts: Vec<_> = offered
        .clone()
        .filter_map(|own| Some(up_to_date(&originals, own, own.texts_file(key)?)))
        .collect();
    let words: BTreeMap<_, _> = offered
        .filter_map(|own| Some(up_to_date(&Originals::words(), own, own.words_file()?)))
        .map(|file| (file.name.clone(), file))
        .collect();
    let open = |name: &str| match name.starts_with(WORDS) {
        true => words.get(name).cloned(),
        false => catalogue::open(name),
    };
    let beside = Beside { translations: &texts, packs: Some(packs), key: Some(key) };
    authoring::read_with(file, beside, &open)
}

/// With what is new in it to translate, and what has changed marked. A file that cannot be read is told as it is.
fn up_to_date(originals: &Originals, own: &InLanguage, file: File) -> File {
    match SideBySide::of(originals, &own.language, Some(&file)) {
        Ok(pairs) => File { text: pairs.file(), ..file },
        Err(_) => file,
    }
}
