//! What goes because its time has come: listed first, and then taken out, each with its entry in the audit. The
//! rules are in `surveys::retention`.

mod worker;

mod listing;

mod going;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{DbErr, EntityTrait, QueryOrder};
use surveys::{
    calendar,
    keys::StudyKey,
    retention::{Due, Kind},
};

pub use self::worker::Worker;
use crate::{
    Db,
    entity::study,
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
    /// What goes: study numbers, references of entries, or in files and sessions whose they are.
    pub whose: Vec<String>,
    things: Vec<Thing>,
}

/// One thing that goes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Thing {
    /// Of a participant.
    Person(i32),
    /// What a participant has typed and not finished, at whichever waves.
    Unfinished(i32),
    /// The file of a message.
    File(i64),
    /// A session of staff.
    Session(i32),
    /// An invitation of staff.
    Invitation(i32),
    /// What was written of an entry of a register, which was closed then.
    Words(i32, DateTime<Utc>),
}

/// Why nothing was taken out, or not everything.
#[derive(Debug, thiserror::Error)]
pub enum RetentionError {
    /// Another worker has the work.
    #[error(
        "a server, or another command, is taking out at this moment what has been kept long enough"
    )]
    Elsewhere,
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
/// When another worker is at it. Otherwise the first of what went wrong; all else is gone.
pub async fn take_out(
    db: &Db,
    study: &StudyHandle,
    files: &Folder,
    now: DateTime<Utc>,
) -> Result<Vec<Going>, RetentionError> {
    let mut first = First::default();
    let work = of_study(db, study, (files, &mut first), now);
    let gone = Worker::default().works(db, work, now).await?;
    first.or(gone.ok_or(RetentionError::Elsewhere)?)
}

/// Takes out what was listed, unless it was used again since, and tells what went.
///
/// # Errors
/// The first of what went wrong; all else is gone.
pub async fn take_out_listed(
    db: &Db,
    study: &StudyHandle,
    listed: Vec<Going>,
    files: &Folder,
    now: DateTime<Utc>,
) -> Result<Vec<Going>, RetentionError> {
    let (mut first, mut gone) = (First::default(), Vec::new());
    for going in listed {
        gone.push(going::take_out(db, study, going, (files, &mut first), now).await);
    }
    first.or(gone)
}

/// Takes out what goes today, in every study: how many things that were. None when another worker is at it.
///
/// # Errors
/// The first of what went wrong; all else is gone.
pub async fn daily(
    db: &Db,
    files: &Folder,
    worker: &Worker,
    now: DateTime<Utc>,
) -> Result<Option<usize>, RetentionError> {
    let mut first = First::default();
    let gone = worker.works(db, of_all(db, (files, &mut first), now), now).await?;
    first.or(gone)
}

async fn of_all(db: &Db, (files, first): (&Folder, &mut First), now: DateTime<Utc>) -> usize {
    let mut gone = 0;
    let rows = study::Entity::find().order_by_asc(study::Column::Key).all(db.read()).await;
    for row in first.of(rows.map_err(RetentionError::from)).unwrap_or_default() {
        let Ok(key) = StudyKey::new(&row.key) else { continue };
        let study = studies::find(db, &key).await.map_err(RetentionError::from);
        let Some(study) = first.of(study) else { continue };
        let taken = of_study(db, &study, (files, &mut *first), now).await;
        gone += taken.iter().map(|going| going.things.len()).sum::<usize>();
    }
    gone
}

/// All kinds are listed before anything goes, as in a dry run.
async fn of_study(
    db: &Db,
    study: &StudyHandle,
    (files, first): (&Folder, &mut First),
    now: DateTime<Utc>,
) -> Vec<Going> {
    // What the vault has not done yet keeps what somebody typed from going.
    first.of(db.settle(now).await.map_err(RetentionError::from));
    let today = calendar::date_in(&study.study().timezone, now);
    let (mut listed, mut gone) = (Vec::new(), Vec::new());
    for kind in Kind::ALL {
        listed.extend(first.of(listing::of(db, study, kind, (files, today)).await));
    }
    for going in listed {
        gone.push(going::take_out(db, study, going, (files, first), now).await);
    }
    gone
}

/// The first of what went wrong, while all else goes on.
#[derive(Default)]
struct First(Option<RetentionError>);

impl First {
    /// What was done, if it went well.
    fn of<T>(&mut self, done: Result<T, RetentionError>) -> Option<T> {
        match done {
            Ok(done) => Some(done),
            Err(error) => {
                self.0.get_or_insert(error);
                None
            }
        }
    }

    /// What was done, if all of it went well.
    fn or<T>(self, done: T) -> Result<T, RetentionError> {
        self.0.map_or(Ok(done), Err)
    }
}

impl Thing {
    /// Of which participant it is, where it is one's own.
    fn person(&self) -> Option<i32> {
        match self {
            Self::Person(person) | Self::Unfinished(person) => Some(*person),
            Self::File(_) | Self::Session(_) | Self::Invitation(_) | Self::Words(..) => None,
        }
    }
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
