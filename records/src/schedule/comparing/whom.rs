//! For whom something would change, one by one. Whoever looks after a study's messages knows its people by study number
//! anyhow; an evaluator reads sums.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use surveys::{keys::WaveKey, protocol::Protocol};

use super::{Effect, FromTo, Named, of_everybody};
use crate::{
    Db,
    auth::{By, Postmaster, SurveyWriter},
    participants,
    schedule::{ScheduleError, some::TOGETHER},
    studies::StudyHandle,
};

/// What would change for one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Each send that would go otherwise, from which day to which, by the study's calendar. The same day twice: at another hour,
    /// or in other words.
    pub sends: Vec<(Named, FromTo)>,
    /// The waves whose survey would be open to them on other days, or until another.
    pub windows: Vec<WaveKey>,
}

/// Somebody for whom something would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affected {
    /// Their study number.
    pub number: String,
    /// What.
    pub change: Change,
}

impl Change {
    pub(super) const fn is_none(&self) -> bool {
        self.sends.is_empty() && self.windows.is_empty()
    }
}

/// What [`compare`](super::compare) tells, and for whom, in the order in which they were enrolled: so many of them at most. It
/// takes somebody who writes the protocol and looks after the study's messages, too.
///
/// # Errors
/// When they do not, or there is no protocol that can be read, or the database fails.
pub async fn compare_each(
    db: &Db,
    (by, post): (&By<SurveyWriter>, &By<Postmaster>),
    (study, at_most): (&StudyHandle, usize),
    next: &Protocol,
    now: DateTime<Utc>,
) -> Result<(Effect, Vec<Affected>), ScheduleError> {
    if !post.may_in(study) {
        return Err(ScheduleError::NotTheirs);
    }
    let mut changes = Vec::new();
    let note = |id, change| {
        if changes.len() < at_most {
            changes.push((id, change));
        }
    };
    let effect = of_everybody(db, by, (study, next), note, now).await?;
    Ok((effect, named(db, changes).await?))
}

async fn named(db: &Db, changes: Vec<(i32, Change)>) -> Result<Vec<Affected>, ScheduleError> {
    let mut numbers = HashMap::new();
    for some in changes.chunks(TOGETHER) {
        let people = some.iter().map(|(id, _)| *id);
        numbers.extend(participants::numbers(db.read(), people).await?);
    }
    let named = changes.into_iter().filter_map(|(id, change)| {
        let number = numbers.remove(&id)?;
        Some(Affected { number, change })
    });
    Ok(named.collect())
}
