//! What is known of the people of some cases, as far as calling them goes. Numbers are compared by their marks, and nobody's is
//! told.

use std::{collections::HashMap, slice};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use surveys::{
    calendar,
    calls::{Attempt, Because, Case, Kept, Sent},
    keys::WaveKey,
    replies::Reply,
    schedule::{Person, Reach, Stand},
    stopping::{Ending, State, Way},
    study::Study,
};

use super::{CallError, attempts, figuring::BY_TELEPHONE, ringing::Ringing, usable};
use crate::{
    Db,
    entity::{call_attempt, call_case, response, text_received},
    identity, outbox, schedule, stopping,
};

/// Everything that is asked of the database for some cases at once.
struct Facts<'z> {
    people: HashMap<i32, Person<'z>>,
    stops: HashMap<i32, State>,
    responses: HashMap<(i32, String), Response>,
    asked: HashMap<i32, DateTime<Utc>>,
    usable: HashMap<(i32, String), DateTime<Utc>>,
    attempts: HashMap<i32, Vec<call_attempt::Model>>,
    /// The marks of the numbers on record, of those who were rung.
    marks: HashMap<i32, String>,
}

/// Of a response, when it was sent or erased, and in which way it was answered last.
#[derive(Clone, Copy)]
struct Response {
    way: Sent,
    sent: Option<DateTime<Utc>>,
    erased: Option<DateTime<Utc>>,
}

/// A case as the facts have it at a moment.
pub(super) async fn of_one<'z>(
    db: &Db,
    ringing: &'z Ringing,
    row: &call_case::Model,
    now: DateTime<Utc>,
) -> Result<Case<'z>, CallError> {
    let cases = of(db, ringing, slice::from_ref(row), now).await?;
    cases.into_iter().next().ok_or(CallError::NotTheirCase)
}

/// Each of these cases as the facts have it at a moment, in their order. What keeps somebody from being rung counts where it did
/// so by that moment.
pub(super) async fn of<'z>(
    db: &Db,
    ringing: &'z Ringing,
    rows: &[call_case::Model],
    now: DateTime<Utc>,
) -> Result<Vec<Case<'z>>, CallError> {
    let mut people: Vec<_> = rows.iter().map(|row| row.participant_id).collect();
    people.sort_unstable();
    people.dedup();
    let attempts = attempts::of_cases(db.read(), rows.iter().map(|row| row.id)).await?;
    let rung = rows.iter().filter(|row| attempts.contains_key(&row.id));
    let rung: Vec<_> = rung.map(|row| row.participant_id).collect();
    let facts = Facts {
        people: schedule::known_of(db, &ringing.file, &people, now).await?,
        stops: stopping::states(db.read(), &people).await?,
        responses: responses(db, &people).await?,
        asked: asked(db, &people).await?,
        usable: usable::since(db, &ringing.file, rows, now).await?,
        marks: marks(db, &rung).await?,
        attempts,
    };
    Ok(rows.iter().map(|row| facts.case(ringing, row, now)).collect())
}

async fn responses(db: &Db, people: &[i32]) -> Result<HashMap<(i32, String), Response>, DbErr> {
    use response::Column;
    type Row = (i32, String, String, Option<DateTime<Utc>>, Option<DateTime<Utc>>);
    const ASKED: [Column; 5] = [
        Column::ParticipantId,
        Column::WaveKey,
        Column::ModeEnd,
        Column::SubmittedAt,
        Column::ErasedAt,
    ];
    let rows: Vec<Row> = response::Entity::find()
        .filter(Column::ParticipantId.is_in(people.iter().copied()))
        .select_only()
        .columns(ASKED)
        .into_tuple()
        .all(db.read())
        .await?;
    let one = |(person, wave, mode, sent, erased): Row| {
        let way = if mode == BY_TELEPHONE { Sent::ByTelephone } else { Sent::Online };
        ((person, wave), Response { way, sent, erased })
    };
    Ok(rows.into_iter().map(one).collect())
}

