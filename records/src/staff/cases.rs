//! Cases: the participants whom each interviewer looks after. A supervisor gives them, and takes them back.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::SelectStatement,
};
use surveys::roles::Role;

use crate::{
    Db,
    audit::Entry,
    auth::{By, Supervisor},
    entity::{participant, staff_case, staff_member, staff_role},
    participants,
    studies::StudyHandle,
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
        .filter(participant::Column::Id.not_in_subquery(given));
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
        .select_only()
        .column(participant::Column::StudyNumber)
        .into_tuple::<String>()
        .all(db.read())
        .await?;
    Ok(Some((member.name.unwrap_or(member.email), numbers)))
}

/// Gives participants to an interviewer, all of them or none: how many were not theirs before.
///
/// # Errors
/// When nobody interviews by this account, a number is unknown, or the database fails.
pub async fn give_cases(
    db: &Db,
    by: By<Supervisor>,
    staff_id: i32,
    study: &StudyHandle,
    numbers: Vec<String>,
    now: DateTime<Utc>,
) -> Result<usize, CaseError> {
    let study = study.clone();
    db.write(move |transaction| {
        Box::pin(async move {
            let mut given = 0;
            for person in named(transaction, (&by, &study), staff_id, numbers).await? {
                let held = staff_case::Entity::find_by_id((staff_id, person.id));
                if held.one(transaction).await?.is_some() {
                    continue;
                }
                let row = staff_case::ActiveModel {
                    staff_id: Set(staff_id),
                    participant_id: Set(person.id),
                    given_at: Set(now),
                };
                staff_case::Entity::insert(row).exec_without_returning(transaction).await?;
                tell(transaction, &by, "case given", (staff_id, &person), now).await?;
                given += 1;
            }
            Ok(given)
        })
    })
    .await
}

/// Takes participants back from an interviewer, all of them or none: how many were theirs.
///
/// # Errors
/// When nobody interviews by this account, a number is unknown, or the database fails.
pub async fn take_cases(
    db: &Db,
    by: By<Supervisor>,
    staff_id: i32,
    study: &StudyHandle,
    numbers: Vec<String>,
    now: DateTime<Utc>,
) -> Result<usize, CaseError> {
    let study = study.clone();
    db.write(move |transaction| {
        Box::pin(async move {
            let mut taken = 0;
            for person in named(transaction, (&by, &study), staff_id, numbers).await? {
                let case = staff_case::Entity::delete_by_id((staff_id, person.id));
                if case.exec(transaction).await?.rows_affected > 0 {
                    tell(transaction, &by, "case taken back", (staff_id, &person), now).await?;
                    taken += 1;
                }
            }
            Ok(taken)
        })
    })
    .await
}

/// The participants with these numbers, for somebody who interviews in their study.
async fn named(
    transaction: &DatabaseTransaction,
    (by, study): (&By<Supervisor>, &StudyHandle),
    staff_id: i32,
    numbers: Vec<String>,
) -> Result<Vec<participant::Model>, CaseError> {
    let interviews = interviewer(transaction, study.id, staff_id).await?.is_some();
    if !by.may_in(study) || !interviews {
        return Err(CaseError::NoInterviewer);
    }
    if numbers.is_empty() {
        return Err(CaseError::NoNumbers);
    }
    let (mut people, mut unknown) = (Vec::with_capacity(numbers.len()), Vec::new());
    for number in numbers {
        match participants::by_number(transaction, study, &number).await? {
            Some(person) => people.push(person),
            None => unknown.push(number),
        }
    }
    if unknown.is_empty() { Ok(people) } else { Err(CaseError::Unknown(unknown)) }
}

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

fn interviewers(study: i32) -> SelectStatement {
    staff_role::Entity::find()
        .select_only()
        .column(staff_role::Column::StaffId)
        .filter(staff_role::Column::StudyId.eq(study))
        .filter(staff_role::Column::Role.eq(Role::Interviewer.key()))
        .into_query()
}

fn people(study: i32) -> SelectStatement {
    participant::Entity::find()
        .select_only()
        .column(participant::Column::Id)
        .filter(participant::Column::StudyId.eq(study))
        .into_query()
}

async fn tell(
    transaction: &DatabaseTransaction,
    by: &By<Supervisor>,
    action: &str,
    (staff_id, person): (i32, &participant::Model),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let object = format!("staff {staff_id}: {}", person.study_number);
    let entry = Entry::new(&by.actor(), action, &object).about(person.id);
    entry.in_study(person.study_id).write(transaction, now).await.map(drop)
}
