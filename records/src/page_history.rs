//! What each saved page of a response changed, so that the answers can be known as they were, and who saved it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, de::DeserializeOwned};
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
        Ok::<_, DbErr>(SavedPage { at: row.at, changes: read(&row.changes)? })
    };
    rows.into_iter().map(page).collect()
}

/// That a page was saved: by whom and in which way, and what it changed by name. To what it changed is not among it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WhoSaved {
    /// The page, or what else the row is about, as the history has it.
    pub page: String,
    /// Who did, as the history has it.
    pub actor: String,
    /// In which way, as the history has it.
    pub mode: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The variables that it changed. What begins with `_` is none.
    pub changed: Vec<String>,
}

/// Of a change only what it changed: an answer is not even read.
#[derive(Deserialize)]
struct Changed {
    variable: String,
}

/// Who saved the pages of each of these responses, the oldest first. Of answers that were deleted nothing is told.
pub(crate) async fn who_saved(
    connection: &impl ConnectionTrait,
    responses: &[i32],
) -> Result<HashMap<i32, Vec<WhoSaved>>, DbErr> {
    use history::Column;
    type Row = (i32, String, String, String, DateTime<Utc>, String);
    const ASKED: [Column; 6] = [
        Column::ResponseId,
        Column::Page,
        Column::Actor,
        Column::Mode,
        Column::At,
        Column::Changes,
    ];
    let rows: Vec<Row> = history::Entity::find()
        .filter(Column::ResponseId.is_in(responses.iter().copied()))
        .filter(Column::ErasedAt.is_null())
        .order_by_asc(Column::Id)
        .select_only()
        .columns(ASKED)
        .into_tuple()
        .all(connection)
        .await?;
    let mut saved: HashMap<i32, Vec<_>> = HashMap::new();
    for (response, page, actor, mode, at, changes) in rows {
        let changes: Vec<Changed> = read(&changes)?;
        let names = changes.into_iter().map(|change| change.variable);
        let changed = names.filter(|name| !name.starts_with('_')).collect();
        saved.entry(response).or_default().push(WhoSaved { page, actor, mode, at, changed });
    }
    Ok(saved)
}

/// A save that changed a variable, and how.
pub(crate) struct SavedChange {
    /// The page, or what else the row is about, as the history has it.
    pub page: String,
    /// Who did, as the history has it.
    pub actor: String,
    /// In which way, as the history has it.
    pub mode: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it changed.
    pub change: Change,
}

/// What became of some variables of a response, save by save, the oldest first. Of answers that were deleted nothing is told.
pub(crate) async fn changes_of(
    connection: &impl ConnectionTrait,
    response: i32,
    variables: &[&str],
) -> Result<Vec<SavedChange>, DbErr> {
    let rows = history::Entity::find()
        .filter(history::Column::ResponseId.eq(response))
        .filter(history::Column::ErasedAt.is_null())
        .order_by_asc(history::Column::Id)
        .all(connection)
        .await?;
    let mut saved = Vec::new();
    for history::Model { page, actor, mode, at, changes, .. } in rows {
        let changes: Vec<Change> = read(&changes)?;
        let own = changes.into_iter().filter(|own| variables.contains(&own.variable.as_str()));
        saved.extend(own.map(|change| SavedChange {
            page: page.clone(),
            actor: actor.clone(),
            mode: mode.clone(),
            at,
            change,
        }));
    }
    Ok(saved)
}

fn read<T: DeserializeOwned>(changes: &str) -> Result<T, DbErr> {
    serde_json::from_str(changes).map_err(|error| DbErr::Json(error.to_string()))
}
