//! How much is due in a study at this moment, without whom it is for.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use surveys::{
    keys::{StepKey, WaveKey},
    schedule::{Fate, Planned},
    stopping::Way,
};

use super::{
    ScheduleError,
    opening::{self, today},
    some::{self, Through, Walk},
};
use crate::{
    Db,
    auth::{By, Postmaster},
    protocols,
    studies::StudyHandle,
};

/// What is due, and what is not any more or not yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// How many people were looked at.
    pub people: usize,
    /// How many could not be looked at, since what is held of them cannot be read.
    pub left_out: usize,
    /// How many messages are due, by wave, step and way.
    pub now: BTreeMap<(WaveKey, StepKey, Way), usize>,
    /// How many are to come.
    pub later: usize,
    /// How many wait for something to pass.
    pub waiting: usize,
    /// When the next of them is.
    pub next: Option<DateTime<Utc>>,
}

/// Looks at everybody in a study but test people, some at a time. Nothing is handed over.
///
/// # Errors
/// When they do not look after its messages, there is no protocol that can be read, or the database fails.
pub async fn due(
    db: &Db,
    by: &By<Postmaster>,
    study: &StudyHandle,
    now: DateTime<Utc>,
) -> Result<Due, ScheduleError> {
    if !by.may_in(study) {
        return Err(ScheduleError::NotTheirs);
    }
    let holds = protocols::current(db, study).await?;
    let shut = opening::shut(db, study.id, study.study(), today(study, now)).await?;
    let by = some::By { file: study.study(), protocol: &holds.protocol, shut: &shut };
    let mut due = Due::default();
    let mut through = Through::of(db, by, Walk::counting(study.id), now);
    while let Some((people, left_out)) = through.next().await? {
        due.people += people.len();
        due.left_out += left_out.len();
        people.into_iter().flat_map(|theirs| theirs.planned).for_each(|one| due.count(one));
    }
    Ok(due)
}

impl Due {
    fn count(&mut self, planned: Planned) {
        let Planned { wave, step, way, fate, .. } = planned;
        match fate {
            Fate::Due(_) => *self.now.entry((wave, step, way)).or_default() += 1,
            Fate::Later(at) => {
                self.later += 1;
                self.next = Some(self.next.map_or(at, |next| next.min(at)));
            }
            Fate::Waits(..) => self.waiting += 1,
            Fate::Handed(_) | Fate::Not(_) => {}
        }
    }
}
