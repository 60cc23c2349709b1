//! What time it is while messages are sent: that takes a while, and what is asked of a message is asked of the moment at
//! which it leaves.

use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::Instant;

/// A clock that was set once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    set_to: DateTime<Utc>,
    /// When it was set; a clock that stands still was at no time.
    since: Option<Instant>,
}

impl Clock {
    /// It is this time now, and goes on from here.
    pub fn going(now: DateTime<Utc>) -> Self {
        Self { set_to: now, since: Some(Instant::now()) }
    }

    /// It stays this time.
    pub const fn still(now: DateTime<Utc>) -> Self {
        Self { set_to: now, since: None }
    }

    pub fn now(&self) -> DateTime<Utc> {
        let gone = self.since.map(|since| since.elapsed());
        let gone = gone.and_then(|gone| TimeDelta::from_std(gone).ok());
        self.set_to + gone.unwrap_or_default()
    }
}
