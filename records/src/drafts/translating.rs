//! A draft and its translation side by side. Two people may work on one language: each text is saved for itself, and
//! only who wrote of one text at one time are told.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbErr, IntoActiveModel};
use surveys::{
    authoring::{Fault, File, Originals, Pair, Returned, SideBySide, Taken, Typed},
    definition::{Survey, TextKey},
    keys::SurveyKey,
    language::Language,
};

use super::{
    Draft, DraftError, InLanguage, LONGEST, checking, find, reading,
    translations::{found, held, in_language, in_languages},
};
use crate::{
    Db,
    audit::Entry,
    auth::{By, SurveyWriter},
    entity::survey_draft_translation,
    versions::VersionError,
};

/// What is translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The survey's texts.
    Texts,
    /// The words around its questions, such as “Continue”.
    Words,
}

/// Why a language was not added or a translation not saved.
#[derive(Debug, thiserror::Error)]
pub enum TranslateError {
    /// The draft is written in it.
    #[error("the survey is written in this language")]
    Own,
    /// The draft does not have it.
    #[error("the draft is not offered in this language")]
    NoSuchLanguage,
    /// The file that was brought is no such file.
    #[error("this is no file of translations for this survey")]
    NotAFile(Vec<Fault>),
    /// There is no draft, it is not theirs, or the translations are longer than any.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// A published version cannot be read.
    #[error(transparent)]
    Version(#[from] VersionError),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// A draft and one of its languages.
#[derive(Clone, Debug)]
pub struct Translating {
    /// The draft.
    pub draft: Draft,
    /// The language, as it was last saved.
    pub own: InLanguage,
    /// The draft as a survey. None, when it has faults: then the texts are those of when it had none.
    pub survey: Option<Survey>,
    /// The survey's texts; none in its own language.
    pub texts: Option<SideBySide>,
    /// The words around the questions; none in English.
    pub words: Option<SideBySide>,
}

/// A draft and one of its languages side by side.
///
/// # Errors
/// When the database fails, or what it holds cannot be read.
pub async fn side_by_side(
    db: &Db,
    key: &SurveyKey,
    language: &Language,
) -> Result<Option<Translating>, TranslateError> {
    let Some(draft) = find(db, key).await? else { return Ok(None) };
    let Some(row) = found(db.read(), key, language).await? else { return Ok(None) };
    let own = in_language(row)?;
    let survey = reading::alone(db, key, &draft.text).await?;
    let texts = pairs(&own, key, (Which::Texts, survey.as_ref()))?;
    let words = pairs(&own, key, (Which::Words, None))?;
    Ok(Some(Translating { draft, own, survey, texts, words }))
}

/// A draft and all its languages.
#[derive(Clone, Debug)]
pub struct InEveryLanguage {
    /// The draft.
    pub draft: Draft,
    /// The draft as a survey. None, when it has faults.
    pub survey: Option<Survey>,
    /// Each language, those that are left out too, with the survey's texts and the words around the questions.
    pub languages: Vec<(InLanguage, Vec<Pair>)>,
}

/// A draft and all its languages. The draft is read once, however many they are.
///
/// # Errors
/// When the database fails, or what it holds cannot be read.
pub async fn in_every_language(
    db: &Db,
    key: &SurveyKey,
) -> Result<Option<InEveryLanguage>, TranslateError> {
    let Some(draft) = find(db, key).await? else { return Ok(None) };
    let survey = reading::alone(db, key, &draft.text).await?;
    let mut languages = Vec::new();
    for own in in_languages(db, key).await? {
        let texts = pairs(&own, key, (Which::Texts, survey.as_ref()))?;
        let words = pairs(&own, key, (Which::Words, None))?;
        let all = [texts, words].into_iter().flatten().flat_map(|side| side.pairs()).collect();
        languages.push((own, all));
    }
    Ok(Some(InEveryLanguage { draft, survey, languages }))
}

/// Saves what somebody wrote of some texts, and hands back those of which somebody else has written something else
/// meanwhile: that stays, until they save again.
///
/// # Errors
/// When there is no such draft or language, it is not theirs, it becomes too long, or the database fails.
pub async fn write(
    db: &Db,
    by: &By<SurveyWriter>,
    (key, language, which): (&SurveyKey, &Language, Which),
    typed: &[Typed],
    now: DateTime<Utc>,
) -> Result<Vec<(TextKey, String)>, TranslateError> {
    let typed = typed.to_vec();
    changed(db, by, (key, language), now, move |own, key, survey| {
        let side = pairs(own, key, (which, survey))?;
        let mut side = side.ok_or(TranslateError::NoSuchLanguage)?;
        let overtaken = typed.iter().filter_map(|typed| match side.take(typed) {
            Taken::Overtaken(theirs) => Some((typed.at.clone(), theirs)),
            Taken::Unchanged | Taken::Changed => None,
        });
        let overtaken = overtaken.collect();
        Ok((which, side.file(), overtaken))
    })
    .await
}

/// Takes what a translator changed in a file that they send back: of the survey's texts, or of the words around them. What
/// somebody wrote here meanwhile stays, and is handed back where the file says something else.
///
/// # Errors
/// As [`write()`], and when it is no such file.
pub async fn bring(
    db: &Db,
    by: &By<SurveyWriter>,
    (key, language): (&SurveyKey, &Language),
    text: &str,
    now: DateTime<Utc>,
) -> Result<Returned, TranslateError> {
    if text.len() > LONGEST * 2 {
        return Err(DraftError::TooLong.into());
    }
    let file = File { name: "file".to_owned(), text: text.replace('\0', "\u{fffd}") };
    changed(db, by, (key, language), now, move |own, key, survey| {
        let is_words = Originals::in_file(&file, &Originals::words().of).is_ok();
        let which = if is_words { Which::Words } else { Which::Texts };
        let side = pairs(own, key, (which, survey))?;
        let mut side = side.ok_or(TranslateError::NoSuchLanguage)?;
        let originals = originals(own, key, (which, survey))?;
        let theirs = SideBySide::of(&originals, &own.language, Some(&file));
        let returned = side.take_file(&theirs.map_err(TranslateError::NotAFile)?);
        Ok((which, side.file(), returned))
    })
    .await
}

/// Which file of a language is changed, what it becomes, and what is told of it.
type Change<T> = Result<(Which, String, T), TranslateError>;

/// Changes one of the files of a language, with the draft held. The survey is read before, so that nobody waits for it who
/// writes of something else; when the draft was saved meanwhile, it is read again.
async fn changed<T: Send + 'static>(
    db: &Db,
    by: &By<SurveyWriter>,
    (key, language): (&SurveyKey, &Language),
    now: DateTime<Utc>,
    change: impl Fn(&InLanguage, &SurveyKey, Option<&Survey>) -> Change<T> + Clone + Send + 'static,
) -> Result<T, TranslateError> {
    loop {
        let draft = find(db, key).await?.ok_or_else(|| DraftError::NoSuchDraft(key.clone()))?;
        let survey = reading::alone(db, key, &draft.text).await?;
        let (by, key, language) = (by.clone(), key.clone(), language.clone());
        let change = change.clone();
        let told = db.write(move |transaction| {
            Box::pin(async move {
                let held = held(transaction, &by, &key).await?;
                if held.revision.cast_unsigned() != draft.revision {
                    return Ok(None);
                }
                let row = found(transaction, &key, &language).await?;
                let row = row.ok_or(TranslateError::NoSuchLanguage)?;
                let own = in_language(row.clone())?;
                let (which, file, told) = change(&own, &key, survey.as_ref())?;
                if file.len() > LONGEST * 2 {
                    return Err(TranslateError::from(DraftError::TooLong));
                }
                keep(transaction, &by, row, (which, file), now).await?;
                Ok(Some(told))
            })
        });
        if let Some(told) = told.await? {
            return Ok(told);
        }
    }
}

pub(super) async fn keep(
    transaction: &impl ConnectionTrait,
    by: &By<SurveyWriter>,
    row: survey_draft_translation::Model,
    (which, file): (Which, String),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let before = match which {
        Which::Texts => row.texts.clone(),
        Which::Words => row.words.clone(),
    };
    if before.as_deref() == Some(file.as_str()) {
        return Ok(());
    }
    let object = format!("{} {}", row.survey_key, row.language);
    let entry = Entry::new(&by.actor(), "survey draft translation saved", &object);
    entry.changing(before.as_deref(), Some(&file)).write(transaction, now).await?;
    let revision = row.revision + 1;
    let mut row = row.into_active_model();
    match which {
        Which::Texts => row.texts = Set(Some(file)),
        Which::Words => row.words = Set(Some(file)),
    }
    row.revision = Set(revision);
    row.changed_at = Set(now);
    row.changed_by = Set(by.actor());
    row.update(transaction).await.map(drop)
}

fn pairs(
    own: &InLanguage,
    key: &SurveyKey,
    (which, survey): (Which, Option<&Survey>),
) -> Result<Option<SideBySide>, TranslateError> {
    let Some(file) = file(own, key, which) else { return Ok(None) };
    let is_own = survey.is_some_and(|survey| checking::is_written_in(survey, &own.language));
    if is_own && which == Which::Texts {
        return Ok(None);
    }
    let originals = originals(own, key, (which, survey))?;
    let pairs = SideBySide::of(&originals, &own.language, Some(&file));
    pairs.map(Some).map_err(TranslateError::NotAFile)
}

/// What is translated. Of a draft with faults, what was when it had none.
fn originals(
    own: &InLanguage,
    key: &SurveyKey,
    (which, survey): (Which, Option<&Survey>),
) -> Result<Originals, TranslateError> {
    match (which, survey, file(own, key, which)) {
        (Which::Words, ..) => Ok(Originals::words()),
        (Which::Texts, Some(survey), _) => Ok(checking::originals(survey, key)),
        (Which::Texts, None, Some(file)) => {
            Originals::in_file(&file, key.as_str()).map_err(TranslateError::NotAFile)
        }
        (Which::Texts, None, None) => Err(TranslateError::NoSuchLanguage),
    }
}

fn file(own: &InLanguage, key: &SurveyKey, which: Which) -> Option<File> {
    match which {
        Which::Texts => own.texts_file(key),
        Which::Words => own.words_file(),
    }
}
