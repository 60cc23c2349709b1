//! Everything that the protocol has for one person, and what became of it: what was handed over stands as the outbox has it,
//! everything else as the schedule works it out at this moment.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::{
    keys::{MessageKey, StepKey, WaveKey},
    protocol::Protocol,
    schedule::{Because, Fate, Planned, Until, last_moment},
    stopping::Way,
    study::Study,
};

use super::{
    ScheduleError,
    opening::{self, today},
    some::{self, By, Theirs},
};
use crate::{
    Db,
    entity::{outbox, response},
    links,
    outbox::{Channel, State, WrongNumbers, facts, is_held},
    protocols,
    studies::StudyHandle,
};

/// The contacts about one wave, and what the person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contacts {
    /// The wave.
    pub wave: WaveKey,
    /// What staff call it.
    pub title: String,
    /// When the person first showed by their link that it is them, or posted a page.
    pub opened: Option<DateTime<Utc>>,
    /// When the person saved the first page. A link that is only followed says nothing of who did.
    pub started: Option<DateTime<Utc>>,
    /// When they sent the survey.
    pub completed: Option<DateTime<Utc>>,
    /// In the order in which they come to pass.
    pub contacts: Vec<Entry>,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As which step.
    pub step: StepKey,
    /// In which way.
    pub way: Way,
    /// What is said.
    pub message: MessageKey,
    /// What became of it, or will.
    pub became: Became,
    /// When the person first opened the survey after it was sent: by whichever message, since each has the same link.
    pub opened: Option<DateTime<Utc>>,
    /// An earlier protocol had it, and the one in force has not.
    pub is_former: bool,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// It goes at this moment, as things stand.
    Comes(DateTime<Utc>),
    /// It is to go now; its moment was this one. What is said by telephone is done by somebody.
    Due(DateTime<Utc>),
    /// It waits for something to pass.
    Waits(Because, Until),
    /// It does not go, as things stand.
    Not(Because),
    /// It was handed over, and stands in the outbox like this.
    Handed {
        /// `waiting`, `sent`, `not sent`, `failed`, `in doubt`.
        state: String,
        /// Why not, or why not yet.
        reason: Option<String>,
        /// Of one that waits for something to pass: the moment after which it would come too late.
        until: Option<DateTime<Utc>>,
        /// What became known afterwards, such as `bounced`, and why; `not theirs`, and what was learned of the number.
        delivery: Option<(String, String)>,
        /// When it was handed over, or came to its end.
        at: DateTime<Utc>,
    },
}

/// What the protocol has for somebody, by wave, once it has messages. A wave about which nobody is contacted is left out.
pub(crate) async fn of_one(
    db: &Db,
    study: &StudyHandle,
    id: i32,
    now: DateTime<Utc>,
) -> Result<Vec<Contacts>, ScheduleError> {
    let Some(holds) = protocols::latest(db.read(), study.id).await? else { return Ok(Vec::new()) };
    of_one_by(db, study, (study.study(), &holds.protocol), id, now).await
}

/// The same if this protocol held, and the study had its waves.
pub(crate) async fn of_one_by(
    db: &Db,
    study: &StudyHandle,
    (file, protocol): (&Study, &Protocol),
    id: i32,
    now: DateTime<Utc>,
) -> Result<Vec<Contacts>, ScheduleError> {
    if protocol.messages.is_none() {
        return Ok(Vec::new());
    }
    let shut = opening::shut(db, study.id, file, today(study, now)).await?;
    let by = By { file, protocol, shut: &shut };
    let Some(mut theirs) = some::of(db, by, &[id], now).await?.pop() else { return Ok(Vec::new()) };
    let is_held = is_held(db, study.id).await?;
    if is_held {
        theirs.waits_for_release(by);
    }
    let planned = theirs.planned;
    let wrong = WrongNumbers::of(db.read(), &[id]).await?;
    let mut rows = handed(db.read(), id).await?;
    let answered = answered(db.read(), id).await?;
    let openings = links::openings(db.read(), id).await?;
    let waves = protocol.waves.iter().filter(|plan| !plan.steps.is_empty()).map(|plan| {
        let own = planned.iter().filter(|one| one.wave == *plan.key());
        let openings = openings.get(plan.key().as_str()).map_or(&[][..], Vec::as_slice);
        let known = (openings, is_held, &wrong);
        let contacts = own.map(|one| entry(one, &mut rows, known)).collect();
        (plan.key().clone(), plan.wave.title.clone(), contacts)
    });
    let mut waves: Vec<OfWave> = waves.collect();
    note_former(&mut waves, protocol, rows, (&openings, &wrong));
    let of_wave = |(wave, title, contacts): OfWave| {
        let (started, completed) = answered.get(wave.as_str()).copied().unzip();
        let opened = openings.get(wave.as_str()).and_then(|all| all.first()).copied();
        Contacts { wave, title, opened, started, completed: completed.flatten(), contacts }
    };
    Ok(waves.into_iter().map(of_wave).collect())
}

type OfWave = (WaveKey, String, Vec<Entry>);

