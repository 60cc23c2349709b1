//! Cases: the participants whom each interviewer looks after. A supervisor gives them, and takes them back.

mod giving;

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, sea_query::SelectStatement,
};
use surveys::roles::Role;

pub use self::giving::{give_cases, take_cases};
use crate::{
    Db,
    auth::Supervisor,
    entity::{participant, staff_case, staff_member, staff_role},
    participants,
};

/// Why no case was given or taken.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// The account is none of an interviewer of this study.
    #[error("this is nobody who interviews in the study")]
    NoInterviewer,
    /// No number was given.
    #[error("no study number was given")]
    NoNumbers,
    /// Nobody in the study has these numbers.
    #[error("nobody in the study has {}", .0.join(", "))]
    Unknown(Vec<String>),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// An interviewer, and how many participants they look after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caseload {
    /// The number of the account.
    pub staff_id: i32,
    /// What they are called, or else their address.
    pub name: String,
    /// Their participants in this study.
    pub cases: usize,
}

/// Who looks after whom in a study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Its interviewers, by name.
    pub interviewers: Vec<Caseload>,
    /// Participants whom no interviewer has.
    pub nobodys: u64,
}

/// The interviewers of a study, with how many participants each has.
///
/// # Errors
/// When the database fails.
pub async fn load(db: &Db, by: &Supervisor) -> Result<Load, DbErr> {
    let study = by.study_id();
    let cases = staff_case::Entity::find()
        .filter(staff_case::Column::ParticipantId.in_subquery(people(study)))
        .all(db.read())
        .await?;
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for case in cases {
        *counts.entry(case.staff_id).or_default() += 1;
    }
    let members = staff_member::Entity::find()
        .filter(staff_member::Column::RemovedAt.is_null())
        .filter(staff_member::Column::Id.in_subquery(interviewers(study)));
    let interviewers = members.all(db.read()).await?.into_iter().map(|row| Caseload {
        staff_id: row.id,
        cases: counts.get(&row.id).copied().unwrap_or_default(),
        name: row.name.unwrap_or(row.email),
    });
    let mut interviewers: Vec<_> = interviewers.collect();
    interviewers.sort_by(|one, other| one.name.cmp(&other.name));
    let given = staff_case::Entity::find()
        .select_only()
        .column(staff_case::Column::ParticipantId)
        .filter(staff_case::Column::StaffId.is_in(interviewers.iter().map(|one| one.staff_id)))
        .into_query();
    let nobodys = participant::Entity::find()
        .filter(participant::Column::StudyId.eq(study))
        .filter(participant::Column::Id.not_in_subquery(given))
        .filter(participants::real());
    Ok(Load { interviewers, nobodys: nobodys.count(db.read()).await? })
}

/// An interviewer's name and the study numbers of their participants in the study; none when there is no
/// such interviewer.
///
/// # Errors
/// When the database fails.
pub async fn cases_of(
    db: &Db,
    by: &Supervisor,
    staff_id: i32,
) -> Result<Option<(String, Vec<String>)>, DbErr> {
    let Some(member) = interviewer(db.read(), by.study_id(), staff_id).await? else {
        return Ok(None);
    };
    let own = staff_case::Entity::find()
        .select_only()
        .column(staff_case::Column::ParticipantId)
        .filter(staff_case::Column::StaffId.eq(staff_id))
        .into_query();
    let numbers = participant::Entity::find()
        .filter(participant::Column::StudyId.eq(by.study_id()))
        .filter(participant::Column::Id.in_subquery(own))
        .order_by_asc(participant::Column::StudyNumber)
        .all(db.read())
        .await?;
    let numbers = numbers.iter().map(participants::told).collect();
    Ok(Some((member.name.unwrap_or(member.email), numbers)))
}

/// The account of somebody who interviews in the study.
async fn interviewer(
    connection: &impl ConnectionTrait,
    study: i32,
    staff_id: i32,
) -> Result<Option<staff_member::Model>, DbErr> {
    staff_member::Entity::find_by_id(staff_id)
        .filter(staff_member::Column::RemovedAt.is_null())
        .filter(staff_member::Column::Id.in_subquery(interviewers(study)))
        .one(connection)
        .await
}

/// Whether somebody interviews in a study by this account.
pub(crate) async fn interviews(
    connection: &impl ConnectionTrait,
    study: i32,
    staff_id: i32,
) -> Result<bool, DbErr> {
    Ok(interviewer(connection, study, staff_id).await?.is_some())
}

fn interviewers(study: i32) -> SelectStatement {
    staff_role::Entity::find()
        .select_only()
        .column(staff_role::Column::StaffId)
        .filter(staff_role::Column::StudyId.eq(study))
        .filter(staff_role::Column::Role.eq(Role::Interviewer.key()))
        .into_query()
}

/// Who takes part in a study: test people are given to interviewers, and not counted.
fn people(study: i32) -> SelectStatement {
    participant::Entity::find()
        .select_only()
        .column(participant::Column::Id)
        .filter(participant::Column::StudyId.eq(study))
        .filter(participants::real())
        .into_query()
}