/// When each of them last asked by text to be rung.
async fn asked(db: &Db, people: &[i32]) -> Result<HashMap<i32, DateTime<Utc>>, DbErr> {
    use text_received::Column;
    let rows: Vec<(Option<i32>, DateTime<Utc>)> = text_received::Entity::find()
        .filter(Column::ParticipantId.is_in(people.iter().copied()))
        .filter(Column::Asks.eq(Reply::Call.name()))
        .order_by_asc(Column::ReceivedAt)
        .select_only()
        .columns([Column::ParticipantId, Column::ReceivedAt])
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().filter_map(|(person, at)| Some((person?, at))).collect())
}

/// The marks of the numbers on record.
pub(super) async fn marks(db: &Db, people: &[i32]) -> Result<HashMap<i32, String>, DbErr> {
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let contacts = identity::contacts(&db.vault, people).await?;
    let keys = db.vault.keys.of(people).await?;
    let mark = |(id, contact): (&i32, &identity::Contact)| {
        Some((*id, outbox::marked(keys.get(id)?, &contact.at(Way::Phone)?)))
    };
    Ok(contacts.iter().filter_map(mark).collect())
}

/// Which of their numbers was rung, with its mark, and whether it is the one on record still.
pub(super) async fn rung(db: &Db, row: &call_case::Model) -> Result<((u8, String), bool), DbErr> {
    let on_record = marks(db, &[row.participant_id]).await?.remove(&row.participant_id);
    let rung = row.line_mark.clone().or_else(|| on_record.clone());
    let calls = attempts::of_cases(db.read(), std::iter::once(row.id)).await?.remove(&row.id);
    let line = line_of(&calls.unwrap_or_default(), rung.as_deref());
    let is_on_record = rung == on_record;
    Ok(((line, rung.unwrap_or_default()), is_on_record))
}

impl Response {
    /// In which way it was sent, where it was by a moment.
    fn sent_by(self, now: DateTime<Utc>) -> Option<Sent> {
        let is_sent = self.erased.is_none() && self.sent.is_some_and(|at| at <= now);
        is_sent.then_some(self.way)
    }
}

