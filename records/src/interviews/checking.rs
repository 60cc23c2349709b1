//! Whether it is them: before any word about the study the day and month of birth are compared.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, sea_query::OnConflict};
use surveys::{roles::Act, typed::Typed};

use super::{InterviewError, Whose, admitted, holding, refusal, row};
use crate::{
    Db,
    audit::Entry,
    auth::{Birthday, Caseworker, CheckError, Tries},
    entity::interview,
    people::reached,
    stored::At,
    studies::StudyHandle,
};

/// What an interviewer was told of a birthday.
#[derive(Clone, Copy, Debug)]
pub struct Check(Option<Birthday>);

impl Check {
    /// From the fields `day` and `month`.
    #[must_use]
    pub fn read(typed: &Typed) -> Self {
        Self(Birthday::read(typed.one("day"), typed.one("month")))
    }
}

/// Compares the day and month of birth that somebody on the line gave with those on record. Where none is on record, the name
/// is all there is, and the audit says so. Wrong ones count for this interviewer and this participant. It is a new call: a page
/// that tells the arm is told to the audit again.
///
/// # Errors
/// When they are none of theirs, nobody is to be asked, or the database fails. What is wrong with the birthday is no error of the
/// look-up.
pub async fn check(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    (whose, given): (&Whose, Check),
    now: DateTime<Utc>,
) -> Result<Result<(), CheckError>, InterviewError> {
    let by = by.acting(Act::Interview).ok_or(InterviewError::NotTheirs)?;
    holding::kept(db, &by, study, whose, now).await?;
    let person =
        reached(db.read(), &by, study, whose.id).await?.ok_or(InterviewError::NotTheirs)?;
    let who = admitted(db, &by, study, (person, &whose.wave)).await?;
    refusal(db, &who, now).await?.map_err(InterviewError::Refused)?;
    let (whose, study) = (whose.clone(), study.id);
    let at = At { participant: whose.id, wave: whose.wave.clone() };
    let checked = db.write_about(at, move |transaction, stored| {
        Box::pin(async move {
            let before = row(transaction, &by, &whose).await?;
            let right = match (stored.kept.dob, given.0) {
                (None, _) => None,
                (Some(_), None) => return Ok(Err(CheckError::NotAnswered)),
                (Some(born), Some(given)) => Some(given.is_of(born)),
            };
            let (wrong, last) = before.map_or((0, None), |row| (row.wrong_tries, row.tried_at));
            let after = (Tries { wrong, last }).and_one(right != Some(false), now);
            let (action, checked) = told(right, after.is_some());
            if let Some(after) = after {
                note(transaction, &by, &whose, (right, after), now).await?;
            }
            let entry = Entry::new(&by.actor(), action, whose.wave.as_str());
            entry.about(whose.id).in_study(study).write(transaction, now).await?;
            Ok::<_, DbErr>(checked)
        })
    });
    Ok(checked.await?)
}

/// What the audit says, and what the interviewer is told.
fn told(right: Option<bool>, was_compared: bool) -> (&'static str, Result<(), CheckError>) {
    match right {
        _ if !was_compared => ("interview refused: too many birthdays", Err(CheckError::TooMany)),
        Some(false) => ("interview refused: another birthday", Err(CheckError::Wrong)),
        Some(true) => ("interview opened", Ok(())),
        None => ("interview opened without a birthday on record", Ok(())),
    }
}

async fn note(
    transaction: &impl ConnectionTrait,
    by: &Caseworker,
    whose: &Whose,
    (right, after): (Option<bool>, Tries),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    use interview::Column;
    let tried = interview::ActiveModel {
        participant_id: Set(whose.id),
        wave_key: Set(whose.wave.to_string()),
        staff_id: Set(by.staff_id()),
        wrong_tries: Set(after.wrong),
        tried_at: Set(after.last),
        checked_at: Set((right != Some(false)).then_some(now)),
        arm_shown_at: Set(None),
        ..Default::default()
    };
    let once = [Column::ParticipantId, Column::WaveKey, Column::StaffId];
    let again = OnConflict::columns(once)
        .update_columns([
            Column::WrongTries,
            Column::TriedAt,
            Column::CheckedAt,
            Column::ArmShownAt,
        ])
        .to_owned();
    let row = interview::Entity::insert(tried).on_conflict(again);
    row.exec_without_returning(transaction).await.map(drop)
}
