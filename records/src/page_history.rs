//! What each saved page of a response changed, so that the answers can be known as they were.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::{journey::Change, value::Answers};

use crate::entity::history;

/// A page that was saved.
pub(crate) struct SavedPage {
    /// When.
    pub at: DateTime<Utc>,
    changes: Vec<Change>,
}

impl SavedPage {
    /// Changes answers as it did. What begins with `_` is no answer: an interviewer went back, and why.
    pub fn apply(self, answers: &mut Answers) {
        for Change { variable, to, .. } in self.changes {
            match to {
                _ if variable.starts_with('_') => {}
                Some(value) => drop(answers.set(variable, value)),
                None => drop(answers.clear(&variable)),
            }
        }
    }
}

/// The pages of a response that were saved by a moment, the oldest first.
pub(crate) async fn until(
    connection: &impl ConnectionTrait,
    response: i32,
    moment: DateTime<Utc>,
) -> Result<Vec<SavedPage>, DbErr> {
    let rows = history::Entity::find()
        .filter(history::Column::ResponseId.eq(response))
        .filter(history::Column::At.lte(moment))
        .order_by_asc(history::Column::Id)
        .all(connection)
        .await?;
    let page = |row: history::Model| {
        let changes = serde_json::from_str(&row.changes);
        let changes = changes.map_err(|error| DbErr::Json(error.to_string()))?;
        Ok::<_, DbErr>(SavedPage { at: row.at, changes })
    };
    rows.into_iter().map(page).collect()
}
