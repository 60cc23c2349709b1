//! Letters. Nobody takes them away by themselves: they wait until a supervisor prints them. Whoever does takes them as
//! posted: a file is made once, and once more on the same day if it was lost.

mod written;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType},
};
use surveys::calendar;

pub use self::written::Printed;
use self::written::{newly, once_more};
use super::{
    Channel, State,
    claiming::due_at,
    holding,
    settling::{Outcome, ended, settle, whom},
};
use crate::{Db, audit::Entry, auth::Supervisor, entity::outbox, secret, studies::StudyHandle};

/// Letters in one file.
const TOGETHER: u64 = 500;
/// How long some letters are whose who prints them.
const CLAIM: TimeDelta = TimeDelta::minutes(5);

/// Which letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that nobody has printed yet.
    New,
    /// Those that were printed today, once more.
    Again,
}

/// How the letters of a study stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// How many wait to be printed.
    pub waiting: u64,
    /// Since when the first of them does.
    pub since: Option<DateTime<Utc>>,
    /// How many were printed today.
    pub today: u64,
    /// Whether all that is sent is held.
    pub is_held: bool,
}

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// They supervise another study.
    #[error("only a supervisor of the study prints its letters")]
    NotTheirs,
    /// All that is sent is held.
    #[error("all sends are held")]
    Held,
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// How the letters of a study stand.
///
/// # Errors
/// When it is not theirs, or the database fails.
pub async fn letters(
    db: &Db,
    by: &Supervisor,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Letters, PrintError> {
    if by.study_id() != study.id {
        return Err(PrintError::NotTheirs);
    }
    let waiting = || due_at(now).filter(of_study(study.id));
    let first = in_order(waiting()).one(db.read()).await?;
    let today = printed_today(study, now).count(db.read()).await?;
    Ok(Letters {
        waiting: waiting().count(db.read()).await?,
        since: first.map(|row| row.not_before),
        today,
        is_held: holding::is_held(db, study.id).await?,
    })
}

/// The letters, with names, addresses and ways in. Each is asked about once more, like any message before it leaves; that
/// it was printed, and for whom, is in the audit before anything is told. `site` is where links point.
///
/// # Errors
/// When the study is not theirs, its sends are held, or the database fails. What was not told by then is printed later.
pub async fn print(
    db: &Db,
    by: &Supervisor,
    study: &StudyHandle,
    (which, site): (Which, &str),
    now: DateTime<Utc>,
) -> Result<Vec<Printed>, PrintError> {
    if by.study_id() != study.id {
        return Err(PrintError::NotTheirs);
    }
    if holding::is_held(db, study.id).await? {
        return Err(PrintError::Held);
    }
    match which {
        Which::New => {
            let printed = print_new(db, &by.actor(), (study.id, site), now).await?;
            Ok(printed.into_iter().map(|(_, letter)| letter).collect())
        }
        Which::Again => Ok(print_again(db, &by.actor(), study, site, now).await?),
    }
}

/// Prints what waits: each letter with the number of its row.
pub(crate) async fn print_new(
    db: &Db,
    actor: &str,
    (study, site): (i32, &str),
    now: DateTime<Utc>,
) -> Result<Vec<(i64, Printed)>, DbErr> {
    let worker = secret::crockford26(&secret::random());
    let ours = worker.clone();
    let claimed = db.write::<_, DbErr>(move |transaction| {
        Box::pin(async move { claim(transaction, (study, &ours), now).await })
    });
    let mut written = Vec::new();
    for row in claimed.await? {
        match newly(db, &row, site, now).await {
            Ok(Ok(letter)) => written.push((row, letter)),
            Ok(Err(outcome)) => settle(db, &worker, row, outcome, now).await?,
            // Somebody's data do not open: that keeps nobody else's letter.
            Err(_) => settle(db, &worker, row, Outcome::NotTried, now).await?,
        }
    }
    let actor = actor.to_owned();
    db.write(move |transaction| {
        Box::pin(async move {
            let mut printed = Vec::new();
            for (row, letter) in written {
                // Whoever stopped letters a moment ago gets none.
                if posted(transaction, (&row, &worker), &actor, now).await? {
                    printed.push((row.id, letter));
                }
            }
            Ok(printed)
        })
    })
    .await
}

async fn print_again(
    db: &Db,
    actor: &str,
    study: &StudyHandle,
    site: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Printed>, DbErr> {
    let mut printed = Vec::new();
    for row in in_order(printed_today(study, now)).all(db.read()).await? {
        let Ok(Some(letter)) = once_more(db, &row, site, now).await else { continue };
        let own = row.clone();
        let actor = actor.to_owned();
        db.write::<_, DbErr>(move |transaction| {
            Box::pin(
                async move { tell(transaction, &own, (&actor, "letter printed again"), now).await },
            )
        })
        .await?;
        printed.push(letter);
    }
    Ok(printed)
}

/// The rows that whoever sends takes up: letters only when it is too late to print them, to say so of them.
pub(super) fn is_not_for_printing(now: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(outbox::Column::Channel.ne(Channel::Post.name()))
        .add(outbox::Column::Until.lte(now))
}

fn of_study(study: i32) -> Condition {
    Condition::all()
        .add(outbox::Column::StudyId.eq(study))
        .add(outbox::Column::Channel.eq(Channel::Post.name()))
}

fn printed_today(study: &StudyHandle, now: DateTime<Utc>) -> sea_orm::Select<outbox::Entity> {
    let zone = &study.study().timezone;
    let today = calendar::date_in(zone, now);
    let began = calendar::instant_in(zone, today, NaiveTime::MIN).unwrap_or(now);
    outbox::Entity::find()
        .filter(of_study(study.id))
        .filter(outbox::Column::State.eq(State::Sent.name()))
        .filter(outbox::Column::SettledAt.gte(began))
}

fn in_order(rows: sea_orm::Select<outbox::Entity>) -> sea_orm::Select<outbox::Entity> {
    rows.order_by_asc(outbox::Column::NotBefore).order_by_asc(outbox::Column::Id)
}

async fn claim(
    transaction: &DatabaseTransaction,
    (study, worker): (i32, &str),
    now: DateTime<Utc>,
) -> Result<Vec<outbox::Model>, DbErr> {
    let waiting = due_at(now).filter(of_study(study)).filter(holding::free());
    let rows = in_order(waiting)
        .limit(TOGETHER)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(transaction)
        .await?;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::HeldBy, Expr::value(worker))
        .col_expr(outbox::Column::HeldUntil, Expr::value(now + CLAIM))
        .filter(outbox::Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(transaction)
        .await?;
    Ok(rows)
}

/// Takes a letter as posted: whether it still waited.
async fn posted(
    transaction: &DatabaseTransaction,
    (row, worker): (&outbox::Model, &str),
    actor: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let sent = outbox::ActiveModel {
        handing_since: Set(Some(now)),
        attempts: Set(row.attempts + 1),
        ..ended(State::Sent, None, now)
    };
    let rows = outbox::Entity::update_many()
        .set(sent)
        .filter(outbox::Column::Id.eq(row.id))
        .filter(outbox::Column::HeldBy.eq(worker))
        .filter(holding::free())
        .filter(outbox::Column::State.eq(State::Waiting.name()))
        .exec(transaction)
        .await?;
    if rows.rows_affected == 0 {
        return Ok(false);
    }
    tell(transaction, row, (actor, "letter printed"), now).await?;
    Ok(true)
}

async fn tell(
    transaction: &DatabaseTransaction,
    row: &outbox::Model,
    (actor, action): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let whom = whom(transaction, row).await?;
    let mut entry = Entry::new(actor, action, &format!("to {whom}")).to("to reach them");
    if let Some(study) = row.study_id {
        entry = entry.in_study(study);
    }
    if let Some(participant) = row.participant_id {
        entry = entry.about(participant);
    }
    entry.write(transaction, now).await.map(drop)
}
