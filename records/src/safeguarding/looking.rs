//! One task, as whoever acts on it sees it: whom it is about, what raised it, and what was done. That it
//! was looked at is in the audit before anything of it is told.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};
use surveys::{
    calendar,
    safeguarding::{Event, Fact, Said, said},
    value::Answers,
};

use super::{
    Colleague, Named, Task, TaskError, duty, events,
    listing::{self, of_study},
    raising::named,
    words::{self, Words},
};
use crate::{
    Db,
    audit::Entry,
    auth::SafeguardingLead,
    entity::{alert, alert_event, response},
    identity::{self, Person},
    page_history, participants, staff,
    studies::StudyHandle,
    versions,
};

/// A task with everything that somebody needs to act on it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// How it stands.
    pub task: Task,
    /// Whom it is about, and how to reach them. Nothing, when that was deleted.
    pub person: Person,
    /// It was deleted for good: nobody can reach them from here, and nothing more is written about them.
    pub is_forgotten: bool,
    /// What raised it.
    pub raised: Raised,
    /// What happened, oldest first.
    pub lines: Vec<Line>,
    /// To whom it can be handed over.
    pub colleagues: Vec<Colleague>,
}

/// What raised a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raised {
    /// Answers, as they were when it was raised.
    Answers(Vec<Said>),
    /// Answers that were deleted since.
    Deleted,
    /// Somebody on the staff, with their words in the first line.
    Staff,
}

/// Something that happened to a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When, by the study's clock.
    pub at: NaiveDateTime,
    /// Who did it.
    pub who: Actor,
    /// What. Its words are empty: they stand beside it.
    pub fact: Fact,
    /// To whom it was handed over.
    pub to: Option<Named>,
    /// What was written.
    pub words: Option<Words>,
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Whoever answered.
    Participant,
    /// Nobody: the clock.
    System,
    /// Somebody on the staff.
    Staff(Named),
}

/// Reads a task.
///
/// # Errors
/// When the study has no such task, or the database fails.
pub async fn look(
    db: &Db,
    by: &SafeguardingLead,
    study: &StudyHandle,
    task: i32,
    now: DateTime<Utc>,
) -> Result<Seen, TaskError> {
    let (study_id, actor) = (by.study_id(), by.actor());
    let row = db
        .write(move |transaction| {
            Box::pin(async move { note(transaction, study_id, task, actor, now).await })
        })
        .await?;
    let key = words::key_of(&db.vault, row.participant_id).await?;
    let names = staff::names(db.read()).await?;
    let mut lines = Vec::new();
    for own in events::rows(db.read(), task).await? {
        let words = words::of(&own, key.as_deref())?;
        lines.push(line(own, words, &study.study().timezone, &names)?);
    }
    let raised = raised(db, &row).await?;
    let person = identity::person(db, row.participant_id).await?.unwrap_or_default();
    let mut tasks = listing::tasks(db.read(), study.study(), vec![row], now).await?;
    let colleagues = duty::on_duty(db.read(), study_id).await?;
    let task = tasks.pop().ok_or(TaskError::NoSuchTask)?;
    Ok(Seen { task, person, is_forgotten: key.is_none(), raised, lines, colleagues })
}

/// Writes down who looks, and in the task when they do so for the first time since it was raised.
async fn note(
    transaction: &DatabaseTransaction,
    study_id: i32,
    task: i32,
    actor: String,
    now: DateTime<Utc>,
) -> Result<alert::Model, TaskError> {
    let found = of_study(study_id).filter(alert::Column::Id.eq(task)).one(transaction).await?;
    let row = found.ok_or(TaskError::NoSuchTask)?;
    participants::hold(transaction, [row.participant_id]).await?;
    let events = events::of_all(transaction, &[task]).await?.remove(&task).unwrap_or_default();
    let since = events.iter().rev().take_while(|event| !matches!(event.fact, Fact::Raised(_)));
    if !since.into_iter().any(|event| event.actor == actor) {
        let event = Event { at: now, actor: actor.clone(), fact: Fact::Seen };
        events::add(transaction, task, &event, None).await?;
    }
    let entry = Entry::new(&actor, "safeguarding task looked at", &named(task));
    entry.in_study(study_id).to("to act on it").write(transaction, now).await?;
    Ok(row)
}

fn line(
    row: alert_event::Model,
    words: Option<Words>,
    zone: &str,
    names: &BTreeMap<i32, String>,
) -> Result<Line, DbErr> {
    let Event { at, actor, fact } = events::read(row)?;
    let who = match actor.as_str() {
        "participant" => Actor::Participant,
        // What is kept for so long goes by the clock, too.
        "system" | "retention" => Actor::System,
        actor => Actor::Staff(listing::named(actor, names)),
    };
    let at = calendar::moment_in(zone, at);
    let (fact, to, words) = match fact {
        Fact::HandedOver(to) => {
            (Fact::HandedOver(String::new()), Some(listing::named(&to, names)), None)
        }
        Fact::Note(_) => (Fact::Note(String::new()), None, words),
        Fact::Closed(outcome, _) => (Fact::Closed(outcome, String::new()), None, words),
        fact => (fact, None, words),
    };
    Ok(Line { at, who, fact, to, words })
}

/// What raised it, from the history of the answers: as they were then, whatever was changed since.
async fn raised(db: &Db, task: &alert::Model) -> Result<Raised, DbErr> {
    let Some(id) = task.response_id else { return Ok(Raised::Staff) };
    let found = response::Entity::find_by_id(id).one(db.read()).await?;
    let Some(row) = found.filter(|row| row.erased_at.is_none()) else { return Ok(Raised::Deleted) };
    let survey = versions::by_id(&db.cache, db.read(), row.survey_version_id).await?;
    let progress = events::progress(db.read(), task.id).await?;
    let since = progress.map(|progress| progress.since).unwrap_or_default();
    let answers = as_they_were(db.read(), id, since).await?;
    Ok(Raised::Answers(said(&survey, &task.cause, &answers)))
}

async fn as_they_were(
    connection: &impl ConnectionTrait,
    response: i32,
    at: DateTime<Utc>,
) -> Result<Answers, DbErr> {
    let mut answers = Answers::default();
    for page in page_history::until(connection, response, at).await? {
        page.apply(&mut answers);
    }
    Ok(answers)
}
