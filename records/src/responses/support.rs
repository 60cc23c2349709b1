//! What a participant is told about help, after what they answered.

use chrono::{DateTime, Utc};
use surveys::safeguarding::{Clock, Concern, concern};

use super::{ResponseError, Stage, case::Case};
use crate::{Db, auth::Participant};

/// What a page that speaks of help is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// What the answers raise, for a device that may see answers; none on any other.
    pub concern: Option<Concern>,
    /// Whether somebody of the team is there now.
    pub is_staffed: bool,
}

/// Where the participant is, and what they are told about help.
///
/// # Errors
/// When the database fails.
pub async fn support(
    db: &Db,
    who: &Participant,
    now: DateTime<Utc>,
) -> Result<(Stage, Told), ResponseError> {
    let case = Case::seen(db, who, now).await?;
    let concern = concern(&case.survey.alerts, &case.sheet.answers);
    let study = who.study();
    let is_staffed = study.safeguarding.as_ref().is_some_and(|roster| {
        let zone = &study.timezone;
        Clock { roster, zone }.is_staffed(now)
    });
    let told = Told { concern: concern.filter(|_| who.is_known()), is_staffed };
    Ok((case.stage(), told))
}
