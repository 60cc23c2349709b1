//! Every case of a study, for whoever looks after its interviewers.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use surveys::calls::{Agreed, Outcome, Standing, disposition};

use super::{
    CallError, case,
    leasing::{ended, nobodys},
    naming,
    placing::{self, each},
    ringing::Ringing,
};
use crate::{
    Db,
    audit::Entry,
    auth::{By, Supervisor},
    entity::call_case,
    interviews::{hung_up, on_the_line},
    participants,
    studies::StudyHandle,
};

/// Cases that are looked at together.
const TOGETHER: u64 = 500;

/// A case, as a supervisor reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The number of the case.
    pub case: i32,
    /// By which the participant is opened.
    pub participant: i32,
    /// Their study number.
    pub number: String,
    /// About which wave.
    pub wave: String,
    /// How it stands; none where what is held of them cannot be read.
    pub standing: Option<Standing>,
    /// What was agreed with them, where nobody rings them for now.
    pub unkept: Option<Agreed>,
    /// What it counts as at this moment.
    pub outcome: Option<Outcome>,
    /// How the last call ended, if any was made.
    pub last: Option<Outcome>,
    /// Calls that were made.
    pub attempts: usize,
    /// The interviewer who has it, by the number of their account, and until when.
    pub leased: Option<(i32, DateTime<Utc>)>,
    /// Who has them on the line, by the number of their account, and since when it was sure that it is them.
    pub on_the_line: Option<(i32, DateTime<Utc>)>,
}

/// Every case of a study, each as it stands at this moment, in the order in which they were issued.
///
/// # Errors
/// When they do not supervise it, its protocol or rules cannot be read, or the database fails.
pub async fn listed(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Vec<Listed>, CallError> {
    if !by.may_in(study) {
        return Err(CallError::NotTheirs);
    }
    let ringing = Ringing::of(db, study, now).await?;
    let (mut listed, mut last) = (Vec::new(), 0);
    loop {
        let rows = call_case::Entity::find()
            .filter(call_case::Column::StudyId.eq(study.id))
            .filter(call_case::Column::Id.gt(last))
            .order_by_asc(call_case::Column::Id)
            .limit(TOGETHER)
            .all(db.read())
            .await?;
        let Some(newest) = rows.last() else { return Ok(listed) };
        last = newest.id;
        listed.extend(as_they_stand(db, &ringing, rows, now).await?);
    }
}

/// These cases, each as it stands at this moment. Of none nothing is asked.
pub(super) async fn as_they_stand(
    db: &Db,
    ringing: &Ringing,
    rows: Vec<call_case::Model>,
    now: DateTime<Utc>,
) -> Result<Vec<Listed>, CallError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let people = rows.iter().map(|row| row.participant_id);
    let numbers = participants::numbers(db.read(), people.clone()).await?;
    let mut lines = on_the_line(db.read(), people, now).await?;
    let cases = each(db, ringing, &rows, now).await?;
    let listed = rows.into_iter().zip(cases).map(|(row, case)| {
        let case = case.as_ref();
        let standing = case.map(|case| ringing.standing(case, None, now));
        Listed {
            case: row.id,
            participant: row.participant_id,
            number: numbers.get(&row.participant_id).cloned().unwrap_or_default(),
            unkept: case
                .zip(standing)
                .and_then(|(case, stands)| ringing.unkept(case, &stands, now)),
            standing,
            outcome: case.map(|case| disposition(case, &ringing.rules, now)),
            last: case.and_then(|case| case.attempts.last()).map(|last| last.outcome),
            attempts: case.map_or(0, |case| case.attempts.len()),
            on_the_line: lines.remove(&(row.participant_id, row.wave_key.clone())),
            leased: row.leased_to.zip(row.leased_until.filter(|until| now < *until)),
            wave: row.wave_key,
        }
    });
    Ok(listed.collect())
}

/// Takes a case from the interviewer who has it, also in the middle of an interview: anybody may be given it from now on.
///
/// # Errors
/// When they do not supervise the study, it has no such case, or the database fails.
pub async fn release(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    change(db, (by, "case taken from who had it"), study, (id, None), now).await
}

/// Gives a case back to the interviewers that waited for a supervisor, or for somebody who speaks the language.
///
/// # Errors
/// As above.
pub async fn give_back(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    change(db, (by, "case given back to be rung"), study, (id, Some(now)), now).await
}

async fn change(
    db: &Db,
    (by, action): (&By<Supervisor>, &'static str),
    study: &StudyHandle,
    (id, given_back): (i32, Option<DateTime<Utc>>),
    now: DateTime<Utc>,
) -> Result<(), CallError> {
    if !by.may_in(study) {
        return Err(CallError::NotTheirs);
    }
    let row = case(db.read(), (study.id, id)).await?;
    let takes = given_back.is_none();
    let given_back = given_back.or(row.given_back_at);
    let (actor, one) = (by.actor(), row);
    db.write(move |transaction| {
        Box::pin(async move {
            let entry = Entry::new(&actor, action, &naming::named(&one));
            let entry = entry.about(one.participant_id).in_study(one.study_id);
            entry.write(transaction, now).await?;
            if takes {
                hung_up(transaction, (one.participant_id, &one.wave_key), None).await?;
            }
            let given_back = Expr::value(given_back);
            let ended = ended(one.id).col_expr(call_case::Column::GivenBackAt, given_back);
            ended.exec(transaction).await.map(drop)
        })
    })
    .await?;
    let ringing = Ringing::of(db, study, now).await?;
    placing::look_at(db, &ringing, vec![case(db.read(), (study.id, id)).await?], now).await
}

/// Ends the lease of a case that is not to be rung now. Until when they had it stays beside it: whoever is in a call goes on with it.
pub(super) async fn freed(db: &Db, row: &call_case::Model) -> Result<(), DbErr> {
    let freed = nobodys()
        .filter(call_case::Column::Id.eq(row.id))
        .filter(call_case::Column::Revision.eq(row.revision));
    db.write(move |transaction| Box::pin(async move { freed.exec(transaction).await.map(drop) }))
        .await
}
