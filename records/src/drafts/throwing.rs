//! A draft that is thrown away. It is kept as it was, and can be taken up again. Numbers go on: what was seen of the one
//! draft of a survey is never taken for what stands in another.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ModelTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use surveys::{
    authoring::{self, TranslationFiles},
    keys::SurveyKey,
    language::Language,
};

use super::{
    Draft, DraftError, InLanguage,
    beginning::{Beginning, Begun, make},
    draft, may_write, row, standing,
    translations::{all, held},
};
use crate::{
    Db,
    audit::Entry,
    auth::{By, SurveyWriter},
    entity::{survey_draft, survey_draft_gone as gone_row, survey_draft_translation},
};

/// A draft that was thrown away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Its number.
    pub id: i32,
    /// The survey's key.
    pub key: SurveyKey,
    /// What it is called, where that can be read.
    pub title: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom, as the audit has it.
    pub by: String,
}

/// A language of it.
#[derive(Serialize, Deserialize)]
struct Kept {
    language: Language,
    texts: Option<String>,
    words: Option<String>,
    /// Whether the draft was to be published without it.
    #[serde(default)]
    left_out: bool,
}

/// Throws a draft away that was looked at as it stood then, with its translations.
///
/// # Errors
/// When somebody has saved it since, there is none, the survey is used in other studies only, or the database fails.
pub async fn throw_away(
    db: &Db,
    by: &By<SurveyWriter>,
    (key, seen): (&SurveyKey, u32),
    now: DateTime<Utc>,
) -> Result<(), DraftError> {
    let (by, key) = (by.clone(), key.clone());
    db.write(move |transaction| {
        Box::pin(async move { as_seen(transaction, (&by, &key), seen, now).await })
    })
    .await
}

/// Throws away the draft that is there, if it stands as somebody saw it.
async fn as_seen(
    transaction: &impl ConnectionTrait,
    (by, key): (&By<SurveyWriter>, &SurveyKey),
    seen: u32,
    now: DateTime<Utc>,
) -> Result<(), DraftError> {
    let row = held(transaction, by, key).await?;
    let languages = all(transaction, key).await?;
    let own = draft(row.clone())?;
    let stands = standing(&own, &languages);
    if stands != seen {
        return Err(DraftError::ChangedMeanwhile(Box::new(own)));
    }
    Ok(put_away(transaction, by, (row, languages, stands), now).await?)
}

/// Keeps it as it is, where nobody works on it.
async fn put_away(
    transaction: &impl ConnectionTrait,
    by: &By<SurveyWriter>,
    (row, languages, stands): (survey_draft::Model, Vec<InLanguage>, u32),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (key, text) = (row.survey_key.clone(), row.text.clone());
    let kept = gone_row::ActiveModel {
        survey_key: Set(key.clone()),
        revision: Set(stands.cast_signed()),
        text: Set(text.clone()),
        translations: Set(kept(languages)?),
        brought: Set(row.brought.clone()),
        gone_at: Set(now),
        gone_by: Set(by.actor()),
        ..Default::default()
    };
    gone_row::Entity::insert(kept).exec_without_returning(transaction).await?;
    survey_draft_translation::Entity::delete_many()
        .filter(survey_draft_translation::Column::SurveyKey.eq(&key))
        .exec(transaction)
        .await?;
    row.delete(transaction).await?;
    let entry = Entry::new(&by.actor(), "survey draft thrown away", &key);
    entry.changing(Some(&text), None).write(transaction, now).await?;
    Ok(())
}

/// All of them: what was left out may be wanted later.
fn kept(languages: Vec<InLanguage>) -> Result<String, DbErr> {
    let kept = languages.into_iter().map(|own| {
        let InLanguage { language, texts, words, left_out, .. } = own;
        Kept { language, texts, words, left_out }
    });
    let kept: Vec<_> = kept.collect();
    serde_json::to_string(&kept).map_err(|error| DbErr::Json(error.to_string()))
}

/// The drafts that were thrown away and not taken up since, the last one first.
///
/// # Errors
/// When the database fails.
pub async fn gone(db: &Db) -> Result<Vec<Gone>, DbErr> {
    use gone_row::Column;
    let rows = gone_row::Entity::find()
        .select_only()
        .columns([Column::Id, Column::SurveyKey, Column::Text, Column::GoneAt, Column::GoneBy])
        .order_by_desc(Column::Id)
        .into_tuple::<(i32, String, String, DateTime<Utc>, String)>();
    let each = rows.all(db.read()).await?.into_iter().map(|(id, key, text, at, by)| {
        let key =
            SurveyKey::new(&key).map_err(|_| DbErr::Custom(format!("a draft is of “{key}”")))?;
        Ok(Gone { id, key, title: authoring::titled(&text), at, by })
    });
    each.collect()
}

/// The number at which a draft of the survey begins.
pub(super) async fn first_revision(
    connection: &impl ConnectionTrait,
    key: &SurveyKey,
) -> Result<i32, DbErr> {
    let last = gone_row::Entity::find()
        .filter(gone_row::Column::SurveyKey.eq(key.as_str()))
        .order_by_desc(gone_row::Column::Revision)
        .select_only()
        .column(gone_row::Column::Revision)
        .into_tuple::<i32>()
        .one(connection)
        .await?;
    Ok(last.map_or(1, |last| last + 1))
}

/// Takes up a draft again that was thrown away. It is then a draft as any other, and no longer among those that were
/// thrown away. Where there is another by now, that one is thrown away in its place, if it stands as it was seen to.
///
/// # Errors
/// When it is not there, another one is that nobody saw, the survey is used in other studies only, or the database
/// fails.
pub async fn take_up(
    db: &Db,
    by: &By<SurveyWriter>,
    (key, id): (&SurveyKey, i32),
    in_place_of: Option<u32>,
    now: DateTime<Utc>,
) -> Result<Draft, DraftError> {
    let (by, key) = (by.clone(), key.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            may_write(transaction, &by, &key).await?;
            let gone = gone_row::Entity::find_by_id(id)
                .filter(gone_row::Column::SurveyKey.eq(key.as_str()))
                .one(transaction)
                .await?;
            let Some(gone) = gone else {
                // Whoever presses a button twice comes to what they took up.
                let taken_up = row(transaction, &key).await?;
                let taken_up = taken_up.ok_or_else(|| DraftError::NoSuchDraft(key.clone()))?;
                return Ok(draft(taken_up)?);
            };
            if let Some(row) = row(transaction, &key).await? {
                let Some(seen) = in_place_of else {
                    return Err(DraftError::ChangedMeanwhile(Box::new(draft(row)?)));
                };
                as_seen(transaction, (&by, &key), seen, now).await?;
            }
            let beginning = again(&gone)?;
            let taken_up = make(transaction, (&by, &key), beginning, Begun::TakenUp, now).await?;
            gone.delete(transaction).await?;
            Ok(taken_up)
        })
    })
    .await
}

/// As it was.
fn again(gone: &gone_row::Model) -> Result<Beginning, DbErr> {
    let kept: Vec<Kept> =
        serde_json::from_str(&gone.translations).map_err(|error| DbErr::Json(error.to_string()))?;
    let (mut languages, mut left_out) = (Vec::new(), Vec::new());
    for Kept { language, texts, words, left_out: is_left_out } in kept {
        if is_left_out {
            left_out.push(language.clone());
        }
        languages.push((language, TranslationFiles { texts, words }));
    }
    let (text, brought) = (gone.text.clone(), gone.brought.clone());
    Ok(Beginning { text, languages, left_out, brought })
}
