//! What a draft begins with: the last version, a survey of one question, or what another system has.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};
use surveys::{
    authoring::{self, TranslationFiles, Unwritten, write_translation},
    definition::{Survey, Translations},
    keys::SurveyKey,
    language::Language,
    scoring::Packs,
};

use super::{
    Draft, DraftError, draft, may_write,
    offering::{self, InBeginning},
    row,
    throwing::first_revision,
};
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
    /// Those of them that the next version goes without.
    pub left_out: Vec<Language>,
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
        ..Beginning::default()
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
            match row(transaction, &key).await? {
                Some(row) => Ok(draft(row)?),
                None => Ok(make(transaction, (&by, &key), beginning, Begun::Anew, now).await?),
            }
        })
    })
    .await
}

/// How a draft comes to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begun {
    Anew,
    TakenUp,
}

impl Begun {
    const fn of_draft(self) -> &'static str {
        match self {
            Self::Anew => "survey draft begun",
            Self::TakenUp => "survey draft taken up",
        }
    }

    pub(super) const fn of_language(self) -> &'static str {
        match self {
            Self::Anew => "survey draft language begun",
            Self::TakenUp => "survey draft language taken up",
        }
    }
}

pub(super) async fn make(
    transaction: &impl ConnectionTrait,
    (by, key): (&By<SurveyWriter>, &SurveyKey),
    beginning: Beginning,
    begun: Begun,
    now: DateTime<Utc>,
) -> Result<Draft, DbErr> {
    let Beginning { text, languages, left_out, brought } = beginning;
    let revision = first_revision(transaction, key).await?;
    let made = survey_draft::ActiveModel {
        survey_key: Set(key.to_string()),
        revision: Set(revision),
        first_revision: Set(revision),
        text: Set(text.clone()),
        changed_at: Set(now),
        changed_by: Set(by.actor()),
        brought: Set(brought),
        ..Default::default()
    };
    survey_draft::Entity::insert(made).exec_without_returning(transaction).await?;
    let entry = Entry::new(&by.actor(), begun.of_draft(), key.as_str());
    entry.changing(None, Some(&text)).write(transaction, now).await?;
    for (language, files) in languages {
        let is_left_out = left_out.contains(&language);
        let own = InBeginning { language: &language, files, is_left_out, begun };
        offering::insert(transaction, (by, key), own, now).await?;
    }
    let revision = revision.cast_unsigned();
    Ok(Draft { key: key.clone(), revision, text, changed_at: now, changed_by: by.actor() })
}
