//! Whose cases are meant by what somebody typed who looks after interviewers: a study number or a part of one, or a telephone number,
//! which the audit has before anybody is told.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    Db,
    audit::Entry,
    auth::{By, Supervisor},
    entity::{call_case, participant},
    gather::of_few_lengths,
    identity::{self, Kind},
    participants,
    studies::StudyHandle,
};

/// Shorter than any telephone number.
const FEWEST_DIGITS: usize = 7;

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
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    if digits >= FEWEST_DIGITS {
        let people = with_telephone(db, by, study, typed, now).await?;
        if !people.is_empty() {
            return Ok(Some(of(people)));
        }
    }
    let in_it = participants::with_part(study.id, typed);
    let whose = in_it.map(|people| call_case::Column::ParticipantId.in_subquery(people));
    Ok(whose.map(|whose| Condition::all().add(whose)))
}

/// Those of the study who have this telephone number.
async fn with_telephone(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<Vec<i32>, DbErr> {
    use participant::Column;
    let people = identity::find(&db.vault, Kind::Mobile, typed).await?;
    let found: Vec<(i32, String)> = participant::Entity::find()
        .filter(Column::StudyId.eq(study.id))
        .filter(Column::Id.is_in(of_few_lengths(people)))
        .select_only()
        .columns([Column::Id, Column::StudyNumber])
        .into_tuple()
        .all(db.read())
        .await?;
    let numbers: Vec<_> = found.iter().map(|(_, number)| number.as_str()).collect();
    let object = format!("{}: {}", study.study().key, numbers.join(", "));
    let mut entry = Entry::new(&by.actor(), "looked up by telephone number", &object);
    if let [(one, _)] = found.as_slice() {
        entry = entry.about(*one);
    }
    entry.in_study(study.id).write_alone(db, now).await?;
    Ok(found.into_iter().map(|(person, _)| person).collect())
}
