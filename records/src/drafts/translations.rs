//! The languages of a draft besides its own. One that is left out stays on record as such, so that no version loses
//! a language by accident.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::LockType,
};
use surveys::{
    authoring::{File, WORDS},
    keys::SurveyKey,
    language::Language,
};

use super::{Draft, DraftError, may_write};
use crate::{
    Db,
    auth::{By, SurveyWriter},
    entity::{survey_draft, survey_draft_translation as row},
};

/// A draft in one other language, as it was last saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InLanguage {
    /// The language. The draft's own brings the words around its questions.
    pub language: Language,
    /// How often it was saved.
    pub revision: u32,
    /// The file of its texts.
    pub texts: Option<String>,
    /// The file of the words around the questions.
    pub words: Option<String>,
    /// Whether the next version goes without it.
    pub left_out: bool,
    /// When it was saved.
    pub changed_at: DateTime<Utc>,
    /// By whom, as the audit has it.
    pub changed_by: String,
}

impl InLanguage {
    pub(super) fn texts_file(&self, key: &SurveyKey) -> Option<File> {
        let name = format!("{key}.{}.toml", self.language);
        self.texts.clone().map(|text| File { name, text })
    }

    pub(super) fn words_file(&self) -> Option<File> {
        let name = format!("{WORDS}.{}.toml", self.language);
        self.words.clone().map(|text| File { name, text })
    }
}

/// The languages of a draft, those included that are left out.
///
/// # Errors
/// When the database fails.
pub async fn in_languages(db: &Db, key: &SurveyKey) -> Result<Vec<InLanguage>, DbErr> {
    all(db.read(), key).await
}

pub(super) async fn all(
    connection: &impl ConnectionTrait,
    key: &SurveyKey,
) -> Result<Vec<InLanguage>, DbErr> {
    rows(connection, key).await?.into_iter().map(in_language).collect()
}

pub(super) async fn rows(
    connection: &impl ConnectionTrait,
    key: &SurveyKey,
) -> Result<Vec<row::Model>, DbErr> {
    let rows = row::Entity::find()
        .filter(row::Column::SurveyKey.eq(key.as_str()))
        .order_by_asc(row::Column::Language);
    rows.all(connection).await
}

/// How often draft and translations were saved, together: whoever looked at all of it knows by this number whether it
/// is still the same.
#[must_use]
pub fn standing(draft: &Draft, languages: &[InLanguage]) -> u32 {
    draft.revision + languages.iter().map(|own| own.revision).sum::<u32>()
}

/// The draft, when it is there and theirs, held until the transaction ends: of two who translate at one moment, the
/// second sees what the first wrote.
pub(super) async fn held(
    transaction: &impl ConnectionTrait,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
) -> Result<survey_draft::Model, DraftError> {
    may_write(transaction, by, key).await?;
    let mut draft =
        survey_draft::Entity::find().filter(survey_draft::Column::SurveyKey.eq(key.as_str()));
    if transaction.get_database_backend() != DbBackend::Sqlite {
        draft = draft.lock(LockType::NoKeyUpdate);
    }
    let draft = draft.one(transaction).await?;
    draft.ok_or_else(|| DraftError::NoSuchDraft(key.clone()))
}

pub(super) async fn found(
    transaction: &impl ConnectionTrait,
    key: &SurveyKey,
    language: &Language,
) -> Result<Option<row::Model>, DbErr> {
    row::Entity::find()
        .filter(row::Column::SurveyKey.eq(key.as_str()))
        .filter(row::Column::Language.eq(language.as_str()))
        .one(transaction)
        .await
}

pub(super) fn in_language(row: row::Model) -> Result<InLanguage, DbErr> {
    let language =
        Language::new(&row.language).map_err(|problem| DbErr::Custom(problem.to_string()))?;
    Ok(InLanguage {
        language,
        revision: row.revision.cast_unsigned(),
        texts: row.texts,
        words: row.words,
        left_out: row.left_out,
        changed_at: row.changed_at,
        changed_by: row.changed_by,
    })
}
