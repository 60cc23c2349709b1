//! Whom to look for, and how pressing it is.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::{
    keys::WaveKey,
    schedule::{Person, Reach, Stand},
    stopping::Way,
    waves::{self, Wave},
};

/// Somebody who agreed to be contacted, and whom nobody can contact in any way that they agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Each way that they agree to, and why it does not reach them: there is nothing to reach them by, or it reaches nobody.
    pub ways: Vec<(Way, Reach)>,
    /// The survey that waits for them.
    pub wave: WaveKey,
    /// Until when, or from when.
    pub window: Window,
}

/// How long there is time to find somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The survey can be answered, up to and including this day when there is a last one.
    Open(Option<NaiveDate>),
    /// It can be answered from this day on.
    Opens(NaiveDate),
}

impl Window {
    /// What closes first comes first; what is open for good comes before what opens later.
    #[must_use]
    pub fn before(self, other: Self) -> Ordering {
        let rank = |one: Self| match one {
            Self::Open(Some(last)) => (0, last),
            Self::Open(None) => (1, NaiveDate::MAX),
            Self::Opens(first) => (2, first),
        };
        rank(self).cmp(&rank(other))
    }
}

/// Whether somebody has to be looked for, on a day where they live. Who agreed to no way, or has stopped every one, is not
/// lost: they do not want to be reached. Nobody is looked for in a pause, or when no survey waits for them or will.
#[must_use]
pub fn lost(person: &Person<'_>, waves: &[Wave], today: NaiveDate) -> Option<Lost> {
    if person.has_ended || person.paused_until.is_some_and(|last| today <= last) {
        return None;
    }
    let agreed = person.ways.iter().map(|(way, reach)| (*way, *reach));
    let ways: Vec<_> =
        agreed.filter(|(_, reach)| !matches!(reach, Reach::NotAgreed | Reach::OptedOut)).collect();
    if ways.is_empty() || ways.iter().any(|(_, reach)| *reach == Reach::Open) {
        return None;
    }
    let waiting = waves.iter().filter_map(|wave| {
        let over = matches!(person.waves.get(&wave.key), Some(Stand::Complete | Stand::Stopped));
        let window = match wave.window(&person.dates, today) {
            _ if over => return None,
            waves::Window::Open(last) => Window::Open(last),
            waves::Window::Late(last) => Window::Open(Some(last)),
            waves::Window::NotYet(Some(first)) => Window::Opens(first),
            waves::Window::NotYet(None) | waves::Window::Closed => return None,
        };
        Some((window, wave.key.clone()))
    });
    let (window, wave) = waiting.min_by(|(one, _), (other, _)| one.before(*other))?;
    Some(Lost { ways, wave, window })
}
