//! What time does to the registers: those who keep them are told when half of an entry's time has gone, and
//! when all of it has.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr, FromQueryResult, Statement};
use surveys::{
    registers::{Clock, Event, Fact, Register, Standing},
    study::Study,
};

use super::{acting::written_down, events, telling};
use crate::{Db, studies};

/// Who acts where no person does.
const SYSTEM: &str = "system";

/// Entries that are open, and of which not everything was told.
const OPEN: &str = "SELECT e.id AS entry, e.register AS register, e.study_id AS study, \
     s.revision AS revision \
     FROM register_entry e JOIN study s ON s.id = e.study_id \
     WHERE NOT EXISTS (SELECT 1 FROM register_event t WHERE t.entry_id = e.id \
     AND t.kind = 'escalated' AND t.detail = 'whole') \
     AND NOT EXISTS (SELECT 1 FROM register_event c WHERE c.entry_id = e.id AND c.kind = 'closed' \
     AND c.id > COALESCE((SELECT MAX(r.id) FROM register_event r \
     WHERE r.entry_id = e.id AND r.kind = 'reopened'), 0)) ORDER BY e.id";

/// What one look came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticked {
    /// Entries of which half of the time, or all of it, had gone.
    pub told: usize,
}

#[derive(FromQueryResult)]
struct Row {
    entry: i32,
    register: String,
    study: i32,
    revision: i32,
}

/// Does what is due. It may run on several servers at once, and again after it was cut off.
///
/// # Errors
/// When the database fails. What was done before that stays done.
pub async fn tick(db: &Db, now: DateTime<Utc>) -> Result<Ticked, DbErr> {
    let mut ticked = Ticked::default();
    for (row, study) in late(db, now).await? {
        let work = db.write(move |transaction| {
            Box::pin(async move { escalate(transaction, &row, &study, now).await })
        });
        ticked.told += usize::from(work.await?);
    }
    Ok(ticked)
}

/// The entries of which somebody has to be told now.
async fn late(db: &Db, now: DateTime<Utc>) -> Result<Vec<(Row, Arc<Study>)>, DbErr> {
    let statement = Statement::from_string(db.read().get_database_backend(), OPEN);
    let rows = Row::find_by_statement(statement).all(db.read()).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.entry).collect();
    let happened = events::of_all(db.read(), &ids).await?;
    let mut late = Vec::new();
    for row in rows {
        let study = studies::as_filed(db, row.study, row.revision).await?;
        let events = happened.get(&row.entry).into_iter().flatten().map(|(_, event)| event);
        let register = Register::named(&row.register);
        let standing = register.and_then(|register| Standing::of(register, events));
        let clock = Clock { zone: &study.timezone };
        if standing.is_some_and(|standing| clock.late(&standing, now).is_some()) {
            late.push((row, study));
        }
    }
    Ok(late)
}

/// Writes down that so much of the time has gone, and tells those who keep the register.
async fn escalate(
    transaction: &DatabaseTransaction,
    row: &Row,
    study: &Study,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Some(held) = events::hold(transaction, row.study, row.entry).await? else {
        return Ok(false);
    };
    let clock = Clock { zone: &study.timezone };
    let Some(late) = clock.late(&held.standing, now) else { return Ok(false) };
    let event = Event { at: now, actor: SYSTEM.to_owned(), fact: Fact::Escalated(late) };
    events::add(transaction, row.entry, &event, false).await?;
    written_down(transaction, &held, &event).await?;
    telling::late(transaction, row.study, (held.reference, late), now).await?;
    Ok(true)
}
