//! Cuts as they are kept.

use std::sync::Arc;

use datasets::{Dataset, Outline};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::{Cut, CutError, Erased};
use crate::{
    Db,
    entity::{cut, cut_row},
    exports::ExportError,
    studies::StudyHandle,
};

/// People whose rows are read at a time.
const CHUNK: u64 = 250;

/// Every cut of the study that was made, the oldest first.
///
/// # Errors
/// When one cannot be read, or the database fails.
pub async fn list(db: &Db, study: &StudyHandle) -> Result<Vec<Cut>, CutError> {
    let rows = made_of(study.id).order_by_asc(cut::Column::Number).all(db.read()).await?;
    let mut cuts = Vec::with_capacity(rows.len());
    for row in rows {
        cuts.push(of_row(db.read(), row).await?);
    }
    Ok(cuts)
}

/// The cut by this number.
///
/// # Errors
/// When there is none, it cannot be read, or the database fails.
pub async fn find(db: &Db, study: &StudyHandle, number: u32) -> Result<Cut, CutError> {
    let row = row(db.read(), study.id, number).await?;
    of_row(db.read(), row).await
}

pub(super) async fn row(
    connection: &impl ConnectionTrait,
    study: i32,
    number: u32,
) -> Result<cut::Model, CutError> {
    let numbered = made_of(study).filter(cut::Column::Number.eq(i64::from(number)));
    numbered.one(connection).await?.ok_or(CutError::NoSuchCut(number))
}

/// Whose making was not ended is none.
fn made_of(study: i32) -> sea_orm::Select<cut::Entity> {
    cut::Entity::find()
        .filter(cut::Column::StudyId.eq(study))
        .filter(cut::Column::MadeAt.is_not_null())
}

pub(super) async fn of_row(
    connection: &impl ConnectionTrait,
    row: cut::Model,
) -> Result<Cut, CutError> {
    Ok(Cut {
        number: row.number.unsigned_abs(),
        made_at: row.made_at.unwrap_or(row.begun_at),
        made_by: row.made_by,
        recipient: row.recipient,
        purpose: row.purpose,
        masked: row.masked,
        include_text: row.include_text,
        people: u64::from(row.people.unsigned_abs()),
        erased: erased(connection, row.id).await?,
        manifest: serde_json::from_str(&row.manifest)?,
        id: row.id,
    })
}

/// How many were erased, day by day.
pub(super) async fn erased(
    connection: &impl ConnectionTrait,
    cut: i32,
) -> Result<Vec<Erased>, DbErr> {
    let by_day = cut_row::Entity::find()
        .filter(cut_row::Column::CutId.eq(cut))
        .filter(cut_row::Column::ErasedOn.is_not_null())
        .select_only()
        .column(cut_row::Column::ErasedOn)
        .column_as(cut_row::Column::Id.count(), "people")
        .group_by(cut_row::Column::ErasedOn)
        .order_by_asc(cut_row::Column::ErasedOn)
        .into_tuple::<(chrono::NaiveDate, i64)>();
    let days = by_day.all(connection).await?.into_iter();
    Ok(days.map(|(on, people)| Erased { on, people: people.unsigned_abs() }).collect())
}

/// The schema of each file of a cut.
pub(crate) async fn datasets(
    connection: &impl ConnectionTrait,
    (study, cut): (i32, &Cut),
) -> Result<Vec<Arc<Dataset>>, CutError> {
    files(&row(connection, study, cut.number).await?)
}

/// The schema of each file, in the order in which rows were kept.
pub(super) fn files(row: &cut::Model) -> Result<Vec<Arc<Dataset>>, CutError> {
    let outlines: Vec<Outline> = serde_json::from_str(&row.schema)?;
    datasets_of(outlines)
}

pub(super) fn datasets_of(outlines: Vec<Outline>) -> Result<Vec<Arc<Dataset>>, CutError> {
    let dataset = |outline| Dataset::new(outline).map(Arc::new).map_err(ExportError::Schema);
    Ok(outlines.into_iter().map(dataset).collect::<Result<_, _>>()?)
}

/// The next people of a cut, in the order of their row keys: that of enrolment would let two recipients lay their files beside
/// each other. Whoever was erased is among them, without rows.
pub(super) async fn after(
    connection: &impl ConnectionTrait,
    cut: i32,
    row_key: &str,
) -> Result<Vec<cut_row::Model>, DbErr> {
    cut_row::Entity::find()
        .filter(cut_row::Column::CutId.eq(cut))
        .filter(cut_row::Column::RowKey.gt(row_key))
        .order_by_asc(cut_row::Column::RowKey)
        .limit(CHUNK)
        .all(connection)
        .await
}

/// How many people of a cut have rows.
pub(super) async fn people(connection: &impl ConnectionTrait, cut: i32) -> Result<u64, DbErr> {
    let own = cut_row::Entity::find().filter(cut_row::Column::CutId.eq(cut));
    own.filter(cut_row::Column::Rows.is_not_null()).count(connection).await
}
