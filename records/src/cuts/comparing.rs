//! What is different between two cuts of a study: by participant, and file by file.

mod person;

use std::sync::Arc;

use chrono::NaiveDate;
use datasets::Dataset;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Serialize;

use self::person::Sides;
use super::{CutError, kept, packed};
use crate::{Db, entity::cut_row, exports, studies::StudyHandle};

/// People who are compared at a time.
const CHUNK: u64 = 250;

/// What is different. People are named by their row key in the newer cut.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// The number of the older cut.
    pub older: u32,
    /// The number of the newer one.
    pub newer: u32,
    /// Surveys that the newer cut has an answer to, and the older one does not.
    pub responses: Vec<Response>,
    /// Answers that are not what they were, in surveys that both have.
    pub changed: Vec<Changed>,
    /// Those whose answers were deleted since one of them was made.
    pub erased: Vec<Gone>,
    /// The row keys of whoever is in the newer one only.
    pub joined: Vec<String>,
    /// Who is in the older one only.
    pub left: Vec<Gone>,
    /// File by file, those that both have and those that one has.
    pub files: Vec<FileDiff>,
}

/// A survey that somebody answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Response {
    /// Whose it is.
    pub row_key: String,
    /// The wave.
    pub wave: String,
}

/// Answers of somebody in a wave that changed. To what is not told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// Whose they are.
    pub row_key: String,
    /// The wave.
    pub wave: String,
    /// The variables, without a wave's prefix.
    pub variables: Vec<String>,
}

/// Somebody whose rows are gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gone {
    /// Their row key.
    pub row_key: String,
    /// The number of the cut in which that is their key: the older one where they are not in the newer.
    pub cut: u32,
    /// When they were erased, by UTC; none of somebody who was only left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// What is different in a file. A row that changed is one that came and one that went; row keys and pseudonyms, which differ
/// from cut to cut, are left aside, and so is what only one of the cuts has a column for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileDiff {
    /// What it is called, without its ending.
    pub file: String,
    /// Rows that only the newer cut has.
    pub came: u64,
    /// Rows that only the older cut has.
    pub went: u64,
    /// Columns that only the older cut has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only_in_older: Vec<String>,
    /// Columns that only the newer cut has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only_in_newer: Vec<String>,
}

impl Diff {
    /// How many answers changed.
    #[must_use]
    pub fn changed_answers(&self) -> usize {
        self.changed.iter().map(|changed| changed.variables.len()).sum()
    }
}

/// Compares two cuts of the study, whichever way round they are named: the one with the lower number is the older.
///
/// # Errors
/// When one of them is not there, what it keeps is damaged, or the database fails.
pub async fn diff(
    db: &Db,
    study: &StudyHandle,
    (one, other): (u32, u32),
) -> Result<Diff, CutError> {
    let (older, newer) = (one.min(other), one.max(other));
    let snapshot = exports::snapshot(db).await?;
    let older = Side::of(&snapshot, study, older).await?;
    let newer = Side::of(&snapshot, study, newer).await?;
    let mut sides = Sides::new(&older, &newer);
    let mut last = 0;
    loop {
        let people = people(&snapshot, [older.id, newer.id], last).await?;
        let Some(next) = people.last() else { break };
        last = *next;
        let rows = cut_row::Entity::find()
            .filter(cut_row::Column::CutId.is_in([older.id, newer.id]))
            .filter(cut_row::Column::ParticipantId.is_in(people.iter().copied()))
            .order_by_asc(cut_row::Column::ParticipantId)
            .all(&snapshot)
            .await?;
        for person in rows.chunk_by(|one, other| one.participant_id == other.participant_id) {
            let of = |side: &Side| person.iter().find(|row| row.cut_id == side.id);
            sides.person(of(&older), of(&newer))?;
        }
    }
    let diff = sides.end();
    snapshot.rollback().await?;
    Ok(diff)
}

/// One of the cuts.
struct Side {
    id: i32,
    number: u32,
    files: Vec<Arc<Dataset>>,
}

impl Side {
    async fn of(
        connection: &impl ConnectionTrait,
        study: &StudyHandle,
        number: u32,
    ) -> Result<Self, CutError> {
        let row = kept::row(connection, study.id, number).await?;
        Ok(Self { id: row.id, number, files: kept::files(&row)? })
    }

    /// What is kept of somebody; none of whoever was erased.
    fn unpacked(&self, row: &cut_row::Model) -> Result<Option<packed::Unpacked>, CutError> {
        let (Some(rows), Some(sha256)) = (&row.rows, &row.sha256) else { return Ok(None) };
        let (number, row_key) = (self.number, row.row_key.clone());
        let unpacked = packed::unpack(rows, sha256, self.files.len());
        unpacked.map(Some).ok_or(CutError::Damaged { number, row_key })
    }
}

/// The next people who are in either.
async fn people(
    connection: &impl ConnectionTrait,
    cuts: [i32; 2],
    after: i32,
) -> Result<Vec<i32>, DbErr> {
    cut_row::Entity::find()
        .filter(cut_row::Column::CutId.is_in(cuts))
        .filter(cut_row::Column::ParticipantId.gt(after))
        .select_only()
        .column(cut_row::Column::ParticipantId)
        .distinct()
        .order_by_asc(cut_row::Column::ParticipantId)
        .limit(CHUNK)
        .into_tuple()
        .all(connection)
        .await
}
