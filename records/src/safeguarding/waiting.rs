//! Tasks that nobody has, and for how long they may go without.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{DbErr, FromQueryResult, Statement};
use surveys::{
    safeguarding::{Clock, Escalation, Progress},
    study::Study,
};

use super::events;
use crate::{Db, studies};

/// Alerts, but not of test people, after whose latest raising, handing over or release nobody took or closed them.
const WAITING: &str = "SELECT a.id AS alert, a.participant_id AS participant, \
     s.id AS study, s.revision AS revision \
     FROM alert a JOIN participant p ON p.id = a.participant_id JOIN study s ON s.id = p.study_id \
     WHERE NOT p.is_test AND NOT EXISTS (SELECT 1 FROM alert_event e WHERE e.alert_id = a.id \
     AND e.kind IN ('acknowledged', 'closed') AND e.id > (SELECT MAX(r.id) FROM alert_event r \
     WHERE r.alert_id = a.id AND r.kind IN ('raised', 'handed over', 'released')))";

/// A task that nobody has.
pub(super) struct Waiting {
    pub alert: i32,
    pub participant: i32,
    study: Arc<Study>,
}

#[derive(FromQueryResult)]
struct Row {
    alert: i32,
    participant: i32,
    study: i32,
    revision: i32,
}

impl Waiting {
    /// How late it is, when that was not written down yet.
    pub fn is_late(&self, progress: &Progress, now: DateTime<Utc>) -> Option<Escalation> {
        let roster = self.study.safeguarding.as_ref()?;
        Clock { roster, zone: &self.study.timezone }.late(progress, now)
    }
}

/// The tasks of which it has to be written down now that they wait.
pub(super) async fn late(db: &Db, now: DateTime<Utc>) -> Result<Vec<Waiting>, DbErr> {
    let connection = db.read();
    let statement = Statement::from_string(connection.get_database_backend(), WAITING);
    let rows = Row::find_by_statement(statement).all(connection).await?;
    let alerts: Vec<_> = rows.iter().map(|row| row.alert).collect();
    let events = events::of_all(connection, &alerts).await?;
    let mut late = Vec::new();
    for Row { alert, participant, study, revision } in rows {
        let study = studies::as_filed(db, study, revision).await?;
        let task = Waiting { alert, participant, study };
        let progress = events.get(&alert).and_then(Progress::of);
        if progress.is_some_and(|progress| task.is_late(&progress, now).is_some()) {
            late.push(task);
        }
    }
    Ok(late)
}