/// What was handed over and the protocol in force has no longer, last in its wave.
fn note_former(
    waves: &mut Vec<OfWave>,
    protocol: &Protocol,
    rows: Rows,
    (openings, wrong): (&HashMap<String, Vec<DateTime<Utc>>>, &WrongNumbers),
) {
    for ((wave, step, _), row) in rows {
        let (Ok(wave), Ok(step)) = (WaveKey::new(&wave), StepKey::new(&step)) else { continue };
        let openings = openings.get(wave.as_str()).map_or(&[][..], Vec::as_slice);
        let Some(former) = former(step, row, (openings, wrong)) else { continue };
        if let Some((.., contacts)) = waves.iter_mut().find(|(known, ..)| *known == wave) {
            contacts.push(former);
            continue;
        }
        let plan = protocol.waves.iter().find(|plan| *plan.key() == wave);
        let title = plan.map_or_else(|| wave.to_string(), |plan| plan.wave.title.clone());
        waves.push((wave, title, vec![former]));
    }
}

/// How a row stands that was not sent yet.
const WAITING: &str = "waiting";

impl Theirs {
    /// What is due goes when nothing is held any more.
    fn waits_for_release(&mut self, by: By<'_>) {
        let whose = (by.file.timezone.as_str(), &self.dates);
        for one in &mut self.planned {
            let plan = by.protocol.waves.iter().find(|plan| *plan.key() == one.wave);
            if let (Fate::Due(at), Some(plan)) = (one.fate, plan) {
                let until = last_moment(by.protocol, plan, whose, (one.way, at));
                one.fate = Fate::Waits(Because::Held, Until::AtTheLatest(until));
            }
        }
    }
}

type Rows = BTreeMap<(String, String, String), outbox::Model>;

fn entry(
    planned: &Planned,
    rows: &mut Rows,
    (openings, is_held, wrong): (&[DateTime<Utc>], bool, &WrongNumbers),
) -> Entry {
    let Planned { wave, step, way, message, fate } = planned;
    let row = Channel::of(*way).and_then(|channel| {
        rows.remove(&(wave.to_string(), step.to_string(), channel.name().to_owned()))
    });
    let opened = row.as_ref().and_then(|row| opened_after(row, openings));
    let held = |row: outbox::Model| match row.reason {
        None if is_held && row.state == WAITING => {
            outbox::Model { reason: Some(Because::Held.to_string()), ..row }
        }
        _ => row,
    };
    let became = match (row.map(held), *fate) {
        (Some(row), _) => stands(row, wrong),
        (None, Fate::Due(at) | Fate::Handed(at)) => Became::Due(at),
        (None, Fate::Later(at)) => Became::Comes(at),
        (None, Fate::Waits(because, until)) => Became::Waits(because, until),
        (None, Fate::Not(because)) => Became::Not(because),
    };
    let (step, message) = (step.clone(), message.clone());
    Entry { step, way: *way, message, became, opened, is_former: false }
}

/// What was handed over under a protocol that had it.
fn former(
    step: StepKey,
    row: outbox::Model,
    (openings, wrong): (&[DateTime<Utc>], &WrongNumbers),
) -> Option<Entry> {
    let way = Channel::by_name(&row.channel)?.way();
    let message = facts(&row).unwrap_or_default().remove("message")?;
    let (message, opened) = (MessageKey::new(&message).ok()?, opened_after(&row, openings));
    Some(Entry { step, way, message, became: stands(row, wrong), opened, is_former: true })
}

fn stands(row: outbox::Model, wrong: &WrongNumbers) -> Became {
    Became::Handed {
        delivery: wrong.delivery(&row),
        at: row.settled_at.unwrap_or(row.enqueued_at),
        until: row.until.filter(|_| row.state == WAITING && row.reason.is_some()),
        state: row.state,
        reason: row.reason,
    }
}

fn opened_after(row: &outbox::Model, openings: &[DateTime<Utc>]) -> Option<DateTime<Utc>> {
    let left = left(row)?;
    openings.iter().find(|at| **at >= left).copied()
}

/// When a message left, or may have.
fn left(row: &outbox::Model) -> Option<DateTime<Utc>> {
    let may_have = [State::Sent, State::InDoubt].map(State::name).contains(&row.state.as_str());
    row.handing_since.or(row.settled_at).filter(|_| may_have)
}

/// What was handed over, by wave, step and way.
async fn handed(connection: &impl ConnectionTrait, id: i32) -> Result<Rows, DbErr> {
    let rows = outbox::Entity::find()
        .filter(outbox::Column::ParticipantId.eq(id))
        .filter(outbox::Column::Step.is_not_null())
        .order_by_asc(outbox::Column::Id)
        .all(connection)
        .await?;
    let by_step = rows
        .into_iter()
        .filter_map(|row| Some(((row.wave.clone()?, row.step.clone()?, row.channel.clone()), row)));
    Ok(by_step.collect())
}

/// When each wave was begun and sent.
async fn answered(
    connection: &impl ConnectionTrait,
    id: i32,
) -> Result<BTreeMap<String, (DateTime<Utc>, Option<DateTime<Utc>>)>, DbErr> {
    let theirs = response::Column::ParticipantId.eq(id);
    let rows = response::Entity::find().filter(theirs).all(connection).await?;
    let kept = rows.into_iter().filter(|row| row.erased_at.is_none());
    Ok(kept.map(|row| (row.wave_key, (row.started_at, row.submitted_at))).collect())
}
