//! A draft that somebody changed by choosing. Where a question got another name, its translations go with it, left out
//! or not, in the same write.

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use surveys::{
    editing::{Edited, Renamed},
    keys::SurveyKey,
};

use super::{
    Draft, DraftError, LONGEST, Saving, Which, draft, replaced, save,
    translating::keep,
    translations::{held, in_language, rows},
};
use crate::{
    Db,
    audit::Entry,
    auth::{By, SurveyWriter},
};

/// Saves a draft that was opened at `revision` and changed by choosing.
///
/// # Errors
/// As [`save()`].
pub async fn save_edited(
    db: &Db,
    by: &By<SurveyWriter>,
    key: &SurveyKey,
    (revision, edited): (u32, &Edited),
    now: DateTime<Utc>,
) -> Result<Draft, DraftError> {
    if edited.renamed.is_empty() {
        return save(db, by, key, (revision, &edited.text), now).await;
    }
    if edited.text.len() > LONGEST {
        return Err(DraftError::TooLong);
    }
    let (by, key, edited) = (by.clone(), key.clone(), edited.clone());
    db.write(move |transaction| {
        Box::pin(async move {
            let found = held(transaction, &by, &key).await?;
            let text = edited.text.as_str();
            if found.revision != revision.cast_signed()
                || !replaced(transaction, &found, text, (&by, Saving::Asked), now).await?
            {
                return Err(DraftError::ChangedMeanwhile(Box::new(draft(found)?)));
            }
            let entry = Entry::new(&by.actor(), "survey draft saved", key.as_str());
            entry.changing(Some(&found.text), Some(text)).write(transaction, now).await?;
            carried(transaction, (&by, &key), &edited.renamed, now).await?;
            let (text, changed_by) = (edited.text, by.actor());
            Ok(Draft { key, revision: revision + 1, text, changed_at: now, changed_by })
        })
    })
    .await
}

/// The words around the questions fill in nothing that is asked, so they are left as they are.
async fn carried(
    transaction: &impl ConnectionTrait,
    (by, key): (&By<SurveyWriter>, &SurveyKey),
    renamed: &[Renamed],
    now: DateTime<Utc>,
) -> Result<(), DraftError> {
    for row in rows(transaction, key).await? {
        let Some(mut file) = in_language(row.clone())?.texts_file(key) else { continue };
        for renamed in renamed {
            // A file that cannot be read is left for somebody to mend.
            if let Ok(text) = renamed.in_file(&file, key.as_str()) {
                file.text = text;
            }
        }
        if file.text.len() > LONGEST * 2 {
            return Err(DraftError::TooLong);
        }
        keep(transaction, by, row, (Which::Texts, file.text), now).await?;
    }
    Ok(())
}
