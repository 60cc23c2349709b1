//! Cases change hands: many at once, all of them or none, each with its entry in the audit.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};

use super::{CaseError, interviewer};
use crate::{
    Db,
    audit::Entry,
    auth::{By, Supervisor},
    entity::{participant, staff_case},
    participants::{self, Named},
    studies::StudyHandle,
};

/// Cases in one statement.
const SOME: usize = 500;

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
    change(db, (by, Change::Give), (staff_id, study), numbers, now).await
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
    change(db, (by, Change::TakeBack), (staff_id, study), numbers, now).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Give,
    TakeBack,
}

/// Changes whose cases these are: how many it made a difference to. A long list costs a few statements for
/// each [`SOME`] of it, since nobody else writes meanwhile.
async fn change(
    db: &Db,
    (by, change): (By<Supervisor>, Change),
    (staff_id, study): (i32, &StudyHandle),
    numbers: Vec<String>,
    now: DateTime<Utc>,
) -> Result<usize, CaseError> {
    let study = study.clone();
    db.write(move |transaction| {
        Box::pin(async move {
            let people = named(transaction, (&by, &study), staff_id, numbers).await?;
            participants::hold(transaction, people.iter().map(|person| person.id)).await?;
            let mut changed = 0;
            for some in people.chunks(SOME) {
                let held = held(transaction, staff_id, some).await?;
                let differs =
                    |person: &&participant::Model| held.contains(&person.id) == change.undoes();
                let some: Vec<_> = some.iter().filter(differs).collect();
                change.make(transaction, staff_id, &some, now).await?;
                tell(transaction, &by, (change, staff_id), &some, now).await?;
                changed += some.len();
            }
            Ok(changed)
        })
    })
    .await
}

impl Change {
    /// Whether it is for those who are theirs, or for those who are not.
    fn undoes(self) -> bool {
        self == Self::TakeBack
    }

    async fn make(
        self,
        transaction: &DatabaseTransaction,
        staff_id: i32,
        people: &[&participant::Model],
        now: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        if people.is_empty() {
            return Ok(());
        }
        let theirs = staff_case::Column::StaffId.eq(staff_id);
        let these = people.iter().map(|person| person.id);
        if self == Self::TakeBack {
            let these = staff_case::Column::ParticipantId.is_in(these);
            let cases = staff_case::Entity::delete_many().filter(theirs).filter(these);
            return cases.exec(transaction).await.map(drop);
        }
        let rows = these.map(|person| staff_case::ActiveModel {
            staff_id: Set(staff_id),
            participant_id: Set(person),
            given_at: Set(now),
        });
        staff_case::Entity::insert_many(rows).exec_without_returning(transaction).await.map(drop)
    }
}

/// Which of some people an interviewer has.
async fn held(
    transaction: &DatabaseTransaction,
    staff_id: i32,
    people: &[participant::Model],
) -> Result<HashSet<i32>, DbErr> {
    let held = staff_case::Entity::find()
        .filter(staff_case::Column::StaffId.eq(staff_id))
        .filter(staff_case::Column::ParticipantId.is_in(people.iter().map(|person| person.id)));
    let held = held.all(transaction).await?.into_iter();
    Ok(held.map(|case| case.participant_id).collect())
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
    let Named { people, unknown } =
        participants::by_typed_numbers(transaction, study.id, &numbers).await?;
    if unknown.is_empty() { Ok(people) } else { Err(CaseError::Unknown(unknown)) }
}

/// An entry for each of them: what was done about whom is looked up by person.
async fn tell(
    transaction: &DatabaseTransaction,
    by: &By<Supervisor>,
    (change, staff_id): (Change, i32),
    people: &[&participant::Model],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let action = match change {
        Change::Give => "case given",
        Change::TakeBack => "case taken back",
    };
    let entries = people.iter().map(|person| {
        let object = format!("staff {staff_id}: {}", person.study_number);
        let entry = Entry::new(&by.actor(), action, &object).about(person.id);
        entry.in_study(person.study_id)
    });
    Entry::write_all(entries, transaction, now).await
}
