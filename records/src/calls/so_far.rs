//! The calls to one person, with all that was said of them, for whoever looks after those who ring: they decide what becomes of a
//! case, and cannot without it. That they look is in the audit before anything is told.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Attempt, CallError, attempts, listing::Listed, ringing::Ringing, seeking};
use crate::{
    Db,
    audit::Entry,
    auth::{By, Supervisor},
    entity::participant,
    participants,
    studies::StudyHandle,
};

/// The cases of one person, and the calls to them. There is no name in it but those that an interviewer wrote, and no number to ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoFar {
    /// By which the participant is opened.
    pub participant: i32,
    /// Their study number, with a mark if they are a test person.
    pub number: String,
    /// Their cases, one for each wave at most, each as it stands at this moment.
    pub cases: Vec<Listed>,
    /// Every call to them, about whichever wave, newest first.
    pub calls: Vec<Attempt>,
}

/// How each case of a participant stands, and every call to them.
///
/// # Errors
/// When they do not supervise the study, there is no such participant in it, its protocol or rules cannot be read, or the database
/// fails.
pub async fn so_far(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<SoFar, CallError> {
    if !by.may_in(study) {
        return Err(CallError::NotTheirs);
    }
    let person = participant::Entity::find_by_id(id)
        .filter(participant::Column::StudyId.eq(study.id))
        .one(db.read())
        .await?;
    let person = person.ok_or(CallError::NotTheirCase)?;
    let entry = Entry::new(&by.actor(), "calls read", &person.study_number).about(person.id);
    let entry = entry.in_study(study.id).to("to look after those who ring them");
    entry.write_alone(db, now).await?;
    let ringing = Ringing::of(db, study, now).await?;
    let found = seeking::of_person(db, &ringing, person.id, now).await?;
    Ok(SoFar {
        participant: person.id,
        number: participants::told(&person),
        cases: found.cases,
        calls: attempts::of_participant(db, person.id).await?,
    })
}
