//! What a draft begins with: the last version, a survey of one question, or what another system has.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, EntityTrait};
use surveys::{
    authoring::{self, TranslationFiles, Unwritten, write_translation},
    definition::{Survey, Translations},
    keys::SurveyKey,
    language::Language,
    scoring::Packs,
};

use super::{Draft, DraftError, draft, may_write, row, translations};
use crate::{
    Db,
    audit::Entry,
    auth::{By, SurveyWriter},
    entity::survey_draft,
    rights, versions,
};

/// Begins a draft: of the next version where there is one, otherwise of a new survey with this title. A draft that is
/// there already is handed back as it is.
///
/// # Errors
/// When the survey is used in other studies only, the published version cannot be written as a file, or the database
/// fails.
pub async fn begin(
    db: &Db,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
    title: &str,
    now: DateTime<Utc>,
) -> Result<Draft, DraftError> {
    let latest = versions::find(db, key, None).await?.map(|stored| stored.survey);
    let beginning = match latest {
        None => Beginning {
            text: authoring::begin(key, &title.replace('\0', "\u{fffd}")),
            ..Beginning::default()
        },
        Some(survey) => {
            let packs = rights::packs(db).await?;
            next(&survey, &packs).map_err(|why| DraftError::Unwritable(key.clone(), why))?
        }
    };
    made(db, by, key, beginning, now).await
}

/// What a draft begins with.
#[derive(Clone, Default)]
pub(super) struct Beginning {
    pub text: String,
    pub languages: Vec<(Language, TranslationFiles)>,
    /// What was told of the file that it was made from, as JSON.
    pub brought: Option<String>,
}

/// The next version, in the same languages.
fn next(survey: &Survey, packs: &Packs) -> Result<Beginning, Unwritten> {
    let alone =
        Survey { version: survey.version + 1, translations: Translations::new(), ..survey.clone() };
    let languages = survey.translations.keys();
    let languages =
        languages.filter_map(|one| Some((one.clone(), write_translation(survey, one)?)));
    Ok(Beginning {
        text: authoring::write(&alone, packs)?,
        languages: languages.collect(),
        brought: None,
    })
}

/// Writes it, unless there is one already.
pub(super) async fn made(
    db: &Db,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
    beginning: Beginning,
    now: DateTime<Utc>,
) -> Result<Draft, DraftError> {
    let (by, key) = (by.clone(), key.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            may_write(transaction, &by, &key).await?;
            if let Some(row) = row(transaction, &key).await? {
                return Ok(draft(row)?);
            }
            let Beginning { text, languages, brought } = beginning;
            let made = survey_draft::ActiveModel {
                survey_key: Set(key.to_string()),
                revision: Set(1),
                text: Set(text.clone()),
                changed_at: Set(now),
                changed_by: Set(by.actor()),
                brought: Set(brought),
                ..Default::default()
            };
            survey_draft::Entity::insert(made).exec_without_returning(transaction).await?;
            for (language, files) in languages {
                translations::insert(transaction, (&by, &key), (&language, files), now).await?;
            }
            let entry = Entry::new(&by.actor(), "survey draft begun", key.as_str());
            entry.changing(None, Some(&text)).write(transaction, now).await?;
            Ok(Draft { key, revision: 1, text, changed_at: now, changed_by: by.actor() })
        })
    })
    .await
}
