//! One attempt at sending a message: whether it may go is asked, it is written, and a sender takes it away.

use chrono::{DateTime, Utc};
use sea_orm::DbErr;

use super::{
    Channel, Handing, NotBegun, Template, Wire,
    clock::Clock,
    last_check::{unprinted, written},
    looking_up,
    post::Post,
    settling::{Outcome, wait},
};
use crate::{Db, entity::outbox, senders::Found};

/// What came of it; nothing when it is somebody else's by now.
///
/// # Errors
/// When something beside the message failed: it was not tried, or nothing is known of what came of it.
pub(super) async fn attempt(
    db: &Db,
    post: &Post,
    row: &outbox::Model,
    clock: Clock,
) -> Result<Option<Outcome>, DbErr> {
    let known = (Template::by_name(&row.template), Channel::by_name(&row.channel));
    let (Some(template), Some(channel)) = known else {
        let unknown = "this version of the program does not know it".to_owned();
        return Ok(Some(Outcome::Again(unknown)));
    };
    let Some(wire) = Wire::of(channel) else {
        return unprinted(db, row, template, clock.now()).await.map(Some);
    };
    let which = (template, wire);
    if let Some(outcome) = left_behind(db, post, row, which, clock.now()).await? {
        return Ok(Some(outcome));
    }
    let asked_at = clock.now();
    let (letter, mark) = match written(db, post, row, which, asked_at).await? {
        Ok(written) => written,
        Err(outcome) => return Ok(Some(outcome)),
    };
    let handing = Handing {
        db: db.clone(),
        post: post.clone(),
        row: row.clone(),
        which,
        written: (letter.clone(), mark.clone()),
        asked_at,
        clock,
    };
    match post.senders.send(letter, &handing, asked_at).await {
        Ok(handed) => Ok(Some(Outcome::of(handed, mark))),
        Err(NotBegun::NotOurs) => Ok(None),
        Err(NotBegun::Held) => Ok(Some(Outcome::Held)),
        Err(NotBegun::Otherwise(outcome)) => Ok(Some(*outcome)),
        Err(NotBegun::Database(error)) => Err(error),
    }
}

/// What is to be said of a row whose last worker never came back, or was given no answer; nothing if it has not left
/// and can be sent.
async fn left_behind(
    db: &Db,
    post: &Post,
    row: &outbox::Model,
    which: (Template, Wire),
    now: DateTime<Utc>,
) -> Result<Option<Outcome>, DbErr> {
    const VANISHED: &str = "whoever sent it never came back";
    if let Some(given_away) = row.handing_since {
        // They were giving it away, and may have done so with their last breath.
        match looking_up::look_up(db, post, row, (which, given_away), now).await? {
            Found::Taken(theirs) => return Ok(Some(Outcome::Sent(theirs))),
            Found::StoppedThere(theirs) => return Ok(Some(Outcome::StoppedLater(theirs))),
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
