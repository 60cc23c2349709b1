//! Everything by which one participant may be found, on one page. Each look is in the audit before anything is told.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::DbErr;
use surveys::{calendar, study::Study, tracing::StableContacts};

use super::{
    attempts::{self, Attempt},
    letters,
    listing::{Why, lost_among, why},
    unreached::{self, Learned},
};
use crate::{
    Db,
    auth::Caseworker,
    entity::participant,
    identity::{self, Person},
    outbox, people, schedule,
    studies::StudyHandle,
};

/// A participant, for whoever looks for them.
#[derive(Clone)]
pub struct Seen {
    /// By which they are opened.
    pub id: i32,
    /// Their study number.
    pub number: String,
    /// Who they are; none once that was deleted.
    pub who: Option<Person>,
    /// Each way in which somebody is contacted, and how it stands for them.
    pub ways: Vec<Why>,
    /// Whether they are on the list of those to look for.
    pub is_lost: bool,
    /// Whom they named who would know how to reach them.
    pub stable: StableContacts,
    /// Whether they were not asked yet in this wave whether these are right.
    pub to_check: bool,
    /// What was learned of their address and number, newest first.
    pub learned: Vec<Learned>,
    /// The days of the letters that were printed for them, the latest first.
    pub letters: Vec<NaiveDate>,
    /// What was tried, newest first.
    pub attempts: Vec<Attempt>,
    /// Today, where they live.
    pub today: NaiveDate,
}

/// A participant whom they reach; none when there is no such.
///
/// # Errors
/// When the database fails.
pub async fn see(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Option<Seen>, DbErr> {
    let Some(person) = people::shown(db, by, study, (id, "to find them"), now).await? else {
        return Ok(None);
    };
    gathered(db, study, person, now).await.map(Some)
}

async fn gathered(
    db: &Db,
    study: &StudyHandle,
    person: participant::Model,
    now: DateTime<Utc>,
) -> Result<Seen, DbErr> {
    let (id, file) = (person.id, study.study());
    let stable = identity::stable_contacts(&db.vault, id).await?;
    let known = schedule::known_of(db, file, &[id], now).await?.remove(&id).unwrap_or_default();
    let back = outbox::whose_came_back(db, &[id]).await?;
    let wave = people::wave_of(db.read(), file, id, now).await?;
    Ok(Seen {
        id,
        number: person.study_number,
        who: identity::person(db, id).await?,
        ways: known.ways.iter().map(|(way, reach)| why((id, *way), *reach, &back)).collect(),
        is_lost: !lost_among(db, study, &[id], now).await?.is_empty(),
        to_check: wave.is_some_and(|wave| stable.to_check(&wave)),
        stable,
        learned: unreached::of_participant(db, id).await?,
        letters: days_of_letters(db, file, id).await?,
        attempts: attempts::of_participant(db, id).await?,
        today: calendar::date_in(&file.timezone, now),
    })
}

async fn days_of_letters(db: &Db, file: &Study, id: i32) -> Result<Vec<NaiveDate>, DbErr> {
    let printed = letters::printed(db.read(), &file.timezone, id).await?.into_iter();
    let mut days: Vec<_> = printed.map(|letter| letter.on).rev().collect();
    days.dedup();
    Ok(days)
}
