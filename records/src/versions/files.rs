//! A published version as files: what was published, and what the next version can be written from.

use surveys::{
    authoring::{self, Unwritten, WORDS, write_translation},
    definition::{Survey, Translations},
};

use super::Stored;
use crate::{Db, rights};

/// Why a version cannot be written as files.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// A survey's file cannot say this.
    #[error("the survey cannot be written as a file: {0}")]
    Unwritten(#[from] Unwritten),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] sea_orm::DbErr),
}

/// Each by its name: the JSON whose SHA-256 is told, the survey's file, and those of its translations.
///
/// # Errors
/// When the survey cannot be written, or the database fails.
pub async fn files(db: &Db, stored: &Stored) -> Result<Vec<(String, String)>, FilesError> {
    let survey = &stored.survey;
    let key = &survey.key;
    let packs = rights::packs(db).await?;
    let alone = Survey { translations: Translations::new(), ..Survey::clone(survey) };
    let mut files = vec![
        (format!("{key}.json"), stored.canonical.clone()),
        (format!("{key}.toml"), authoring::write(&alone, &packs)?),
    ];
    for language in survey.translations.keys() {
        let Some(written) = write_translation(survey, language) else { continue };
        let names = [(key.as_str(), written.texts), (WORDS, written.words)];
        let written = names.into_iter().filter_map(|(name, text)| Some((name, text?)));
        files.extend(written.map(|(name, text)| (format!("{name}.{language}.toml"), text)));
    }
    Ok(files)
}
