//! What is read for the participant's own page and the pages below it. A device that may not see what
//! is stored is asked first whose it is.

use records::{
    choices::{self, Change, Copy, Details, DetailsError, Standing},
    stopping::{self, Receipt},
    tracing::{self, Named},
};
use surveys::{consent::Form, stopping::Choice};

use super::{
    AppError, Away, Place,
    door::{Request, Unsaved, Visit},
    unavailable,
};
use crate::paths;

/// How the person stands, and whose page it is.
pub(crate) struct You {
    pub place: Place,
    pub standing: Standing,
    /// What was just done, as the address says.
    pub done: String,
    /// Whether the page can be locked.
    pub can_lock: bool,
    /// A form that could not be taken.
    pub unsaved: Option<Unsaved>,
}

pub(crate) async fn you(request: Request) -> Result<You, Away> {
    let Visit { who, place } = request.visit().await?;
    let standing = choices::standing(&request.db, &who, request.now).await;
    let Some(standing) = standing.map_err(|cause| failed(&place, &cause))? else {
        return Err(locked(&place, who.birthday_is_known()));
    };
    let done = request.asked_for("done").to_owned();
    let can_lock = who.birthday_is_known();
    Ok(You { place, standing, done, can_lock, unsaved: request.unsaved })
}

/// The same, and how they are reached where that is still known.
pub(crate) struct Own {
    pub you: You,
    pub details: Option<Details>,
}

pub(crate) async fn own(request: Request) -> Result<Own, Away> {
    let Visit { who, place } = request.visit().await?;
    let details = match choices::details(&request.db, &who, request.now).await {
        Ok(details) => Some(details),
        Err(DetailsError::Database(cause)) => return Err(failed(&place, &cause)),
        Err(_) => None,
    };
    Ok(Own { you: you(request).await?, details })
}

fn failed(place: &Place, cause: &impl std::fmt::Display) -> Away {
    Away::Trouble(unavailable(cause), Some(place.clone()))
}

fn locked(place: &Place, birthday_is_known: bool) -> Away {
    if birthday_is_known {
        return Away::To(paths::check_before_choices(&place.token));
    }
    Away::Trouble(AppError::OtherDevice, Some(place.clone()))
}

/// A copy of the answers.
pub(crate) struct Copies {
    pub place: Place,
    pub copies: Vec<Copy>,
    pub can_lock: bool,
}

pub(crate) async fn answers(request: Request) -> Result<Copies, Away> {
    let Visit { who, place } = request.visit().await?;
    let copies = choices::answers(&request.db, &who, request.now).await;
    let can_lock = who.birthday_is_known();
    match copies.map_err(|cause| failed(&place, &cause))? {
        Some(copies) => Ok(Copies { place, copies, can_lock }),
        None => Err(locked(&place, can_lock)),
    }
}

/// How the person is reached.
pub(crate) struct Reached {
    pub place: Place,
    pub details: Details,
    /// Whom they named who would know how to reach them.
    pub named: Named,
    pub can_lock: bool,
    pub unsaved: Option<Unsaved>,
}

pub(crate) async fn details(request: Request) -> Result<Reached, Away> {
    let Visit { who, place } = request.visit().await?;
    let can_lock = who.birthday_is_known();
    match choices::details(&request.db, &who, request.now).await {
        Ok(details) => {
            let named = tracing::own(&request.db, &who, request.now).await;
            let named = named.map_err(|cause| failed(&place, &cause))?.unwrap_or_default();
            Ok(Reached { place, details, named, can_lock, unsaved: request.unsaved })
        }
        Err(DetailsError::Locked) => Err(locked(&place, can_lock)),
        Err(DetailsError::Database(cause)) => Err(failed(&place, &cause)),
        Err(DetailsError::Deleted | DetailsError::Unusable(_)) => {
            Err(Away::To(paths::choices(&place.token)))
        }
    }
}

/// A form of the study to change one's mind on.
pub(crate) struct Asking {
    pub you: You,
    pub form: Form,
}

pub(crate) async fn change(request: Request) -> Result<Asking, Away> {
    let you = you(request).await?;
    match Change::of(&you.standing) {
        Some(Change { form }) => Ok(Asking { you, form }),
        None => Err(Away::To(paths::choices(&you.place.token))),
    }
}

pub(crate) async fn again(request: Request) -> Result<Asking, Away> {
    let you = you(request).await?;
    match you.standing.ways_anew() {
        Some(form) => Ok(Asking { you, form }),
        None => Err(Away::To(paths::choices(&you.place.token))),
    }
}

/// A choice that is about to be made; none when nothing was chosen.
pub(crate) struct Chosen {
    pub you: You,
    pub choice: Option<Choice>,
}

pub(crate) async fn confirm(request: Request) -> Result<Chosen, Away> {
    let named = Choice::from_name(request.asked_for("choice"));
    let you = you(request).await?;
    let choice = named.filter(|choice| you.standing.can_stop().contains(choice));
    Ok(Chosen { you, choice })
}

/// What came of a choice.
pub(crate) struct Received {
    pub place: Place,
    pub receipt: Receipt,
}

pub(crate) async fn receipt(request: Request) -> Result<Received, Away> {
    let Visit { who, place } = request.visit().await?;
    if !who.is_known() {
        return Err(locked(&place, who.birthday_is_known()));
    }
    let receipt = stopping::receipt(&request.db, &who, request.asked_for("reference")).await;
    match receipt.map_err(|cause| failed(&place, &cause))? {
        Some(receipt) => Ok(Received { place, receipt }),
        None => Err(Away::To(paths::choices(&place.token))),
    }
}
