//! A concern that somebody on the staff has about a participant: a task like any other. Whoever raises it
//! sees what became of it, and no more.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Query,
};
use surveys::safeguarding::{Event, Fact, Level, Progress};

use super::{
    Standing, events,
    listing::{self, of_study},
    raising::{begin, raised},
    words::{self, NotKept, Words},
};
use crate::{
    Db,
    auth::{Caseworker, Interviewer},
    entity::{alert, alert_event, staff_case},
    participants,
    sealing::Sealer,
    studies::StudyHandle,
};

/// What raises it, where no answer does.
const CAUSE: &str = "concern";
/// A form without words that is sent again so soon is the same form.
const SENT_TWICE: TimeDelta = TimeDelta::minutes(1);
/// As many are followed.
const TOGETHER: u64 = 50;

/// What somebody saw or heard.
#[derive(Clone, Debug)]
pub struct Concern {
    /// Whom it is about, by study number.
    pub number: String,
    /// What was said or seen, as it was typed.
    pub words: String,
    /// Somebody is in danger now.
    pub is_immediate: bool,
}

/// Why it was not raised.
#[derive(Debug, thiserror::Error)]
pub enum ConcernError {
    /// None of those with whom they speak has this number.
    #[error("none of their participants has this study number")]
    NoSuchParticipant,
    /// Its words cannot be kept.
    #[error(transparent)]
    NotKept(#[from] NotKept),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// What a concern is on record as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnRecord {
    /// The number of its task.
    pub task: i32,
    /// What was written of it is kept. It is not where the name of the person was deleted: there is no key
    /// left to seal it with.
    pub has_words: bool,
}

/// A task that somebody follows who does not act on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Its number.
    pub id: i32,
    /// The study number of whom it is about.
    pub number: String,
    /// When it was raised, by the study's clock.
    pub raised: NaiveDateTime,
    /// By when somebody has to act.
    pub due: NaiveDateTime,
    /// Who has it.
    pub standing: Standing,
    /// They raised it themselves.
    pub is_own: bool,
}

/// Raises it. The same words again about the same person, while it is open, are the same concern, unless it
/// has become more urgent. Of somebody whose name was deleted it is raised without words: whoever acts on it
/// has to ask. Nothing tells two of these apart, so only what comes within a minute is the same.
///
/// # Errors
/// When it is about nobody of theirs, says nothing, or the database fails.
pub async fn raise_concern(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    concern: Concern,
    now: DateTime<Utc>,
) -> Result<OnRecord, ConcernError> {
    let words = words::believed(&concern.words)?;
    let found = participants::by_typed_number(db.read(), study.id, &concern.number).await?;
    let person = found.ok_or(ConcernError::NoSuchParticipant)?.id;
    if !by.reaches(db.read(), person).await? {
        return Err(ConcernError::NoSuchParticipant);
    }
    let vault = db.vault.clone();
    let (actor, level) = (by.actor(), if concern.is_immediate { Level::Three } else { Level::One });
    db.write(move |transaction| {
        Box::pin(async move {
            participants::hold(transaction, [person]).await?;
            let key = words::key_to_write_with(transaction, &vault, person).await?;
            let (has_words, about) = (key.is_some(), (words.as_str(), key.as_deref()));
            if let Some(task) = same(transaction, person, (&actor, level), about, now).await? {
                return Ok(OnRecord { task, has_words });
            }
            let task = begin(transaction, person, None, CAUSE).await?;
            let event = Event { at: now, actor, fact: Fact::Raised(level) };
            let sealed = key.map(|key| words::seal(&key, task, &words));
            raised(transaction, (task, person), &event, sealed, now).await?;
            Ok(OnRecord { task, has_words })
        })
    })
    .await
}

