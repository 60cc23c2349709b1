//! What is known of some people, for working out what they are sent. Names, numbers and addresses are not read for it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use surveys::{
    calendar,
    consent::Event,
    keys::WaveKey,
    schedule::{Person, Stand},
    stopping::{Choice, State},
    study::Study,
    waves::Dates,
};

use super::reach::Reaches;
use crate::{
    Db, consent,
    entity::{allocation, response},
    events, outbox, safeguarding,
    short_rows::{self, Moment, of_people},
    stopping,
};

type By<T> = HashMap<i32, T>;

/// Each of these people, as the facts have them at this moment.
pub(crate) async fn of<'z>(
    db: &Db,
    study: &'z Study,
    people: &[i32],
    now: DateTime<Utc>,
) -> Result<By<Person<'z>>, DbErr> {
    let read = db.read();
    let consent = consent::events(read, people).await?;
    let mut stops = stopping::states(read, people).await?;
    let allocated = allocated(read, people).await?;
    let days = events::first_days(read, study, people).await?;
    let mut answered = answered(read, people).await?;
    let mut handed = outbox::handed_over(read, people).await?;
    let mut held = safeguarding::held(read, people, now).await?;
    let reaches = Reaches::of(db, people).await?;
    let today = calendar::date_in(&study.timezone, now);
    let person = |id: &i32| {
        let agreed: &[Event] = consent.get(id).map_or(&[], Vec::as_slice);
        let stops = stops.remove(id).unwrap_or_default();
        let allocated = allocated.get(id);
        let person = Person {
            zone: &study.timezone,
            dates: Dates {
                consented_on: consent::first_day(agreed, &study.timezone),
                randomised_on: allocated.map(|(day, _)| *day),
                cohort: allocated.map(|(_, cohort)| *cohort),
                events: days.get(id).copied().unwrap_or_default(),
            },
            ways: reaches.ways(*id, agreed, &stops),
            waves: stands(study, answered.remove(id).unwrap_or_default(), &stops),
            shut: BTreeSet::new(),
            has_ended: has_ended(&stops),
            held: held.remove(id).unwrap_or_default(),
            paused_until: stops.paused_until(today),
            handed: handed.remove(id).unwrap_or_default(),
        };
        (*id, person)
    };
    Ok(people.iter().map(person).collect())
}

/// Whether nothing is asked of them any more.
fn has_ended(stops: &State) -> bool {
    let ends = [Choice::NoMoreSurveys, Choice::LostCapacity];
    stops.is_over() || ends.iter().any(|choice| stops.since(*choice).is_some())
}

/// How each wave stands: what was answered, unless it was stopped before it was sent.
fn stands(
    study: &Study,
    answered: BTreeMap<WaveKey, Stand>,
    stops: &State,
) -> BTreeMap<WaveKey, Stand> {
    let mut stands = answered;
    for wave in &study.waves {
        let is_complete = stands.get(&wave.key) == Some(&Stand::Complete);
        if !is_complete && stops.ending(&wave.key).is_some() {
            stands.insert(wave.key.clone(), Stand::Stopped);
        }
    }
    stands
}

/// The day on which each was randomised, and their cohort.
async fn allocated(
    connection: &impl ConnectionTrait,
    people: &[i32],
) -> Result<By<(NaiveDate, i32)>, DbErr> {
    use allocation::Column;
    let which = allocation::Entity::find()
        .filter(of_people(Column::ParticipantId, people))
        .select_only()
        .columns([Column::ParticipantId, Column::RandomisedOn, Column::Cohort]);
    let columns = ["participant_id", "randomised_on", "cohort"];
    let rows: Vec<(i32, NaiveDate, i32)> = short_rows::read(connection, which, &columns).await?;
    Ok(rows.into_iter().map(|(person, day, cohort)| (person, (day, cohort))).collect())
}

/// How the waves stand that somebody answered something in. The answers themselves are not read.
async fn answered(
    connection: &impl ConnectionTrait,
    people: &[i32],
) -> Result<By<BTreeMap<WaveKey, Stand>>, DbErr> {
    use response::Column;
    type Row = (i32, String, Option<Moment>, Option<Moment>);
    let which = response::Entity::find()
        .filter(of_people(Column::ParticipantId, people))
        .select_only()
        .columns([Column::ParticipantId, Column::WaveKey, Column::SubmittedAt, Column::ErasedAt]);
    let columns = ["participant_id", "wave_key", "submitted_at", "erased_at"];
    let rows: Vec<Row> = short_rows::read(connection, which, &columns).await?;
    let mut answered: By<BTreeMap<_, _>> = HashMap::new();
    for (person, wave, sent, erased) in rows {
        let stand = match (sent, erased) {
            (_, Some(_)) => Stand::Stopped,
            (Some(_), None) => Stand::Complete,
            (None, None) => Stand::Begun,
        };
        if let Ok(wave) = WaveKey::new(&wave) {
            answered.entry(person).or_default().insert(wave, stand);
        }
    }
    Ok(answered)
}
