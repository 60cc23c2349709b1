//! What another protocol would do to whom, before it is published: both schedules are worked out for everybody from the same
//! facts, some people at a time. Nothing is kept of it, and no person is named but to whoever looks after the messages.

mod in_words;
mod whom;
mod windows;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use surveys::{
    calendar,
    keys::{MessageKey, StepKey, WaveKey},
    protocol::Protocol,
    schedule::{Fate, Planned, Until, schedule},
    stopping::Way,
};

pub use self::whom::{Affected, Change, compare_each};
pub use self::windows::Windows;
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
    /// By send, from which day to which it moves, in how many cases, by the study's calendar. No day on one side: it does not
    /// go before, or not any more.
    pub days: BTreeMap<(Named, FromTo), usize>,
    /// By wave, for how many people other days are open.
    pub windows: BTreeMap<WaveKey, Windows>,
}

/// The day of a send as things are, and as they would be.
pub type FromTo = (Option<NaiveDate>, Option<NaiveDate>);

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
    /// Of those that move or are added: it goes as soon as the protocol is published, unless sends are held.
    pub at_once: usize,
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
            at_once: sum.at_once + own.at_once,
        })
    }
}

/// Looks at everybody in a study but test people.
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
    of_everybody(db, by, (study, next), |_, _| (), now).await
}

/// The same, told also of each person for whom something would change, by row.
async fn of_everybody(
    db: &Db,
    by: &By<SurveyWriter>,
    (study, next): (&StudyHandle, &Protocol),
    mut tell: impl FnMut(i32, Change),
    now: DateTime<Utc>,
) -> Result<Effect, ScheduleError> {
    if !by.evaluates(study.id) {
        return Err(ProtocolError::NotTheirs.into());
    }
    let holds = protocols::current(db, study).await?.protocol;
    let file = study.study().as_ref();
    let after = file.clone().following(next);
    let (mut effect, mut walk) = (Effect::default(), Walk::counting(study.id));
    let of = At { now, zone: &file.timezone };
    while let Some(people) = walk.next(db.read()).await? {
        effect.people += people.len();
        let mut as_they_are = facts::of(db, file, &people, now).await?;
        let mut as_they_would_be = facts::of(db, &after, &people, now).await?;
        for id in people {
            let both = (as_they_are.remove(&id), as_they_would_be.remove(&id));
            let (Some(person), Some(then)) = both else { continue };
            let [was, is] =
                [going(schedule(&holds, &person, now)), going(schedule(next, &then, now))];
            let sends = effect.note_sends(&was, &is, of);
            let windows = effect.note_windows((&holds, &person), (next, &then), now);
            let change = Change { sends, windows };
            if !change.is_none() {
                effect.affected += 1;
                tell(id, change);
            }
        }
    }
    Ok(effect)
}

/// When it is compared, and by which calendar.
#[derive(Clone, Copy)]
struct At<'a> {
    now: DateTime<Utc>,
    zone: &'a str,
}

type Going = BTreeMap<Named, (DateTime<Utc>, MessageKey)>;

/// What goes now or later, with its moment.
fn going(planned: Vec<Planned>) -> Going {
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
    /// The sends of one person that change.
    fn note_sends(&mut self, was: &Going, is: &Going, of: At<'_>) -> Vec<(Named, FromTo)> {
        let mut changed = Vec::new();
        let all: BTreeSet<_> = was.keys().chain(is.keys()).collect();
        for send in all {
            let (before, then) = (was.get(send), is.get(send));
            if before == then {
                continue;
            }
            let moments = [before, then].map(|going| going.map(|(at, _)| *at));
            let own = self.sends.entry(send.clone()).or_default();
            match moments {
                [Some(_), None] => own.dropped += 1,
                [None, _] => own.added += 1,
                [Some(before), Some(then)] if before != then => own.moved += 1,
                [Some(_), Some(_)] => own.other_message += 1,
            }
            let [before, then] = moments;
            let day = |at: Option<_>| at.map(|at| calendar::date_in(of.zone, at));
            let days = (day(before), day(then));
            if before != then {
                own.at_once += usize::from(then.is_some_and(|at| at <= of.now));
                *self.days.entry((send.clone(), days)).or_default() += 1;
            }
            changed.push((send.clone(), days));
        }
        changed
    }
}
