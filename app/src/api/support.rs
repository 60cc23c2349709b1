//! What is read for pages that speak of help after an answer.

use records::{
    responses::{self, Stage, Told},
    vouchers::{self, Promised},
};

use super::{
    Away, Place,
    door::{Request, Visit},
    welcome::{self, Welcome},
};
use crate::paths;

/// Who can help, and where the person goes on.
pub(crate) struct Support {
    pub place: Place,
    pub told: Told,
    pub go_on: String,
}

/// The page after one that raised an alert. A device that may see answers is led on when none of them
/// does; any other is shown who can help, and nothing of what was answered.
pub(crate) async fn support(request: Request) -> Result<Support, Away> {
    let Visit { who, place } = request.visit().await?;
    let read = responses::support(&request.db, &who, request.now).await;
    let (stage, told) = read.map_err(|error| place.away(error))?;
    let go_on = paths::of_stage(&place.token, &stage);
    if told.concern.is_none() && who.is_known() {
        return Err(Away::To(go_on));
    }
    Ok(Support { place, told, go_on })
}

/// Saved, to be finished later.
pub(crate) struct Later {
    pub welcome: Welcome,
    pub told: Told,
}

pub(crate) async fn later(request: Request) -> Result<Later, Away> {
    let Visit { who, place } = request.visit().await?;
    let read = responses::support(&request.db, &who, request.now).await;
    let (_, told) = read.map_err(|error| place.away(error))?;
    let welcome = welcome::welcome(request).await?;
    Ok(Later { welcome, told })
}

/// Sent.
pub(crate) struct Thanks {
    pub place: Place,
    pub told: Told,
    /// What they get for it, and how it comes.
    pub promised: Option<Promised>,
}

/// Thanks are for what has been sent.
pub(crate) async fn thanks(request: Request) -> Result<Thanks, Away> {
    let Visit { who, place } = request.visit().await?;
    let read = responses::support(&request.db, &who, request.now).await;
    match read.map_err(|error| place.away(error))? {
        (Stage::Sent, told) => {
            let promised = vouchers::promised(&request.db, &who).await;
            let promised = promised.map_err(|cause| place.away(cause.into()))?;
            Ok(Thanks { place, told, promised })
        }
        (other, _) => Err(place.at(&other)),
    }
}
