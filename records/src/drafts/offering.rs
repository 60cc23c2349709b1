//! Which languages a draft is offered in: one is added, left out, or taken up again. What was translated stays, whatever is
//! decided.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
};
use surveys::{
    authoring::{Originals, SideBySide, TranslationFiles, write_translation},
    definition::Survey,
    keys::SurveyKey,
    language::Language,
};

use super::{
    DraftError,
    beginning::Begun,
    checking, find, reading,
    translating::TranslateError,
    translations::{found, held},
};
use crate::{
    Db,
    audit::Entry,
    auth::{By, SurveyWriter},
    entity::survey_draft_translation as row,
    versions::{self, Listed, VersionError},
};

/// Adds a language, with nothing translated yet, or takes one up again that was left out. The words around the questions
/// are those of the survey that was last published in it.
///
/// # Errors
/// When it is the draft's own and needs nothing, there is no draft, it is not theirs, or the database fails.
pub async fn add_language(
    db: &Db,
    by: &By<SurveyWriter>,
    (key, language): (&SurveyKey, &Language),
    now: DateTime<Utc>,
) -> Result<(), TranslateError> {
    let draft = find(db, key).await?.ok_or_else(|| DraftError::NoSuchDraft(key.clone()))?;
    let survey = reading::alone(db, key, &draft.text).await?;
    let files = files(db, survey.as_ref(), (key, language)).await?;
    if files.texts.is_none() && files.words.is_none() {
        return Err(TranslateError::Own);
    }
    let (by, key, language) = (by.clone(), key.clone(), language.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            held(transaction, &by, &key).await?;
            match found(transaction, &key, &language).await? {
                None => {
                    let own = InBeginning::anew(&language, files);
                    insert(transaction, (&by, &key), own, now).await?;
                }
                Some(row) if row.left_out => {
                    let said = ("survey draft language taken up", false);
                    set_left_out(transaction, &by, row, said, now).await?;
                }
                Some(_) => {}
            }
            Ok(())
        })
    })
    .await
}

/// What a language begins with.
async fn files(
    db: &Db,
    survey: Option<&Survey>,
    (key, language): (&SurveyKey, &Language),
) -> Result<TranslationFiles, VersionError> {
    let new = |originals: &Originals| SideBySide::of(originals, language, None).ok();
    let own = survey.is_some_and(|survey| checking::is_written_in(survey, language));
    let nothing = Originals { of: key.to_string(), texts: Vec::new(), language: None };
    let texts = survey.map_or(nothing, |survey| checking::originals(survey, key));
    let texts = if own { None } else { new(&texts).map(|pairs| pairs.file()) };
    let words = words(db, std::slice::from_ref(language)).await?.pop().flatten();
    Ok(TranslationFiles { texts, words })
}

/// The words around the questions in each of these languages, as the survey has them that was last published in it;
/// otherwise nothing is translated yet. English needs none.
pub(super) async fn words(
    db: &Db,
    languages: &[Language],
) -> Result<Vec<Option<String>>, VersionError> {
    let needs_none = |language: &Language| language.first_part() == "en";
    let mut published = match languages.iter().all(needs_none) {
        true => Vec::new(),
        false => versions::listed(db).await?,
    };
    published.sort_by_key(|listed| std::cmp::Reverse(listed.published_at));
    let mut words = Vec::new();
    for language in languages {
        words.push(if needs_none(language) {
            None
        } else {
            words_in(db, &published, language).await?
        });
    }
    Ok(words)
}

async fn words_in(
    db: &Db,
    published: &[Listed],
    language: &Language,
) -> Result<Option<String>, VersionError> {
    for listed in published {
        let survey = versions::asks(db, listed).await?;
        let own = survey.translations.get(language);
        if own.is_some_and(|own| !own.words.is_empty())
            && let Some(words) = write_translation(&survey, language).and_then(|own| own.words)
        {
            return Ok(Some(words));
        }
    }
    let none = || SideBySide::of(&Originals::words(), language, None).ok();
    Ok(none().map(|none| none.file()))
}

/// Leaves a language out of the next version. What was translated stays, and can be taken up again.
///
/// # Errors
/// When there is no such draft or language, it is not theirs, or the database fails.
pub async fn leave_out(
    db: &Db,
    by: &By<SurveyWriter>,
    (key, language): (&SurveyKey, &Language),
    now: DateTime<Utc>,
) -> Result<(), TranslateError> {
    let (by, key, language) = (by.clone(), key.clone(), language.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            held(transaction, &by, &key).await?;
            let last = versions::latest(transaction, &key).await?;
            let published = last.and_then(|last| write_translation(&last, &language));
            match (found(transaction, &key, &language).await?, published) {
                (Some(row), _) if row.left_out => {}
                (Some(row), _) => {
                    let said = ("survey draft language left out", true);
                    set_left_out(transaction, &by, row, said, now).await?;
                }
                // The draft was begun before the last version, which has it.
                (None, Some(files)) => {
                    let own = InBeginning::anew(&language, files);
                    insert(transaction, (&by, &key), own, now).await?;
                    let row = found(transaction, &key, &language).await?;
                    let said = ("survey draft language left out", true);
                    set_left_out(
                        transaction,
                        &by,
                        row.ok_or(TranslateError::NoSuchLanguage)?,
                        said,
                        now,
                    )
                    .await?;
                }
                (None, None) => return Err(TranslateError::NoSuchLanguage),
            }
            Ok(())
        })
    })
    .await
}

async fn set_left_out(
    transaction: &impl ConnectionTrait,
    by: &By<SurveyWriter>,
    row: row::Model,
    (action, left_out): (&str, bool),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let object = format!("{} {}", row.survey_key, row.language);
    let revision = row.revision + 1;
    let mut row = row.into_active_model();
    row.left_out = Set(left_out);
    row.revision = Set(revision);
    row.changed_at = Set(now);
    row.changed_by = Set(by.actor());
    row.update(transaction).await?;
    Entry::new(&by.actor(), action, &object).write(transaction, now).await?;
    Ok(())
}

/// A language as a draft begins with it.
pub(super) struct InBeginning<'l> {
    pub language: &'l Language,
    pub files: TranslationFiles,
    pub is_left_out: bool,
    pub begun: Begun,
}

impl<'l> InBeginning<'l> {
    fn anew(language: &'l Language, files: TranslationFiles) -> Self {
        Self { language, files, is_left_out: false, begun: Begun::Anew }
    }
}

pub(super) async fn insert(
    transaction: &impl ConnectionTrait,
    (by, key): (&By<SurveyWriter>, &SurveyKey),
    own: InBeginning<'_>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let InBeginning { language, files, is_left_out, begun } = own;
    let made = row::ActiveModel {
        survey_key: Set(key.to_string()),
        language: Set(language.to_string()),
        revision: Set(1),
        texts: Set(files.texts.clone()),
        words: Set(files.words),
        left_out: Set(is_left_out),
        changed_at: Set(now),
        changed_by: Set(by.actor()),
        ..Default::default()
    };
    row::Entity::insert(made).exec_without_returning(transaction).await?;
    let object = format!("{key} {language}");
    let entry = Entry::new(&by.actor(), begun.of_language(), &object);
    entry.changing(None, files.texts.as_deref()).write(transaction, now).await.map(drop)
}