impl Facts<'_> {
    fn case<'z>(
        &self,
        ringing: &'z Ringing,
        row: &call_case::Model,
        now: DateTime<Utc>,
    ) -> Case<'z> {
        let zone = &*ringing.file.timezone;
        let none = Person::default();
        let person = self.people.get(&row.participant_id).unwrap_or(&none);
        let wave = WaveKey::new(&row.wave_key).ok();
        let days = wave.as_ref().and_then(|wave| days(&ringing.file, wave, person));
        let midnight = |day| calendar::instant_in(zone, day, NaiveTime::MIN);
        let opens = days.and_then(|(opens, _)| midnight(opens));
        let closes = days.and_then(|(_, last)| midnight(last?.checked_add_days(Days::new(1))?));
        let calls = self.attempts.get(&row.id).map_or(&[][..], Vec::as_slice);
        let at_wave = (row.participant_id, row.wave_key.clone());
        let asked = self.asked.get(&row.participant_id).copied();
        let stand = wave.as_ref().and_then(|wave| person.waves.get(wave));
        Case {
            zone,
            issued_at: row.issued_at,
            closes,
            has_begun: stand == Some(&Stand::Begun),
            usable_since: self.usable.get(&at_wave).copied(),
            asked_for_call: asked.filter(|at| opens.is_none_or(|opens| opens <= *at)),
            kept_from: wave.and_then(|wave| self.kept((ringing, row, &wave), person, now)),
            sent: self.responses.get(&at_wave).and_then(|one| one.sent_by(now)),
            paused_until: person.paused_until,
            given_back: row.given_back_at,
            numbers: self.line(person, row, calls).into_iter().collect(),
            attempts: calls.iter().filter_map(attempt).collect(),
        }
    }

    /// Which of all the numbers that they had is on record, where it may be rung.
    fn line(
        &self,
        person: &Person<'_>,
        row: &call_case::Model,
        calls: &[call_attempt::Model],
    ) -> Option<u8> {
        let reach = person.ways.get(&Way::Phone)?;
        if matches!(reach, Reach::NoAddress | Reach::Unreachable) {
            return None;
        }
        let mark = self.marks.get(&row.participant_id);
        Some(line_of(calls, mark.map(String::as_str)))
    }

    /// What keeps everybody from ringing them, by a moment.
    fn kept(
        &self,
        (ringing, row, wave): (&Ringing, &call_case::Model, &WaveKey),
        person: &Person<'_>,
        now: DateTime<Utc>,
    ) -> Option<Kept> {
        let midnight = |day: NaiveDate| {
            let first = calendar::instant_in(&ringing.file.timezone, day, NaiveTime::MIN);
            first.unwrap_or(DateTime::<Utc>::MIN_UTC)
        };
        let kept = |because, since| (since <= now).then_some(Kept { because, since });
        let response = self.responses.get(&(row.participant_id, row.wave_key.clone()));
        let sent = response.filter(|one| one.erased.is_none()).and_then(|one| one.sent);
        let stops = self.stops.get(&row.participant_id);
        let ended = stops.and_then(|stops| {
            let counts = |(_, on): &(Ending, NaiveDate)| ringing.counts(wave, person, *on);
            let mut endings = stops.endings(wave).filter(counts);
            endings.find_map(|(ending, on)| kept(because(ending), midnight(on)))
        });
        let erased = response.and_then(|one| one.erased);
        let silent =
            matches!(person.ways.get(&Way::Phone), None | Some(Reach::OptedOut | Reach::NotAgreed));
        let alert = person.held.iter().find(|times| times.contains(&now));
        let since_now = |because| Kept { because, since: now };
        let held = ringing.is_held.then_some(Because::Held);
        let held = held.or_else(|| ringing.shut.contains(wave).then_some(Because::Shut));
        sent.and_then(|at| kept(Because::Complete, at))
            .or(ended)
            .or_else(|| erased.and_then(|at| kept(Because::Stopped, at)))
            .or_else(|| silent.then_some(Kept { because: Because::NoCalls, since: row.issued_at }))
            .or_else(|| alert.and_then(|times| kept(Because::Alert, times.start)))
            .or_else(|| held.map(since_now))
    }
}

const fn because(ending: Ending) -> Because {
    match ending {
        Ending::Skipped => Because::Stopped,
        Ending::NoMoreSurveys | Ending::IdentityDeleted | Ending::AnswersDeleted => {
            Because::Withdrawn
        }
        Ending::Died => Because::Died,
        Ending::LostCapacity => Because::Unable,
    }
}

fn days(
    study: &Study,
    wave: &WaveKey,
    person: &Person<'_>,
) -> Option<(NaiveDate, Option<NaiveDate>)> {
    study.wave(wave)?.days(&person.dates)
}

/// Which of the numbers that were rung one with this mark is; the next where it is none of them.
fn line_of(calls: &[call_attempt::Model], mark: Option<&str>) -> u8 {
    let same = calls.iter().find(|call| mark == Some(call.line_mark.as_str()));
    let next = || calls.iter().map(|call| call.line + 1).max().unwrap_or_default();
    u8::try_from(same.map_or_else(next, |call| call.line)).unwrap_or(u8::MAX)
}

fn attempt(row: &call_attempt::Model) -> Option<Attempt> {
    Some(Attempt {
        at: row.dialled_at,
        outcome: attempts::outcome(row)?,
        by: row.staff_id,
        number: u8::try_from(row.line).unwrap_or(u8::MAX),
        agreed: attempts::agreed(row),
    })
}
