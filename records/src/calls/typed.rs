//! Whose cases are meant by what somebody typed who looks after interviewers: a study number or a part of one, or a telephone number,
//! which the audit has before anybody is told.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, DbErr};

use crate::{
    Db,
    auth::{By, Supervisor},
    entity::call_case,
    gather::of_few_lengths,
    participants, people,
    studies::StudyHandle,
};

/// The cases of the one whose study number it is; without one of those whose telephone number it is, and without any of those whose
/// study number has it in it. None where nothing was typed that a number could have.
pub(super) async fn meant(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Option<Condition>, DbErr> {
    let of = |people: Vec<i32>| {
        Condition::all().add(call_case::Column::ParticipantId.is_in(of_few_lengths(people)))
    };
    if let Some(person) = participants::by_typed_number(db.read(), study.id, typed).await? {
        return Ok(Some(of(vec![person.id])));
    }
    let people = people::with_telephone(db, by, study, typed, now).await?;
    if !people.is_empty() {
        return Ok(Some(of(people)));
    }
    let in_it = participants::with_part(study.id, typed);
    let whose = in_it.map(|people| call_case::Column::ParticipantId.in_subquery(people));
    Ok(whose.map(|whose| Condition::all().add(whose)))
}
