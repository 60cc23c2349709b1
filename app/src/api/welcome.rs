//! What is read before and after the questions: the welcome page, the check of the person, consent,
//! the texts of the study, the thank-you.

use records::responses::{self, Overview, Stage};

use super::{
    AppError, Away, Place,
    door::{self, Device, Keep, Request, Unsaved, Visit},
};
use crate::paths;

/// The welcome page: where the person is, and the address at which they go on.
pub(crate) struct Welcome {
    pub place: Place,
    pub overview: Overview,
    pub go_on: String,
}

pub(crate) async fn welcome(request: Request) -> Result<Welcome, Away> {
    let Visit { who, place } = request.visit().await?;
    let overview = responses::overview(&request.db, &who, request.now).await;
    let overview = overview.map_err(|error| place.away(error))?;
    let check_first = who.birthday_is_known() && !who.is_known();
    let go_on = match &overview.stage {
        closed @ (Stage::NotYet(_) | Stage::Closed | Stage::Stopped(_)) => {
            return Err(place.at(closed));
        }
        Stage::Sent => return Err(place.at(&Stage::Sent)),
        _ if check_first => paths::below(&place.token, "check"),
        stage => paths::of_stage(&place.token, stage),
    };
    Ok(Welcome { place, overview, go_on })
}

/// The consent form, and what was ticked if it could not be taken.
pub(crate) struct Asked {
    pub place: Place,
    pub unsaved: Option<Unsaved>,
}

pub(crate) async fn consent(request: Request) -> Result<Asked, Away> {
    let Visit { who, place } = request.visit().await?;
    let unsaved = request.unsaved;
    if unsaved.is_some() {
        return Ok(Asked { place, unsaved });
    }
    let stage = responses::stage(&request.db, &who, request.now).await;
    match stage.map_err(|error| place.away(error))? {
        Stage::Consent => Ok(Asked { place, unsaved }),
        other => Err(place.at(&other)),
    }
}

/// The check of the person. Coming here locks the device again.
pub(crate) async fn check(request: Request) -> Result<Asked, Away> {
    let Visit { who, place } = request.visit().await?;
    let Request { db, token, device, now, unsaved, .. } = request;
    // Asked as by a new device: one that is known is not asked whether there is a birthday.
    let as_new = door::open(&db, &token, &Device::default(), now).await?;
    if as_new.who.birthday_is_known() {
        device.keep(Keep::Nothing);
        return Ok(Asked { place, unsaved });
    }
    if who.is_known() {
        return Err(Away::To(paths::welcome(&place.token)));
    }
    Err(Away::Trouble(AppError::OtherDevice, Some(place)))
}

/// Whose link it is: what the study's own texts are shown to.
pub(crate) async fn place(request: Request) -> Result<Place, Away> {
    Ok(request.visit().await?.place)
}