/// An open concern of the same person in the same words and no less urgent, as when a form is sent twice.
async fn same(
    transaction: &DatabaseTransaction,
    person: i32,
    (actor, level): (&str, Level),
    (words, key): (&str, Option<&Sealer>),
    now: DateTime<Utc>,
) -> Result<Option<i32>, DbErr> {
    let theirs = alert::Entity::find()
        .filter(alert::Column::ParticipantId.eq(person))
        .filter(alert::Column::ResponseId.is_null())
        .filter(alert::Column::Cause.eq(CAUSE));
    for row in theirs.all(transaction).await? {
        let rows = events::rows(transaction, row.id).await?;
        let Some(first) = rows.first().filter(|first| first.actor == actor) else { continue };
        let expected = key.map(|_| Words::Open(words.to_owned()));
        let is_same = words::of(first, key)? == expected;
        let may_be_same = expected.is_some() || now - first.at < SENT_TWICE;
        let events = rows.into_iter().map(events::read).collect::<Result<Vec<_>, _>>()?;
        let as_urgent = |progress: Progress| progress.closed.is_none() && progress.level >= level;
        if is_same && may_be_same && Progress::of(&events).is_some_and(as_urgent) {
            return Ok(Some(row.id));
        }
    }
    Ok(None)
}

/// The tasks that somebody raised and, for an interviewer, those about participants given to them: only
/// whether somebody has it or it was dealt with. Newest first.
///
/// # Errors
/// When the database fails.
pub async fn followed(
    db: &Db,
    by: &Caseworker,
    interviewer: Option<&Interviewer>,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Vec<Followed>, DbErr> {
    let own = raised_by(db.read(), by.staff_id()).await?;
    let mut theirs = Condition::any().add(alert::Column::Id.is_in(own.iter().copied()));
    if let Some(interviewer) = interviewer {
        let cases = Query::select()
            .column(staff_case::Column::ParticipantId)
            .from(staff_case::Entity)
            .and_where(staff_case::Column::StaffId.eq(interviewer.staff_id()))
            .to_owned();
        theirs = theirs.add(alert::Column::ParticipantId.in_subquery(cases));
    }
    told(db, study, (theirs, own.as_slice()), now).await
}

/// What somebody raised about a participant last and nobody has closed yet: whether anybody has it, and by when somebody has to act.
///
/// # Errors
/// When the database fails.
pub async fn raised_about(
    db: &Db,
    by: &Caseworker,
    study: &StudyHandle,
    person: i32,
    now: DateTime<Utc>,
) -> Result<Option<Followed>, DbErr> {
    let own = raised_by(db.read(), by.staff_id()).await?;
    let theirs = Condition::all()
        .add(alert::Column::Id.is_in(own.iter().copied()))
        .add(alert::Column::ParticipantId.eq(person));
    let mut all = told(db, study, (theirs, own.as_slice()), now).await?.into_iter();
    Ok(all.find(|one| !matches!(one.standing, Standing::Closed(..))))
}

/// These tasks of a study, newest first.
async fn told(
    db: &Db,
    study: &StudyHandle,
    (which, own): (Condition, &[i32]),
    now: DateTime<Utc>,
) -> Result<Vec<Followed>, DbErr> {
    let rows = of_study(study.id).filter(which);
    let rows = rows.order_by_desc(alert::Column::Id).limit(TOGETHER).all(db.read()).await?;
    let tasks = listing::tasks(db.read(), study.study(), rows, now).await?;
    let followed = tasks.into_iter().map(|task| Followed {
        is_own: own.contains(&task.id),
        id: task.id,
        number: task.number,
        raised: task.raised,
        due: task.due,
        standing: task.standing,
    });
    Ok(followed.collect())
}

async fn raised_by(connection: &impl ConnectionTrait, staff: i32) -> Result<Vec<i32>, DbErr> {
    alert_event::Entity::find()
        .select_only()
        .column(alert_event::Column::AlertId)
        .filter(alert_event::Column::Kind.eq("raised"))
        .filter(alert_event::Column::Actor.starts_with(format!("staff {staff},")))
        .into_tuple()
        .all(connection)
        .await
}
