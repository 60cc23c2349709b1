//! Whom somebody may do something about. Whoever is not theirs is told like nobody at all.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait,
};

use crate::{
    Db,
    auth::{By, Caseworker},
    entity::{call_case, participant, staff_case},
    participants,
    studies::StudyHandle,
};

impl By<Caseworker> {
    /// The participant whom this number names, however it was typed, when there is one whom they may do
    /// something about.
    pub(crate) async fn finds(
        &self,
        connection: &impl ConnectionTrait,
        study: &StudyHandle,
        number: &str,
    ) -> Result<Option<participant::Model>, DbErr> {
        let person = participants::by_typed_number(connection, study.id, number).await?;
        let (Self::Staff(by), Some(person)) = (self, &person) else { return Ok(person) };
        reached(connection, by, study, person.id).await
    }
}

/// A participant of the study, when there is one by this row whom they reach.
pub(crate) async fn reached(
    connection: &impl ConnectionTrait,
    by: &Caseworker,
    study: &StudyHandle,
    id: i32,
) -> Result<Option<participant::Model>, DbErr> {
    if by.study_id() != study.id || !by.reaches(connection, id).await? {
        return Ok(None);
    }
    participant::Entity::find_by_id(id).one(connection).await
}

/// Whom of the study they reach.
pub(crate) fn theirs(by: &Caseworker) -> Condition {
    let span = by.span();
    if span.whole_study {
        return Condition::all();
    }
    let theirs = Condition::any().add(participant::Column::Site.is_in(span.sites));
    if !span.own_cases {
        return theirs;
    }
    let cases = staff_case::Entity::find()
        .select_only()
        .column(staff_case::Column::ParticipantId)
        .filter(staff_case::Column::StaffId.eq(by.staff_id()))
        .into_query();
    let rung = call_case::Entity::find()
        .select_only()
        .column(call_case::Column::ParticipantId)
        .filter(by.has_to_ring())
        .into_query();
    theirs
        .add(participant::Column::Id.in_subquery(cases))
        .add(participant::Column::Id.in_subquery(rung))
}

/// The study number of a participant whom they reach; none when there is no such.
///
/// # Errors
/// When the database fails.
pub async fn number(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    id: i32,
) -> Result<Option<String>, DbErr> {
    Ok(reached(db.read(), by, study, id).await?.map(|person| person.study_number))
}

/// The same as staff read it, with a mark beside a test person's.
///
/// # Errors
/// When the database fails.
pub async fn told(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    id: i32,
) -> Result<Option<String>, DbErr> {
    Ok(reached(db.read(), by, study, id).await?.as_ref().map(participants::told))
}
