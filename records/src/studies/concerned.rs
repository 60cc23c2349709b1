//! How many people it concerns when a study's protocol or its words change.

use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
};

use super::StudyHandle;
use crate::{
    Db,
    entity::{participant, response},
    participants,
};

/// How many people a change concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concerned {
    /// All who are in the study.
    pub people: u64,
    /// Of each wave, by its title: how many of them have not sent it.
    pub to_send: Vec<(String, u64)>,
}

/// Counts them. Whoever stopped, or whose wave has closed, counts among those who have not sent it; test people are not
/// counted.
///
/// # Errors
/// When the database fails.
pub async fn concerned(db: &Db, study: &StudyHandle) -> Result<Concerned, DbErr> {
    let people = participant::Entity::find()
        .filter(participant::Column::StudyId.eq(study.id))
        .filter(participants::real());
    let mut to_send = Vec::new();
    for wave in &study.study().waves {
        let sent = response::Entity::find()
            .select_only()
            .column(response::Column::ParticipantId)
            .filter(response::Column::WaveKey.eq(wave.key.as_str()))
            .filter(response::Column::SubmittedAt.is_not_null())
            .into_query();
        let still = people.clone().filter(participant::Column::Id.not_in_subquery(sent));
        to_send.push((wave.title.clone(), still.count(db.read()).await?));
    }
    Ok(Concerned { people: people.count(db.read()).await?, to_send })
}
