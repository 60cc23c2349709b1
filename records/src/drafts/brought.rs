//! Drafts that were made of what another system has. What was told of each item stays with the draft, so that it can be
//! read while the draft is mended.

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use surveys::{
    authoring::{self, Beside, TranslationFiles},
    catalogue,
    keys::SurveyKey,
    language::Language,
};

use super::{
    Draft, DraftError, LONGEST,
    beginning::{Beginning, made},
    checking, row,
};
use crate::{
    Db,
    auth::{By, SurveyWriter},
};

/// What was told of a file that was brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// What the file was called.
    pub file: String,
    /// Each thing in it, in the order of the file.
    pub items: Vec<BroughtItem>,
}

/// One thing in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BroughtItem {
    /// Where it stands there.
    pub place: String,
    /// Its name there.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a thing that was brought, in the words in which it was told then: the report stays as it was given when
/// an import tells other things one day, or in other words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It asks the same and takes the same.
    Exactly,
    /// It is there, with these differences.
    Differently(Vec<String>),
    /// It is not there, for this reason.
    Not(String),
}

/// Begins a draft with a text that was made elsewhere, and the files of its translations. A draft that is there already
/// is handed back as it is.
///
/// # Errors
/// When it is too long, the survey is used in other studies only, or the database fails.
pub async fn begin_with(
    db: &Db,
    by: &By<SurveyWriter>,
    (key, text): (&SurveyKey, &str),
    (languages, brought): (&[(Language, String)], &Brought),
    now: DateTime<Utc>,
) -> Result<Draft, DraftError> {
    if text.len() > LONGEST || languages.iter().any(|(_, texts)| texts.len() > LONGEST * 2) {
        return Err(DraftError::TooLong);
    }
    let plain = |text: &str| text.replace('\0', "\u{fffd}");
    let mut each: Vec<_> = languages.iter().map(|(language, _)| language.clone()).collect();
    each.extend(own_words(key, text).filter(|own| !each.contains(own)));
    let words = super::offering::words(db, &each).await?;
    let texts = languages.iter().map(|(_, texts)| Some(plain(texts))).chain([None]);
    let files = texts.zip(words).map(|(texts, words)| TranslationFiles { texts, words });
    let all = each.into_iter().zip(files).collect();
    let brought = serde_json::to_string(brought).map_err(|error| DbErr::Json(error.to_string()))?;
    let brought = Some(plain(&brought));
    let beginning =
        Beginning { text: plain(text), languages: all, brought, ..Beginning::default() };
    made(db, by, key, beginning, now).await
}

/// The text's own language, where the words around its questions have to be in it too. A text with faults has one.
fn own_words(key: &SurveyKey, text: &str) -> Option<Language> {
    let file = checking::file(key, text);
    let alone = authoring::read_alone(&file, Beside::default(), &catalogue::open).ok()?;
    let own = Language::new(&alone.survey.language).ok()?;
    (own.first_part() != "en").then_some(own)
}

/// What was told of the file that a draft was made from, where it was.
///
/// # Errors
/// When the database fails, or what it holds cannot be read.
pub async fn brought(db: &Db, key: &SurveyKey) -> Result<Option<Brought>, DbErr> {
    let row = row(db.read(), key).await?;
    let told = row.and_then(|row| row.brought);
    let told = told.map(|told| serde_json::from_str(&told)).transpose();
    told.map_err(|error| DbErr::Json(error.to_string()))
}
