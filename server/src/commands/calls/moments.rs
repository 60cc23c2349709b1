//! Moments as they are typed.

use chrono::{DateTime, Utc};
use records::{Db, demo, studies::StudyHandle};
use surveys::calls::Agreed;

use crate::commands::{Refused, now};

/// `2026-03-03T10:00:00Z`, or with another offset.
pub(super) fn moment(typed: &str) -> Result<DateTime<Utc>, Refused> {
    let read = DateTime::parse_from_rfc3339(typed.trim());
    let at = read.map_err(|_| {
        Refused::because(format!("“{typed}” is no moment: write it like 2026-03-03T10:00:00Z"))
    });
    Ok(at?.to_utc())
}

/// When a call was dialled, and what time it is now. Where all people are invented, what is typed is the clock.
pub(super) async fn dialled(
    db: &Db,
    study: &StudyHandle,
    typed: Option<&str>,
) -> Result<(DateTime<Utc>, DateTime<Utc>), Refused> {
    let Some(at) = typed.map(moment).transpose()? else {
        let now = now();
        return Ok((now, now));
    };
    if demo::is_invented(db, study).await? {
        return Ok((at, at));
    }
    let now = now();
    match at <= now {
        true => Ok((at, now)),
        false => Err(Refused::because("this moment is still to come: no call was dialled then")),
    }
}

/// One moment, or two with a `/` between.
pub(super) fn agreed(typed: &str) -> Result<Agreed, Refused> {
    Ok(match typed.split_once('/') {
        Some((from, until)) => Agreed::Between(moment(from)?, moment(until)?),
        None => Agreed::At(moment(typed)?),
    })
}
