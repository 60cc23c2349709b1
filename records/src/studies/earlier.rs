//! What a study's file said before it was loaded again: what an ethics committee saw of consent, sheets and safeguarding.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use surveys::study::Study;

use super::StudyHandle;
use crate::{
    Db,
    entity::{study, study_earlier},
};

/// A text that held once, in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Counts up from 1, which was loaded first.
    pub number: u32,
    /// From when on it held.
    pub loaded_at: DateTime<Utc>,
    /// When the next took its place.
    pub replaced_at: DateTime<Utc>,
}

/// A text that held once.
#[derive(Clone, Debug)]
pub struct Former {
    /// Which.
    pub is: Earlier,
    /// What it said. It has no waves: those are the protocol's.
    pub study: Study,
}

/// Why there is no earlier text.
#[derive(Debug, thiserror::Error)]
pub enum EarlierError {
    /// None has this number.
    #[error("the study has no earlier text {number}; {}", held(earlier))]
    NoSuchText {
        /// The number.
        number: u32,
        /// Those that there are.
        earlier: Vec<Earlier>,
    },
    /// What is stored cannot be read by this program.
    #[error("the earlier text of the study cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Every text that held before the one that does, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn earlier(db: &Db, study: &StudyHandle) -> Result<Vec<Earlier>, DbErr> {
    use study_earlier::Column::{LoadedAt, Number, ReplacedAt};

    let rows = study_earlier::Entity::find()
        .select_only()
        .columns([Number, LoadedAt, ReplacedAt])
        .filter(study_earlier::Column::StudyId.eq(study.id))
        .order_by_desc(Number)
        .into_tuple::<(i32, DateTime<Utc>, DateTime<Utc>)>()
        .all(db.read())
        .await?;
    let rows = rows.into_iter().map(|(number, loaded_at, replaced_at)| Earlier {
        number: number.cast_unsigned(),
        loaded_at,
        replaced_at,
    });
    Ok(rows.collect())
}

/// The text of this number.
///
/// # Errors
/// When there is none, it cannot be read, or the database fails.
pub async fn former(db: &Db, study: &StudyHandle, number: u32) -> Result<Former, EarlierError> {
    let found = study_earlier::Entity::find()
        .filter(study_earlier::Column::StudyId.eq(study.id))
        .filter(study_earlier::Column::Number.eq(number))
        .one(db.read())
        .await?;
    let Some(row) = found else {
        let earlier = earlier(db, study).await?;
        return Err(EarlierError::NoSuchText { number, earlier });
    };
    let (loaded_at, replaced_at) = (row.loaded_at, row.replaced_at);
    let is = Earlier { number, loaded_at, replaced_at };
    Ok(Former { is, study: serde_json::from_str(&row.definition)? })
}

/// Keeps what a study says while something else takes its place.
pub(super) async fn keep(
    transaction: &impl ConnectionTrait,
    row: &study::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let before = study_earlier::Entity::find();
    let before =
        before.filter(study_earlier::Column::StudyId.eq(row.id)).count(transaction).await?;
    let number = i32::try_from(before + 1)
        .map_err(|_| DbErr::Custom("a study was loaded too often".to_owned()))?;
    let kept = study_earlier::ActiveModel {
        study_id: Set(row.id),
        number: Set(number),
        definition: Set(row.definition.clone()),
        loaded_at: Set(row.loaded_at),
        replaced_at: Set(now),
        ..Default::default()
    };
    study_earlier::Entity::insert(kept).exec_without_returning(transaction).await?;
    Ok(())
}

fn held(earlier: &[Earlier]) -> String {
    let each = earlier.iter().rev().map(|one| {
        let [from, until] = [one.loaded_at, one.replaced_at].map(|at| at.format("%Y-%m-%d"));
        format!("{} from {from} until {until}", one.number)
    });
    let each: Vec<_> = each.collect();
    match each.is_empty() {
        true => "it was never loaded with other words".to_owned(),
        false => format!("those that are kept: {}", each.join("; ")),
    }
}
