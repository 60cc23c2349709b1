//! Moments as they are typed.

use chrono::{DateTime, Utc};
use surveys::calls::Agreed;

use crate::commands::Refused;

/// `2026-03-03T10:00:00Z`, or with another offset.
pub(super) fn moment(typed: &str) -> Result<DateTime<Utc>, Refused> {
    let read = DateTime::parse_from_rfc3339(typed.trim());
    let at = read.map_err(|_| {
        Refused::because(format!("“{typed}” is no moment: write it like 2026-03-03T10:00:00Z"))
    });
    Ok(at?.to_utc())
}

/// One moment, or two with a `/` between.
pub(super) fn agreed(typed: &str) -> Result<Agreed, Refused> {
    Ok(match typed.split_once('/') {
        Some((from, until)) => Agreed::Between(moment(from)?, moment(until)?),
        None => Agreed::At(moment(typed)?),
    })
}
