//! The releases of research data that somebody is in, or was in, and what owners of records returned of them.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use surveys::calendar;

use crate::{
    Db,
    cuts::Manifest,
    entity::{cut, cut_row, participant},
    studies::StudyHandle,
};

/// A release of research data, under a key in place of who somebody is.
#[derive(Clone, Debug, Serialize)]
pub struct Released {
    /// Who was given it.
    pub to: String,
    /// What for.
    pub purpose: Option<String>,
    /// The day on which it was made.
    pub on: NaiveDate,
    /// What the rows of the person have in place of who they are.
    pub row_key: String,
    /// The day on which their rows were taken out of it again, by UTC.
    pub taken_out_on: Option<NaiveDate>,
}

/// Something that somebody who holds records returned.
#[derive(Clone, Debug, Serialize)]
pub struct Received {
    /// Who returned it.
    pub from: String,
    /// What it is.
    pub what: String,
    /// What it says.
    pub value: String,
    /// The day on which it came.
    pub on: Option<NaiveDate>,
}

pub(super) async fn of(
    db: &Db,
    study: &StudyHandle,
    person: &participant::Model,
) -> Result<Vec<Released>, DbErr> {
    let theirs = cut_row::Entity::find()
        .filter(cut_row::Column::ParticipantId.eq(person.id))
        .order_by_asc(cut_row::Column::CutId);
    let mut all = Vec::new();
    for row in theirs.all(db.read()).await? {
        let made = cut::Entity::find_by_id(row.cut_id).filter(cut::Column::MadeAt.is_not_null());
        let Some(cut) = made.one(db.read()).await? else { continue };
        let manifest: Manifest =
            serde_json::from_str(&cut.manifest).map_err(|error| DbErr::Json(error.to_string()))?;
        all.push(Released {
            to: cut.recipient,
            purpose: manifest.purpose_title,
            on: calendar::date_in(&study.study().timezone, manifest.made_at),
            row_key: row.row_key,
            taken_out_on: row.erased_on,
        });
    }
    Ok(all)
}
