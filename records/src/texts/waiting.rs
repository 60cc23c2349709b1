//! Texts that wait for a person, of all whom somebody looks after.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select, sea_query::IntoCondition,
};
use surveys::replies::Reply;

use crate::{
    Db,
    auth::Caseworker,
    entity::{participant, text_received},
    participants, people,
    studies::StudyHandle,
};

/// Texts that are told at a time.
const TOGETHER: u64 = 50;

/// A text about which somebody has to do something. Its words are not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Whose page it is on.
    pub participant: i32,
    /// Their study number.
    pub number: String,
    /// What it asks for.
    pub asks: Reply,
    /// When it came.
    pub at: DateTime<Utc>,
}

/// Those of the people whom they reach, the longest waiting first, fifty at most.
///
/// # Errors
/// When the database fails.
pub async fn waiting(db: &Db, by: &Caseworker, study: &StudyHandle) -> Result<Vec<Waiting>, DbErr> {
    let texts =
        open(by, study, Condition::all()).order_by_asc(text_received::Column::Id).limit(TOGETHER);
    let texts = texts.all(db.read()).await?;
    let people = texts.iter().filter_map(|text| text.participant_id);
    let people = participant::Entity::find().filter(participant::Column::Id.is_in(people));
    let people = people.all(db.read()).await?.into_iter();
    let numbers: HashMap<_, _> =
        people.map(|person| (person.id, participants::told(&person))).collect();
    let told = texts.into_iter().filter_map(|text| {
        let participant = text.participant_id?;
        let number = numbers.get(&participant)?.clone();
        let asks = Reply::from_name(&text.asks).unwrap_or(Reply::Other);
        Some(Waiting { participant, number, asks, at: text.received_at })
    });
    Ok(told.collect())
}

/// How many wait. Those of test people are not counted.
///
/// # Errors
/// When the database fails.
pub async fn how_many_wait(db: &Db, by: &Caseworker, study: &StudyHandle) -> Result<u64, DbErr> {
    open(by, study, participants::real()).count(db.read()).await
}

fn open(
    by: &Caseworker,
    study: &StudyHandle,
    whose: impl IntoCondition,
) -> Select<text_received::Entity> {
    let theirs = participant::Entity::find()
        .select_only()
        .column(participant::Column::Id)
        .filter(participant::Column::StudyId.eq(study.id))
        .filter(participant::Column::StudyId.eq(by.study_id()))
        .filter(people::theirs(by))
        .filter(whose.into_condition());
    text_received::Entity::find()
        .filter(text_received::Column::ParticipantId.in_subquery(theirs.into_query()))
        .filter(text_received::Column::Asks.is_in([Reply::Call, Reply::Other].map(Reply::name)))
        .filter(text_received::Column::SeenAt.is_null())
}
