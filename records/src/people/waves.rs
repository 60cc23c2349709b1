//! How somebody stands in each wave, as far as staff need to know to speak with them: never what they
//! answered, and never their group.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{
    calendar,
    keys::WaveKey,
    stopping::{Choice, Ending, State},
    study::Study,
    waves::{Dates, Wave, Window},
};

use crate::{
    Db, consent,
    entity::{allocation, response},
    events, stopping, stored,
    studies::StudyHandle,
};

/// One wave of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InWave {
    /// The wave.
    pub wave: WaveKey,
    /// What staff call it.
    pub title: String,
    /// How it stands.
    pub stands: Stands,
}

/// How a wave stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// The answers were sent on this day.
    Sent(NaiveDate),
    /// They were deleted on this day.
    Deleted(NaiveDate),
    /// Nothing is asked any more, since this day.
    Ended(Ending, NaiveDate),
    /// It opens on this day, when that is known.
    NotYet(Option<NaiveDate>),
    /// Nothing was answered yet; it is open up to and including this day.
    Open(Option<NaiveDate>),
    /// It was begun on the first day and can be gone on with, up to and including the second.
    Begun(NaiveDate, Option<NaiveDate>),
    /// It was begun on this day, and is over.
    BrokenOff(NaiveDate),
    /// It is over, and nothing was answered.
    Missed,
}

/// Whether the person may still say that they skip it.
#[must_use]
pub fn can_be_skipped(stands: Stands) -> bool {
    matches!(stands, Stands::NotYet(_) | Stands::Open(_) | Stands::Begun(..))
}

impl Stands {
    /// Whether the person can answer it now.
    pub(crate) fn can_be_answered(self) -> bool {
        matches!(self, Self::Open(_) | Self::Begun(..))
    }
}

/// Whether a choice is about the survey of a wave that stands like this: the one that is skipped, that is
/// deleted, or that can go on being answered.
#[must_use]
pub fn is_touched(choice: Choice, stands: Stands) -> bool {
    match choice {
        Choice::SkipSurvey => true,
        Choice::DeleteAnswers => matches!(stands, Stands::Begun(..)),
        _ => stands.can_be_answered(),
    }
}

/// The wave that somebody is at: the one that is open, or else the next, or the last.
pub(crate) fn current(waves: &[InWave]) -> Option<&InWave> {
    let is = |which: fn(Stands) -> bool| waves.iter().find(move |wave| which(wave.stands));
    is(Stands::can_be_answered)
        .or_else(|| is(|stands| matches!(stands, Stands::NotYet(_))))
        .or_else(|| waves.last())
}

/// Every wave of one person, in the study's order.
pub(crate) async fn of_one(
    db: &Db,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Vec<InWave>, DbErr> {
    in_study(db.read(), study.study(), id, now).await
}

/// The same, in the transaction of whatever asks.
pub(crate) async fn in_study(
    connection: &impl ConnectionTrait,
    study: &Study,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Vec<InWave>, DbErr> {
    let mut waves = of_all(connection, study, &[id], now).await?;
    Ok(waves.remove(&id).unwrap_or_default())
}

/// The wave that one person is at, in the transaction of whatever asks.
pub(crate) async fn wave_of(
    connection: &impl ConnectionTrait,
    study: &Study,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Option<WaveKey>, DbErr> {
    let waves = in_study(connection, study, id, now).await?;
    Ok(current(&waves).map(|wave| wave.wave.clone()))
}

/// How one wave stands for one person; none when the study has no such.
pub(crate) async fn in_wave(
    connection: &impl ConnectionTrait,
    study: &Study,
    (id, wave): (i32, &WaveKey),
    now: DateTime<Utc>,
) -> Result<Option<Stands>, DbErr> {
    let waves = in_study(connection, study, id, now).await?;
    Ok(waves.iter().find(|one| one.wave == *wave).map(|one| one.stands))
}

/// Every wave of each of these people, in the study's order.
pub(crate) async fn of_all(
    connection: &impl ConnectionTrait,
    study: &Study,
    people: &[i32],
    now: DateTime<Utc>,
) -> Result<HashMap<i32, Vec<InWave>>, DbErr> {
    let zone = &study.timezone;
    let today = calendar::date_in(zone, now);
    let consent = consent::events(connection, people).await?;
    let stops = stopping::states(connection, people).await?;
    let responses = stored::responses(connection, people).await?;
    let allocations = allocation::Entity::find()
        .filter(allocation::Column::ParticipantId.is_in(people.iter().copied()))
        .all(connection)
        .await?;
    let allocated: HashMap<_, _> =
        allocations.into_iter().map(|row| (row.participant_id, row)).collect();
    let days = events::first_days(connection, study, people).await?;
    let of_one = |id: &i32| {
        let allocated = allocated.get(id);
        let dates = Dates {
            consented_on: consent.get(id).and_then(|events| consent::first_day(events, zone)),
            randomised_on: allocated.map(|row| row.randomised_on),
            cohort: allocated.map(|row| row.cohort),
            events: days.get(id).copied().unwrap_or_default(),
        };
        let (stops, none) = (stops.get(id).cloned().unwrap_or_default(), Vec::new());
        let responses = responses.get(id).unwrap_or(&none);
        let waves = study.waves.iter().map(|wave| InWave {
            wave: wave.key.clone(),
            title: wave.title.clone(),
            stands: stands(wave, (&dates, today), &stops, responses, zone),
        });
        (*id, waves.collect())
    };
    Ok(people.iter().map(of_one).collect())
}

fn stands(
    wave: &Wave,
    (dates, today): (&Dates, NaiveDate),
    stops: &State,
    responses: &[response::Model],
    zone: &str,
) -> Stands {
    let row = responses.iter().find(|row| row.wave_key == wave.key.as_str());
    let on = |at: DateTime<Utc>| calendar::date_in(zone, at);
    if let Some(at) = row.and_then(|row| row.erased_at) {
        return Stands::Deleted(on(at));
    }
    if let Some(at) = row.and_then(|row| row.submitted_at) {
        return Stands::Sent(on(at));
    }
    let window = wave.window(dates, today);
    let in_time = |(_, on): &(Ending, _)| wave.is_in_time(dates, *on);
    if let Some((ending, since)) = stops.endings(&wave.key).find(in_time) {
        return Stands::Ended(ending, since);
    }
    let begun = row.map(|row| row.begun_on);
    let until = |last| begun.map_or(Stands::Open(last), |on| Stands::Begun(on, last));
    match window {
        Window::NotYet(opens) => Stands::NotYet(opens),
        Window::Open(last) => until(last),
        Window::Late(last) => until(Some(last)),
        Window::Closed => begun.map_or(Stands::Missed, Stands::BrokenOff),
    }
}
