//! Taking messages from the outbox. Any number of workers may do this at once: each row is claimed for
//! a minute, and whoever vanishes with it is found out when the minute has passed.

use chrono::{DateTime, Utc};
use futures_util::{StreamExt, stream};
use sea_orm::DbErr;
use tokio::time::Instant;

use super::{
    Channel, Handing, NotBegun, Template,
    claiming::{CLAIM, claim, due},
    letter, looking_up,
    may_send::may_send,
    post::Post,
    settling::{Outcome, settle, wait},
};
use crate::{Db, entity::outbox, senders::Found, stores::Unusable, texts};

/// How many of them are under way at once.
const AT_ONCE: usize = 4;
/// Sends what is due, a few at a time: how many rows were taken up.
///
/// # Errors
/// When the database fails. What was claimed by then is claimed again when its minute has passed.
pub async fn send_due(db: &Db, post: &Post, now: DateTime<Utc>) -> Result<usize, Unusable> {
    if due(now).one(db.read()).await?.is_none() {
        return Ok(0);
    }
    let (worker, since) = (post.worker.clone(), Instant::now());
    let claimed = db.write::<_, DbErr>(move |transaction| {
        Box::pin(async move { claim(transaction, worker, now).await })
    });
    let each =
        claimed.await?.into_iter().map(|row| take_up(db.clone(), post.clone(), row, (now, since)));
    // All of them come to an end, whatever becomes of one: nothing is left half given away.
    let ends: Vec<_> = stream::iter(each).buffer_unordered(AT_ONCE).collect().await;
    let taken = ends.len();
    ends.into_iter().collect::<Result<(), DbErr>>()?;
    Ok(taken)
}

async fn take_up(
    db: Db,
    post: Post,
    row: outbox::Model,
    taken_up: (DateTime<Utc>, Instant),
) -> Result<(), DbErr> {
    match attempt(&db, &post, &row, taken_up).await? {
        Some(outcome) => {
            if let (Outcome::StoppedThere, Some(person)) = (&outcome, row.participant_id) {
                texts::stopped_there(&db, person, taken_up.0).await?;
            }
            settle(&db, &post.worker, row, outcome, taken_up.0).await
        }
        None => Ok(()),
    }
}

/// What came of it; nothing when it is somebody else's by now.
async fn attempt(
    db: &Db,
    post: &Post,
    row: &outbox::Model,
    taken_up: (DateTime<Utc>, Instant),
) -> Result<Option<Outcome>, DbErr> {
    let now = taken_up.0;
    let known = (Template::by_name(&row.template), Channel::by_name(&row.channel));
    let (Some(template), Some(channel)) = known else {
        let unknown = "this version of the program does not know it".to_owned();
        return Ok(Some(Outcome::Again(unknown)));
    };
    if let Some(outcome) = left_behind(db, post, row, (template, channel), now).await? {
        return Ok(Some(outcome));
    }
    let words = match may_send(db, row, (template, channel), now).await? {
        Ok(words) => words,
        Err(outcome) => return Ok(Some(outcome)),
    };
    if channel == Channel::Post {
        return Ok(Some(Outcome::NotYet(now + CLAIM)));
    }
    let says = (template, channel, &words);
    let (letter, address_mark) = match letter::write(db, post, row, says, now).await {
        Ok(written) => written,
        Err(unwritten) => return unwritten.outcome().map(Some),
    };
    let (id, worker, mark) = (row.id, post.worker.clone(), address_mark.clone());
    let handing = Handing { db: db.clone(), id, worker, address_mark, taken_up };
    match post.senders.send(letter, &handing, now).await {
        Ok(handed) => Ok(Some(Outcome::of(handed, mark))),
        Err(NotBegun::NotOurs) => Ok(None),
        Err(NotBegun::Held) => Ok(Some(Outcome::Held)),
        Err(NotBegun::Database(error)) => Err(error),
    }
}

/// What is to be said of a row whose last worker never came back, or was given no answer; nothing if it has not left
/// and can be sent.
async fn left_behind(
    db: &Db,
    post: &Post,
    row: &outbox::Model,
    which: (Template, Channel),
    now: DateTime<Utc>,
) -> Result<Option<Outcome>, DbErr> {
    const VANISHED: &str = "whoever sent it never came back";
    if let Some(given_away) = row.handing_since {
        // They were giving it away, and may have done so with their last breath.
        match looking_up::look_up(db, post, row, (which, given_away), now).await? {
            Found::Taken(theirs) => return Ok(Some(Outcome::Sent(theirs))),
            Found::Unknown => return Ok(Some(Outcome::InDoubt(VANISHED.to_owned()))),
            Found::Doubtful(reason) => return Ok(Some(Outcome::InDoubt(reason))),
            Found::Later(reason) => return Ok(Some(Outcome::AskAgain(reason))),
            Found::NotTaken => {}
        }
    }
    // Perhaps it is the message that ends them.
    let ends_them = row.held_by.is_some() && wait(row).is_none();
    Ok(ends_them.then(|| Outcome::Failed(VANISHED.to_owned())))
}
