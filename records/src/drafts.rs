//! The texts from which next versions are made. Two people may have one draft open: what they changed in different lines
//! goes together, and of the same lines somebody chooses.

mod translations;

mod offering;

mod checking;

mod reading;

mod translating;

mod renaming;

mod earlier;

mod saving;

mod joining;

mod brought;

mod publishing;

mod throwing;

mod beginning;

mod listing;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{authoring::Unwritten, keys::SurveyKey};

use self::saving::{put, replaced};
pub use self::{
    beginning::begin,
    brought::{Brought, BroughtItem, Fate, begin_with, brought},
    checking::{Reading, is_own, wrong_in},
    earlier::{Earlier, earlier, earlier_text, fetch},
    joining::{JoinError, Saved, Together, Written, join},
    listing::{DraftLine, is_as_published, list},
    offering::{add_language, leave_out},
    publishing::{PublishError, publish},
    reading::{NotRead, check, read, read_typed},
    renaming::save_edited,
    saving::{Saving, save},
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
