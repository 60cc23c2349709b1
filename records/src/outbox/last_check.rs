//! The last check: whether a message still goes, and what it says. It is asked when the message is taken up, and once more
//! just before it is given away where that took time: somebody may have answered, stopped or told of harm meanwhile.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::DbErr;

use super::{Channel, Template, Wire, letter, may_send::may_send, post::Post, settling::Outcome};
use crate::{Db, entity::outbox, senders::Letter};

/// How old an answer may be.
const FRESH: TimeDelta = TimeDelta::seconds(1);

/// How soon is asked again of a letter that nobody has printed in time, and that might still be.
const PRINTED: TimeDelta = TimeDelta::hours(1);

/// A letter with the mark of the address it goes to.
pub(super) type Written = (Letter, Option<String>);

/// The letter of a message that may go now, or what becomes of it.
///
/// # Errors
/// When the database fails, or holds what this program cannot read.
pub(super) async fn written(
    db: &Db,
    post: &Post,
    row: &outbox::Model,
    (template, wire): (Template, Wire),
    now: DateTime<Utc>,
) -> Result<Result<Written, Outcome>, DbErr> {
    let words = match may_send(db, row, (template, wire.channel()), now).await? {
        Ok(words) => words,
        Err(outcome) => return Ok(Err(outcome)),
    };
    match letter::write(db, post, row, (template, wire, &words), now).await {
        Ok(written) => Ok(Ok(written)),
        Err(unwritten) => unwritten.outcome(row.until).map(Err),
    }
}

/// What becomes of a letter that nobody printed in time.
///
/// # Errors
/// As above.
pub(super) async fn unprinted(
    db: &Db,
    row: &outbox::Model,
    template: Template,
    now: DateTime<Utc>,
) -> Result<Outcome, DbErr> {
    let may_go = may_send(db, row, (template, Channel::Post), now).await?;
    Ok(may_go.err().unwrap_or(Outcome::NotYet(now + PRINTED)))
}

/// Whether what was written at one moment is what would be written at another; what becomes of it where it is not.
///
/// # Errors
/// As above.
pub(super) async fn is_still(
    db: &Db,
    post: &Post,
    (row, which): (&outbox::Model, (Template, Wire)),
    (before, asked_at): (&Written, DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result<Option<Outcome>, DbErr> {
    if now - asked_at <= FRESH {
        return Ok(None);
    }
    Ok(match written(db, post, row, which, now).await? {
        Err(outcome) => Some(outcome),
        Ok(after) => (after != *before).then_some(Outcome::Anew),
    })
}
