//! For whom other days would be open than are now.

use chrono::{DateTime, Utc};
use surveys::{
    calendar,
    keys::WaveKey,
    protocol::{Plan, Protocol},
    schedule::{Handed, Person, Stand},
    waves::Window,
};

use super::Effect;

/// How many people who have not sent a survey would find it open on other days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Windows {
    /// They can answer today, and could not any more.
    pub closes: usize,
    /// Of these: they have begun, and could not go on.
    pub closes_on_begun: usize,
    /// They cannot answer today, and could.
    pub opens: usize,
    /// They can answer today and still could, up to another last day.
    pub other_end: usize,
    /// Of those for whom it closes or ends on another day: something was handed over to be sent to them about it, and may name
    /// the day that was.
    pub told_before: usize,
}

/// One side of the comparison.
pub(super) type Side<'a> = (&'a Protocol, &'a Person<'a>);

impl Effect {
    /// The surveys that one person finds open on other days, as far as today tells.
    pub(super) fn note_windows(
        &mut self,
        was: Side<'_>,
        would_be: Side<'_>,
        now: DateTime<Utc>,
    ) -> Vec<WaveKey> {
        let (person, mut changed) = (was.1, Vec::new());
        if person.has_ended {
            return changed;
        }
        for key in waves(was.0, would_be.0) {
            let stand = person.waves.get(key).copied().unwrap_or_default();
            if matches!(stand, Stand::Complete | Stand::Stopped) {
                continue;
            }
            let now_open = window(was, key.as_str(), now);
            let then_open = window(would_be, key.as_str(), now);
            if is_open(now_open) == is_open(then_open)
                && (!is_open(now_open) || now_open == then_open)
            {
                continue;
            }
            changed.push(key.clone());
            let own = self.windows.entry(key.clone()).or_default();
            match (is_open(now_open), is_open(then_open)) {
                (true, false) => {
                    own.closes += 1;
                    own.closes_on_begun += usize::from(stand == Stand::Begun);
                }
                (false, _) => own.opens += 1,
                (true, true) => own.other_end += 1,
            }
            let was_told = |one: &Handed| one.is_contact() && one.wave == *key && is_open(now_open);
            own.told_before += usize::from(person.handed.iter().any(was_told));
        }
        changed
    }
}

/// The waves of both, those that hold first.
fn waves<'a>(holds: &'a Protocol, next: &'a Protocol) -> impl Iterator<Item = &'a WaveKey> {
    let is_new = |key: &&WaveKey| holds.waves.iter().all(|plan| plan.key() != *key);
    let new = next.waves.iter().map(Plan::key).filter(is_new);
    holds.waves.iter().map(Plan::key).chain(new)
}

/// Closed, where the protocol has no such wave.
fn window((protocol, person): Side<'_>, wave: &str, now: DateTime<Utc>) -> Window {
    let plan = protocol.waves.iter().find(|plan| plan.key().as_str() == wave);
    let today = calendar::date_in(person.zone, now);
    plan.map_or(Window::Closed, |plan| plan.wave.window(&person.dates, today))
}

const fn is_open(window: Window) -> bool {
    matches!(window, Window::Open(_) | Window::Late(_))
}
