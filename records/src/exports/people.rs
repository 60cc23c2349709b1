//! People with everything that their rows are made of, some at a time. No file is made from anything else, so test people
//! are left out here.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use surveys::{consent::Event, events::FirstDays, stopping::State, study::Study};

use crate::{
    calls::{self, CallMade},
    consent,
    entity::{allocation, participant, response},
    events,
    identity::{self, Vault},
    linkage::Linked,
    outbox::{self, AboutWave},
    page_history::{self, WhoSaved},
    participants, stopping, stored,
};

pub(super) struct Person {
    pub participant: participant::Model,
    pub allocation: Option<allocation::Model>,
    /// Oldest first.
    pub consent: Vec<Event>,
    pub responses: Vec<response::Model>,
    /// Who saved the pages of each response, by its row, the oldest first. Of answers that were deleted nothing is there.
    pub saved: HashMap<i32, Vec<WhoSaved>>,
    /// The calls that were made to them, those about one wave in their order.
    pub calls: Vec<CallMade>,
    /// The messages to them about their waves, in the order in which they were handed over.
    pub messages: Vec<AboutWave>,
    /// What they stopped, and what happened to them.
    pub stops: State,
    /// The first day of each event from which a wave is counted.
    pub events: FirstDays,
    /// Fetched only where a response was begun and not sent: the others hold their age.
    pub dob: Option<NaiveDate>,
    /// What owners of records returned, where it is asked for.
    pub linked: Linked,
}

/// What somebody has on record, also where the study's file does not name it any more.
pub(super) struct Named {
    pub sites: Vec<String>,
    pub arms: Vec<String>,
}

/// Sites and arms, each once.
pub(super) async fn named(connection: &impl ConnectionTrait, study: i32) -> Result<Named, DbErr> {
    let own = || participant::Entity::find().filter(participant::Column::StudyId.eq(study));
    let sites: Vec<Option<String>> = own()
        .select_only()
        .column(participant::Column::Site)
        .distinct()
        .into_tuple()
        .all(connection)
        .await?;
    let ids = own().select_only().column(participant::Column::Id).into_query();
    let arms = allocation::Entity::find()
        .filter(allocation::Column::ParticipantId.in_subquery(ids))
        .select_only()
        .column(allocation::Column::Arm)
        .distinct()
        .into_tuple()
        .all(connection)
        .await?;
    Ok(Named { sites: sites.into_iter().flatten().collect(), arms })
}

pub(super) async fn count(connection: &impl ConnectionTrait, study: i32) -> Result<u64, DbErr> {
    let enrolled = participant::Entity::find()
        .filter(participant::Column::StudyId.eq(study))
        .filter(participants::real());
    enrolled.count(connection).await
}

/// At most `most` people who were enrolled after the one with this id, in order.
pub(super) async fn after(
    (connection, vault): (&impl ConnectionTrait, &Vault),
    (study, file): (i32, &Study),
    id: i32,
    most: u64,
) -> Result<Vec<Person>, DbErr> {
    let participants = enrolled_after(connection, (study, id), most).await?;
    let ids: Vec<_> = participants.iter().map(|participant| participant.id).collect();
    let mut allocations = allocations(connection, &ids).await?;
    let mut consent = consent::events(connection, &ids).await?;
    let mut responses = stored::responses(connection, &ids).await?;
    let mut stops = stopping::states(connection, &ids).await?;
    let days = events::first_days(connection, file, &ids).await?;
    let mut calls = calls::made_to(connection, &ids).await?;
    let mut messages = outbox::about_waves(connection, &ids).await?;
    let mut saved = saved(connection, &responses).await?;
    let birthdays = identity::birthdays(vault, &begun(&responses)).await?;
    let person = |participant: participant::Model| {
        let responses = responses.remove(&participant.id).unwrap_or_default();
        let own = |row: &response::Model| Some((row.id, saved.remove(&row.id)?));
        Person {
            allocation: allocations.remove(&participant.id),
            consent: consent.remove(&participant.id).unwrap_or_default(),
            saved: responses.iter().filter_map(own).collect(),
            responses,
            calls: calls.remove(&participant.id).unwrap_or_default(),
            messages: messages.remove(&participant.id).unwrap_or_default(),
            stops: stops.remove(&participant.id).unwrap_or_default(),
            events: days.get(&participant.id).copied().unwrap_or_default(),
            dob: birthdays.get(&participant.id).copied(),
            linked: Linked::default(),
            participant,
        }
    };
    Ok(participants.into_iter().map(person).collect())
}

/// At most `most` people who were enrolled after the one with this id, in order, without everything else.
pub(crate) async fn enrolled_after(
    connection: &impl ConnectionTrait,
    (study, id): (i32, i32),
    most: u64,
) -> Result<Vec<participant::Model>, DbErr> {
    participant::Entity::find()
        .filter(participant::Column::StudyId.eq(study))
        .filter(participant::Column::Id.gt(id))
        .filter(participants::real())
        .order_by_asc(participant::Column::Id)
        .limit(most)
        .all(connection)
        .await
}

/// Who saved the pages of these responses.
async fn saved(
    connection: &impl ConnectionTrait,
    responses: &HashMap<i32, Vec<response::Model>>,
) -> Result<HashMap<i32, Vec<WhoSaved>>, DbErr> {
    let rows: Vec<_> = responses.values().flatten().map(|row| row.id).collect();
    page_history::who_saved(connection, &rows).await
}

/// Those of them who have a response that they did not send.
fn begun(responses: &HashMap<i32, Vec<response::Model>>) -> Vec<i32> {
    let is_open = |rows: &[response::Model]| rows.iter().any(|row| row.submitted_at.is_none());
    responses.iter().filter(|(_, rows)| is_open(rows)).map(|(id, _)| *id).collect()
}

async fn allocations(
    connection: &impl ConnectionTrait,
    ids: &[i32],
) -> Result<HashMap<i32, allocation::Model>, DbErr> {
    let own = allocation::Column::ParticipantId.is_in(ids.iter().copied());
    let rows = allocation::Entity::find().filter(own).all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.participant_id, row)).collect())
}
