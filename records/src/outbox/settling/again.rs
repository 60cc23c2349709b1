//! When a message is tried again.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{entity::outbox, secret};

/// How long is waited after each attempt that failed. After the last, nothing is tried any more.
const WAITS: [TimeDelta; 7] = [
    TimeDelta::seconds(30),
    TimeDelta::minutes(2),
    TimeDelta::minutes(10),
    TimeDelta::hours(1),
    TimeDelta::hours(4),
    TimeDelta::hours(12),
    TimeDelta::hours(24),
];

/// No wait is longer.
pub(in crate::outbox) const LONGEST_WAIT: TimeDelta = TimeDelta::hours(29);

/// What could not be tried is taken up again after a quarter of the time for which it has waited: soon at first, and never
/// less often than this.
pub(super) const SOON: TimeDelta = TimeDelta::minutes(1);
const AT_THE_LATEST: TimeDelta = TimeDelta::minutes(10);

/// How long to wait, up to a fifth longer: what failed together is not tried again together.
pub(in crate::outbox) fn wait(row: &outbox::Model) -> Option<TimeDelta> {
    let wait = *WAITS.get(usize::try_from(row.attempts).ok()?)?;
    Some(longer(wait, row))
}

fn longer(wait: TimeDelta, row: &outbox::Model) -> TimeDelta {
    let chance = secret::hashed(&format!("{}|{}", row.once, row.attempts))[0];
    wait + wait * i32::from(chance) / (5 * 255)
}

/// How long to wait for what could not be tried.
pub(super) fn untried(row: &outbox::Model, now: DateTime<Utc>) -> TimeDelta {
    longer(((now - row.enqueued_at) / 4).clamp(SOON, AT_THE_LATEST), row)
}
