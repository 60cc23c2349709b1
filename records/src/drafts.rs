//! The texts from which next versions are made. Two people may have one draft open: whoever saves second is told, and
//! gets both texts.

mod translations;

mod offering;

mod checking;

mod reading;

mod translating;

mod renaming;

mod brought;

mod publishing;

mod throwing;

mod beginning;

mod listing;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{authoring::Unwritten, keys::SurveyKey};

pub use self::{
    beginning::begin,
    brought::{Brought, BroughtItem, Fate, begin_with, brought},
    checking::{Reading, is_own},
    listing::{DraftLine, is_as_published, list},
    offering::{add_language, leave_out},
    publishing::{PublishError, publish},
    reading::{NotRead, check, read, read_typed},
    renaming::save_edited,
    throwing::{Gone, gone, take_up, throw_away},
    translating::{
        InEveryLanguage, TranslateError, Translating, Which, bring, in_every_language,
        side_by_side, write,
    },
    translations::{InLanguage, in_languages, standing},
};
pub(crate) use self::{listing::Beside, reading::Readings};
use crate::{
    Db,
    audit::Entry,
    auth::{By, SurveyWriter},
    entity::survey_draft,
    versions::{self, VersionError},
};

/// No draft is longer, in bytes.
pub const LONGEST: usize = 512 * 1024;

/// A draft as it was last saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The survey's key.
    pub key: SurveyKey,
    /// How often it was saved.
    pub revision: u32,
    /// All of it.
    pub text: String,
    /// When it was saved.
    pub changed_at: DateTime<Utc>,
    /// By whom, as the audit has it.
    pub changed_by: String,
}

/// Why a draft was not begun or saved.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// Somebody else has saved it since: this is theirs.
    #[error("somebody else has saved this draft meanwhile")]
    ChangedMeanwhile(Box<Draft>),
    /// There is none.
    #[error("there is no draft of “{0}”")]
    NoSuchDraft(SurveyKey),
    /// It is longer than any survey.
    #[error("a draft has at most {LONGEST} bytes")]
    TooLong,
    /// The published version cannot be written as a file.
    #[error("“{0}” cannot be written as a file: {1}")]
    Unwritable(SurveyKey, Unwritten),
    /// None of the studies that use the survey is theirs.
    #[error("this survey is used in other studies only")]
    NotTheirs,
    /// A published version cannot be read.
    #[error(transparent)]
    Version(#[from] VersionError),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// The draft of a survey.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db, key: &SurveyKey) -> Result<Option<Draft>, DbErr> {
    row(db.read(), key).await?.map(draft).transpose()
}

/// Saves a draft that was opened at `revision`. The same text again changes nothing.
///
/// # Errors
/// When somebody else has saved it since, it is not there or too long, the survey is used in other studies only, or the
/// database fails.
pub async fn save(
    db: &Db,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
    seen: (u32, &str),
    now: DateTime<Utc>,
) -> Result<Draft, DraftError> {
    saved(db, by, key, seen, Saving::Asked, now).await
}

/// The same, as the page does it by itself whenever its writer pauses. What one person writes so within an hour of the
/// clock is one entry of the audit, which would otherwise tell of little else.
///
/// # Errors
/// As when somebody asks for it.
pub async fn keep(
    db: &Db,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
    seen: (u32, &str),
    now: DateTime<Utc>,
) -> Result<Draft, DraftError> {
    saved(db, by, key, seen, Saving::ByItself, now).await
}

/// How a draft comes to be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saving {
    Asked,
    ByItself,
}

async fn saved(
    db: &Db,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
    (revision, text): (u32, &str),
    saving: Saving,
    now: DateTime<Utc>,
) -> Result<Draft, DraftError> {
    if text.len() > LONGEST {
        return Err(DraftError::TooLong);
    }
    // PostgreSQL takes no U+0000 into a text; as this it is a fault of the file.
    let text = text.replace('\0', "\u{fffd}");
    let (by, key) = (by.clone(), key.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            may_write(transaction, &by, &key).await?;
            let found = row(transaction, &key).await?;
            let found = found.ok_or_else(|| DraftError::NoSuchDraft(key.clone()))?;
            if found.text == text {
                return Ok(draft(found)?);
            }
            let seen = revision.cast_signed();
            if found.revision != seen
                || !replaced(transaction, &found, (seen, &text), &by, now).await?
            {
                let theirs = row(transaction, &key).await?;
                let theirs = theirs.ok_or_else(|| DraftError::NoSuchDraft(key.clone()))?;
                return Err(DraftError::ChangedMeanwhile(Box::new(draft(theirs)?)));
            }
            if saving == Saving::Asked || !goes_on(&found, &by, now) {
                let entry = Entry::new(&by.actor(), "survey draft saved", key.as_str());
                entry.changing(Some(&found.text), Some(&text)).write(transaction, now).await?;
            }
            Ok(Draft { key, revision: revision + 1, text, changed_at: now, changed_by: by.actor() })
        })
    })
    .await
}

/// Whether they have saved it within this hour of the clock already, and nobody else since. That they began it is told by
/// another entry.
fn goes_on(found: &survey_draft::Model, by: &By<SurveyWriter>, now: DateTime<Utc>) -> bool {
    let hour = |at: DateTime<Utc>| at.timestamp().div_euclid(60 * 60);
    let is_saved = found.revision > found.first_revision;
    is_saved && found.changed_by == by.actor() && hour(found.changed_at) == hour(now)
}

/// Whether it was still at the revision that was seen: of two who save at one moment, one finds none.
async fn replaced(
    transaction: &impl ConnectionTrait,
    found: &survey_draft::Model,
    (seen, text): (i32, &str),
    by: &By<SurveyWriter>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let change = survey_draft::ActiveModel {
        revision: Set(seen + 1),
        text: Set(text.to_owned()),
        changed_at: Set(now),
        changed_by: Set(by.actor()),
        ..Default::default()
    };
    let changed = survey_draft::Entity::update_many()
        .set(change)
        .filter(survey_draft::Column::Id.eq(found.id))
        .filter(survey_draft::Column::Revision.eq(seen))
        .exec(transaction)
        .await?;
    Ok(changed.rows_affected == 1)
}

async fn may_write(
    transaction: &impl ConnectionTrait,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
) -> Result<(), DraftError> {
    let used_in = versions::studies(transaction, key).await?;
    if by.may_change(&used_in) { Ok(()) } else { Err(DraftError::NotTheirs) }
}

async fn row(
    connection: &impl ConnectionTrait,
    key: &SurveyKey,
) -> Result<Option<survey_draft::Model>, DbErr> {
    let by_key = survey_draft::Column::SurveyKey.eq(key.as_str());
    survey_draft::Entity::find().filter(by_key).one(connection).await
}

fn draft(row: survey_draft::Model) -> Result<Draft, DbErr> {
    let key = SurveyKey::new(&row.survey_key)
        .map_err(|_| DbErr::Custom(format!("a draft is of “{}”", row.survey_key)))?;
    Ok(Draft {
        key,
        revision: row.revision.cast_unsigned(),
        text: row.text,
        changed_at: row.changed_at,
        changed_by: row.changed_by,
    })
}
