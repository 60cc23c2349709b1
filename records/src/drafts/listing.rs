//! Drafts in a list, without their texts; and which of them say just what the last version says.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, FromQueryResult, QueryOrder, QuerySelect};
use surveys::{comparing::says_the_same, keys::SurveyKey};

use super::{check, find};
use crate::{
    Db,
    entity::{survey_draft, survey_draft_translation},
    versions::{self, Listed},
};

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// The survey's key.
    pub key: SurveyKey,
    /// When it was saved, or one of its translations.
    pub changed_at: DateTime<Utc>,
    /// By whom its text was, as the audit has it.
    pub changed_by: String,
    /// Whether it was made from a file of another system.
    pub was_brought: bool,
    /// How often draft and translations were saved, together.
    pub stands: u32,
    id: i32,
    /// Whether its text is still what it was begun with.
    is_as_begun: bool,
}

/// Whether a draft, as it stood, says just what a version says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Beside {
    draft: (i32, u32, DateTime<Utc>),
    version: i32,
}

#[derive(FromQueryResult)]
struct Row {
    id: i32,
    survey_key: String,
    revision: i32,
    first_revision: i32,
    changed_at: DateTime<Utc>,
    changed_by: String,
    was_brought: bool,
}

#[derive(FromQueryResult)]
struct Translated {
    survey_key: String,
    revision: i32,
    changed_at: DateTime<Utc>,
}

/// Every draft, by survey.
///
/// # Errors
/// When the database fails.
pub async fn list(db: &Db) -> Result<Vec<DraftLine>, DbErr> {
    use survey_draft::Column;
    let drafts = survey_draft::Entity::find()
        .select_only()
        .columns([Column::Id, Column::SurveyKey, Column::Revision, Column::FirstRevision])
        .columns([Column::ChangedAt, Column::ChangedBy])
        .column_as(Column::Brought.is_not_null(), "was_brought")
        .order_by_asc(Column::SurveyKey)
        .into_model::<Row>();
    let drafts = drafts.all(db.read()).await?;
    let translations = translated(db).await?;
    let each = drafts.into_iter().map(|row| {
        let key = SurveyKey::new(&row.survey_key)
            .map_err(|_| DbErr::Custom(format!("a draft is of “{}”", row.survey_key)))?;
        let (stands, changed_at) = translations.get(&row.survey_key).copied().unwrap_or_default();
        Ok(DraftLine {
            key,
            changed_at: row.changed_at.max(changed_at),
            changed_by: row.changed_by,
            was_brought: row.was_brought,
            id: row.id,
            is_as_begun: row.revision == row.first_revision,
            stands: stands + row.revision.cast_unsigned(),
        })
    });
    each.collect()
}

/// How often the translations of each draft were saved, and when they last were.
async fn translated(db: &Db) -> Result<HashMap<String, (u32, DateTime<Utc>)>, DbErr> {
    use survey_draft_translation::Column;
    let rows = survey_draft_translation::Entity::find()
        .select_only()
        .columns([Column::SurveyKey, Column::Revision, Column::ChangedAt])
        .into_model::<Translated>();
    let mut all = HashMap::<_, (u32, DateTime<Utc>)>::new();
    for row in rows.all(db.read()).await? {
        let (stands, changed_at) = all.entry(row.survey_key).or_default();
        *stands += row.revision.cast_unsigned();
        *changed_at = row.changed_at.max(*changed_at);
    }
    Ok(all)
}

/// Whether a draft says just what the last version says. A draft stays when it is published, with its comments, and
/// there is nothing of it to look after until somebody changes it; nor of one that was begun since and left as it was.
/// What was saved since is taken to say something else.
///
/// # Errors
/// When the database fails.
pub async fn is_as_published(db: &Db, draft: &DraftLine, last: &Listed) -> Result<bool, DbErr> {
    if draft.changed_at > last.published_at && !draft.is_as_begun {
        return Ok(false);
    }
    let asked = Beside { draft: (draft.id, draft.stands, draft.changed_at), version: last.id };
    let known = db.cache.as_published.read().ok().and_then(|known| known.get(&asked).copied());
    if let Some(known) = known {
        return Ok(known);
    }
    let Some(found) = find(db, &draft.key).await? else { return Ok(false) };
    let read = check(db, &draft.key, &found.text).await?;
    let is_same = match read {
        Ok(survey) => says_the_same(&survey, &*versions::asks(db, last).await?),
        Err(_) => false,
    };
    if let Ok(mut known) = db.cache.as_published.write() {
        // Of one draft only how it stands now can be asked again.
        known.retain(|other, _| other.draft.0 != draft.id);
        known.insert(asked, is_same);
    }
    Ok(is_same)
}
