//! From a request to a person, a database and a time.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use http::request::Parts;
use records::{Db, auth, auth::Participant, links};
use surveys::typed::Typed;

use super::{AppError, Away, Place};

/// Tells the time. Tests set it.
#[derive(Clone, Copy)]
pub struct Clock(pub fn() -> DateTime<Utc>);

impl Default for Clock {
    fn default() -> Self {
        Self(Utc::now)
    }
}

impl Clock {
    /// The time now.
    #[must_use]
    pub fn now(self) -> DateTime<Utc> {
        (self.0)()
    }
}

/// What a request's device has shown of whose it is, and what it is to keep. The server reads it
/// from a cookie and writes it into one.
#[derive(Clone, Default)]
pub struct Device {
    shown: Option<String>,
    keep: Arc<Mutex<Keep>>,
}

/// What becomes of the device's proof.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// It stays as it is.
    #[default]
    AsItIs,
    /// It is replaced by this one.
    New(String),
    /// It is taken away.
    Nothing,
}

impl Device {
    /// A device that shows this proof.
    #[must_use]
    pub fn showing(shown: Option<String>) -> Self {
        Self { shown, keep: Arc::default() }
    }

    /// The proof that came with the request.
    #[must_use]
    pub fn shown(&self) -> Option<&str> {
        self.shown.as_deref()
    }

    /// Says what becomes of the proof.
    pub fn keep(&self, keep: Keep) {
        *self.keep.lock().unwrap_or_else(PoisonError::into_inner) = keep;
    }

    /// What was said last.
    #[must_use]
    pub fn kept(&self) -> Keep {
        self.keep.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A form that was posted and could not be taken: the page is drawn from it, so nothing is lost.
#[derive(Clone, Debug, Default)]
pub struct Unsaved {
    /// What was typed.
    pub typed: Typed,
    /// What is said about it.
    pub said: Said,
}

/// What is said about a form that could not be taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// The page finds out by itself.
    #[default]
    AsFound,
    /// The day and month are not the person's.
    Wrong,
    /// There were too many wrong tries.
    TooMany,
    /// The database could not be used.
    Unavailable,
}

/// A person at a page, with what is needed to answer them.
pub struct Visit {
    /// The person.
    pub who: Participant,
    /// Their link and study.
    pub place: Place,
}

/// Opens a link for a device, and keeps the device's proof fresh while it holds.
///
/// # Errors
/// When the link leads nowhere, or the database cannot be used.
pub async fn open(
    db: &Db,
    token: &str,
    device: &Device,
    now: DateTime<Utc>,
) -> Result<Visit, AppError> {
    let who = links::open(db, token, device.shown(), now).await?;
    if device.shown().is_some() && who.is_known() {
        device.keep(Keep::New(auth::proof(&who, now)));
    }
    let place = Place { token: token.to_owned(), study: who.study().clone() };
    Ok(Visit { who, place })
}

/// What a device keeps that leaves in a hurry: nothing, where the person can show again who they are. Whom
/// nothing can be asked would be kept out for good: what their device shows counts again after an hour, and
/// stays as it is when they press once more within it.
pub async fn leave(db: &Db, token: &str, device: &Device, now: DateTime<Utc>) -> Keep {
    if device.shown().is_none() {
        return Keep::Nothing;
    }
    let Ok(as_new) = links::open(db, token, None, now).await else { return Keep::Nothing };
    if as_new.is_known() || as_new.birthday_is_known() {
        return Keep::Nothing;
    }
    match links::open(db, token, device.shown(), now).await {
        Ok(who) if who.is_known() => Keep::New(auth::proof_for_later(&who, now)),
        Ok(_) => Keep::AsItIs,
        Err(_) => Keep::Nothing,
    }
}

/// A short code that is being entered.
pub(crate) struct Entering {
    /// As it stood in the address, or empty.
    pub code: String,
    pub unsaved: Option<Unsaved>,
}

/// What a page is read for: who asks, where, and when.
pub struct Request {
    pub(crate) db: Db,
    pub(crate) token: String,
    pub(crate) page: String,
    query: String,
    pub(crate) device: Device,
    pub(crate) now: DateTime<Utc>,
    pub(crate) unsaved: Option<Unsaved>,
    /// The browser asks to be spared: no scripts are loaded then.
    pub(crate) spares_data: bool,
}

impl Request {
    /// What the server passes on of a request.
    #[must_use]
    pub fn of(parts: &Parts, db: &Db, now: DateTime<Utc>) -> Self {
        // Below `/r` come the token, and for questions `q` and the page.
        let mut below = parts.uri.path().split('/').skip(2).map(str::to_owned);
        Self {
            db: db.clone(),
            token: below.next().unwrap_or_default(),
            page: below.nth(1).unwrap_or_default(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            device: parts.extensions.get::<Device>().cloned().unwrap_or_default(),
            now,
            unsaved: parts.extensions.get::<Unsaved>().cloned(),
            spares_data: parts.headers.get("save-data").is_some_and(|value| value == "on"),
        }
    }

    /// What the address asks for by this name: a choice, a reference. Empty when it does not.
    pub(crate) fn asked_for(&self, name: &str) -> &str {
        let mut pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(asked, _)| *asked == name).map_or("", |(_, value)| value)
    }

    /// What was typed and could not be saved for want of a database.
    pub(crate) fn not_saved(&self) -> Option<&Typed> {
        let unsaved = self.unsaved.as_ref()?;
        (unsaved.said == Said::Unavailable).then_some(&unsaved.typed)
    }

    /// What somebody brings who has a short code: it may stand in the address.
    pub(crate) fn entering(self) -> Entering {
        Entering { code: self.token, unsaved: self.unsaved }
    }

    pub(crate) async fn visit(&self) -> Result<Visit, Away> {
        match open(&self.db, &self.token, &self.device, self.now).await {
            Err(AppError::Unavailable) => Err(self.in_the_way().await),
            other => Ok(other?),
        }
    }

    /// What keeps the page away: the study, which is named then, or the database.
    async fn in_the_way(&self) -> Away {
        match links::in_trouble(&self.db, &self.token).await {
            Some(study) => {
                let place = Place { token: self.token.clone(), study };
                Away::Trouble(AppError::InTrouble, Some(place))
            }
            None => AppError::Unavailable.into(),
        }
    }
}
