//! The duty list: what is open, what is due first, and what was closed. It names nobody but the team.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::{DateTime, NaiveDateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, ExprTrait, Query, SimpleExpr},
};
use surveys::{
    calendar,
    safeguarding::{Clock, Level, Outcome, Progress, Safeguarding},
    study::Study,
};

use super::events;
use crate::{
    Db,
    auth::SafeguardingLead,
    entity::{alert, participant},
    participants, staff,
    studies::StudyHandle,
};

/// Closed tasks on a page.
const TOGETHER: u64 = 50;

/// An alert that was closed after it was last raised.
pub(super) const CLOSED: &str = "EXISTS (SELECT 1 FROM alert_event e WHERE e.alert_id = alert.id \
     AND e.kind = 'closed' AND e.id > (SELECT MAX(r.id) FROM alert_event r \
     WHERE r.alert_id = alert.id AND r.kind = 'raised'))";

/// Somebody on the staff, as colleagues know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The number of the account.
    pub id: i32,
    /// What they are called.
    pub name: String,
}

/// Who has a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody.
    Waits,
    /// Nobody; it was given to this person, who has not taken it yet.
    HandedTo(Named),
    /// This person.
    Taken(Named),
    /// Nobody any more: it was dealt with.
    Closed(Outcome, NaiveDateTime),
}

/// An alert as a task. Times are by the study's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its number.
    pub id: i32,
    /// The study number of whom it is about.
    pub number: String,
    /// How urgent it is.
    pub level: Level,
    /// When it was raised, or became as urgent as it is.
    pub raised: NaiveDateTime,
    /// By when somebody has to act.
    pub due: NaiveDateTime,
    /// It is open, and that time has passed.
    pub is_late: bool,
    /// Who has it.
    pub standing: Standing,
}

impl Task {
    /// Whether somebody may be in danger now.
    #[must_use]
    pub fn is_most_urgent(&self) -> bool {
        self.level == Level::Three
    }
}

/// A page of closed tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    /// Newest first.
    pub tasks: Vec<Task>,
    /// `before` of the next page, if there is one.
    pub older: Option<i32>,
}

/// Everything that is open in a study: the most urgent at the top, even when something else is due before
/// it, then what is due first.
///
/// # Errors
/// When the database fails.
pub async fn open(
    db: &Db,
    by: &SafeguardingLead,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Vec<Task>, DbErr> {
    all_open(db, by.study_id(), study, now).await
}

/// The same, for whoever has the operating system's rights.
///
/// # Errors
/// When the database fails.
pub async fn numbered(
    db: &Db,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Vec<Task>, DbErr> {
    all_open(db, study.id, study, now).await
}

async fn all_open(
    db: &Db,
    study_id: i32,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Vec<Task>, DbErr> {
    let open = of_study(study_id).filter(is_open());
    let mut tasks = tasks(db.read(), study.study(), open.all(db.read()).await?, now).await?;
    tasks.sort_by_key(|task| (!task.is_most_urgent(), task.due, Reverse(task.level), task.id));
    Ok(tasks)
}

/// What was closed, before a number.
///
/// # Errors
/// When the database fails.
pub async fn closed(
    db: &Db,
    by: &SafeguardingLead,
    study: &StudyHandle,
    before: Option<i32>,
    now: DateTime<Utc>,
) -> Result<Closed, DbErr> {
    let before = alert::Column::Id.lt(before.unwrap_or(i32::MAX));
    let closed = of_study(by.study_id()).filter(Expr::cust(CLOSED)).filter(before);
    let closed = closed.order_by_desc(alert::Column::Id).limit(TOGETHER + 1);
    let mut rows = closed.all(db.read()).await?;
    let is_more = rows.len() as u64 > TOGETHER;
    rows.truncate(TOGETHER as usize);
    let older = rows.last().filter(|_| is_more).map(|row| row.id);
    Ok(Closed { tasks: tasks(db.read(), study.study(), rows, now).await?, older })
}

/// What was not closed since it was last raised.
pub(super) fn is_open() -> SimpleExpr {
    Expr::cust(CLOSED).not()
}

/// The alerts of a study.
pub(super) fn of_study(study_id: i32) -> Select<alert::Entity> {
    let people = Query::select()
        .column(participant::Column::Id)
        .from(participant::Entity)
        .and_where(participant::Column::StudyId.eq(study_id))
        .to_owned();
    alert::Entity::find().filter(alert::Column::ParticipantId.in_subquery(people))
}

/// Alerts as tasks, in the same order.
pub(super) async fn tasks(
    connection: &impl ConnectionTrait,
    study: &Study,
    rows: Vec<alert::Model>,
    now: DateTime<Utc>,
) -> Result<Vec<Task>, DbErr> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let events = events::of_all(connection, &ids).await?;
    let people = rows.iter().map(|row| row.participant_id);
    let mut numbers = participants::numbers(connection, people).await?;
    let names = staff::names(connection).await?;
    let mut tasks = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(progress) = events.get(&row.id).and_then(Progress::of) else { continue };
        let number = numbers.get_mut(&row.participant_id).cloned().unwrap_or_default();
        tasks.push(task((row.id, number), &progress, study, &names, now));
    }
    Ok(tasks)
}

fn task(
    (id, number): (i32, String),
    progress: &Progress,
    study: &Study,
    names: &BTreeMap<i32, String>,
    now: DateTime<Utc>,
) -> Task {
    let zone = &study.timezone;
    let due = due(study, progress);
    let standing = match (&progress.closed, &progress.taken, &progress.handed_to) {
        (Some((outcome, at)), ..) => Standing::Closed(*outcome, calendar::moment_in(zone, *at)),
        (None, Some((actor, _)), _) => Standing::Taken(named(actor, names)),
        (None, None, Some(to)) => Standing::HandedTo(named(to, names)),
        (None, None, None) => Standing::Waits,
    };
    Task {
        id,
        number,
        level: progress.level,
        raised: calendar::moment_in(zone, progress.since),
        due: calendar::moment_in(zone, due),
        is_late: is_late(study, progress, now),
        standing,
    }
}

fn due(study: &Study, progress: &Progress) -> DateTime<Utc> {
    let nothing = Safeguarding::default();
    let roster = study.safeguarding.as_ref().unwrap_or(&nothing);
    Clock { roster, zone: &study.timezone }.due(progress.level, progress.since)
}

/// Whether it is open and its time has passed. A study that says nothing of how soon somebody acts gives no
/// time to be late for.
pub(super) fn is_late(study: &Study, progress: &Progress, now: DateTime<Utc>) -> bool {
    let due = due(study, progress);
    progress.closed.is_none() && due > progress.since && now >= due
}

/// Who an actor such as `staff 12, safeguarding lead` is.
pub(super) fn named(actor: &str, names: &BTreeMap<i32, String>) -> Named {
    let number = actor.strip_prefix("staff ").and_then(|rest| rest.split(',').next());
    let id = number.and_then(|number| number.parse().ok()).unwrap_or_default();
    Named { id, name: names.get(&id).cloned().unwrap_or_else(|| actor.to_owned()) }
}
