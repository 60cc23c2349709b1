//! A copy of somebody's answers, in the words in which they were asked.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::DbErr;
use surveys::{
    calendar,
    shown::{self, Line},
};

use crate::{Db, auth::Participant, responses::Case};

/// The answers of one wave.
#[derive(Clone, Debug)]
pub struct Copy {
    /// The day on which they were begun.
    pub begun_on: NaiveDate,
    /// The day on which they were sent, if they were.
    pub sent_on: Option<NaiveDate>,
    /// The language that they are in, as its tag.
    pub language: String,
    /// One line a question.
    pub lines: Vec<Line>,
}

/// The answers of every wave that was begun, oldest first; those that were deleted are not there. None
/// while the device may not see what is stored.
///
/// # Errors
/// When the database fails.
pub async fn answers(
    db: &Db,
    who: &Participant,
    now: DateTime<Utc>,
) -> Result<Option<Vec<Copy>>, DbErr> {
    if !who.is_known() {
        return Ok(None);
    }
    let mut copies = Vec::new();
    for wave in 0..who.study().waves.len() {
        let case = Case::seen(db, &who.at_wave(wave), now).await?;
        let Some(row) = case.row.as_ref().filter(|row| row.erased_at.is_none()) else { continue };
        let zone = &who.study().timezone;
        copies.push(Copy {
            begun_on: row.begun_on,
            sent_on: row.submitted_at.map(|at| calendar::date_in(zone, at)),
            language: case.survey.language.clone(),
            lines: shown::review(&case.journey(), &case.kept.vault),
        });
    }
    Ok(Some(copies))
}
