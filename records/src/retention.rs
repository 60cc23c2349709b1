//! What goes because its time has come: listed first, and then taken out, each with its entry in the audit. The
//! rules are in `surveys::retention`.

mod listing;

mod going;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{DbErr, EntityTrait};
use surveys::{
    calendar,
    keys::StudyKey,
    retention::{Due, Kind},
};

use crate::{
    Db,
    entity::study,
    leases,
    senders::Folder,
    studies::{self, StudyError, StudyHandle},
};

/// A kind of data, and what of it goes today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Going {
    /// Which kind.
    pub kind: Kind,
    /// When it goes, where that is one day for all of it; otherwise the earliest among what goes.
    pub due: Due,
    /// What goes: study numbers, or in files and sessions whose they are.
    pub whose: Vec<String>,
    things: Vec<Thing>,
}

/// One thing that goes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Thing {
    /// Of a participant.
    Person(i32),
    /// What a participant has typed and not finished in a wave.
    Unfinished(i32, String),
    /// The file of a message.
    File(i64),
    /// A session of staff.
    Session(i32),
    /// An invitation of staff.
    Invitation(i32),
}

/// Why nothing was taken out, or not everything.
#[derive(Debug, thiserror::Error)]
pub enum RetentionError {
    /// The study cannot be read.
    #[error(transparent)]
    Study(#[from] StudyError),
    /// A file could not be deleted.
    #[error("a message's file could not be deleted: {0}")]
    File(#[from] std::io::Error),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// What goes today, kind by kind; what stays says why. Nothing is changed. `files` is where messages lie.
///
/// # Errors
/// When the database fails.
pub async fn list(
    db: &Db,
    study: &StudyHandle,
    files: &Folder,
    now: DateTime<Utc>,
) -> Result<Vec<Going>, RetentionError> {
    let today = calendar::date_in(&study.study().timezone, now);
    let mut all = Vec::new();
    for kind in Kind::ALL {
        all.push(listing::of(db, study, kind, (files, today)).await?);
    }
    Ok(all)
}

/// Takes out what goes today, and tells what that was. Broken off, it goes on the next time.
///
/// # Errors
/// When the database fails, or a file cannot be deleted.
pub async fn take_out(
    db: &Db,
    study: &StudyHandle,
    files: &Folder,
    now: DateTime<Utc>,
) -> Result<Vec<Going>, RetentionError> {
    let all = list(db, study, files, now).await?;
    for going in &all {
        going::take_out(db, study, going, files, now).await?;
    }
    Ok(all)
}

/// How long the work is its worker's.
const LEASE: TimeDelta = TimeDelta::hours(1);

/// Takes out what goes today, in every study: how many things that were. None when another worker is at it.
///
/// # Errors
/// As with `take_out`.
pub async fn daily(
    db: &Db,
    files: &Folder,
    worker: &str,
    now: DateTime<Utc>,
) -> Result<Option<usize>, RetentionError> {
    let worker = worker.to_owned();
    let ours: Result<bool, DbErr> = db
        .write(move |transaction| {
            Box::pin(
                async move { leases::take(transaction, "retention", &worker, LEASE, now).await },
            )
        })
        .await;
    if !ours? {
        return Ok(None);
    }
    let mut gone = 0;
    for row in study::Entity::find().all(db.read()).await? {
        let Ok(key) = StudyKey::new(&row.key) else { continue };
        let study = studies::find(db, &key).await?;
        let taken = take_out(db, &study, files, now).await?;
        gone += taken.iter().map(|going| going.things.len()).sum::<usize>();
    }
    Ok(Some(gone))
}

impl Going {
    fn nothing(kind: Kind, due: Due) -> Self {
        Self { kind, due, whose: Vec::new(), things: Vec::new() }
    }

    /// Things that each have a day of their own; only those that go today are kept.
    fn of(kind: Kind, found: Vec<(Due, String, Thing)>, today: NaiveDate) -> Self {
        let mut going = Self::nothing(kind, Due::NotYet);
        for (due, whose, thing) in found.into_iter().filter(|(due, ..)| due.has_come(today)) {
            let earlier = |day| matches!(going.due, Due::From(first) if first <= day);
            if let Due::From(day) = due
                && !earlier(day)
            {
                going.due = due;
            }
            going.whose.push(whose);
            going.things.push(thing);
        }
        going
    }
}
