//! What another protocol would do to whom, before it is published: both schedules are worked out for everybody from the same
//! facts, some people at a time. Nothing is kept of it, and no person is named.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use surveys::{
    keys::{MessageKey, StepKey, WaveKey},
    protocol::Protocol,
    schedule::{Fate, Planned, Until, schedule},
    stopping::Way,
};

use super::{ScheduleError, facts, some::Walk};
use crate::{
    Db,
    auth::{By, SurveyWriter},
    protocols::{self, ProtocolError},
    studies::StudyHandle,
};

/// A send, as no person has two of.
pub type Named = (WaveKey, StepKey, Way);

/// What would become of sends that are due or to come. What was handed over stays handed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// How many people were looked at.
    pub people: usize,
    /// For how many of them anything would be other than it is.
    pub affected: usize,
    /// By send, in how many cases it changes so.
    pub sends: BTreeMap<Named, Changes>,
}

/// In how many cases a send changes, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// It goes at another moment.
    pub moved: usize,
    /// It would go, and does not any more.
    pub dropped: usize,
    /// It would not go, and does.
    pub added: usize,
    /// It says another message at the same moment.
    pub other_message: usize,
}

impl Effect {
    /// The sum over all sends.
    #[must_use]
    pub fn sum(&self) -> Changes {
        self.sends.values().fold(Changes::default(), |sum, own| Changes {
            moved: sum.moved + own.moved,
            dropped: sum.dropped + own.dropped,
            added: sum.added + own.added,
            other_message: sum.other_message + own.other_message,
        })
    }
}

/// Looks at everybody in a study.
///
/// # Errors
/// When they do not evaluate the study, there is no protocol that can be read, or the database fails.
pub async fn compare(
    db: &Db,
    by: &By<SurveyWriter>,
    study: &StudyHandle,
    next: &Protocol,
    now: DateTime<Utc>,
) -> Result<Effect, ScheduleError> {
    if !by.evaluates(study.id) {
        return Err(ProtocolError::NotTheirs.into());
    }
    let holds = protocols::current(db, study).await?.protocol;
    let file = study.study().as_ref();
    let after = file.clone().following(next);
    let (mut effect, mut walk) = (Effect::default(), Walk::through(study.id));
    while let Some(people) = walk.next(db.read()).await? {
        effect.people += people.len();
        let before = facts::of(db, file, &people, now).await?;
        let mut as_they_would_be = facts::of(db, &after, &people, now).await?;
        for (id, person) in before {
            let Some(then) = as_they_would_be.remove(&id) else { continue };
            let [was, is] =
                [going(schedule(&holds, &person, now)), going(schedule(next, &then, now))];
            effect.one(&was, &is);
        }
    }
    Ok(effect)
}

/// What goes now or later, with its moment.
fn going(planned: Vec<Planned>) -> BTreeMap<Named, (DateTime<Utc>, MessageKey)> {
    let going = planned.into_iter().filter_map(|one| {
        let at = match one.fate {
            Fate::Due(at) => at,
            Fate::Later(at) | Fate::Waits(_, Until::Goes(at)) => at,
            Fate::Handed(_) | Fate::Waits(..) | Fate::Not(_) => return None,
        };
        Some(((one.wave, one.step, one.way), (at, one.message)))
    });
    going.collect()
}

impl Effect {
    fn one(
        &mut self,
        was: &BTreeMap<Named, (DateTime<Utc>, MessageKey)>,
        is: &BTreeMap<Named, (DateTime<Utc>, MessageKey)>,
    ) {
        let mut is_affected = false;
        let all: BTreeSet<_> = was.keys().chain(is.keys()).collect();
        for send in all {
            let (before, now) = (was.get(send), is.get(send));
            if before == now {
                continue;
            }
            is_affected = true;
            let own = self.sends.entry(send.clone()).or_default();
            match (before, now) {
                (Some(_), None) => own.dropped += 1,
                (None, _) => own.added += 1,
                (Some((before, _)), Some((now, _))) if before != now => own.moved += 1,
                (Some(_), Some(_)) => own.other_message += 1,
            }
        }
        self.affected += usize::from(is_affected);
    }
}
