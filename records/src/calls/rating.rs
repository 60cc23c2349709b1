//! What everybody came to who was to be asked in a wave, as of any day: calls that were made later change nothing of it.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{
    calendar,
    calls::{Because, Case, Class, Design, Outcome, Tally, disposition},
    keys::WaveKey,
    waves::{Wave, Window},
};

use super::{CallError, placing::each, ringing::Ringing};
use crate::{
    Db,
    auth::{By, Supervisor},
    entity::call_case,
    schedule::{self, Walk},
    studies::StudyHandle,
};

/// What a wave came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated {
    /// How people are counted.
    pub design: Design,
    /// Everybody to whom the wave was open by that day, whether they were rung or not.
    pub tally: Tally,
    /// How many of them cannot be read. They are in no figure.
    pub left_out: usize,
}

/// What a wave had come to at the end of a day.
///
/// # Errors
/// When they do not supervise the study, it has no such wave, its protocol or rules cannot be read, or the database fails.
pub async fn rates(
    db: &Db,
    by: &By<Supervisor>,
    study: &StudyHandle,
    (wave, day): (&WaveKey, NaiveDate),
    now: DateTime<Utc>,
) -> Result<Rated, CallError> {
    if !by.may_in(study) {
        return Err(CallError::NotTheirs);
    }
    let wave = study.study().wave(wave).ok_or(CallError::NoSuchWave)?;
    let ringing = Ringing::of(db, study, now).await?.looking_back();
    let as_of = end_of(&study.study().timezone, day, now);
    let (mut outcomes, mut left_out, mut walk) = (Vec::new(), 0, Walk::counting(study.id));
    while let Some(people) = walk.next(db.read()).await? {
        let rows = rows(db, (&ringing, wave), &people, (day, as_of)).await?;
        for case in each(db, &ringing, &rows, as_of).await? {
            match case {
                Some(case) => outcomes.push(outcome(&ringing, &case, as_of)),
                None => left_out += 1,
            }
        }
    }
    let design = if study.study().arms.is_empty() { Design::Sample } else { Design::Trial };
    Ok(Rated { design, tally: Tally::of(design, outcomes), left_out })
}

/// The last moment of a day where the study is; now, where the calendar has no next day.
pub(super) fn end_of(zone: &str, day: NaiveDate, now: DateTime<Utc>) -> DateTime<Utc> {
    let next = day.checked_add_days(Days::new(1));
    let ends = next.and_then(|next| calendar::instant_in(zone, next, NaiveTime::MIN));
    ends.map_or(now, |ends| ends - TimeDelta::milliseconds(1))
}

/// The cases of these people in a wave that was open to them by a day; of who was not issued by then, one without calls.
async fn rows(
    db: &Db,
    (ringing, wave): (&Ringing, &Wave),
    people: &[i32],
    (day, as_of): (NaiveDate, DateTime<Utc>),
) -> Result<Vec<call_case::Model>, DbErr> {
    let known = schedule::known_of(db, &ringing.file, people, as_of).await?;
    let is_due = |person: &&i32| {
        let dates = known.get(*person).map(|person| person.dates);
        let window = dates.map(|dates| wave.window(&dates, day));
        window.is_some_and(|window| !matches!(window, Window::NotYet(_)))
    };
    let own = call_case::Entity::find()
        .filter(call_case::Column::ParticipantId.is_in(people.iter().copied()))
        .filter(call_case::Column::WaveKey.eq(wave.key.as_str()))
        .all(db.read())
        .await?;
    let row = |person: &i32| {
        let own = own.iter().find(|row| row.participant_id == *person);
        own.cloned().unwrap_or_else(|| never_issued(ringing.study, *person, wave, as_of))
    };
    Ok(people.iter().filter(is_due).map(row).collect())
}

fn never_issued(study: i32, person: i32, wave: &Wave, as_of: DateTime<Utc>) -> call_case::Model {
    call_case::Model {
        id: -person,
        study_id: study,
        participant_id: person,
        wave_key: wave.key.as_str().to_owned(),
        issued_at: as_of,
        next_at: None,
        rank: 0,
        ends_at: as_of,
        chance: 0,
        until: None,
        leased_to: None,
        leased_until: None,
        last_leased_to: None,
        given_back_at: None,
        revision: 0,
        line_mark: None,
    }
}

/// What somebody came to. Who said on their own page that they skip it refused it, without a call.
fn outcome(ringing: &Ringing, case: &Case<'_>, as_of: DateTime<Utc>) -> Outcome {
    let outcome = disposition(case, &ringing.rules, as_of);
    let kept = case.kept_from.map(|kept| kept.because);
    match (outcome.class(), kept) {
        (Class::Interview | Class::Partial | Class::Excluded, _) => outcome,
        (_, Some(Because::Stopped)) => Outcome::RefusedFirmly,
        (_, Some(Because::Died)) => Outcome::Died,
        (_, Some(Because::Unable)) => Outcome::Unable,
        _ => outcome,
    }
}
