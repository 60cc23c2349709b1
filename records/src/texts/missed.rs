//! Texts that Twilio could not hand on. It tells each twice, one right after the other; when the database, or the site, was
//! away both times, nobody has it but Twilio. So its list is looked at each ten minutes, by whichever server comes first,
//! and at once after something could not be written down. What is known already changes nothing.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::DbErr;

use super::{NotReceived, order, received::receive_late};
use crate::{
    Db, leases,
    senders::{NotListed, Twilio},
};

/// Under this name is kept when it is looked at next.
const NAME: &str = "texts that came in";
/// How often it is looked at.
const EACH: TimeDelta = TimeDelta::minutes(10);
/// A text may stand in the list a little later than it came.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);
/// How far back is looked the first time, and after a clock was set back: it is not known then since when nobody looked.
const FIRST: TimeDelta = TimeDelta::days(3);

/// Why it is not known what was missed. It is looked at again.
#[derive(Debug, thiserror::Error)]
pub enum MissedError {
    /// Twilio's list could not be read.
    #[error("{0}")]
    NotListed(#[from] NotListed),
    /// The database failed.
    #[error("the database could not be used: {0}")]
    Database(#[from] DbErr),
}

/// Receives what was missed, when it is time to look: how many texts were looked at.
///
/// # Errors
/// When Twilio's list cannot be read, or the database fails.
pub async fn receive_missed(
    db: &Db,
    twilio: &Twilio,
    now: DateTime<Utc>,
) -> Result<usize, MissedError> {
    let next = leases::until(db.read(), NAME, (EACH, now)).await?;
    if !twilio.has_missed() && next.is_some_and(|next| now < next) {
        return Ok(0);
    }
    let since = next.map_or(now - FIRST, |next| next - EACH) - OVERLAP;
    let looked = look(db, twilio, since, now).await;
    if looked.is_err() {
        twilio.note_missed();
    }
    looked
}

async fn look(
    db: &Db,
    twilio: &Twilio,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<usize, MissedError> {
    let texts = twilio.came_in(since).await?;
    let listed = order::note_moments(db, &texts).await?;
    let (many, mut failed) = (texts.len(), None);
    for text in texts {
        match receive_late(db, twilio, text, now).await {
            // A service of a study that is not loaded.
            Ok(()) | Err(NotReceived::NoText) => {}
            // One that cannot be taken keeps no STOP after it from being heard.
            Err(NotReceived::Database(error)) => failed = failed.or(Some(error)),
        }
    }
    if let Some(error) = failed {
        return Err(error.into());
    }
    order::put_right(db, listed, now).await?;
    // Whoever looks next, on whichever server, begins where this one did.
    db.write(move |transaction| {
        Box::pin(async move { leases::take(transaction, NAME, NAME, EACH, now).await })
    })
    .await?;
    Ok(many)
}
